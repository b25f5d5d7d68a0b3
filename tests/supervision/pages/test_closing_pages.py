"""The gate on the issue's page, the button, the last look, the certificate and the way back."""

import hashlib
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from bihuan.ledger.models import Issue
from bihuan.ledger.states import Status
from bihuan.supervision.models import Asking, Closure
from bihuan.supervision.policies.gate import gate, objections_to_closing
from bihuan.supervision.services.asking import answer_by_receipt, ask
from tests import walk
from tests.supervision.pages.conftest import Sign
from tests.world import World

pytestmark = pytest.mark.django_db


def body(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def page(world: World, as_: Sign, issue: Issue, name: str = "team_leader") -> str:
    return body(as_(getattr(world, name)), reverse("ledger:issue", args=[issue.pk]))


def test_page_button_and_refusal_say_the_same_sentences(world: World, as_: Sign) -> None:
    issue = walk.to_claimed(world, voices=2)
    wanted = [escape(sentence) for sentence in objections_to_closing(issue, by=world.team_leader)]
    assert len(wanted) >= 5
    shown = page(world, as_, issue)
    confirm = body(as_(world.team_leader), reverse("supervision:close", args=[issue.pk]))
    refusal = as_(world.team_leader).post(reverse("supervision:close", args=[issue.pk]))
    assert refusal.status_code == 409
    for sentence in wanted:
        assert sentence in shown
        assert sentence in confirm
        assert sentence in refusal.content.decode()
    assert 'aria-disabled="true"' in confirm
    issue.refresh_from_db()
    assert issue.status == Status.CLAIMED


def test_what_passed_is_quiet_and_what_fails_speaks_with_a_door(world: World, as_: Sign) -> None:
    issue = walk.to_claimed(world, voices=2)
    text = page(world, as_, issue)
    failing = [row.number for row in gate(issue) if not row.passed]
    assert text.count("bh-gate-failed") == len(failing)
    assert text.count("bh-gate-passed") == 7 - len(failing)
    assert reverse("supervision:verify", args=[issue.pk]) in text
    assert "先办第 4 条" in text


def test_the_last_look_shows_the_certificate_and_the_button_writes_it(world: World, as_: Sign) -> None:
    issue = walk.to_ready(world)
    leader, url = as_(world.team_leader), reverse("supervision:close", args=[issue.pk])
    text = body(leader, url)
    assert "第五学区中心小学" in text
    assert issue.evidence_revisions.get().sha256 in text
    assert "aria-disabled" not in text
    answer = leader.post(url)
    closure = Closure.objects.get(issue=issue)
    assert answer["Location"] == reverse("supervision:certificate", args=[closure.pk])
    assert leader.post(url).status_code == 409  # closed once


@pytest.mark.parametrize("name", ["supervisor", "office", "head", "leader"])
def test_nobody_else_strikes_off(world: World, as_: Sign, name: str) -> None:
    issue = walk.to_ready(world)
    url = reverse("supervision:close", args=[issue.pk])
    assert 'aria-disabled="true"' in body(as_(getattr(world, name)), url)
    assert as_(getattr(world, name)).post(url).status_code == 409
    assert not Closure.objects.exists()


def test_the_certificate_is_checked_and_its_file_hashes_to_its_number(world: World, as_: Sign) -> None:
    _issue, closure = walk.to_closed(world)
    office = as_(world.office)
    file = office.get(reverse("supervision:certificate-json", args=[closure.pk]))
    assert hashlib.sha256(file.content).hexdigest() == closure.sha256
    assert "attachment" in file["Content-Disposition"]
    text = body(office, reverse("supervision:certificate", args=[closure.pk]))
    assert closure.sha256 in text
    assert "10:05" in text  # the time of the visit, as the clock on the wall said
    assert "286 / 286 人" in text
    assert "没有改动" in body(office, reverse("supervision:certificate-check", args=[closure.pk]))


def test_a_closed_issue_shows_its_certificate_and_no_gate(world: World, as_: Sign) -> None:
    issue, closure = walk.to_closed(world)
    text = page(world, as_, issue)
    assert reverse("supervision:certificate", args=[closure.pk]) in text
    assert "bh-gate-failed" not in text
    assert reverse("supervision:reopen", args=[issue.pk]) in text


def test_return_and_reopen_need_a_reason(world: World, as_: Sign) -> None:
    issue = walk.to_verified(world)
    supervisor, url = as_(world.supervisor), reverse("supervision:return", args=[issue.pk])
    assert supervisor.post(url, {"reason": ""}).status_code == 422
    assert supervisor.post(url, {"reason": "回单缺一页"}).status_code == 302
    issue.refresh_from_db()
    assert (issue.status, issue.cycle) == (Status.RECTIFYING, 2)
    closed, _closure = walk.to_closed(world)
    office, url = as_(world.office), reverse("supervision:reopen", args=[closed.pk])
    assert office.post(url, {"reason": ""}).status_code == 422
    assert office.post(url, {"reason": "家长反映又停发"}).status_code == 302
    closed.refresh_from_db()
    assert closed.status == Status.RECTIFYING


def test_a_signature_is_offered_to_its_holder_only(world: World, as_: Sign) -> None:
    issue = walk.to_verified(world)
    url = reverse("supervision:sign", args=[issue.pk])
    assert url in page(world, as_, issue, "head")
    assert url not in page(world, as_, issue, "supervisor")
    assert as_(world.supervisor).post(url, {"role": "head"}).status_code == 409
    assert as_(world.head).post(url, {"role": "leader"}).status_code == 409
    assert as_(world.head).post(url, {"role": "head"}).status_code == 302
    assert issue.signatures.count() == 1
    assert as_(world.head).get(url).status_code == 405


def test_duties_say_what_the_viewer_is_here(world: World, as_: Sign) -> None:
    issue = walk.to_claimed(world)
    assert "督导一组副组长批过这份整改方案，不能核查它的结果。" in page(world, as_, issue, "deputy")
    assert "与本件没有利害关系，可以核查" in page(world, as_, issue, "supervisor")
    assert "与本件没有利害关系" not in page(world, as_, issue, "head")


def test_the_four_answers_are_doors_for_those_who_asked_and_numbers_for_the_unit(world: World, as_: Sign) -> None:
    issue = walk.to_claimed(world, voices=3)
    first, second, _third = ask(issue, by=world.office)
    answer_by_receipt(first, answer=Asking.Answer.SATISFIED)
    answer_by_receipt(second, answer=Asking.Answer.DISSATISFIED, words="还差一人")
    door = reverse("supervision:askings", args=[issue.pk])
    text = page(world, as_, issue)
    for answer, count in (("satisfied", 1), ("dissatisfied", 1), ("silent", 1), ("unreachable", 0)):
        assert re.search(rf'href="{door}\?answer={answer}">[^<]+ {count}</a>', text)
    unit = page(world, as_, issue, "liaison")
    assert "不满意 1" in unit
    assert door not in unit
    assert "还差一人" not in unit
    assert "还差一人" in body(as_(world.office), door + "?answer=dissatisfied")
    assert "还差一人" not in body(as_(world.office), door + "?answer=satisfied")


def test_the_judged_unit_does_not_read_single_answers(world: World, as_: Sign) -> None:
    issue = walk.to_claimed(world)
    (asking,) = ask(issue, by=world.office)
    urls = (
        reverse("supervision:askings", args=[issue.pk]),
        reverse("supervision:answer", args=[asking.pk]),
        reverse("supervision:ruling", args=[asking.pk]),
    )
    for person in (world.head, world.liaison, world.inside_supervisor):
        for url in urls:
            assert as_(person).get(url).status_code == 409


def test_more_voices_ask_no_more_queries(world: World, as_: Sign, django_assert_max_num_queries) -> None:
    client = as_(world.team_leader)
    few, many = walk.to_claimed(world, voices=1), walk.to_claimed(world, voices=8)
    for issue in (few, many):
        ask(issue, by=world.office)
    client.get(reverse("ledger:issue", args=[few.pk]))
    with CaptureQueriesContext(connection) as for_few:
        client.get(reverse("ledger:issue", args=[few.pk]))
    with django_assert_max_num_queries(len(for_few)):
        client.get(reverse("ledger:issue", args=[many.pk]))
