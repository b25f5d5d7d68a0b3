"""Where a job stands.

READY ─► RUNNING ─► DONE
  ▲         ├─────► FAILED   refused with a sentence: doing it again would change nothing
  └─────────┤                an error, a stop or a lapsed lease: it is tried again
            └─────► DEAD     given up after `MOST_ATTEMPTS`; somebody must look at it
"""

from datetime import timedelta

from django.db import models
from django.utils.translation import pgettext_lazy

MOST_ATTEMPTS = 5
FIRST_PAUSE = timedelta(seconds=10)
"""Before the second attempt; it doubles with each further one."""


class State(models.TextChoices):
    READY = "ready", pgettext_lazy("job", "waiting")
    RUNNING = "running", pgettext_lazy("job", "running")
    DONE = "done", pgettext_lazy("job", "done")
    FAILED = "failed", pgettext_lazy("job", "failed")
    DEAD = "dead", pgettext_lazy("job", "given up")


OPEN = (State.READY, State.RUNNING)
STUCK = (State.FAILED, State.DEAD)
