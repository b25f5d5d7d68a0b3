"""`bihuan doctor`: is everything in order, and if not, what to do."""

import argparse

from bihuan.cli import _django

HELP = "look at database, guards, front end, catalogues and background work"
MARKS = {True: "✓", False: "✗", None: "–"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--mend", action="store_true", help="apply migrations and put missing guards back first"
    )


def run(args: argparse.Namespace) -> int:
    """Print a sentence per check; 1 when one of them forbids working."""
    checks = _django.load("bihuan.cli._checks")
    if args.mend:
        checks.mend()
    found = list(checks.findings())
    for finding in found:
        print(MARKS[finding.good], finding.sentence)
    return 1 if any(finding.good is False for finding in found) else 0
