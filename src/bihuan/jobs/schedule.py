"""When periodic work is due: a schedule names the slot that has begun, and each slot is worked once."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol


@dataclass(frozen=True)
class Due:
    """What a periodic handler gets: the local beginning of its slot."""

    at: datetime


class Schedule(Protocol):
    """A rule that divides time into slots."""

    def slot(self, now: datetime) -> tuple[str, Due] | None:
        """Name and beginning of the slot that `now` (local) lies in; None before the first of the day."""


@dataclass(frozen=True)
class Daily:
    """Once a day from `at` on, or as soon as a worker runs; a day without one is not made up for."""

    at: time

    def slot(self, now: datetime) -> tuple[str, Due] | None:
        begin = now.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
        return (f"{begin:%Y-%m-%d}", Due(begin)) if now >= begin else None


@dataclass(frozen=True)
class Every:
    """Again and again, counted from midnight; `interval` must divide a day."""

    interval: timedelta

    def __post_init__(self) -> None:
        if timedelta(days=1) % self.interval:
            raise ValueError(f"{self.interval} does not divide a day")

    def slot(self, now: datetime) -> tuple[str, Due] | None:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        begin = midnight + (now - midnight) // self.interval * self.interval
        return f"{begin:%Y-%m-%dT%H:%M:%S}", Due(begin)
