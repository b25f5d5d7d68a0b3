"""`bihuan worker`: background work as a process of its own, as many as one likes on PostgreSQL."""

import argparse
import os
import signal
import threading

from bihuan.cli import _django

POLITE = 10
"""How far background work stands back for the web when the processors are busy."""
HELP = "do background work (bihuan serve starts one worker itself)"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--once", action="store_true", help="do what is due now, then stop")


def run(args: argparse.Namespace) -> int:
    """Work until TERM or Ctrl-C; what is under way goes back to the queue."""
    if args.once:
        print(_django.load("bihuan.jobs.worker").drain())
    else:
        work()
    return 0


def work() -> None:
    """Work in this process until it gets a signal, behind whoever waits for a page."""
    os.nice(POLITE)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    _django.load("bihuan.jobs.worker").run(stop)
