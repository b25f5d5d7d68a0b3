"""The worker: take a job, do it, take the next; and the clock that enqueues what is due by itself."""

import logging
import os
import secrets
import socket
import threading

from django.db import close_old_connections
from django.utils import timezone
from django.utils.translation import gettext

from bihuan.common.workflow import Refused
from bihuan.jobs import arguments, registry, services
from bihuan.jobs.apart import apart
from bihuan.jobs.models import Job
from bihuan.jobs.run import Run, Stopped
from bihuan.jobs.services import LeaseLost

log = logging.getLogger(__name__)

POLL = 1.0
"""Seconds between two looks at an empty queue."""

NEVER = threading.Event()


class Clock:
    """Enqueues each slot of periodic work once; the key of the job settles it among several workers."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def tick(self) -> None:
        """Enqueue what has become due."""
        moment = timezone.localtime()
        for handler, schedule in registry.periodic():
            slot = schedule.slot(moment)
            if slot and self._seen.get(handler.kind) != slot[0]:
                services.enqueue(handler.kind, args=slot[1], key=f"{handler.kind}:{slot[0]}")
                self._seen[handler.kind] = slot[0]


def run(stop: threading.Event) -> None:
    """Work until `stop` is set: look at the queue here, and do what lies there in a process of its own."""
    clock = Clock()
    while not stop.is_set():
        clock.tick()
        if not services.is_due() or not apart(lambda: _empty(stop), stop):
            close_old_connections()
            stop.wait(POLL)


def _empty(stop: threading.Event) -> None:
    """Do what is due until there is nothing left, or `stop` is set."""
    me = new_name()
    while not stop.is_set() and turn(me, stop):
        pass


def drain() -> int:
    """Do everything that is due now, in this process, and return how many jobs that were."""
    me, count = new_name(), 0
    while turn(me, NEVER):
        count += 1
    return count


def new_name() -> str:
    """A name that no other worker has, on any host, nor will have."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"


def turn(me: str, stop: threading.Event) -> bool:
    """Take one job and bring it to its end; False when there was none to take."""
    job = services.claim(me)
    if job is None:
        return False
    try:
        _perform(job, stop)
    except LeaseLost:
        log.warning("Job %s was taken over by another worker; what this one did last was not written.", job)
    return True


def _perform(job: Job, stop: threading.Event) -> None:
    handler = registry.get(job.kind)
    try:
        message = handler.work(Run(job, arguments.decode(handler.arguments, job.args), stop))
    except Stopped:
        services.release(job)
    except Refused as refused:
        services.fail(job, str(refused), again=False)
    except LeaseLost:
        raise
    except Exception as error:
        log.exception("Job %s failed, attempt %d.", job, job.attempts)
        sentence = gettext("An error stopped this work (%(error)s). The log of the server says more.")
        services.fail(job, sentence % {"error": type(error).__name__}, again=True)
    else:
        services.finish(job, message or "")
