"""`bihuan draw LIST --seed HEX --size N`: draw a random sample again, without database, as an auditor does."""

import argparse
import sys
from pathlib import Path

from bihuan.supervision.drawing import draw, sha256_of

HELP = "draw a random sample again from its list, seed and size"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The list that the page of the sample offers, and what stands beside it."""
    parser.add_argument("list", type=Path, help="the fixed list, downloaded from the page of the sample")
    parser.add_argument("--seed", required=True, help="64 hexadecimal digits, from the record")
    parser.add_argument("--size", required=True, type=int, help="how many issues")


def run(args: argparse.Namespace) -> int:
    """Print the hash of the list and the drawn issues; a list or seed that is none is answered with a sentence."""
    try:
        text = args.list.read_text(encoding="utf-8")
        drawn = draw(text, seed=args.seed, size=args.size)
    except (OSError, ValueError) as fault:
        print(f"bihuan: cannot draw from {args.list}: {fault}", file=sys.stderr)
        return 1
    print(f"sha256 {sha256_of(text)}")
    for line in drawn:
        print(f"{line.number:04d}\t{line.stratum}")
    return 0
