"""The office's pages: readers chosen first, then exactly what they will read, the difference, and the sheet."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from bihuan.ledger.models import Issue, Measure
from bihuan.publication.models import Publication
from bihuan.publication.services import publish
from tests import walk
from tests.publication.conftest import Sign, notice
from tests.world import World

pytestmark = pytest.mark.django_db


def body(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_preview_shows_what_is_masked_and_the_button_publishes_exactly_that(world: World, as_: Sign) -> None:
    issue = walk.to_verified(world)
    Measure.objects.filter(issue=issue).update(text="联系家长13896541230")
    office, url = as_(world.office), reverse("publication:new", args=[issue.pk])
    assert 'name="scope"' in body(office, url)
    preview = body(office, url + "?scope=public")
    assert "13896541230" not in preview
    assert "电话号码" in preview
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', preview)
    assert seen
    answer = office.post(url, {"scope": "public", "seen": seen[1]})
    assert answer.status_code == 302
    assert Publication.objects.get().sha256 == seen[1]


def test_a_post_without_a_preview_publishes_nothing(world: World, as_: Sign) -> None:
    issue = walk.to_verified(world)
    url = reverse("publication:new", args=[issue.pk])
    answer = as_(world.office).post(url, {"scope": "public"})
    assert answer.status_code == 409
    assert not Publication.objects.exists()


def test_the_difference_to_the_version_before_is_shown_before_and_after(world: World, as_: Sign) -> None:
    first = notice(world, walk.to_verified(world))
    Issue.objects.filter(pk=first.issue_id).update(title="更正后的标题")
    office = as_(world.office)
    preview = body(office, reverse("publication:new", args=[first.issue_id]) + "?scope=public")
    assert re.search(r"<del>[^<]*发放不及时</del>", preview)
    assert re.search(r"<ins>[^<]*更正后的标题</ins>", preview)
    second = notice(world, first.issue)
    assert "更正后的标题</ins>" in body(office, reverse("publication:publication", args=[second.pk]))


@pytest.mark.parametrize("name", ["publication", "withdraw", "sheet"])
def test_pages_of_a_publication_are_read_by_scope(world: World, as_: Sign, name: str) -> None:
    row = notice(world, walk.to_verified(world), scope="unit")
    url = reverse(f"publication:{name}", args=[row.pk])
    assert as_(world.office).get(url).status_code == 200
    assert as_(world.liaison).get(url).status_code == 200
    assert as_(world.member).get(url).status_code == 404
    assert as_(world.stranger).get(url).status_code == 404
    assert Client().get(url).status_code == 302


def test_others_see_the_button_locked_or_not_at_all(world: World, as_: Sign) -> None:
    issue = walk.to_verified(world)
    where, new = reverse("ledger:issue", args=[issue.pk]), reverse("publication:new", args=[issue.pk])
    assert new in body(as_(world.office), where)
    assert new not in body(as_(world.liaison), where)
    assert "aria-disabled" in body(as_(world.supervisor), new)
    assert as_(world.supervisor).post(new, {"scope": "public", "seen": "x"}).status_code == 409
    assert as_(world.stranger).get(new).status_code == 404
    assert not Publication.objects.exists()


def test_a_result_is_published_and_withdrawn_with_a_reason(world: World, as_: Sign) -> None:
    issue, _closure = walk.to_closed(world)
    row = publish(issue, kind="result", scope="public", by=world.office)
    url = reverse("publication:withdraw", args=[row.pk])
    office = as_(world.office)
    assert office.post(url, {"reason": ""}).status_code == 422
    assert office.post(url, {"reason": "单位名称写错"}).status_code == 302
    assert "单位名称写错" in body(office, reverse("publication:publication", args=[row.pk]))
    assert "单位名称写错" in body(office, reverse("ledger:issue", args=[issue.pk]))
    assert Client().get(reverse("board:item", args=["spring", issue.number])).status_code == 404


def test_the_list_holds_what_one_may_read(world: World, as_: Sign) -> None:
    notice(world, walk.to_verified(world), scope="unit")
    url = reverse("publication:publications")
    assert "寄宿生" in body(as_(world.office), url)
    assert "寄宿生" not in body(as_(world.member), url)
    assert as_(world.stranger).get(url).status_code == 404
