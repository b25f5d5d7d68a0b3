"""`bihuan migrate`: the database as this release wants it; once, before several hosts serve from it."""

import argparse

from bihuan.cli import _django

HELP = "bring tables and guards up to date (bihuan serve does so by itself)"


def arguments(_parser: argparse.ArgumentParser) -> None:
    """It needs none."""


def run(_args: argparse.Namespace) -> int:
    """Apply migrations and put every guard in its place."""
    _django.load("bihuan.cli._checks").mend()
    print("The tables and guards are those of this release.")
    return 0
