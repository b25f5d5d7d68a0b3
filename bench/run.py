"""All measurements on both databases, each part in a process of its own, and the table at the end.

script/bench --save figures.md               100,000 issues, 5,000 units, three runs (a quarter of an hour)
script/bench --issues 10000 --units 1000 --rounds 2 --only sqlite
"""

import argparse
import json
import os
import platform
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.databases import KINDS, fresh
from bench.memory import idle_mb
from bench.table import table_of

ROOT = Path(__file__).resolve().parents[1]


def part(name: str, environment: Mapping[str, str], **words: object) -> dict[str, Any]:
    """Run one part and return its figures."""
    command = [sys.executable, "-m", "bench.child", name, json.dumps(words)]
    paths = os.pathsep.join(map(str, (ROOT / "src", ROOT)))
    clean = {**os.environ, **environment, "PYTHONPATH": paths, "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, env=clean, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def measure(kind: str, words: argparse.Namespace) -> dict[str, Any]:
    """Everything on one kind of database."""

    def say(what: str) -> None:
        print(f"{kind}: {what} … (load {os.getloadavg()[0]:.1f})", file=sys.stderr, flush=True)

    with fresh(kind) as environment:
        say(f"filling {words.issues} issues")
        filled = part("world", environment, issues=words.issues, units=words.units)
        say("pages")
        pages = part("pages", environment, rounds=words.rounds)
        say("export")
        out = [part("exchange", environment, way="out") for _ in range(words.rounds)]
        say("import")
        taken = [
            part("exchange", environment, way="in", rows=words.rows, seed=seed) for seed in range(1, words.rounds + 1)
        ]
        say("memory")
        part("exchange", environment, way="order", rows=words.rows, seed=words.rounds + 1)
        memory = idle_mb(environment)
    return {"filled": filled, **pages, "out": out, "in": taken, "memory": memory}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the table, keep the figures if asked to."""
    parser = argparse.ArgumentParser(description="measure Bihuan on SQLite and PostgreSQL")
    parser.add_argument("--issues", type=int, default=100_000)
    parser.add_argument("--units", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3, help="runs whose medians are shown")
    parser.add_argument("--rows", type=int, default=10_000, help="rows of the imported workbook")
    parser.add_argument("--only", choices=KINDS)
    parser.add_argument("--save", type=Path, help="write the table there, and all figures beside it as JSON")
    words = parser.parse_args(arguments)
    found = {kind: measure(kind, words) for kind in ([words.only] if words.only else KINDS)}
    table = f"{heading(sys.argv[1:] if arguments is None else arguments)}\n\n{table_of(found)}"
    if words.save:
        words.save.write_text(table)
        words.save.with_suffix(".json").write_text(json.dumps(found, ensure_ascii=False, indent=1))
    print(table)


def heading(arguments: Sequence[str]) -> str:
    """Where, when, how busy, and by which command the figures were taken."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    machine = (
        f"{os.cpu_count()} cores, {memory} GB, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )
    command = " ".join(["script/bench", *arguments])
    return f"**Machine:** {machine}; {time.strftime('%Y-%m-%d')}; load at the end {os.getloadavg()[0]:.1f}. `{command}`"


if __name__ == "__main__":
    main()
