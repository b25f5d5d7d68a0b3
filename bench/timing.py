"""Repeating and summing up: medians of several runs, p50 and p95 inside a run."""

import os
import resource
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from django.db import connection


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock on the wall, and of processor time: of this process, its children and its database session.

    On a machine that others share, the wall says how busy they were as well; the processor time does not.
    """

    wall: float
    cpu: float


def timed(work: Callable[[], object]) -> Taken:
    """Do the work once."""
    cpu, wall = _cpu(), time.perf_counter()
    work()
    wall = time.perf_counter() - wall
    return Taken(wall, _cpu() - cpu)


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime + _session_cpu()


def _session_cpu() -> float:
    """Processor seconds of the PostgreSQL process that serves this connection; SQLite works inside our own."""
    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    return int(Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0]) / 1e9


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that `percent` of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def median(values: Sequence[float]) -> float:
    """The middle one of several runs."""
    return statistics.median(values)


class Memory:
    """The most private memory that this process and its children hold together while the block runs, seen every 20 ms.

    Pages of files that are mapped (the database of SQLite, libraries) are not counted: the system shares them and takes
    them back at will.
    """

    def __enter__(self) -> Self:
        self.before = self.peak = private_mb()
        self._done = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._done.wait(0.02):
            self.peak = max(self.peak, private_mb())


def private_mb() -> float:
    """Anonymous memory of this process and its children in MB."""
    return sum(_anonymous_kb(pid) for pid in tree(os.getpid())) / 1024


def tree(root: int) -> Iterator[int]:
    """A process and those that it started, and so on."""
    yield root
    with suppress(OSError):  # it may have ended meanwhile
        for task in Path(f"/proc/{root}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from tree(int(child))


def _anonymous_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("RssAnon")), 0)
