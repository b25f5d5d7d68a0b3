"""Work in a process of its own, which ends with it: whatever it took of memory goes back to the system.

A worker that does its jobs itself keeps the memory of the largest one for good (measured: 130 MB after an import of
30,000 rows). A child is forked in milliseconds; if the worker is killed it dies too, and its lease lapses like that of
any dead worker. If the child alone dies, the worker lives on and the next one takes its place.
"""

import ctypes
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable

from django.db import connections

log = logging.getLogger(__name__)

HEARING = 0.2
"""Seconds within which a child is told to stop."""

PR_SET_PDEATHSIG = 1

_fork = multiprocessing.get_context("fork")
_libc = ctypes.CDLL(None)


def apart(work: Callable[[], None], stop: threading.Event) -> bool:
    """Do the work in a child and wait for its end; False when it did not end well.

    The child has its own copy of `stop`, set by the same signal; when ours is set, it is sent a TERM.
    """
    connections.close_all()  # two processes on one connection would talk at the same time
    child = _fork.Process(target=_live, args=(work, os.getpid()), name="worker's child")
    child.start()
    while child.is_alive():
        child.join(HEARING)
        if stop.is_set():
            child.terminate()
            child.join()
    if child.exitcode:
        log.error("A process with background work ended with code %d; its job is taken up again.", child.exitcode)
    return not child.exitcode


def _live(work: Callable[[], None], parent: int) -> None:
    if sys.platform == "linux":
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before we asked
            return
    try:
        work()
    finally:
        connections.close_all()
