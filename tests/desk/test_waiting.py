"""What waits for whom: the next step of an issue waits at exactly one desk."""

import pytest
from django.test import Client

from bihuan.desk.selectors.waiting import waiting_for
from bihuan.ledger.models import Issue
from bihuan.ledger.services.planning import submit_plan
from bihuan.people.models import Person
from bihuan.supervision.services.asking import answer_by_receipt, ask
from tests import walk
from tests.world import World

pytestmark = pytest.mark.django_db


def verbs(person: Person, world: World, issue: Issue) -> set[str]:
    """What this person is asked to do about this issue."""
    fresh = Person.objects.get(pk=person.pk)
    return {task.verb for task in waiting_for(fresh, world.campaign) if task.label == issue.label}


def test_registered_waits_for_the_office(world: World) -> None:
    issue = walk.to_registered(world)
    assert verbs(world.office, world, issue) == {"交办"}
    assert verbs(world.liaison, world, issue) == set()


def test_assigned_waits_for_the_liaison_until_a_plan_is_submitted(world: World) -> None:
    issue = walk.to_assigned(world)
    assert verbs(world.liaison, world, issue) == {"编方案"}
    walk.write_plan(world, issue)
    submit_plan(issue.plans.get(), by=world.liaison)
    assert verbs(world.liaison, world, issue) == set()
    assert verbs(world.deputy, world, issue) == {"审方案"}
    assert verbs(world.other_supervisor, world, issue) == set()


def test_claimed_waits_for_a_supervisor_and_for_the_question_to_those_who_spoke(world: World) -> None:
    issue = walk.to_claimed(world)
    assert verbs(world.supervisor, world, issue) == {"核查"}
    assert verbs(world.office, world, issue) == {"问满意不满意"}
    ask(issue, by=world.office)
    assert verbs(world.office, world, issue) == set()


def test_verified_waits_for_publication_and_for_the_signature(world: World) -> None:
    issue = walk.to_verified(world)
    assert verbs(world.office, world, issue) == {"公示"}
    assert verbs(world.head, world, issue) == {"签字"}


def test_a_finished_notice_waits_for_the_team_leader(world: World) -> None:
    issue = walk.to_ready(world)
    assert verbs(world.team_leader, world, issue) == {"销号"}
    assert verbs(world.supervisor, world, issue) == set()


def test_a_dissatisfied_voice_waits_for_the_leading_official(world: World) -> None:
    issue = walk.to_verified(world)
    (asking,) = ask(issue, by=world.office)
    answer_by_receipt(issue.askings.get(pk=asking.pk), answer="dissatisfied", words="还差 50 人")
    assert verbs(world.leader, world, issue) == {"处理不满意"}


def test_each_task_leads_to_a_page(world: World) -> None:
    walk.to_registered(world)
    walk.to_assigned(world)
    walk.to_claimed(world)
    for name in ("office", "liaison", "head", "supervisor", "team_leader", "leader"):
        person = getattr(world, name)
        client = Client()
        client.force_login(person)
        for task in waiting_for(person, world.campaign):
            assert client.get(task.url).status_code == 200, task


def test_administrators_begin_in_their_own_rooms(world: World) -> None:
    for name, begins in (("system_admin", "/people/"), ("security_admin", "/people/"), ("audit_admin", "/record/")):
        client = Client()
        client.force_login(getattr(world, name))
        assert client.get("/").headers["Location"] == begins


def test_a_member_is_shown_the_board(world: World) -> None:
    client = Client()
    client.force_login(world.member)
    answer = client.get("/")
    assert answer.status_code == 200
    assert "/board/spring/" in answer.content.decode()
