"""The verbs of background work: enqueue it, take it, hold it, end it.

A worker holds a job by a lease. Whatever it writes about the job is written only while the lease is still
its own (`WHERE worker = me AND attempts = mine`): one that comes back late is refused, so that no work is
done twice.
"""

from datetime import datetime

from django.db.models import F, QuerySet
from django.utils.translation import gettext

from bihuan.common.clock import now
from bihuan.common.workflow import Refused
from bihuan.jobs import arguments, registry
from bihuan.jobs.models import Job
from bihuan.jobs.states import FIRST_PAUSE, MOST_ATTEMPTS, STUCK, State

CANDIDATES = 8
"""How many free jobs a worker looks at before it leaves the field to faster ones."""


class LeaseLost(Exception):
    """Another worker holds the job now; nothing was written."""


def enqueue(
    kind: str, *, args: object, key: str | None = None, run_at: datetime | None = None, by: int | None = None
) -> Job:
    """Note work to be done, in the transaction of its cause: both are committed, or neither.

    `key` makes it unique: when there is a job with it already, that one is returned. `by` is the id of the
    person who may watch it.

    Raises:
        LookupError: no stage declares this kind.
        TypeError: `args` is not what its handler takes.
    """
    if not isinstance(args, registry.get(kind).arguments):
        raise TypeError(f"{kind} takes {registry.get(kind).arguments.__name__}, not {type(args).__name__}")
    moment = now()
    job = Job(
        kind=kind,
        args=arguments.encode(args),
        key=key,
        run_at=run_at or moment,
        created=moment,
        created_by=by,
    )
    if key is None:
        job.save(force_insert=True)
        return job
    # A collision must not spoil the caller's transaction, as an IntegrityError would on PostgreSQL.
    Job.objects.bulk_create([job], ignore_conflicts=True)
    return Job.objects.get(key=key)


def is_due() -> bool:
    """Whether there is anything to claim."""
    return Job.objects.free(now()).filter(kind__in=registry.kinds()).exists()


def claim(worker: str) -> Job | None:
    """Take the next free job for `worker`, or return None. Two workers never get the same one."""
    moment = now()
    _bury_the_hopeless(moment)
    free = Job.objects.free(moment).filter(kind__in=registry.kinds())
    for pk, kind in free.order_by("run_at", "id").values_list("pk", "kind")[:CANDIDATES]:
        taken = free.filter(pk=pk).update(
            state=State.RUNNING,
            worker=worker,
            attempts=F("attempts") + 1,
            lease_until=moment + registry.get(kind).lease,
        )
        if taken:
            return Job.objects.get(pk=pk)
    return None


def _bury_the_hopeless(moment: datetime) -> None:
    """Give up what took its worker down each time: no worker was left to say so."""
    lapsed = Job.objects.filter(state=State.RUNNING, lease_until__lt=moment, attempts__gte=MOST_ATTEMPTS)
    if lapsed.exists():  # the usual answer is no, and on SQLite a needless UPDATE takes the write lock
        message = gettext("Its worker stopped without a word %(count)d times.") % {"count": MOST_ATTEMPTS}
        lapsed.update(state=State.DEAD, finished=moment, message=message)


def renew(job: Job) -> None:
    """Lengthen the lease. Raises LeaseLost."""
    _write(job)


def progress(job: Job, *, done: int, total: int, message: str = "", checkpoint: str = "") -> None:
    """Note how far the work is, and lengthen the lease.

    In one transaction with the results it makes them count exactly once, whenever the worker dies.
    Raises LeaseLost.
    """
    _write(job, done=done, total=total, message=message, checkpoint=checkpoint)


def finish(job: Job, message: str = "") -> None:
    """The work is done. Raises LeaseLost."""
    _write(job, state=State.DONE, finished=now(), message=message, done=job.total)


def fail(job: Job, message: str, *, again: bool) -> None:
    """The attempt ended badly; `again` repeats it after a pause, a few times. Raises LeaseLost."""
    if not again:
        _write(job, state=State.FAILED, finished=now(), message=message)
    elif job.attempts >= MOST_ATTEMPTS:
        _write(job, state=State.DEAD, finished=now(), message=message)
    else:
        pause = FIRST_PAUSE * 2 ** (job.attempts - 1)
        _write(job, state=State.READY, run_at=now() + pause, message=message)


def release(job: Job) -> None:
    """Give it back because the worker stops; that was no attempt. Raises LeaseLost."""
    _write(job, state=State.READY, run_at=now(), attempts=job.attempts - 1)


def retry(job: Job) -> None:
    """A person lets work that failed or was given up begin again, from its last checkpoint.

    Raises:
        Refused: it has not ended that way (any more).
    """
    changed = Job.objects.filter(pk=job.pk, state__in=STUCK).update(
        state=State.READY, run_at=now(), attempts=0, finished=None, message=""
    )
    if not changed:
        raise Refused(gettext("This work has not failed: there is nothing to repeat."))


def _write(job: Job, **columns: object) -> None:
    """Write while the lease is ours, and refresh what the caller holds; only RUNNING has a lease."""
    columns["lease_until"] = None if "state" in columns else now() + registry.get(job.kind).lease
    held: QuerySet[Job] = Job.objects.filter(pk=job.pk, worker=job.worker, attempts=job.attempts, state=State.RUNNING)
    if not held.update(**columns):
        raise LeaseLost(str(job))
    for name, value in columns.items():
        setattr(job, name, value)
