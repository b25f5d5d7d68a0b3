"""`bihuan ingest`: reads an office's ledger file and shows what was understood of it."""

import argparse
import json
import sys
from pathlib import Path

from bihuan.documents import Reading, Unreadable, read
from bihuan.documents.plain import as_json
from bihuan.timetable.deadlines import read_deadline

HELP = "read a ledger (xlsx xls docx pdf html txt csv) into draft records"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and --json for machines."""
    parser.add_argument("file", type=Path, metavar="FILE", help="an office's ledger, report or notice")
    parser.add_argument("--json", action="store_true", help="print records, warnings and columns as JSON")


def run(args: argparse.Namespace) -> int:
    """0 read, 1 not readable (one sentence on standard error)."""
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
