"""Every page opens for those it concerns, and does not exist for anybody else."""

import pytest
from django.urls import reverse

from tests import walk
from tests.supervision.pages.conftest import Sign
from tests.world import World

pytestmark = pytest.mark.django_db


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
