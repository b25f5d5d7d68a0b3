"""`script/bench`: set up what `script/test` sets up, then measure with the Python of the environment."""

import os
from collections.abc import Sequence

from script.house import steps, test, venv

PARTS = ("listening", "desk")
"""Measurements of their own: `script/bench listening --help`."""


def main(words: Sequence[str]) -> int:
    """Set up and become the measuring."""
    test.set_up()
    os.chdir(steps.ROOT)
    os.environ["PYTHONPATH"] = os.pathsep.join((str(steps.ROOT / "src"), str(steps.ROOT)))
    module = "bench.run"
    if words and words[0] in PARTS:
        module, words = f"bench.{words[0]}", words[1:]
    os.execv(venv.PYTHON, [str(venv.PYTHON), "-m", module, *words])


if __name__ == "__main__":
    steps.main(main)
