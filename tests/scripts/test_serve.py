"""`bihuan serve`: one parent, its children, and nothing of a visitor in what it writes."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

from bihuan.audit import guards
from tests.jobs.conftest import until

PROC = Path("/proc")
pytestmark = pytest.mark.skipif(not PROC.is_dir(), reason="looks at processes through /proc")


@dataclass
class Served:
    """A running server."""

    process: "subprocess.Popen[str]"
    port: int

    def answers(self) -> bool:
        assert self.process.poll() is None, self.process.communicate()
        try:
            asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            asked.request("GET", "/", headers={"User-Agent": "a-very-special-agent"})
            asked.getresponse().read()
        except OSError:
            return False
        return True


def children(pid: int) -> list[int]:
    """Direct children, in the order of their start."""
    found = []
    for entry in PROC.glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it ended while we looked
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(entry.name))
    return sorted(found)


def family(pid: int) -> list[int]:
    return [pid, *(one for child in children(pid) for one in family(child))]


def gone(pids: list[int]) -> bool:
    return not any((PROC / str(pid)).exists() for pid in pids)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def command(url: str, data: Path, *words: str) -> "subprocess.Popen[str]":
    environment = {
        **os.environ,
        "BIHUAN_DATA": str(data),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "bihuan.config.settings",
    }
    program = [Path(sys.executable).with_name("bihuan"), *words]
    return subprocess.Popen(program, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def serve(database_url: str, tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Start a server and wait for its first answer."""
    started: list[Served] = []

    def start() -> Served:
        port = free_port()
        served = Served(command(database_url, tmp_path, "serve", "--port", str(port)), port)
        started.append(served)
        until(served.answers)
        return served

    connection.close()
    yield start
    for served in started:
        served.process.kill()
        served.process.communicate()


def test_a_killed_child_is_started_again_while_the_site_answers(serve):
    served = serve()
    until(lambda: len(children(served.process.pid)) == 2)
    web, worker = children(served.process.pid)
    os.kill(worker, signal.SIGKILL)
    until(lambda: len(children(served.process.pid)) == 2 and worker not in children(served.process.pid))
    assert web in children(served.process.pid)
    assert served.answers()


def test_term_stops_everything_at_once(serve):
    served = serve()
    everybody = family(served.process.pid)
    assert len(everybody) >= 4  # parent, web with its two processes, worker
    began = time.monotonic()
    served.process.terminate()
    output, _ = served.process.communicate(timeout=10)
    assert served.process.returncode == 0
    assert time.monotonic() - began < 5
    assert gone(everybody)
    assert f"http://127.0.0.1:{served.port}/" in output


def test_a_killed_parent_leaves_no_child(serve):
    served = serve()
    everybody = family(served.process.pid)
    served.process.kill()
    served.process.wait()
    until(lambda: gone(everybody))


def test_an_idle_server_stays_small(serve):
    served = serve()
    until(lambda: len(family(served.process.pid)) >= 5)
    shares = (PROC / str(pid) / "smaps_rollup" for pid in family(served.process.pid))
    kilobytes = sum(int(re.search(r"^Pss: +(\d+)", share.read_text(), re.MULTILINE)[1]) for share in shares)
    assert kilobytes < 250 * 1024, "did a stage begin to load a heavy library at its start?"


def test_no_log_names_a_visitor(serve):
    served = serve()
    with socket.create_connection(("127.0.0.1", served.port)) as rude:
        rude.sendall(b"NO SUCH THING\r\nAS: HTTP\r\n\r\n")
        rude.recv(4096)
    served.process.terminate()
    output, errors = served.process.communicate(timeout=10)
    assert "127.0.0.1" not in errors + output.replace(f"http://127.0.0.1:{served.port}/", "")
    assert "a-very-special-agent" not in output + errors


def test_a_taken_port_is_a_sentence(database_url, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = command(database_url, tmp_path, "serve", "--port", str(port))
        _, errors = refused.communicate(timeout=120)
    assert refused.returncode == 1
    assert errors.startswith(f"Port {port} of 127.0.0.1 cannot be used")


def test_a_missing_guard_forbids_serving_until_it_is_mended(database_url, tmp_path):
    command(database_url, tmp_path, "migrate").communicate(timeout=120)
    guards.drop()
    try:
        refused = command(database_url, tmp_path, "serve", "--port", str(free_port()))
        _, errors = refused.communicate(timeout=120)
        assert refused.returncode == 1
        assert "guards are missing in the database" in errors
        output, _ = command(database_url, tmp_path, "doctor").communicate(timeout=120)
        assert "guards are missing in the database" in output

        command(database_url, tmp_path, "migrate").communicate(timeout=120)
        assert guards.missing() == []
        output, _ = command(database_url, tmp_path, "doctor").communicate(timeout=120)
        assert "✓ All guards stand." in output
    finally:
        guards.install()


def test_a_database_out_of_reach_is_a_sentence(tmp_path):
    refused = command("postgresql://nobody@127.0.0.1:1/none", tmp_path, "serve", "--port", str(free_port()))
    _, errors = refused.communicate(timeout=120)
    assert refused.returncode == 1
    assert errors.startswith("The database cannot be used: ")
    assert "Traceback" not in errors
