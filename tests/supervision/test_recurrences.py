"""What is new is compared with what is closed; a person says whether it came back, and the policy what follows."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from bihuan.audit.models import Event
from bihuan.campaigns.models import Campaign, ClosurePolicy
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused
from bihuan.ledger.models import Issue
from bihuan.ledger.services.registering import IssueDetails, register
from bihuan.opinions import services as opinions
from bihuan.supervision.models import Recurrence
from bihuan.supervision.selectors.recurrences import visible_recurrences
from bihuan.supervision.selectors.samples import rebound
from bihuan.supervision.services.recurrences import confirm, decline, find_recurrences
from tests import walk
from tests.world import World

pytestmark = pytest.mark.django_db
MATTER = "中心小学食堂午餐价格一直不公开，每个月收多少、买了什么，家长都不知道，请学校按月公布账目。"
ELSEWHERE = MATTER.replace("中心小学", "第三小学")


@pytest.fixture
def closed(world: World, monkeypatch: pytest.MonkeyPatch) -> Issue:
    """A closed issue in these words."""
    monkeypatch.setattr(walk, "register", lambda campaign, **words: register(campaign, **words | {"text": MATTER}))
    issue, _closure = walk.to_closed(world)
    world.campaign.refresh_from_db()
    find_recurrences(world.campaign)  # what led to it is behind us
    return Issue.objects.get(pk=issue.pk)


def say(world: World, words: str) -> None:
    opinions.receive(world.campaign, channel=world.mailbox, text=words, by=world.office)


def test_a_voice_that_says_it_again_is_shown_confirmed_and_counts_as_a_rebound(
    world: World, closed: Issue, client: object
) -> None:
    say(world, MATTER.replace("请学校", "再次请学校"))
    say(world, ELSEWHERE)
    say(world, "操场跑道破损多年，孩子常常摔倒，希望尽快维修。")
    assert find_recurrences(world.campaign) == 1  # the same words about another school are another matter
    assert find_recurrences(world.campaign) == 0
    found = Recurrence.objects.get()
    assert found.kind == "same"
    assert found.reason
    assert list(visible_recurrences(world.supervisor)) == [found]
    assert not visible_recurrences(world.liaison)
    assert not visible_recurrences(world.other_supervisor)
    for by in (world.head, world.supervisor, world.leader):
        with pytest.raises(Refused):  # a voice goes onto the ledger by the office
            confirm(found, comment="又来了", by=by)
    client.force_login(world.office)  # type: ignore[attr-defined]
    page = client.get(reverse("supervision:recurrence", args=[found.pk])).content.decode()  # type: ignore[attr-defined]
    assert "再次请学校" in page
    assert found.reason in page
    assert rebound(world.office, world.campaign).relapsed == 0
    confirm(found, comment="价格又不公开了。", by=world.office)
    closed.refresh_from_db()
    assert (closed.status, closed.cycle) == ("rectifying", 2)
    assert closed.voices.filter(opinion=found.opinion).exists()
    assert rebound(world.office, world.campaign) == (1, 1)
    kinds = Event.objects.filter(stream=f"issue:{closed.pk}").values_list("kind", flat=True)
    assert "supervision.recurrence_confirmed" in kinds
    with pytest.raises(Refused):
        decline(found, comment="改主意", by=world.office)


def test_a_new_issue_is_linked_where_the_policy_or_an_earlier_campaign_says_so(world: World, closed: Issue) -> None:
    day = day_of(world.campaign)
    later = Campaign.objects.create(
        code="autumn",
        name="秋季整改活动",
        template="generic",
        root=world.district,
        year=2026,
        starts_on=day,
        ends_on=day + timedelta(days=90),
        as_of=day,
    )
    ClosurePolicy.objects.create(campaign=later)
    issue = register(later, text=MATTER, details=IssueDetails(), by=world.office)
    assert find_recurrences(later) == 1
    found = Recurrence.objects.get()
    with pytest.raises(Refused, match="计财科"):  # the judged unit's own supervisor
        confirm(found, comment="又来了", by=world.inside_supervisor)
    confirm(found, comment="上次活动销号的问题反弹。", by=world.supervisor)
    issue.refresh_from_db()
    closed.refresh_from_db()
    assert issue.recurs == closed
    assert closed.is_closed
    ClosurePolicy.objects.filter(campaign=world.campaign).update(recurrence="link")
    say(world, MATTER)
    assert find_recurrences(world.campaign) == 1
    second = Recurrence.objects.latest("pk")
    confirm(second, comment="另立一件。", by=world.office)
    second.refresh_from_db()
    assert second.led_to is not None
    assert second.led_to.recurs == closed
    closed.refresh_from_db()
    assert closed.is_closed


def test_declining_leaves_the_issue_closed_and_its_reason_in_the_record(world: World, closed: Issue) -> None:
    say(world, MATTER)
    find_recurrences(world.campaign)
    found = Recurrence.objects.get()
    with pytest.raises(Refused):
        decline(found, comment=" ", by=world.office)
    decline(found, comment="说的是去年的事。", by=world.office)
    closed.refresh_from_db()
    assert closed.is_closed
    assert rebound(world.office, world.campaign).relapsed == 0
    assert Event.objects.filter(kind="supervision.recurrence_declined", actor_id=world.office.pk).exists()
    assert found.found_on >= date(2026, 3, 2)
