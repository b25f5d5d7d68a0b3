"""`bihuan doctor`: is everything in order, and if not, what to do."""

import argparse

from bihuan.cli import _django

HELP = "look at database, guards, front end, catalogues and background work"
MARKS = {True: "✓", False: "✗", None: "–"}


def arguments(_parser: argparse.ArgumentParser) -> None:
    """It needs none."""


def run(_args: argparse.Namespace) -> int:
    """Print a sentence per check; 1 when one of them forbids working."""
    found = list(_django.load("bihuan.cli._checks").findings())
    for finding in found:
        print(MARKS[finding.good], finding.sentence)
    return 1 if any(finding.good is False for finding in found) else 0
