"""`bihuan hints FILE.json`: what in a file of records looks like work on paper only, as JSON on the standard output."""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from bihuan.triage.formalism.finding import KINDS
from bihuan.triage.formalism.records import look, read

HELP = "hints against formalism: copied texts, repeated photographs, figures too good to be true"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file; its form stands at the head of `bihuan.triage.formalism` and in docs/howto/formalism.md."""
    parser.add_argument("file", type=Path, help="records as JSON; pictures lie beside it")


def run(args: argparse.Namespace) -> int:
    """Print the hints; a file that cannot be read is answered with a sentence naming the place."""
    try:
        found = look(read(args.file))
    except (OSError, ValueError) as fault:
        print(f"bihuan hints: {fault}", file=sys.stderr)
        return 1
    counted = Counter(one.kind for one in found)
    answer = {"hints": [one.plain() for one in found], "counts": {kind: counted[kind] for kind in KINDS}}
    print(json.dumps(answer, ensure_ascii=False, indent=1))
    return 0
