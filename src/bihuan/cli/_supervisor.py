"""One small parent for the processes of a server: starts them, starts them again, leaves none behind."""

import ctypes
import multiprocessing
import multiprocessing.connection
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.context import ForkProcess

GRACE = 10.0
"""Seconds that a child has to finish what it is at."""
FIRST_PAUSE, LONGEST_PAUSE, SETTLED = 0.5, 30.0, 60.0
"""Seconds before a dead child is started again, doubling; and how long it must live to be trusted again."""
PR_SET_PDEATHSIG = 1

# Children are forked, not started anew: what the parent has loaded is loaded and in memory only once.
_fork = multiprocessing.get_context("fork")
_libc = ctypes.CDLL(None)


@dataclass
class Part:
    """One child: its name for people, what it does, and how it fares."""

    name: str
    work: Callable[[], None]
    process: ForkProcess | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE
    due: float = field(default=0.0)

    def start(self) -> None:
        parent = os.getpid()
        self.process = _fork.Process(target=_child, args=(self.work, parent), name=self.name)
        self.process.start()
        self.started = time.monotonic()

    def bury(self) -> None:
        """The child is gone: say so, and set the time of its next start."""
        if self.process is None:
            return
        now = time.monotonic()
        if now - self.started > SETTLED:
            self.pause = FIRST_PAUSE
        self.due = now + self.pause
        _say(f"The {self.name} stopped ({_cause(self.process)}); it starts again in {self.pause:g} s.")
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        self.process = None


def supervise(parts: list[Part]) -> None:
    """Keep all parts running until TERM or INT, then stop them all."""
    bell, rope = socket.socketpair()
    rope.setblocking(False)  # noqa: FBT003 - the standard library's own
    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda got, _frame: stopping.append(got))
    signal.set_wakeup_fd(rope.fileno())
    while not stopping:
        _start_what_is_due(parts)
        alive = {part.process.sentinel: part for part in parts if part.process}
        waiting = [part.due - time.monotonic() for part in parts if not part.process]
        for ended in multiprocessing.connection.wait([bell, *alive], timeout=min(waiting, default=None)):
            if isinstance(ended, int):
                alive[ended].bury()
    signal.set_wakeup_fd(-1)
    _stop(parts)


def _start_what_is_due(parts: list[Part]) -> None:
    for part in parts:
        if part.process is None and part.due <= time.monotonic():
            part.start()


def _stop(parts: list[Part]) -> None:
    running = [part.process for part in parts if part.process]
    for process in running:
        process.terminate()
    end = time.monotonic() + GRACE
    for process in running:
        process.join(max(0.0, end - time.monotonic()))
        if process.is_alive():
            process.kill()
            process.join()


def _child(work: Callable[[], None], parent: int) -> None:
    """In the child: die with the parent (Linux), hear signals afresh, work."""
    if sys.platform == "linux":
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died before we asked
            return
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent makes it a TERM
    work()


def _cause(process: ForkProcess) -> str:
    code = process.exitcode or 0
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
