"""Closing by any route, the last one: two people in the same moment."""

import threading

import pytest
from django.db import DatabaseError, connections

from bihuan.common.workflow import Refused, Stale
from bihuan.ledger.models import Issue
from bihuan.people.models import Person
from bihuan.supervision.models import Closure
from bihuan.supervision.services.closing import close
from tests import walk
from tests.supervision.proof import lacks
from tests.world import build


@pytest.mark.django_db(transaction=True)
def test_two_supervisors_at_once_close_it_once() -> None:
    """Both press the button in the same moment: one certificate, one closing."""
    world = build()
    issue = walk.to_ready(world)
    outcomes: list[str] = []
    gate = threading.Barrier(2)

    def press() -> None:
        mine = Issue.objects.get(pk=issue.pk)
        person = Person.objects.get(pk=world.team_leader.pk)
        gate.wait()
        try:
            close(mine, by=person)
            outcomes.append("closed")
        except (Refused, Stale, DatabaseError):
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["closed", "refused"]
    assert Closure.objects.filter(issue=issue).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_unit_added_in_the_same_moment_does_not_slip_past_the_gate() -> None:
    """Write skew: one session closes while another makes the verifier's unit responsible. Never both."""
    world = build()
    issue = walk.to_ready(world)
    gate = threading.Barrier(2)

    def strike_off() -> None:
        gate.wait()
        try:
            close(Issue.objects.get(pk=issue.pk), by=Person.objects.get(pk=world.team_leader.pk))
        except (Refused, Stale, DatabaseError):
            pass
        finally:
            connections.close_all()

    def add_unit() -> None:
        gate.wait()
        try:
            Issue.objects.get(pk=issue.pk).supporting.create(unit=world.inspectorate)
        except DatabaseError:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=strike_off), threading.Thread(target=add_unit)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert lacks(Issue.objects.get(pk=issue.pk)) == []
