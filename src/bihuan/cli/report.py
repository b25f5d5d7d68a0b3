"""`bihuan report CAMPAIGN KIND`: writes an official paper from the records into a Word file."""

import argparse
import sys
from pathlib import Path

from bihuan.cli._django import load
from bihuan.documents.writing import write

HELP = "write an official paper of a campaign as a Word file"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which paper, about what, as whom, and where to."""
    parser.add_argument("campaign", help="code of the campaign, for instance qijiang")
    parser.add_argument("kind", help="situation, bulletin, briefing, ledger, look-back, six-clear …")
    parser.add_argument("--as", dest="username", required=True, help="whose rights the paper is written with")
    parser.add_argument("--about", type=int, help="key of the issue, notice, team or questionnaire")
    parser.add_argument("-o", "--output", type=Path, help="the Word file; KIND.docx here if it is left out")


def run(args: argparse.Namespace) -> int:
    """0 written, 1 refused with sentences."""
    campaign = load("bihuan.campaigns.selectors").campaign_called(args.campaign)
    person = load("bihuan.people.selectors").person_called(args.username)
    kinds = load("bihuan.reports.papers.kinds")
    kind = kinds.KINDS.get(args.kind)
    missing = [
        f"no {what} {name!r}"
        for what, name, found in (
            ("campaign", args.campaign, campaign),
            ("account", args.username, person),
            ("kind of paper", args.kind, kind),
        )
        if found is None
    ]
    if missing:
        print(f"bihuan report: {'; '.join(missing)}; nothing was written", file=sys.stderr)
        return 1
    subject = kinds.subjects(kind, person, campaign).filter(pk=args.about).first() if args.about else None
    if kind.about != "campaign" and subject is None:
        print(f"bihuan report: this paper is about one {kind.about}; name it with --about", file=sys.stderr)
        return 1
    reasons = list(load("bihuan.reports.policies").objections_to_writing(kind, campaign, subject, by=person))
    if reasons:
        print("\n".join(map(str, reasons)), file=sys.stderr)
        return 1
    paper = kinds.written(kind, person, campaign, subject)
    output = args.output or Path(f"{kind.code}.docx")
    output.write_bytes(write(paper))
    print(f"{output}：{paper.title}，数据 {len(paper.stated())} 项，截至 {paper.as_of}")
    return 0
