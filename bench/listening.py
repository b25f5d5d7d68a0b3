"""Fifty voices a second for a minute, through the real server; and again with the server killed in the middle.

script/bench listening                      both databases, one minute each, then the same with kill -9
script/bench listening --seconds 10 --only sqlite

The phones work on the same two processors as the server. Their calculation (proof of work) is made before: what the server checks
of it costs the same whatever it cost to find. Every receipt that was acknowledged is looked up afterwards.
"""

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any

import django
from django.db import connection

from bench.databases import KINDS, fresh
from bench.memory import _free_port as free_port
from bench.timing import tree

BITS = "6"


def measure(*, per_second: int, seconds: int, kill: bool) -> dict[str, Any]:
    """One run inside an environment of its own; see `main`."""
    from tests.opinions.flood import Flood, Form
    from tests.world import build

    from bihuan.opinions.models import Opinion
    from bihuan.opinions.selectors import opinion_by_code

    build()
    forms = Form.handed_out(per_second * seconds)
    connection.close()
    time.sleep(4)  # no form may come back sooner than a person can have filled it in
    with served() as server:
        killer = threading.Timer(seconds / 2, server.kill_and_start_again) if kill else None
        if killer:
            killer.start()
        flood = Flood().run(server.port, forms, per_second=per_second, phones=16)
        if killer:
            killer.join()
    lost = [code for code in flood.receipts if opinion_by_code(code) is None]
    cuts = quantiles(flood.waits, n=100)
    return {
        "sent": len(forms),
        "acknowledged": len(flood.receipts),
        "unanswered": flood.unanswered,
        "lost": len(lost),
        "kept": Opinion.objects.count(),
        "per_second": round(len(forms) / flood.took, 1),
        "median_ms": round(1000 * cuts[49]),
        "p95_ms": round(1000 * cuts[94]),
        "worst_ms": round(1000 * max(flood.waits)),
    }


class Server:
    """The product as it is served, on one port, started again when it was killed."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        bihuan = str(Path(sys.executable).with_name("bihuan"))
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "bihuan.config.settings"}
        words = [bihuan, "serve", "--port", str(self.port)]
        process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 120
        while time.monotonic() < end:
            with contextlib.suppress(OSError, urllib.error.URLError):
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/speak/", timeout=5).read()
                return process
            time.sleep(0.1)
        raise TimeoutError("the server did not answer within two minutes")

    def kill_and_start_again(self) -> None:
        """The parent and all of its children at once, with no time to say goodbye."""
        self.kill()
        self.process = self._start()

    def kill(self) -> None:
        """End everything that this server started."""
        for pid in list(tree(self.process.pid)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()


@contextlib.contextmanager
def served() -> Iterator[Server]:
    """A running server, killed at the end."""
    server = Server()
    try:
        yield server
    finally:
        server.kill()


def in_its_own_process(environment: Mapping[str, str], words: Mapping[str, object]) -> dict[str, Any]:
    """Migrate and measure in the environment of one database."""
    clean = {**os.environ, **environment, "BIHUAN_PROOF_BITS": BITS, "PYTHONWARNINGS": "ignore"}
    bihuan = str(Path(sys.executable).with_name("bihuan"))
    subprocess.run([bihuan, "migrate"], env=clean, check=True, stdout=subprocess.DEVNULL)
    command = [sys.executable, "-m", "bench.listening", "--run", json.dumps(dict(words))]
    done = subprocess.run(command, env=clean, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure on both databases, with and without killing; 1 when a receipt was lost."""
    parser = argparse.ArgumentParser(description="fifty voices a second, and kill -9 in the middle")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--per-second", type=int, default=50)
    parser.add_argument("--only", choices=KINDS)
    parser.add_argument("--run", help=argparse.SUPPRESS)
    words = parser.parse_args(arguments)
    if words.run:
        django.setup()
        print(json.dumps(measure(**json.loads(words.run))))
        return 0
    lost = 0
    for kind in [words.only] if words.only else KINDS:
        for kill in (False, True):
            with fresh(kind) as environment:
                run = {"per_second": words.per_second, "seconds": words.seconds, "kill": kill}
                found = in_its_own_process(environment, run)
            lost += found["lost"]
            print(kind, "killed in the middle" if kill else "undisturbed", json.dumps(found), flush=True)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
