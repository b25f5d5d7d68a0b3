"""Figures: named, computed, dated, and each the door to what it counts."""

import pytest
from django.test import Client

from bihuan.ledger.services.registering import IssueDetails, register
from bihuan.reports.figures import Figure, figures
from tests import walk
from tests.world import DAY, World

pytestmark = pytest.mark.django_db


def by_path(world: World) -> dict[str, Figure]:
    """All figures of the campaign."""
    return {figure.path: figure for figure in figures(world.campaign)}


def test_a_new_issue_shows_in_every_figure_that_counts_it(world: World) -> None:
    before = by_path(world)
    walk.to_closed(world)
    after = by_path(world)
    path = f"rectify.issue_categories.{world.category.name}"
    assert before["rectify.issues_registered"].value == 0
    assert after["rectify.issues_registered"].value == after["rectify.issues_closed"].value == 1
    assert (after[f"{path}.registered"].value, after[f"{path}.closed"].value) == (1, 1)
    assert after["inquiry.back_to_back.opinions"].value == 1


def test_an_issue_without_a_category_still_counts_in_the_whole(world: World) -> None:
    register(world.campaign, text="门卫室没有灯", details=IssueDetails(source="督查发现"), by=world.office)
    assert by_path(world)["rectify.issues_registered"].value == 1


def test_a_figure_is_dated_by_the_campaign(world: World) -> None:
    assert {figure.as_of for figure in figures(world.campaign)} == {DAY}


def test_every_figure_opens_a_page_and_issues_open_their_very_list(world: World) -> None:
    walk.to_claimed(world)
    walk.to_closed(world)
    client = Client()
    client.force_login(world.office)
    for figure in figures(world.campaign):
        answer = client.get(figure.url)
        assert answer.status_code == 200, figure.path
        if figure.path.startswith("rectify.issue") and "registered" not in figure.path.split(".")[-1]:
            assert answer.context["page"].total == figure.value or figure.path == "rectify.issues_registered"


def test_the_page_is_for_those_who_read_the_whole_campaign(world: World) -> None:
    for name, status in (("office", 200), ("leader", 200), ("liaison", 404), ("member", 404), ("stranger", 404)):
        client = Client()
        client.force_login(getattr(world, name))
        assert client.get("/reports/figures/").status_code == status, name
