"""`bihuan COMMAND …`: the one console command; each sub-command is a small module of this package.

A module offers `HELP` (one line), `arguments(parser)` and `run(args) -> int`. Modules are imported only when
they are called, so that an engine command does not pay for the web platform.
"""

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import NoReturn, Protocol, cast

COMMANDS: tuple[str, ...] = (
    "serve",
    "worker",
    "migrate",
    "doctor",
    "demo",
    "figures",
    "audit",
    "keys",
    "draw",
    "deadlines",
    "ingest",
    "check",
    "report",
    "triage",
    "hints",
)
"""Names of the sub-commands; `bihuan a-b` lives in `bihuan.cli.a_b`."""


class Command(Protocol):
    """What a module of this package offers."""

    HELP: str

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, args: argparse.Namespace) -> int: ...


def load(name: str) -> Command:
    """Import the module of one sub-command."""
    return cast(Command, importlib.import_module(f"bihuan.cli.{name.replace('-', '_')}"))


def overview() -> str:
    """One line per sub-command, for `bihuan` called without one."""
    width = max(len(name) for name in COMMANDS)
    lines = [f"  {name:<{width}}  {load(name).HELP}" for name in COMMANDS]
    return "bihuan COMMAND [...]\n\n" + "\n".join(lines) + "\n\n`bihuan COMMAND --help` says more."


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command and return its exit code: 0 done, 1 refused or failed with a sentence, 2 wrong call."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in {"-h", "--help", "help"}:
        print(overview())
        return 0
    name, rest = words[0], words[1:]
    if name not in COMMANDS:
        print(f"bihuan: no command {name!r}\n\n{overview()}", file=sys.stderr)
        return 2
    command = load(name)
    parser = argparse.ArgumentParser(prog=f"bihuan {name}", description=command.HELP)
    command.arguments(parser)
    return command.run(parser.parse_args(rest))


def script() -> NoReturn:
    """Entry point of the installed console script."""
    sys.exit(main())
