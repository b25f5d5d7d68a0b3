"""The wall tells how the campaign went: totals never lie, what came back goes down again, silence counts neither way."""

import pytest
from django.test import Client

from bihuan.campaigns.selectors import day_of
from bihuan.desk.selectors.course import course
from bihuan.supervision.services.closing import reopen
from tests import walk
from tests.world import World

pytestmark = pytest.mark.django_db


def test_the_course_ends_where_the_ledger_stands(world: World) -> None:
    walk.to_registered(world)
    issue, _closure = walk.to_closed(world)
    world.campaign.refresh_from_db()
    went = course(world.office, world.campaign)
    assert went.days[-1] == day_of(world.campaign)
    assert (went.registered[0], went.closed[0]) == (0, 0) or len(went.days) > 1
    assert (went.registered[-1], went.closed[-1]) == (2, 1)
    assert (went.satisfied, went.dissatisfied, went.looked) == (1, 0, 0)
    reopen(issue, reason="又停发了一个月。", by=world.office)
    went = course(world.office, world.campaign)
    assert (went.registered[-1], went.closed[-1]) == (2, 0)
    assert went.reopened == [issue]


def test_a_unit_sees_its_own_course_and_no_voices(world: World) -> None:
    walk.to_registered(world)
    assert course(world.zone_liaison, world.campaign).registered[-1] == 0
    client = Client()
    client.force_login(world.zone_liaison)
    for url in ("/", "/overview/", "/wall/"):
        page = client.get(url).content.decode()
        assert "销号" in page
        assert "声音有回音" not in page
        assert "意见收支平衡" not in page
