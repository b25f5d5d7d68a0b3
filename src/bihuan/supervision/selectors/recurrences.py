"""Recurrences: which closed issues something new is compared with, who sees what was noticed, and the rebound rate."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from bihuan.campaigns.models import Campaign
from bihuan.ledger.models import Issue, IssueQuerySet, IssueVoice
from bihuan.opinions.models import Opinion
from bihuan.people.models import Person
from bihuan.people.roles import SUPERVISING, Role
from bihuan.people.selectors import tree_scope
from bihuan.supervision.models import Recurrence, RecurrenceReach

SEEING = (Role.OFFICE, Role.LEADER, *sorted(SUPERVISING))
"""Never a unit that is judged: it would read the words of those who spoke."""


def visible_recurrences(viewer: Person, campaign: Campaign | None = None) -> QuerySet[Recurrence]:
    """What seems to have come back, in the viewer's part of the tree."""
    seen = tree_scope(viewer, SEEING, prefix="closed_issue__", unit="lead_unit_id")
    rows = Recurrence.objects.filter(seen).select_related(
        "campaign__root", "closed_issue__campaign", "closed_issue__lead_unit", "opinion", "issue", "decided_by"
    )
    return rows if campaign is None else rows.filter(campaign=campaign)


def recurrences_of(issue: Issue) -> QuerySet[Recurrence]:
    """What was confirmed about one issue, as the one that came back or the one it came back in."""
    rows = Recurrence.objects.filter(Q(closed_issue=issue) | Q(issue=issue) | Q(led_to=issue), status="confirmed")
    return rows.select_related("closed_issue__campaign", "opinion", "issue", "led_to", "decided_by").order_by("pk")


def closed_before(campaign: Campaign) -> IssueQuerySet:
    """Closed issues of this campaign and of earlier ones over the same part of the tree."""
    root = campaign.root
    earlier = Campaign.objects.filter(starts_on__lt=campaign.starts_on).filter(
        Q(root__in=root.ancestors) | Q(**{f"root__u{root.level}": root.pk})
    )
    rows = Issue.objects.closed().filter(Q(campaign=campaign) | Q(campaign__in=earlier))
    return rows.select_related("campaign", "lead_unit")


def new_opinions(campaign: Campaign, reach: RecurrenceReach) -> QuerySet[Opinion]:
    """Opinions that were not compared yet."""
    rows = Opinion.objects.filter(campaign=campaign, number__gt=reach.opinion)
    return rows.select_related("about_unit").order_by("number")


def new_issues(campaign: Campaign, reach: RecurrenceReach) -> QuerySet[Issue]:
    """Issues that were not compared yet."""
    return Issue.objects.filter(campaign=campaign, number__gt=reach.issue).registered().order_by("number")


def voices_of(issues: QuerySet[Issue]) -> Iterator[tuple[int, Opinion]]:
    """Key of an issue and each opinion that it came from."""
    rows = IssueVoice.objects.filter(issue__in=issues, removed_at=None)
    for voice in rows.select_related("opinion__about_unit").order_by("issue", "pk").iterator(chunk_size=2000):
        yield voice.issue_id, voice.opinion


def own_issues(opinion: Opinion) -> set[int]:
    """Issues that the opinion is a voice of: what it helped to close did not come back in it."""
    return set(IssueVoice.objects.filter(opinion=opinion, removed_at=None).values_list("issue", flat=True))
