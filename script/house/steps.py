"""Steps of a set-up: one line with a duration each, skipped while their inputs are unchanged."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("BIHUAN_DATA") or ROOT / "var").expanduser().resolve()
TAIL = 30
"""Lines of a failed command's output that are shown."""


class Failed(Exception):
    """A step could not be done; the text is a sentence for a person: what, and what to do next."""


def step(title: str, work: Callable[[], str]) -> None:
    """Print the title, do the work, print its one-word result and how long it took."""
    print(f"  {title:<28}", end="", flush=True)
    began = time.monotonic()
    try:
        result = work()
    except Failed:
        print("failed")
        raise
    print(f"{result:<44}{time.monotonic() - began:6.1f} s", flush=True)


def call(
    command: Sequence[str | Path], *, sentence: str, env: Mapping[str, str] | None = None, cwd: Path = ROOT
) -> str:
    """Run a command quietly and return what it printed; `sentence` says what a failure means."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-TAIL:])
        raise Failed(f"{sentence}\n\n$ {' '.join(words)}\n{tail}")
    return done.stdout


def digest(inputs: Iterable[Path | str]) -> str:
    """One hash over the content of files and over plain words (a version, an address)."""
    total = hashlib.sha256()
    for item in inputs:
        content = item.read_bytes() if isinstance(item, Path) else item.encode()
        total.update(f"{item}:{len(content)}:".encode() + content)
    return total.hexdigest()


def once(stamp: Path, inputs: Iterable[Path | str], work: Callable[[], str]) -> str:
    """Do the work unless `stamp` holds the hash of the same inputs.

    A stamp lies inside what the step makes (the venv, node_modules, the data folder), so that removing the
    thing removes the stamp, and nobody has to know about it.
    """
    now = digest(inputs)
    if stamp.exists() and stamp.read_text() == now:
        return "up to date"
    result = work()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now)
    return result


def main(work: Callable[[Sequence[str]], int]) -> None:
    """Run a program of the house: a failure is a sentence and exit code 1; Ctrl-C needs no words."""
    try:
        sys.exit(work(sys.argv[1:]))
    except Failed as failure:
        print(f"\n{failure}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
