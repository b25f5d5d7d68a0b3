"""The whole way of one issue, by services."""

import json

import pytest

from bihuan.audit.selectors import faults, history
from bihuan.audit.services import seal
from bihuan.common.text import digest
from bihuan.ledger.models import Issue
from bihuan.ledger.states import Status
from bihuan.supervision.models import LookBack
from bihuan.supervision.policies.gate import gate
from bihuan.supervision.services.closing import find_held, find_relapsed, reopen
from tests import walk
from tests.world import World

pytestmark = pytest.mark.django_db


def test_an_issue_travels_from_a_voice_to_its_look_back(world: World) -> None:
    issue, closure = walk.to_closed(world, voices=2)

    assert closure.sha256 == digest(closure.certificate)
    said = json.loads(closure.certificate)
    assert said["verification"]["by"] == "督导一组成员甲"
    assert said["evidence"][0]["sha256"] == issue.evidence_revisions.get().sha256
    assert said["satisfaction"]["satisfied"] == "<5"  # a group of two is not told
    look_back = LookBack.objects.get(issue=issue)
    assert look_back.due > closure.closed_on

    walk.travel(world, 40)
    find_held(
        LookBack.objects.get(pk=look_back.pk), place="中心小学", findings="补助按月到卡", by=world.second_supervisor
    )
    assert [row.passed for row in gate(Issue.objects.get(pk=issue.pk))] == [True] * 7
    kinds = [event.kind for event in history(issue.stream)]
    assert kinds[0] == "supervision.looked_back"
    assert kinds[-1] == "ledger.issue_registered"
    assert list(faults()) == []
    seal()
    assert list(faults()) == []


def test_a_relapse_brings_it_back_in_a_new_cycle(world: World) -> None:
    issue, _closure = walk.to_closed(world)
    walk.travel(world, 40)
    find_relapsed(
        LookBack.objects.get(issue=issue), place="中心小学", findings="四月又没有发", by=world.second_supervisor
    )
    issue.refresh_from_db()
    assert (issue.status, issue.cycle) == (Status.RECTIFYING, 2)
    # what was true in the first cycle is no proof in the second
    assert not gate(issue)[3].passed
    assert not gate(issue)[4].passed


def test_reopening_needs_a_reason_and_keeps_the_certificate(world: World) -> None:
    issue, closure = walk.to_closed(world)
    reopen(issue, reason="家长反映又停发", by=world.office)
    closure.refresh_from_db()
    issue.refresh_from_db()
    assert issue.status == Status.RECTIFYING
    assert issue.reopenings.get().cycle == 2
