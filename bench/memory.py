"""Memory of the idle server: web and worker together, as `bihuan serve` starts them, after all that was to be done.

PSS counts a page that several processes share once, divided among them; the sum is what the machine has to give.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from bench.timing import tree

WARM = ("/sign-in/", "/", "/speak/", "/static/none.css")
SETTLE, WORKING = 8.0, 600.0
"""Seconds without work, after which what was needed only for it has been given back; and how long work may take."""
QUIET = 0.3
"""Processor seconds that a server without work may use meanwhile: its worker looks at the queue."""


def idle_mb(environment: Mapping[str, str]) -> dict[str, float]:
    """Start the server on a database, ask for some pages, let it rest, and add up; each process by its part."""
    port = _free_port()
    bihuan = str(Path(sys.executable).with_name("bihuan"))
    command = [bihuan, "serve", "--port", str(port)]
    clean = {**os.environ, **environment, "DJANGO_SETTINGS_MODULE": "bihuan.config.settings"}
    # As script/server does: a server that migrates by itself keeps what that took until its next start.
    subprocess.run([bihuan, "migrate"], env=clean, check=True, stdout=subprocess.DEVNULL)
    with subprocess.Popen(command, env=clean, stdout=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}/sign-in/")
            for _ in range(10):
                for page in WARM:
                    _ask(f"http://127.0.0.1:{port}{page}")
            _until_quiet(server.pid)
            parts = {f"{pid}": _pss_mb(pid) for pid in tree(server.pid)}
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)
    return {"processes": len(parts), "pss_mb": sum(parts.values()), "largest_mb": max(parts.values())}


def _until_quiet(pid: int) -> None:
    end, before = time.monotonic() + WORKING, -1.0
    while (used := sum(map(_cpu, tree(pid)))) - before > QUIET or used < before:  # less: a child has ended
        if time.monotonic() > end:
            raise TimeoutError("the server was still at work after ten minutes")
        before = used
        time.sleep(SETTLE)


def _cpu(pid: int) -> float:
    """Processor seconds of a process and of those children of it that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for(url: str) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if _ask(url):
            return
        time.sleep(0.3)
    raise TimeoutError("the server did not answer within two minutes")


def _ask(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            answer.read()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def _pss_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
