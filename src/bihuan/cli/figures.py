"""`bihuan figures CAMPAIGN [--json]`: every figure of a campaign, computed from its records."""

import argparse
import json
import sys

from bihuan.cli._django import load

HELP = "print the figures of a campaign, computed from its records"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which campaign, and how to print."""
    parser.add_argument("campaign", help="code of the campaign, for instance qijiang")
    parser.add_argument("--json", action="store_true", help="an object of values by dotted path")


def run(args: argparse.Namespace) -> int:
    """Print the figures; an unknown campaign is answered with the known ones."""
    campaigns = load("bihuan.campaigns.selectors")
    campaign = campaigns.campaign_called(args.campaign)
    if campaign is None:
        known = "、".join(campaigns.campaign_codes()) or "none yet: `bihuan demo qijiang` makes one"
        print(f"bihuan: no campaign {args.campaign!r}; there are: {known}", file=sys.stderr)
        return 1
    figures = load("bihuan.reports.figures").figures(campaign)
    if args.json:
        print(json.dumps({figure.path: figure.value for figure in figures}, ensure_ascii=False, indent=1))
    else:
        for figure in figures:
            print(f"{figure.value:>8}  {figure.path}  {figure.label}")
    return 0
