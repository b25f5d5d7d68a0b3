"""What a handler holds while it works: its arguments, how far it has come, and the way to go on safely."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from django.db import transaction

from bihuan.jobs import services
from bihuan.jobs.models import Job

Arguments = TypeVar("Arguments")
Row = TypeVar("Row")


class Stopped(Exception):
    """The worker is asked to stop; the last chunk is committed and the job goes back to the queue."""


class Run(Generic[Arguments]):
    """One attempt at a job.

        for chunk in run.rest(rows, 1000):
            results = compute(chunk)                    # outside of any transaction: it may take its time
            with run.chunk(len(chunk), total=len(rows)):
                write(results)                          # counts exactly once, whatever dies and when

    `done` and `checkpoint` are those of the last chunk that was committed, by this attempt or an earlier one.
    """

    def __init__(self, job: Job, args: Arguments, stop: threading.Event) -> None:
        self.job = job
        self.args = args
        self._stop = stop

    @property
    def done(self) -> int:
        """How much is behind us."""
        return self.job.done

    @property
    def checkpoint(self) -> str:
        """Where to go on, in the handler's own words; empty at the beginning."""
        return self.job.checkpoint

    def rest(self, rows: Sequence[Row], size: int) -> Iterator[Sequence[Row]]:
        """Cut what is not done yet into chunks; `rows` must be the same ones in the same order in each attempt."""
        for start in range(self.done, len(rows), size):
            yield rows[start : start + size]

    @contextmanager
    def chunk(self, size: int, *, total: int, checkpoint: str = "", message: str = "") -> Iterator[None]:
        """Commit the results written in this block together with the progress that they mean.

        Raises:
            LeaseLost: another worker has taken over; what the block would have written is not written.
            Stopped: after the commit, when the worker is asked to stop.
        """
        before: dict[str, Any] = {name: getattr(self.job, name) for name in ("done", "total", "message", "checkpoint")}
        try:
            with transaction.atomic():
                # First the job's own row: it holds off a take-over until the results are in.
                services.progress(self.job, done=self.done + size, total=total, message=message, checkpoint=checkpoint)
                yield
        except BaseException:
            for name, value in before.items():
                setattr(self.job, name, value)
            raise
        self.breathe()

    def tell(self, *, done: int, total: int, message: str = "") -> None:
        """Show progress of work whose results are only written at the end; it lengthens the lease as well."""
        services.progress(self.job, done=done, total=total, message=message, checkpoint=self.checkpoint)
        self.breathe()

    def breathe(self) -> None:
        """A good moment to stop. Raises Stopped when that was asked for."""
        if self._stop.is_set():
            raise Stopped
