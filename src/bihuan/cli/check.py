"""`bihuan check FILE`: reads a report as a careful reader would and says what cannot be right in it.

Works without any database. A paper that Bihuan wrote names its campaign and is compared with its records where they are
at hand; `--campaign` compares any report.
"""

import argparse
import json
import sys
from pathlib import Path

from bihuan.cli._django import load
from bihuan.documents import Unreadable
from bihuan.documents.checking import Earlier, Finding, Known, Place, Report, check
from bihuan.documents.formats.opening import open_source
from bihuan.documents.writing.carried import carried_by

HELP = "find what cannot be right in a report (docx pdf html txt)"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The report, what to compare it with, and --json for machines."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a narrative report, whoever wrote it")
    parser.add_argument("--campaign", help="compare figures with the records of this campaign")
    parser.add_argument("--earlier", type=Path, action="append", default=[], metavar="FILE", help="an earlier report")
    parser.add_argument("--json", action="store_true", help="print findings and places as JSON")


def run(args: argparse.Namespace) -> int:
    """0 read, whatever was found; 1 not readable (one sentence on standard error)."""
    try:
        content = args.file.read_bytes()
        known = _known(args.campaign or _origin(content), asked=bool(args.campaign))
        report = check(content, name=args.file.name, known=known, earlier=[_earlier(path) for path in args.earlier])
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    except Unreadable as refusal:
        print(f"{args.file}: {refusal.sentence}", file=sys.stderr)
        return 1
    except LookupError as unknown:
        print(f"bihuan check: {unknown.args[0]}", file=sys.stderr)
        return 1
    if args.json:
        print(json.dumps(as_json(report, args.file.name), ensure_ascii=False, indent=1))
    else:
        print(summary(report, args.file.name))
    return 0


def _origin(content: bytes) -> str:
    carried = carried_by(content)
    return carried.origin if carried else ""


def _known(code: str, *, asked: bool) -> list[Known]:
    """The figures of a campaign; one that a paper names need not be on this computer, one that was asked for must."""
    if not code:
        return []
    try:
        campaign = load("bihuan.campaigns.selectors").campaign_called(code)
    except Exception as error:
        if asked:
            raise LookupError(f"no database to compare with ({error}); `bihuan migrate` makes one") from error
        return []  # a paper of another office, checked on a computer without its records
    if campaign is None:
        if asked:
            raise LookupError(f"no campaign {code!r}")
        return []
    known: list[Known] = load("bihuan.reports.selectors").known_figures(campaign)
    return known


def _earlier(path: Path) -> Earlier:
    source = open_source(path.read_bytes(), path.name, isolated=True)
    return Earlier(path.stem, "\n".join(paragraph.text for paragraph in source.paragraphs))


def as_json(report: Report, name: str) -> dict[str, object]:
    """Findings in reading order, each with its places and their words."""
    return {
        "file": name,
        "format": report.format,
        "count": len(report.findings),
        "findings": [
            {
                "kind": finding.kind,
                "sentence": finding.sentence,
                "places": [_place(report, place) for place in finding.places],
            }
            for finding in report.findings
        ],
    }


def _place(report: Report, place: Place) -> dict[str, object]:
    position = str(report.lines[place.line].position)
    return {"position": position, "start": place.start, "end": place.end, "text": report.words(place)}


def summary(report: Report, name: str) -> str:
    """A line for each finding: where, what."""
    if not report.findings:
        return f"{name}：没有发现问题。"
    return "\n".join([f"{name}：{len(report.findings)} 处", *(_line(report, finding) for finding in report.findings)])


def _line(report: Report, finding: Finding) -> str:
    place = finding.places[0]
    return f"  {report.lines[place.line].position}\t{finding.sentence}\t“{report.words(place)[:40]}”"
