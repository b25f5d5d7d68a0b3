"""Who may see what was published: the public its board, people with an account also what stays inside."""

import json
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import calendar, day_of, visible_campaigns
from bihuan.common.sealing import keyed_digests
from bihuan.common.text import tidy_receipt_code
from bihuan.ledger.models import Issue
from bihuan.ledger.selectors import visible_issues
from bihuan.ledger.states import Status
from bihuan.opinions.receipts import PURPOSE
from bihuan.people.models import Person
from bihuan.people.selectors import is_administrator
from bihuan.publication.models import Publication
from bihuan.supervision.models import NoticePeriod, Objection
from bihuan.timetable.workdays import WorkdayCalendar

Scope = Publication.Scope


def newest_of_each() -> QuerySet[Publication]:
    """The newest version of every issue within each scope; a version that was followed is history, even if its
    follower was withdrawn: an old version never comes back by itself."""
    later = Publication.objects.filter(
        issue=OuterRef("issue"), scope=OuterRef("scope"), version__gt=OuterRef("version")
    )
    return Publication.objects.filter(~Exists(later), withdrawn_on__isnull=True)


def board(campaign: Campaign) -> QuerySet[Publication]:
    """What everybody may read: published to the public, newest version, not withdrawn. Nothing else, ever."""
    periods = NoticePeriod.objects.order_by("cycle")
    return (
        newest_of_each()
        .filter(campaign=campaign, scope=Scope.PUBLIC)
        .select_related("issue", "campaign__root")
        .prefetch_related(Prefetch("issue__notice_periods", queryset=periods))
        .order_by("-published_on", "-pk")
    )


def search(publications: QuerySet[Publication], words: str) -> QuerySet[Publication]:
    """Publications that say these words. Looks into what was published only, never into the issue itself."""
    return publications.filter(snapshot__contains=json.dumps(words, ensure_ascii=False)[1:-1])


def boards() -> QuerySet[Campaign]:
    """Campaigns that have published something to the public."""
    shown = newest_of_each().filter(campaign=OuterRef("pk"), scope=Scope.PUBLIC)
    return Campaign.objects.filter(Exists(shown)).order_by("-starts_on", "pk")


def visible_publications(viewer: Person) -> QuerySet[Publication]:
    """What somebody with an account may read, withdrawn and earlier versions included for those of the ledger.

    Within the unit: the lead unit and all below it. Within the system: the whole scope of the campaign.
    """
    if is_administrator(viewer):
        return Publication.objects.none()
    above = viewer.unit.ancestors
    told = Q(scope=Scope.PUBLIC, campaign__in=visible_campaigns(viewer))
    told |= Q(scope=Scope.SYSTEM, campaign__root_id__in=above)
    told |= Q(scope=Scope.UNIT, issue__lead_unit_id__in=above)
    current = Q(pk__in=newest_of_each().values("pk"))
    return Publication.objects.filter(Q(issue__in=visible_issues(viewer)) | (told & current))


def previous(publication: Publication) -> Publication | None:
    """The version before it, of the same issue and within the same scope."""
    return last_version(publication.issue, scope=publication.scope, before=publication.version)


def last_version(issue: Issue, *, scope: str, before: int | None = None) -> Publication | None:
    """The newest version within a scope, or the newest before another one."""
    rows = Publication.objects.filter(issue=issue, scope=scope)
    return (rows if before is None else rows.filter(version__lt=before)).order_by("-version").first()


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand now with what was published. The snapshot is frozen; this is not."""

    running: bool = False
    ends_on: date | None = None
    workdays_left: int = 0
    closed_on: date | None = None
    taken_back: bool = False


def standing(publication: Publication, *, days: WorkdayCalendar | None = None) -> Standing:
    """Is the notice running and how long, is the issue closed, or was it taken back for rework?"""
    issue, today = publication.issue, day_of(publication.campaign)
    if issue.cycle != publication.cycle or issue.status in (Status.RECTIFYING, Status.PLANNED):
        return Standing(taken_back=True)
    if issue.status == Status.CLOSED:
        return Standing(closed_on=issue.closed_on)
    period = next((one for one in issue.notice_periods.all() if one.cycle == publication.cycle), None)
    if period is None:
        return Standing()
    left = max(0, (days or calendar()).workdays_between(today, period.ends_on))
    running = issue.status == Status.IN_NOTICE and today <= period.ends_on
    return Standing(running=running, ends_on=period.ends_on, workdays_left=left)


def objection_by_code(typed: str) -> Objection | None:
    """The objection of a receipt code. Looking leaves no trace."""
    rows = Objection.objects.filter(receipt_digest__in=keyed_digests(tidy_receipt_code(typed), purpose=PURPOSE))
    return rows.select_related("issue__campaign__root", "period").first()
