"""Workers die and come back late; the work is done exactly once all the same."""

import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest

from bihuan.common.clock import now
from bihuan.jobs import services, worker
from bihuan.jobs.models import Job
from bihuan.jobs.run import Run, Stopped
from bihuan.jobs.services import LeaseLost
from bihuan.jobs.states import MOST_ATTEMPTS, State
from tests.jobs.conftest import until
from tests.jobs.work import Count, Note


def let_the_lease_lapse(job):
    Job.objects.filter(pk=job.pk).update(lease_until=now() - timedelta(seconds=1))


def test_a_killed_worker_is_succeeded_where_it_stood(results, start_worker):
    job = services.enqueue("test.count", args=Count(upto=400, size=20, pause=0.02))
    victim = start_worker()
    until(lambda: Job.objects.get(pk=job.pk).done >= 100)
    victim.send_signal(signal.SIGKILL)
    victim.wait()

    reached = Job.objects.get(pk=job.pk)
    assert len(results()) == reached.done < 400
    let_the_lease_lapse(job)
    worker.drain()

    job.refresh_from_db()
    assert results() == list(range(400))
    assert (job.state, job.attempts, job.checkpoint) == (State.DONE, 2, "399")


def test_what_a_job_takes_goes_back_with_its_process(results, start_worker):
    job = services.enqueue("test.count", args=Count(upto=200, size=20, pause=0.02))
    process = start_worker()
    until(lambda: Job.objects.get(pk=job.pk).done >= 40)
    [child] = (Path("/proc") / str(process.pid) / "task" / str(process.pid) / "children").read_text().split()
    os.kill(int(child), signal.SIGKILL)
    until(lambda: not Path("/proc", child).exists())
    let_the_lease_lapse(job)
    until(lambda: Job.objects.get(pk=job.pk).state == State.DONE)

    assert results() == list(range(200))
    assert process.poll() is None, "the worker itself does no job, and outlives whoever does"
    assert Job.objects.get(pk=job.pk).attempts == 2


def test_two_workers_share_the_queue_and_do_nothing_twice(results, start_worker):
    for _ in range(30):
        services.enqueue("test.count", args=Count(upto=5, size=5))
    first, second = start_worker(), start_worker()
    counts = Job.objects.filter(kind="test.count")  # the clock of a worker adds work of its own
    until(lambda: counts.filter(state=State.DONE).count() == 30)
    assert results() == sorted([0, 1, 2, 3, 4] * 30)
    assert set(counts.values_list("attempts", flat=True)) == {1}
    assert first.poll() is None
    assert second.poll() is None


def test_a_worker_that_is_asked_to_stop_gives_the_job_back(results, start_worker):
    job = services.enqueue("test.count", args=Count(upto=10_000, size=10, pause=0.01))
    process = start_worker()
    until(lambda: Job.objects.get(pk=job.pk).done >= 20)
    process.terminate()
    assert process.wait(timeout=5) == 0

    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.READY, 0)
    assert results() == list(range(job.done))


def test_whoever_comes_back_late_writes_nothing(results):
    services.enqueue("test.count", args=Count(upto=20))
    late = services.claim("late")
    run = Run(late, Count(upto=20), worker.NEVER)
    let_the_lease_lapse(late)
    quick = services.claim("quick")
    assert quick.pk == late.pk

    with pytest.raises(LeaseLost), run.chunk(10, total=20):
        pytest.fail("the block must not even be entered")
    for attempt in (services.renew, services.finish, services.release):
        with pytest.raises(LeaseLost):
            attempt(late)
    assert run.done == 0
    services.finish(quick)
    assert Job.objects.get().state == State.DONE


def test_the_results_of_a_broken_chunk_are_not_kept(results):
    services.enqueue("test.count", args=Count(upto=20))
    run = Run(services.claim("me"), Count(upto=20), worker.NEVER)
    with pytest.raises(ZeroDivisionError), run.chunk(10, total=20, checkpoint="9"):
        raise ZeroDivisionError
    assert (run.done, run.checkpoint, Job.objects.get().done) == (0, "", 0)


def test_a_stop_is_heard_after_the_chunk_is_safe(results):
    services.enqueue("test.count", args=Count(upto=20))
    stop = worker.threading.Event()
    stop.set()
    run = Run(services.claim("me"), Count(upto=20), stop)
    with pytest.raises(Stopped), run.chunk(10, total=20):
        pass
    assert Job.objects.get().done == 10


@pytest.mark.django_db
def test_what_takes_every_worker_down_is_given_up():
    job = services.enqueue("test.break", args=Note("x"))
    for _ in range(MOST_ATTEMPTS):
        assert services.claim("unlucky") is not None
        let_the_lease_lapse(job)
    assert services.claim("next") is None
    job.refresh_from_db()
    assert job.state == State.DEAD
    assert str(MOST_ATTEMPTS) in job.message
