"""Memory of the idle server: web and worker together, as `bihuan serve` starts them.

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
SETTLE = 8.0
"""Seconds after the last request: what was needed only to start has been given back by then."""


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
            time.sleep(SETTLE)
            parts = {f"{pid}": _pss_mb(pid) for pid in tree(server.pid)}
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)
    return {"processes": len(parts), "pss_mb": sum(parts.values()), "largest_mb": max(parts.values())}


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
