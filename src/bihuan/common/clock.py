"""What day it is for a deadline: the local day of the office, not of the server.

A demo tells a story of an earlier year; `standing_at` lets it be written down at the hours at which it happened.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_story: ContextVar[datetime | None] = ContextVar("bihuan_story", default=None)


def now() -> datetime:
    """This moment, with its time zone."""
    return _story.get() or timezone.now()


def today() -> date:
    """The local calendar day."""
    return timezone.localdate(now())


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Inside, the clock stands at `moment`; only for building a demo, which says of itself that it is one."""
    token = _story.set(moment)
    try:
        yield
    finally:
        _story.reset(token)
