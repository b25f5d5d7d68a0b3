"""Publishing freezes what may be told; withdrawing leaves a trace; small groups and persons stay out of it."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.audit.selectors import faults, history
from bihuan.common.text import digest
from bihuan.common.workflow import Refused
from bihuan.ledger.models import Issue, Measure
from bihuan.ledger.states import Status
from bihuan.publication.models import Publication
from bihuan.publication.selectors import board, standing, visible_publications
from bihuan.publication.services import publish, withdraw
from bihuan.publication.snapshot import drafted, said, untold
from bihuan.supervision.services.verifying import return_issue, verify
from tests import walk
from tests.publication.conftest import notice
from tests.world import World

pytestmark = pytest.mark.django_db


def refused(act) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return " ".join(map(str, caught.value.reasons))


def test_a_notice_opens_its_period_in_the_same_breath(world: World) -> None:
    issue = walk.to_verified(world)
    publication = notice(world, issue)
    issue.refresh_from_db()
    period = issue.notice_periods.get()
    assert issue.status == Status.IN_NOTICE
    assert said(publication)["notice"] == {
        "opens": "2026-03-02",
        "ends": "2026-03-09",
        "workdays": 5,
    }
    assert (str(period.opens_on), str(period.ends_on)) == ("2026-03-02", "2026-03-09")
    assert publication.sha256 == digest(publication.snapshot)
    assert [event.kind for event in history(issue.stream)][:2] == [
        "publication.published",
        "supervision.notice_opened",
    ]
    assert list(faults()) == []


@pytest.mark.parametrize("name", ["supervisor", "team_leader", "leader", "liaison", "head", "stranger"])
def test_only_the_office_publishes(world: World, name: str) -> None:
    issue = walk.to_verified(world)
    sentence = refused(lambda: publish(issue, kind="notice", scope="public", by=getattr(world, name)))
    assert "活动办" in sentence or "campaign office" in sentence
    assert not Publication.objects.exists()
    assert not issue.notice_periods.exists()


@pytest.mark.parametrize("make", [walk.to_started, walk.to_claimed])
def test_a_notice_needs_a_passed_verification(world: World, make) -> None:
    issue = make(world)
    refused(lambda: notice(world, issue))
    assert not issue.notice_periods.exists()


def test_a_result_needs_a_closed_issue(world: World) -> None:
    refused(lambda: publish(walk.to_ready(world), kind="result", scope="public", by=world.office))
    issue, closure = walk.to_closed(world)
    publication = publish(issue, kind="result", scope="public", by=world.office)
    assert said(publication)["closed"] == {"on": str(closure.closed_on), "certificate": closure.sha256}


def test_what_is_published_is_what_was_looked_at(world: World) -> None:
    issue = walk.to_verified(world)
    seen = drafted(issue, kind="notice", scope="public").sha256
    Issue.objects.filter(pk=issue.pk).update(title="换了一个标题")
    refused(lambda: publish(issue, kind="notice", scope="public", by=world.office, seen=seen))
    again = drafted(Issue.objects.get(pk=issue.pk), kind="notice", scope="public").sha256
    publication = publish(issue, kind="notice", scope="public", by=world.office, seen=again)
    assert publication.sha256 == again


def test_a_correction_is_another_version_and_does_not_restart_the_notice(world: World, noticed: Publication) -> None:
    issue = noticed.issue
    refused(lambda: notice(world, issue))  # nothing new to say
    Issue.objects.filter(pk=issue.pk).update(title="更正后的标题")
    second = notice(world, issue)
    assert (second.version, issue.notice_periods.count()) == (2, 1)
    assert [row.pk for row in board(world.campaign)] == [second.pk]


def test_nobody_is_named_and_numbers_of_persons_are_masked(world: World) -> None:
    issue = walk.to_verified(world)
    Measure.objects.filter(issue=issue).update(text="联系家长13896541230，卡号6222020012345678")
    draft = drafted(issue, kind="notice", scope="public")
    assert [one.kind for one in draft.masked] == ["phone", "card"]
    assert "13896541230" not in draft.text
    for person in world.people.values():
        assert person.title not in draft.text


def test_numbers_of_small_groups_are_not_told(world: World) -> None:
    issue = walk.to_verified(world, voices=2)
    walk.satisfy(world, issue)
    target = issue.targets.get()
    issue.targets.filter(pk=target.pk).update(goal=3, done=3)
    data = drafted(issue, kind="notice", scope="public").data
    assert data["voices"]["people"] is None
    assert data["voices"]["satisfied"] is None
    assert data["targets"][0]["goal"] == ""
    issue.targets.filter(pk=target.pk).update(measured_in="所")  # schools are no persons
    assert drafted(issue, kind="notice", scope="public").data["targets"][0]["goal"] == "3"


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4), st.integers(1, 10))
def test_what_is_left_out_cannot_be_found_by_subtraction(counts: list[int], least: int) -> None:
    told = untold(dict(zip("abcd", counts, strict=True)), least=least)
    hidden = [name for name, value in told.items() if value is None]
    assert all(value is None or value == 0 or value >= least for value in told.values())
    if len(hidden) == 1:  # then the others are all nought, and the total tells no more than the number of people
        assert [value for value in told.values() if value] == []


def test_the_day_of_the_visit_is_that_of_the_clock_on_the_wall(world: World) -> None:
    issue = walk.to_claimed(world)
    at_dawn = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)  # half past six on the second of March here
    verify(issue, replace(walk.findings(), at=at_dawn), by=world.supervisor)
    assert drafted(Issue.objects.get(pk=issue.pk), kind="notice", scope="public").data["verified_on"] == "2026-03-02"


# ---------------------------------------------------------------- withdrawing


def test_a_running_notice_stays_up_until_it_is_corrected(world: World, noticed: Publication) -> None:
    refused(lambda: withdraw(noticed, reason="写错了", by=world.office))
    Issue.objects.filter(pk=noticed.issue_id).update(title="更正后的标题")
    notice(world, noticed.issue)
    withdraw(noticed, reason="写错了", by=world.office)
    assert board(world.campaign).count() == 1


def test_a_withdrawn_version_is_gone_from_the_board_and_an_older_one_never_comes_back(world: World) -> None:
    issue, _closure = walk.to_closed(world)
    publish(issue, kind="result", scope="public", by=world.office)
    Issue.objects.filter(pk=issue.pk).update(goal="x")
    Measure.objects.filter(issue=issue).first()
    world.campaign.name = "改了名字的活动"
    world.campaign.save(update_fields=["name"])
    second = publish(Issue.objects.get(pk=issue.pk), kind="result", scope="public", by=world.office)
    refused(lambda: withdraw(second, reason=" ", by=world.office))
    refused(lambda: withdraw(second, reason="写错了", by=world.supervisor))
    withdraw(second, reason="写错了", by=world.office)
    assert board(world.campaign).count() == 0
    refused(lambda: withdraw(second, reason="再撤一次", by=world.office))


# ---------------------------------------------------------------- who reads


def test_the_board_shows_the_public_scope_and_nothing_else(world: World) -> None:
    public = notice(world, walk.to_verified(world), scope="public")
    notice(world, walk.to_verified(world), scope="system")
    notice(world, walk.to_verified(world), scope="unit")
    assert [row.pk for row in board(world.campaign)] == [public.pk]


def test_people_with_an_account_read_by_scope(world: World) -> None:
    made = {scope: notice(world, walk.to_verified(world), scope=scope) for scope in ("public", "system", "unit")}

    def read(person) -> set[str]:
        return {scope for scope, row in made.items() if visible_publications(person).filter(pk=row.pk).exists()}

    assert read(world.office) == {"public", "system", "unit"}
    assert read(world.clerk) == {"public", "system", "unit"}  # works in the lead unit, holds no role
    assert read(world.member) == {"public", "system"}  # a teacher elsewhere in the district
    assert read(world.stranger) == set()
    assert read(world.audit_admin) == set()


def test_how_things_stand_follows_the_issue_while_the_words_stay(world: World, noticed: Publication) -> None:
    now = standing(noticed)
    assert (now.running, now.workdays_left, str(now.ends_on)) == (True, 5, "2026-03-09")
    walk.travel(world, 4)
    assert standing(Publication.objects.get(pk=noticed.pk)).workdays_left == 1
    return_issue(noticed.issue, reason="少补一人", by=world.supervisor)
    assert standing(Publication.objects.get(pk=noticed.pk)).taken_back
    assert json.loads(Publication.objects.get(pk=noticed.pk).snapshot) == said(noticed)
