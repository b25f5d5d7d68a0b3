"""Every page opens for those it concerns, and does not exist for anybody else."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from bihuan.ledger.models import Issue
from bihuan.ledger.services.planning import submit_plan
from bihuan.ledger.services.working import request_extension
from bihuan.supervision.models import Asking, LookBack
from bihuan.supervision.services.asking import ask
from bihuan.supervision.services.notices import issue_notice
from bihuan.supervision.services.noticing import object_to, open_notice
from bihuan.supervision.services.teams import add_area, add_member, form_team
from tests import walk
from tests.supervision.pages.conftest import Sign
from tests.world import DAY, World

pytestmark = pytest.mark.django_db


def of_issue(name: str, make: Callable[[World], Issue]) -> Callable[[World], str]:
    return lambda world: reverse(f"supervision:{name}", args=[make(world).pk])


def plan_url(world: World) -> str:
    issue = walk.to_assigned(world)
    walk.write_plan(world, issue)
    return reverse("supervision:plan", args=[submit_plan(issue.plans.get(), by=world.liaison).pk])


def extension_url(world: World) -> str:
    issue = walk.to_started(world)
    row = request_extension(issue, until=DAY.replace(month=8), reason="名单还在核对", by=world.liaison)
    return reverse("supervision:extension", args=[row.pk])


def asking_url(name: str) -> Callable[[World], str]:
    def make(world: World) -> str:
        issue = walk.to_claimed(world)
        ask(issue, by=world.office)
        return reverse(f"supervision:{name}", args=[Asking.objects.get(issue=issue).pk])

    return make


def notice_url(name: str) -> Callable[[World], str]:
    def make(world: World) -> str:
        row = issue_notice(
            walk.to_started(world), kind="reminder", text="请补齐", reply_due=DAY.replace(day=9), by=world.supervisor
        )
        return reverse(f"supervision:{name}", args=[row.pk])

    return make


def objection_url(world: World) -> str:
    period = open_notice(walk.to_verified(world), by=world.office)
    return reverse("supervision:objection", args=[object_to(period, text="四月那笔没有到")[0].pk])


def look_back_url(world: World) -> str:
    issue, _closure = walk.to_closed(world)
    return reverse("supervision:look-back", args=[LookBack.objects.get(issue=issue).pk])


def certificate_url(name: str) -> Callable[[World], str]:
    return lambda world: reverse(f"supervision:{name}", args=[walk.to_closed(world)[1].pk])


def team_url(name: str) -> Callable[[World], str]:
    def make(world: World) -> str:
        team = form_team(world.campaign, number=3, name="督导三组", by=world.office)
        add_area(team, world.fifth_zone, by=world.office)
        add_member(team, world.other_supervisor, part="leader", by=world.office)
        return reverse(f"supervision:{name}", args=[team.pk])

    return make


PAGES: dict[str, Callable[[World], str]] = {
    "verify": of_issue("verify", walk.to_claimed),
    "askings": of_issue("askings", walk.to_claimed),
    "panellist": of_issue("panellist", walk.to_claimed),
    "notice-new": of_issue("notice-new", walk.to_started),
    "close": of_issue("close", walk.to_ready),
    "close, not yet": of_issue("close", walk.to_claimed),
    "return": of_issue("return", walk.to_claimed),
    "reopen": of_issue("reopen", lambda world: walk.to_closed(world)[0]),
    "plan": plan_url,
    "extension": extension_url,
    "answer": asking_url("answer"),
    "ruling": asking_url("ruling"),
    "notice": notice_url("notice"),
    "notice-reply": notice_url("notice-reply"),
    "objection": objection_url,
    "look-back": look_back_url,
    "certificate": certificate_url("certificate"),
    "certificate-json": certificate_url("certificate-json"),
    "certificate-check": certificate_url("certificate-check"),
    "team": team_url("team"),
    "member-new": team_url("member-new"),
    "area-new": team_url("area-new"),
}
LISTS = ("home", "plans", "extensions", "notices", "objections", "look-backs", "certificates", "teams", "team-new")


@pytest.mark.parametrize("make", PAGES.values(), ids=PAGES.keys())
def test_a_page_opens_for_the_leader_of_the_team_and_for_no_stranger(
    world: World, as_: Sign, make: Callable[[World], str]
) -> None:
    url = make(world)
    assert as_(world.team_leader).get(url).status_code == 200
    assert as_(world.stranger).get(url).status_code == 404
    assert as_(world.audit_admin).get(url).status_code == 404
    assert as_(world.member).get(url).status_code in ((200,) if "team" in url or "area" in url else (404,))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_opens_for_everybody_in_the_campaign_and_for_no_stranger(world: World, as_: Sign, name: str) -> None:
    url = reverse(f"supervision:{name}")
    assert as_(world.team_leader).get(url).status_code == 200
    assert as_(world.liaison).get(url).status_code == 200
    assert as_(world.stranger).get(url).status_code == 404


@pytest.mark.parametrize(
    "make",
    [
        walk.to_assigned,
        walk.to_planned,
        walk.to_started,
        walk.to_claimed,
        walk.to_verified,
        walk.to_ready,
        lambda world: walk.to_closed(world)[0],
    ],
)
def test_the_issue_page_carries_its_sections_in_every_state(world: World, as_: Sign, make) -> None:
    issue = make(world)
    for person in (world.team_leader, world.supervisor, world.office, world.head, world.leader):
        answer = as_(person).get(reverse("ledger:issue", args=[issue.pk]))
        assert answer.status_code == 200


def test_lists_are_no_slower_with_more_rows(world: World, as_: Sign, django_assert_max_num_queries) -> None:
    for _ in range(3):
        walk.to_closed(world)
        world.campaign.refresh_from_db()
    client = as_(world.team_leader)
    for name in ("plans", "look-backs", "certificates"):
        with django_assert_max_num_queries(8):
            client.get(reverse(f"supervision:{name}"))
