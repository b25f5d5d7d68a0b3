"""The queue: what is enqueued, taken, repeated and given up; and the clock."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from bihuan.common.clock import now
from bihuan.common.workflow import Refused
from bihuan.jobs import arguments, registry, selectors, services, worker
from bihuan.jobs.models import Job
from bihuan.jobs.run import Run
from bihuan.jobs.schedule import Daily, Due, Every
from bihuan.jobs.states import FIRST_PAUSE, MOST_ATTEMPTS, State
from tests.jobs.work import Count, Note

db = pytest.mark.django_db


@db
def test_work_is_noted_with_its_cause_or_not_at_all():
    def cause() -> None:
        services.enqueue("test.refuse", args=Note("x"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        transaction.atomic(cause)()
    assert not Job.objects.exists()


@db
def test_a_key_is_worked_once_and_does_not_spoil_the_transaction():
    with transaction.atomic():
        first = services.enqueue("test.refuse", args=Note("first"), key="k")
        second = services.enqueue("test.refuse", args=Note("second"), key="k")
    assert first.pk == second.pk == Job.objects.get().pk


@db
def test_wrong_work_is_refused_where_it_is_written():
    with pytest.raises(LookupError, match="no stage declares"):
        services.enqueue("nobody.knows", args=Note("x"))
    with pytest.raises(TypeError, match="takes Note"):
        services.enqueue("test.refuse", args=Count(3))


@db
def test_the_oldest_due_work_comes_first_and_the_future_waits():
    later = services.enqueue("test.refuse", args=Note("later"), run_at=now() + timedelta(hours=1))
    second = services.enqueue("test.refuse", args=Note("second"), run_at=now() - timedelta(minutes=1))
    first = services.enqueue("test.refuse", args=Note("first"), run_at=now() - timedelta(minutes=2))
    taken = [services.claim("me"), services.claim("me"), services.claim("me")]
    assert [job and job.pk for job in taken] == [first.pk, second.pk, None]
    assert Job.objects.get(pk=later.pk).state == State.READY


@db
def test_a_kind_of_a_newer_release_is_left_to_newer_workers():
    Job.objects.create(kind="from.tomorrow", args="{}", run_at=now(), created=now())
    assert services.claim("old") is None
    assert Job.objects.get().attempts == 0


@db
def test_a_refusal_is_shown_and_not_repeated():
    services.enqueue("test.refuse", args=Note("The file has no header row."))
    assert worker.drain() == 1
    job = Job.objects.get()
    assert (job.state, job.message) == (State.FAILED, "The file has no header row.")


@db
def test_an_error_is_repeated_after_growing_pauses_and_then_given_up():
    services.enqueue("test.break", args=Note("secret detail"))
    with time_machine.travel(now(), tick=False) as clock:
        for attempt in range(1, MOST_ATTEMPTS):
            assert worker.drain() == 1
            job = Job.objects.get()
            assert (job.state, job.attempts) == (State.READY, attempt)
            assert job.run_at - now() == FIRST_PAUSE * 2 ** (attempt - 1)
            assert worker.drain() == 0
            clock.move_to(job.run_at)
        assert worker.drain() == 1
    job = Job.objects.get()
    assert (job.state, job.lease_until) == (State.DEAD, None)
    assert "ZeroDivisionError" in job.message
    assert "secret detail" not in job.message


@db
def test_a_person_lets_it_begin_again_from_the_checkpoint():
    services.enqueue("test.refuse", args=Note("no"))
    worker.drain()
    Job.objects.update(checkpoint="41", done=41)
    job = Job.objects.get()
    services.retry(job)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.done, job.checkpoint) == (State.READY, 0, 41, "41")
    with pytest.raises(Refused):
        services.retry(job)


@db
def test_the_queue_at_a_glance():
    services.enqueue("test.break", args=Note("x"), run_at=now() - timedelta(minutes=10))
    services.enqueue("test.break", args=Note("x"), run_at=now() + timedelta(minutes=10))
    services.enqueue("test.refuse", args=Note("x"), run_at=now() - timedelta(minutes=20))
    worker.turn("me", worker.NEVER)
    queue = selectors.queue()
    assert (queue.open, queue.stuck) == (2, 1)
    assert timedelta(minutes=10) <= queue.waiting < timedelta(minutes=11)
    assert [job.kind for job in selectors.stuck_jobs()] == ["test.refuse"]


@db
def test_finished_work_is_cleared_away_after_a_month_and_failed_work_is_not():
    old = now() - timedelta(days=31)
    for state in (State.DONE, State.FAILED):
        Job.objects.create(kind="test.count", args="{}", state=state, run_at=old, created=old, finished=old)
    Job.objects.create(kind="test.count", args="{}", state=State.DONE, run_at=old, created=old, finished=now())
    services.enqueue("jobs.tidy", args=Due(timezone.localtime()))
    worker.drain()
    assert Job.objects.filter(kind="test.count").count() == 2
    assert Job.objects.filter(state=State.FAILED).exists()


@given(
    st.builds(
        Note,
        text=st.text(st.characters(codec="utf-8", exclude_categories=["Cs"])).map(arguments.canonical),
        number=st.integers(),
        flag=st.booleans(),
        day=st.none() | st.dates(),
        ids=st.lists(st.integers()).map(tuple),
    )
)
def test_arguments_come_back_as_they_went(note):
    assert arguments.decode(Note, arguments.encode(note)) == note
    assert arguments.decode(
        Due, arguments.encode(Due(datetime(2026, 11, 21, 8, tzinfo=timezone.get_current_timezone())))
    ).at


def test_handlers_that_cannot_work_are_refused_when_declared():
    with pytest.raises(TypeError, match="one parameter"):
        registry.handler("test.none")(lambda: None)
    with pytest.raises(TypeError, match="two handlers"):
        registry.handler("test.count")(_counts)
    with pytest.raises(TypeError, match="periodic"):
        registry.handler("test.never", when=Daily(time(1)))(_counts)


def _counts(run: Run[Count]) -> None: ...


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone.get_current_timezone())


def test_a_day_has_one_slot_from_its_hour_on():
    rule = Daily(time(1, 30))
    assert rule.slot(local(2026, 11, 21, 1, 29)) is None
    assert rule.slot(local(2026, 11, 21, 1, 30)) == ("2026-11-21", Due(local(2026, 11, 21, 1, 30)))
    assert rule.slot(local(2026, 11, 21, 23, 59)) == ("2026-11-21", Due(local(2026, 11, 21, 1, 30)))


@given(st.timedeltas(timedelta(), timedelta(days=400)), st.sampled_from([1, 5, 30, 60, 1440]))
def test_every_moment_lies_in_the_slot_it_gets(later, minutes):
    moment = local(2026, 1, 1) + later
    name, due = Every(timedelta(minutes=minutes)).slot(moment)
    assert timedelta() <= moment - due.at < timedelta(minutes=minutes)
    assert name == Every(timedelta(minutes=minutes)).slot(due.at)[0]


def test_slots_that_would_drift_over_midnight_are_refused():
    with pytest.raises(ValueError, match="divide"):
        Every(timedelta(minutes=7))


@db
def test_two_clocks_enqueue_a_slot_once():
    with time_machine.travel(local(2026, 11, 21, 4), tick=False) as clock:
        for one in (worker.Clock(), worker.Clock()):
            one.tick()
            one.tick()
        tidy = Job.objects.filter(kind="jobs.tidy")
        assert [job.key for job in tidy] == ["jobs.tidy:2026-11-21"]
        assert arguments.decode(Due, tidy[0].args).at.date() == date(2026, 11, 21)
        clock.move_to(local(2026, 11, 22, 4))
        worker.Clock().tick()
        assert tidy.all().count() == 2
