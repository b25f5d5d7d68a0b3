"""The virtual environment: made once, filled from the hash-locked lists."""

import importlib.util
import subprocess
import sys
from pathlib import Path

from script.house.steps import ROOT, Failed, call, once

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"

# The lists are complete and every line carries hashes: nothing to resolve, nothing to build, and compiling
# thousands of unused modules is left to the imports that need them (19 s instead of 45 s for `base`).
INSTALL = (
    "install",
    "--quiet",
    "--no-deps",
    "--only-binary",
    ":all:",
    "--no-compile",
    "--require-hashes",
    "-r",
)


def environment() -> str:
    """Make `.venv`, or use the one that is there."""
    if PYTHON.exists() and _answers():
        return "up to date"
    if importlib.util.find_spec("ensurepip") is None:
        raise Failed(
            f"{sys.executable} cannot make virtual environments: its ensurepip is missing. "
            "On Debian and Ubuntu: apt-get install python3-venv"
        )
    call(
        [sys.executable, "-m", "venv", "--clear", VENV],
        sentence="The virtual environment .venv could not be made.",
    )
    return "made"


def _answers() -> bool:
    """Whether the interpreter behind `.venv` still exists and is new enough."""
    probe = "import sys; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False).returncode == 0


def packages(name: str) -> str:
    """Install `requirements/NAME.txt`; `base` brings the console command `bihuan` as well."""
    lock = REQUIREMENTS / f"{name}.txt"
    inputs: list[Path | str] = [lock, sys.version]
    if name == "base":
        inputs.append(ROOT / "pyproject.toml")
    return once(VENV / f"{name}.stamp", inputs, lambda: _install(lock))


def _install(lock: Path) -> str:
    pip: list[str | Path] = [PYTHON, "-m", "pip", "--disable-pip-version-check"]
    sentence = f"The packages of {lock.relative_to(ROOT)} could not be installed. Is a package index within reach?"
    call([*pip, *INSTALL, lock], sentence=sentence)
    if lock.stem == "base":
        call(
            [*pip, "install", "--quiet", "--no-deps", "--editable", ROOT],
            sentence="Bihuan could not be installed.",
        )
    return f"installed {lock.read_text().count('==')}"
