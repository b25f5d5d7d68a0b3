"""Every number opens the list that it counts."""

from datetime import timedelta

import pytest
from django.test import Client

from bihuan.campaigns.blueprint import load
from bihuan.campaigns.selectors import day_of
from bihuan.campaigns.services import change_light_rules
from bihuan.desk.selectors.overview import overview
from bihuan.ledger.models import Issue
from bihuan.ledger.services.assigning import assign
from bihuan.ledger.services.lights import light_all
from bihuan.people.models import Person
from tests import walk
from tests.world import DAY, World

pytestmark = pytest.mark.django_db
VIEWERS = ("office", "leader", "liaison", "aid_liaison", "supervisor", "other_supervisor", "zone_liaison")


@pytest.fixture
def busy(world: World) -> World:
    """A ledger with issues in many states, units and lights."""
    for voices in (0, 1):
        walk.to_registered(world, voices=voices)
        walk.to_assigned(world, voices=voices)
        walk.to_planned(world, voices=voices)
        walk.to_started(world, voices=voices)
        walk.to_claimed(world, voices=voices)
    walk.to_verified(world)
    elsewhere = walk.to_registered(world)
    assign(elsewhere, lead=world.school, by=world.office)
    walk.to_closed(world)
    walk.travel(world, 55)  # some are overdue by now
    light_all(world.campaign)
    return world


def length_of(client: Client, url: str) -> int:
    """How many rows the list behind an address has, all pages together."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    count: int = answer.context["page"].total
    return count


def test_every_tile_equals_its_list(busy: World) -> None:
    for name in VIEWERS:
        viewer: Person = getattr(busy, name)
        client = Client()
        client.force_login(viewer)
        tiles = list(overview(viewer, busy.campaign).all_tiles())
        assert len(tiles) > 20
        pairs = {(name, tile.url): (tile.value, length_of(client, tile.url)) for tile in tiles}
        assert {where: pair for where, pair in pairs.items() if pair[0] != pair[1]} == {}


def test_the_parts_tie_out_with_the_whole(busy: World) -> None:
    numbers = overview(busy.office, busy.campaign)
    assert numbers.registered.value == numbers.open.value + numbers.closed.value
    assert numbers.open.value == sum(tile.value for tile in numbers.lights)
    assert numbers.registered.value == sum(tile.value for tile in numbers.states)
    assert numbers.closed.value == 1
    assert {tile.key: tile.value for tile in numbers.lights}["red"] > 0


def test_changing_a_record_changes_the_number(busy: World) -> None:
    before = overview(busy.office, busy.campaign).registered.value
    walk.to_registered(busy)
    assert overview(busy.office, busy.campaign).registered.value == before + 1
    assert Issue.objects.filter(campaign=busy.campaign).count() >= before + 1


def test_a_stranger_counts_nothing(busy: World) -> None:
    assert overview(busy.stranger, busy.campaign).registered.value == 0


def test_the_overview_page_and_the_wall_need_few_queries(busy: World, django_assert_max_num_queries) -> None:
    client = Client()
    client.force_login(busy.office)
    for page in ("/overview/", "/wall/", "/"):
        client.get(page)
        with django_assert_max_num_queries(45 if page == "/" else 20):
            assert client.get(page).status_code == 200


def test_a_campaign_of_four_colours_shows_them_all(world: World) -> None:
    """The template of inspections warns in blue and orange too; every light that is lit has its tile and its column."""
    blueprint = load("inspection")
    change_light_rules(world.campaign, blueprint.lights, by=world.leader)
    for days, text in ((2, "2026年3月4日前"), (900, "2028年8月底前")):
        issue = walk.to_started(world, voices=0)
        Issue.objects.filter(pk=issue.pk).update(due=DAY + timedelta(days=days), deadline_text=text)
    walk.travel(world, blueprint.report_rhythm_days + 1)
    Issue.objects.filter(deadline_text__startswith="2026年3月").update(due=day_of(world.campaign) + timedelta(days=2))
    light_all(world.campaign)
    numbers = overview(world.office, world.campaign)
    lit = {tile.key: tile.value for tile in numbers.lights if tile.value}
    assert lit == {"orange": 1, "blue": 1}
    assert [key for key in numbers.categories[0].tiles if key in lit] == ["orange", "blue"]
    assert numbers.open.value == sum(tile.value for tile in numbers.lights)
