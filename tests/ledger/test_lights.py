"""Lights: rules as data, the reason beside the colour, and one truth for list, filter and count."""

from datetime import date

import pytest

from bihuan.ledger.models import Issue
from bihuan.ledger.selectors import light_sentence
from bihuan.ledger.services.lights import light_all
from tests import walk
from tests.world import World

pytestmark = pytest.mark.django_db


def light_on(world: World, issue: Issue, day: date) -> tuple[str, str]:
    """Colour and sentence after the clock has gone round on a day."""
    world.campaign.as_of = day
    world.campaign.save(update_fields=["as_of"])
    light_all(world.campaign)
    fresh = Issue.objects.get(pk=issue.pk)
    return fresh.light, light_sentence(fresh)


def test_a_light_goes_from_green_over_yellow_to_red(world: World) -> None:
    issue = walk.to_started(world)  # due 30 April 2026
    assert light_on(world, issue, date(2026, 3, 20)) == ("green", "还剩 41 天")
    assert light_on(world, issue, date(2026, 4, 27))[0] == "yellow"
    assert light_on(world, issue, date(2026, 5, 3)) == ("red", "逾期 3 天")


def test_the_units_clock_stands_once_it_applied_for_closing(world: World) -> None:
    issue = walk.to_claimed(world)  # on 2 March
    assert light_on(world, issue, date(2026, 5, 3))[0] == "green"


def test_a_closed_issue_has_no_light(world: World) -> None:
    issue, _closure = walk.to_closed(world)
    assert light_on(world, issue, date(2026, 6, 1)) == ("grey", "灯已收")


def test_lighting_again_changes_nothing(world: World) -> None:
    walk.to_started(world)
    light_all(world.campaign)
    assert light_all(world.campaign) == 0
