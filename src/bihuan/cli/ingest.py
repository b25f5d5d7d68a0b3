"""`bihuan ingest`: reads an office's ledger file and shows what was understood."""

import argparse
import json
import sys
from pathlib import Path

from bihuan.documents import Unreadable, read
from bihuan.documents.plain import as_json
from bihuan.timetable.deadlines import read_deadline

HELP = "read a ledger (xlsx docx pdf html txt csv) into draft records"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and --json for machines."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="print records and warnings as JSON")


def run(args: argparse.Namespace) -> int:
    """0 read, 1 not readable (one sentence on standard error)."""
    try:
        reading = read(args.file, name=args.file.name, deadline_reader=read_deadline)
    except Unreadable as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 1
    print(json.dumps(as_json(reading), ensure_ascii=False, indent=1))
    return 0
