"""Reads for pages and for the doctor: one's own work, what is stuck, how long the queue waits."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Min, Q

from bihuan.common.clock import now
from bihuan.jobs.models import Job, JobQuerySet
from bihuan.jobs.states import OPEN, STUCK, State


class Queue(NamedTuple):
    """The queue at one glance."""

    open: int
    stuck: int
    waiting: timedelta
    """How long the oldest due job has been waiting for a worker."""


def visible_jobs(viewer: int) -> JobQuerySet:
    """The work that a person (by id) has started, newest first."""
    return JobQuerySet(Job).filter(created_by=viewer).order_by("-id")


def stuck_jobs() -> JobQuerySet:
    """What failed or was given up, newest first; for the system administrator, who sees no content by it."""
    return JobQuerySet(Job).stuck().order_by("-id")


def queue() -> Queue:
    """Figures of the whole queue."""
    moment = now()
    row = Job.objects.aggregate(
        open=Count("pk", filter=Q(state__in=OPEN)),
        stuck=Count("pk", filter=Q(state__in=STUCK)),
        oldest=Min("run_at", filter=Q(state=State.READY, run_at__lte=moment)),
    )
    oldest: datetime = row["oldest"] or moment
    return Queue(row["open"], row["stuck"], moment - oldest)
