"""The job table: one row per piece of background work, the same on SQLite and PostgreSQL."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from bihuan.jobs.states import OPEN, STUCK, State


class JobQuerySet(models.QuerySet["Job"]):
    def free(self, now: datetime) -> Self:
        """What a worker may take: due, or left behind by a worker whose lease has lapsed."""
        due = Q(state=State.READY, run_at__lte=now)
        return self.filter(due | Q(state=State.RUNNING, lease_until__lt=now))

    def open(self) -> Self:
        """Waiting or running."""
        return self.filter(state__in=OPEN)

    def stuck(self) -> Self:
        """Ended without being done."""
        return self.filter(state__in=STUCK)


class Job(models.Model):
    """A piece of background work and how far it has come.

    `args` is canonical JSON of the dataclass that the handler of `kind` takes. `key` makes a job unique: a
    second one with the same key is not made. `checkpoint` is the handler's own: where to go on.
    """

    kind = models.CharField(max_length=60)
    args = models.TextField()
    key = models.CharField(max_length=200, unique=True, null=True)  # noqa: DJ001 - many jobs have none, and NULLs do not collide
    state = models.CharField(max_length=10, choices=State, default=State.READY)
    run_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    checkpoint = models.TextField(blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)
    created_by = models.BigIntegerField(null=True)
    created = models.DateTimeField()
    finished = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["Job"]] = JobQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="job_state_known"),
            models.CheckConstraint(
                condition=~Q(state=State.RUNNING) | (Q(lease_until__isnull=False) & ~Q(worker="")),
                name="job_running_is_leased",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["run_at", "id"], condition=Q(state__in=OPEN), name="job_open"),
            models.Index(fields=["created_by", "-id"], name="job_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done or under way."""
        return self.state in OPEN

    @property
    def percent(self) -> int | None:
        """How far it is, 0 to 100; None while the amount of work is unknown."""
        if self.state == State.DONE:
            return 100
        return min(99, self.done * 100 // self.total) if self.total else None
