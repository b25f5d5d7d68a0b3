"""`bihuan deadlines --year Y [--anchor DAY]`: deadline phrases on stdin, one reading a line as JSON."""

import argparse
import json
import sys
from datetime import date

from bihuan.timetable.deadlines import Deadline, read_deadline

HELP = "read deadline phrases, one a line, into dates and flags (JSON lines)"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--year", type=_year, required=True, help="the campaign's year, for phrases without one")
    parser.add_argument(
        "--anchor",
        type=_day,
        metavar="YYYY-MM-DD",
        help="the day that relative phrases (30日内) are counted from",
    )


def run(args: argparse.Namespace) -> int:
    """Read standard input, print one object a line in the same order; 1 if the input is not UTF-8 text."""
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        print(
            f"bihuan deadlines: standard input is not UTF-8 text (byte {fault.start + 1}); save it as UTF-8",
            file=sys.stderr,
        )
        return 1
    for line in text.removesuffix("\n").split("\n") if text else ():
        print(
            json.dumps(
                _row(read_deadline(line.removesuffix("\r"), year=args.year, anchor=args.anchor)),
                ensure_ascii=False,
            )
        )
    return 0


def _row(deadline: Deadline) -> dict[str, object]:
    return {
        "text": deadline.text,
        "date": deadline.date.isoformat() if deadline.date else None,
        "flags": sorted(deadline.flags),
        "offset": list(deadline.offset) if deadline.offset else None,
    }


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1900 <= int(text) <= 2200):
        raise argparse.ArgumentTypeError(f"{text!r} is not a year between 1900 and 2200")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2024-06-30") from None
