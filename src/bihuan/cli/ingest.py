"""`bihuan ingest`: reads an office's ledger file, shows what was understood of it, and puts it on the ledger.

With `--campaign` and `--as` the rows are imported, all of them or none; `--dry-run` only says what would happen.
"""

import argparse
import json
import sys
from pathlib import Path

from bihuan.cli._django import load
from bihuan.documents import Reading, Unreadable, read
from bihuan.documents.plain import as_json
from bihuan.timetable.deadlines import read_deadline

HELP = "read a ledger (xlsx xls docx pdf html txt csv) into draft records"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and --json for machines."""
    parser.add_argument("file", type=Path, metavar="FILE", help="an office's ledger, report or notice")
    parser.add_argument("--json", action="store_true", help="print records, warnings and columns as JSON")
    parser.add_argument("--campaign", help="code of the campaign to import into, for instance qijiang")
    parser.add_argument("--as", dest="username", help="who imports: an account of the campaign office")
    parser.add_argument("--dry-run", action="store_true", help="report on every row, write nothing")


def run(args: argparse.Namespace) -> int:
    """0 read or imported, 1 not readable or refused (one sentence on standard error), 2 wrong call."""
    if args.campaign or args.username:
        return _import(args)
    try:
        reading = read(args.file, name=args.file.name, deadline_reader=read_deadline)
    except OSError as error:
        print(f"{args.file}: {error.strerror}", file=sys.stderr)
        return 1
    except Unreadable as refusal:
        print(f"{args.file}: {refusal.sentence}", file=sys.stderr)
        return 1
    if args.json:
        print(json.dumps(as_json(reading), ensure_ascii=False, indent=1))
    else:
        print(summary(reading))
    return 0


def _import(args: argparse.Namespace) -> int:
    """Match the file with a campaign, report row by row, and write unless it is a dry run."""
    if not (args.campaign and args.username):
        print("bihuan ingest: --campaign and --as go together", file=sys.stderr)
        return 2
    campaign = load("bihuan.campaigns.selectors").campaign_called(args.campaign)
    person = load("bihuan.people.selectors").person_called(args.username)
    if campaign is None or person is None:
        missing = f"no campaign {args.campaign!r}" if campaign is None else f"no account {args.username!r}"
        print(f"bihuan ingest: {missing}; nothing was read", file=sys.stderr)
        return 1
    refused = load("bihuan.common.workflow").Refused
    try:
        dry, batch = load("bihuan.ledger.imports.running").ingest(
            args.file, campaign=campaign, by=person, write=not args.dry_run
        )
    except OSError as error:
        print(f"{args.file}: {error.strerror}", file=sys.stderr)
        return 1
    except refused as refusal:
        print("\n".join(map(str, refusal.reasons)), file=sys.stderr)
        return 1
    for row in dry.doubtful:
        print(f"{row.place}\t" + "；".join(f"{note.place} {note.sentence}" for note in row.notes))
    done = f"已入账 {batch.rows} 条，批次 {batch.pk}" if batch else "试运行，什么也没有写入"
    print(f"读出 {dry.count} 条，可入账 {dry.importable} 条，请核对 {dry.doubts} 条；{done}")
    return 0


def summary(reading: Reading) -> str:
    """What a person wants to see at a glance: issues with their places, then what is doubtful."""
    lines = [reading.title, f"读出 {len(reading.records)} 条问题（{reading.format}，版式 {reading.layout}）", ""]
    lines += [f"{record.no.value or '—'}\t{record.problem.value}\t{record.position}" for record in reading.records]
    unread = [column for column in reading.columns if column.meaning is None and column.header]
    if unread:
        lines += ["", "没有认出含义的列（内容已保留）："]
        lines += [f"  {column.header}\t{column.position}" for column in unread]
    if reading.warnings:
        lines += ["", f"需要核对 {len(reading.warnings)} 处："]
        lines += [f"  {warning.sentence}\t{warning.position or ''}".rstrip() for warning in reading.warnings]
    return "\n".join(lines)
