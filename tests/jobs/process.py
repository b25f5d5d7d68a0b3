"""A worker that knows the jobs of the tests, as a process of its own: `python -m tests.jobs.process`."""

import signal
import threading

import django

django.setup()

from bihuan.jobs import worker  # noqa: E402 - its tables need the app registry
from tests.jobs import work  # noqa: E402, F401 - declares its handlers

stop = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
worker.run(stop)
