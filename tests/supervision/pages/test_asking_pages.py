"""Asking, notices, objections and teams through their pages."""

import pytest
from django.test import Client
from django.urls import reverse

from bihuan.ledger.states import Status
from bihuan.people.models import Grant
from bihuan.supervision.models import Asking, Objection, SupervisionNotice, Team
from bihuan.supervision.services.asking import answer_by_receipt, ask
from tests import walk
from tests.supervision.pages.addresses import notice_url, objection_url, team_url
from tests.supervision.pages.conftest import Sign
from tests.world import World

pytestmark = pytest.mark.django_db


def body(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_is_asked_once_and_never_by_the_unit(world: World, as_: Sign) -> None:
    issue = walk.to_claimed(world, voices=2)
    url = reverse("supervision:ask", args=[issue.pk])
    for person in (world.head, world.liaison, world.inside_supervisor):
        assert as_(person).post(url).status_code == 409
    assert not Asking.objects.exists()
    for _ in range(2):
        assert as_(world.office).post(url).status_code == 302
    assert Asking.objects.filter(issue=issue).count() == 2
    assert as_(world.office).get(url).status_code == 405


def test_silence_and_unreachable_stay_two_things(world: World, as_: Sign) -> None:
    issue = walk.to_claimed(world, voices=2)
    first, _second = ask(issue, by=world.office)
    office, url = as_(world.office), reverse("supervision:answer", args=[first.pk])
    assert "silent" not in body(office, url)  # nobody notes silence
    assert office.post(url, {"answer": "unreachable", "words": ""}).status_code == 422
    assert office.post(url, {"answer": "unreachable", "words": "打过三次电话"}).status_code == 302
    text = body(office, reverse("supervision:askings", args=[issue.pk]) + "?answer=silent")
    assert "打过三次电话" not in text
    assert office.post(url, {"answer": "satisfied", "words": ""}).status_code == 302  # reached after all
    assert office.post(url, {"answer": "dissatisfied", "words": "x"}).status_code == 422  # an answer is not replaced


def test_only_the_leading_official_rules_and_with_a_reason(world: World, as_: Sign) -> None:
    issue = walk.to_claimed(world)
    (asking,) = ask(issue, by=world.office)
    answer_by_receipt(asking, answer=Asking.Answer.DISSATISFIED, words="政策没有覆盖转学的")
    url = reverse("supervision:ruling", args=[asking.pk])
    assert "政策没有覆盖转学的" in body(as_(world.leader), url)
    assert as_(world.team_leader).post(url, {"reason": "属政策原因"}).status_code == 422
    assert as_(world.leader).post(url, {"reason": " "}).status_code == 422
    assert as_(world.leader).post(url, {"reason": "属政策原因，已书面说明"}).status_code == 302
    asking.refresh_from_db()
    assert (asking.answer, asking.ruling.reason) == ("dissatisfied", "属政策原因，已书面说明")


def test_a_panel_speaks_only_where_nobody_did(world: World, as_: Sign) -> None:
    office = as_(world.office)
    raised, found = walk.to_claimed(world, voices=1), walk.to_claimed(world, voices=0)
    name = {"name": "家长代表1"}
    assert office.post(reverse("supervision:panellist", args=[raised.pk]), name).status_code == 422
    assert office.post(reverse("supervision:panellist", args=[found.pk]), name).status_code == 302
    assert Asking.objects.get().panellist == "家长代表1"


def test_a_notice_goes_out_is_answered_sent_back_and_settled(world: World, as_: Sign) -> None:
    issue = walk.to_started(world)
    form = {"kind": "reminder", "text": "请补齐第五学区", "reply_due": "2026-03-09"}
    new = reverse("supervision:notice-new", args=[issue.pk])
    assert as_(world.office).post(new, form).status_code == 422  # a team's business
    assert as_(world.supervisor).post(new, {**form, "reply_due": "2026-03-01"}).status_code == 422
    assert as_(world.supervisor).post(new, form).status_code == 302
    notice = SupervisionNotice.objects.get()
    here, reply, settle, back = (
        reverse(f"supervision:{name}", args=[notice.pk])
        for name in ("notice", "notice-reply", "notice-settle", "notice-send-back")
    )
    assert reply in body(as_(world.head), here)
    assert as_(world.supervisor).post(settle).status_code == 409  # nothing to review yet
    assert as_(world.supervisor).post(reply, {"reply": "我来答"}).status_code == 422
    assert as_(world.head).post(reply, {"reply": "已补"}).status_code == 302
    assert as_(world.head).post(settle).status_code == 409
    assert as_(world.supervisor).post(back).status_code == 302
    assert as_(world.head).post(reply, {"reply": "已补，附回单"}).status_code == 302
    assert as_(world.supervisor).post(settle).status_code == 302
    notice.refresh_from_db()
    assert (notice.status, notice.reply) == ("settled", "已补，附回单")


@pytest.mark.parametrize("name", ["notice-settle", "notice-send-back"])
def test_what_writes_is_never_read(world: World, as_: Sign, name: str) -> None:
    assert as_(world.supervisor).get(notice_url(name)(world)).status_code == 405


def test_an_objection_is_upheld_or_dismissed_by_a_leader_of_a_team(world: World, as_: Sign) -> None:
    url = objection_url(world)
    words = {"ruling": "查实，第五学区少补一人"}
    assert as_(world.supervisor).post(url, {**words, "decision": "uphold"}).status_code == 422
    assert as_(world.head).post(url, {**words, "decision": "dismiss"}).status_code == 422
    assert as_(world.team_leader).post(url, {"ruling": "", "decision": "dismiss"}).status_code == 422
    assert as_(world.team_leader).post(url, {**words, "decision": "uphold"}).status_code == 302
    objection = Objection.objects.get()
    assert objection.status == "upheld"
    assert objection.issue.status == Status.RECTIFYING


# ---------------------------------------------------------------- teams


def test_a_team_is_formed_filled_and_given_an_area(world: World, as_: Sign) -> None:
    office = as_(world.office)
    form = {"number": "1", "name": "督导一组", "tier": "2", "home": ""}
    assert as_(world.supervisor).post(reverse("supervision:team-new"), form).status_code == 422
    assert office.post(reverse("supervision:team-new"), form).status_code == 302
    assert office.post(reverse("supervision:team-new"), form).status_code == 422  # the number is taken
    team = Team.objects.get()
    area, member = (reverse(f"supervision:{name}", args=[team.pk]) for name in ("area-new", "member-new"))
    assert office.post(area, {"unit": "第五学区"}).status_code == 302
    assert office.post(area, {"unit": "第五学区"}).status_code == 422
    assert office.post(area, {"unit": "外区教委"}).status_code == 422
    assert office.post(member, {"person": "没有这个人", "part": "member"}).status_code == 422
    assert office.post(member, {"person": "党员教师", "part": "member"}).status_code == 302
    assert office.post(member, {"person": "党员教师", "part": "member"}).status_code == 422
    grant = Grant.objects.get(person=world.member, role="supervisor")
    assert (grant.unit, grant.source) == (world.fifth_zone, f"team:{team.pk}")
    assert "党员教师" in body(office, reverse("supervision:team", args=[team.pk]))


def test_a_member_leaves_and_stays_in_the_history(world: World, as_: Sign) -> None:
    here = team_url("team")(world)
    row = Team.objects.get().members.get()
    url = reverse("supervision:member-end", args=[row.pk])
    assert as_(world.supervisor).post(url).status_code == 409
    assert as_(world.stranger).post(url).status_code == 404
    assert as_(world.office).post(url).status_code == 302
    assert as_(world.office).post(url).status_code == 404
    text = body(as_(world.office), here)
    assert "督导二组成员离开督导三组" in text
    assert "督导二组成员" in text.split("<tbody>")[1]
