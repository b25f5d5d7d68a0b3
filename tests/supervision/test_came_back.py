"""After closing: “it came back” is never only a message."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from bihuan.common.workflow import Refused
from bihuan.ledger.models import Issue
from bihuan.ledger.states import Status
from bihuan.opinions import services
from bihuan.opinions.models import ListeningPolicy, Message, Opinion
from bihuan.supervision.models import CameBack
from bihuan.supervision.services.returning import decline, say_it_came_back, take_up, take_up_overdue
from tests import walk
from tests.world import World

WORDS = "只补了一个月，还差四个月。"


@pytest.fixture
def closed(world: World) -> tuple[Issue, Opinion]:
    issue, _closure = walk.to_closed(world, voices=1)
    world.campaign.refresh_from_db()
    issue.refresh_from_db()
    return issue, issue.voices.get().opinion


def policy(world: World, after: str) -> None:
    ListeningPolicy.objects.create(campaign=world.campaign, after_closing=after)


def test_by_policy_it_is_reopened_at_once(world: World, closed: tuple[Issue, Opinion]) -> None:
    issue, opinion = closed
    policy(world, "at_once")
    say_it_came_back(issue, opinion=opinion, words=WORDS)
    before = issue.cycle
    issue.refresh_from_db()
    assert (issue.status, issue.cycle) == (Status.RECTIFYING, before + 1)
    assert WORDS not in issue.reopenings.get().reason, "the judged unit reads that reason"
    assert issue.reopenings.get().by is None


def test_a_supervisor_decides_and_the_speaker_reads_why(world: World, closed: tuple[Issue, Opinion]) -> None:
    issue, opinion = closed
    said = say_it_came_back(issue, opinion=opinion, words=WORDS)
    assert Issue.objects.get(pk=issue.pk).is_closed
    with pytest.raises(Refused):
        decline(said, comment=" ", by=world.supervisor)
    for by in (world.office, world.liaison, world.inside_supervisor):
        with pytest.raises(Refused):
            take_up(said, comment="还差四个月", by=by)
    decline(said, comment="四个月已于昨日到卡。", by=world.supervisor)
    with pytest.raises(Refused):
        take_up(said, comment="改主意", by=world.supervisor)
    assert Issue.objects.get(pk=issue.pk).is_closed


def test_without_a_decision_it_is_reopened_by_itself(world: World, closed: tuple[Issue, Opinion]) -> None:
    issue, opinion = closed
    said = say_it_came_back(issue, opinion=opinion, words=WORDS)
    assert take_up_overdue(issue.campaign) == 0
    issue.campaign.as_of = said.due + timedelta(days=1)
    issue.campaign.save()
    assert take_up_overdue(issue.campaign) == 1
    assert Issue.objects.get(pk=issue.pk).status == Status.RECTIFYING
    assert CameBack.objects.get().status == "taken_up"
    assert take_up_overdue(issue.campaign) == 0


def test_by_receipt_it_is_said_once_and_leaves_no_mere_message(world: World) -> None:
    issue, _closure = walk.to_closed(world, voices=0)
    assert issue.is_closed

    stranger, code = services.receive(world.campaign, channel=world.mailbox, text="别的事。", by=None)
    answer = Client().post(reverse("voice:came-back"), {"code": code, "issue": issue.pk, "words": WORDS})
    assert answer.status_code == 404, "an issue that the words do not stand behind"
    assert not Message.objects.filter(opinion=stranger).exists()


def test_saying_it_twice_is_once(world: World, closed: tuple[Issue, Opinion]) -> None:
    issue, opinion = closed
    first = say_it_came_back(issue, opinion=opinion, words=WORDS)
    assert say_it_came_back(issue, opinion=opinion, words="再说一遍") == first
    with pytest.raises(Refused):
        say_it_came_back(walk.to_assigned(world), opinion=opinion, words=WORDS)


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        ("UPDATE supervision_cameback SET words = '没事了'", "came_back_decided_once"),
        ("DELETE FROM supervision_cameback", "came_back_is_kept"),
    ],
)
def test_the_database_keeps_what_was_said(
    world: World, closed: tuple[Issue, Opinion], statement: str, guard: str
) -> None:
    issue, opinion = closed
    say_it_came_back(issue, opinion=opinion, words=WORDS)
    with pytest.raises(DatabaseError, match="guard: "), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    where = "" if connection.vendor == "sqlite" else " ON supervision_cameback"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER guard_{guard}{where}")
        cursor.execute(statement)
        transaction.set_rollback(True)
