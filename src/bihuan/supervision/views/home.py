"""What waits in supervision: each count is the door to its rows."""

from collections.abc import Iterator
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.ledger.models import Extension, IssueQuerySet, Plan
from bihuan.ledger.selectors import visible_issues
from bihuan.ledger.states import ExtensionStatus, PlanStatus, Status
from bihuan.ledger.views.loading import campaign_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.people.models import Person
from bihuan.supervision.models import CameBack, Closure, LookBack, NodeMeeting, Objection, Sample
from bihuan.supervision.selectors.hints import ANSWERED, visible_hints
from bihuan.supervision.selectors.notices import visible_notices
from bihuan.supervision.selectors.phases import visible_standings, waiting_papers
from bihuan.supervision.selectors.recurrences import visible_recurrences
from bihuan.supervision.selectors.visible import of_visible_issues, visible_teams
from bihuan.supervision.selectors.visits import visible_visits
from bihuan.supervision.states import (
    CameBackStatus,
    HintStatus,
    LookBackStatus,
    NoticeStatus,
    ObjectionStatus,
    RecurrenceStatus,
    StandingStatus,
)
from bihuan.supervision.tables import CLOSURES, EXTENSIONS, OBJECTIONS, PLANS, look_backs_of
from bihuan.supervision.views.loading import door
from bihuan.ui.lists import List, render_list
from bihuan.ui.parts import Line

Row = TypeVar("Row", bound=Model)
Waiting = tuple[str, QuerySet[Any], str]
"""What waits in words, its rows, and the address of their list."""


@require_GET
@signed_in
def home(request: PersonRequest) -> HttpResponse:
    """The overview."""
    campaign = campaign_of(request)
    context = {
        "campaign": campaign,
        "waiting": list(_waiting(request.user, campaign)),
        "kept": list(_kept(request.user, campaign)),
    }
    return render(request, "supervision/home.html", context)


def _waiting(viewer: Person, campaign: Campaign) -> Iterator[Line]:
    """What somebody of supervision has to do next, in the order of the loop."""
    mine = visible_issues(viewer, campaign)
    for name, rows, url in (*_of_phases(viewer, campaign), *_to_judge(mine), *_to_finish(viewer, campaign, mine)):
        yield Line(name, str(rows.count()), url=url)


def _of_phases(viewer: Person, campaign: Campaign) -> Iterator[Waiting]:
    """Plans of units, and units that may be looked back at in the phase whose day has come last."""
    yield _("Plans of units to review"), waiting_papers(viewer, campaign), reverse("supervision:papers")
    judged = campaign.phases.filter(look_back_on__lte=day_of(campaign)).order_by("-position").first()
    if judged:
        rows = visible_standings(viewer, campaign).filter(phase=judged, status=StandingStatus.UNDER_WAY)
        url = reverse("supervision:phase", args=[judged.pk]) + "?status=under_way"
        yield _("Units to look back at"), rows, url


def _to_judge(mine: IssueQuerySet) -> Iterator[Waiting]:
    """Plans, requests for more time, and work that is said to be done."""
    plans = Plan.objects.filter(issue__in=mine, status=PlanStatus.SUBMITTED)
    requests = Extension.objects.filter(issue__in=mine, status=ExtensionStatus.REQUESTED)
    yield _("Plans to decide"), plans, reverse("supervision:plans") + "?status=submitted"
    yield _("Requests for more time"), requests, reverse("supervision:extensions") + "?status=requested"
    yield _("Issues to verify"), mine.filter(status=Status.CLAIMED), reverse("ledger:issues") + "?status=claimed"


def _to_finish(viewer: Person, campaign: Campaign, mine: IssueQuerySet) -> Iterator[Waiting]:
    """What stands between a verified issue and its last look-back."""
    verified = mine.filter(status=Status.VERIFIED)
    replies = visible_notices(viewer, campaign).filter(status=NoticeStatus.REPLIED)
    objections = Objection.objects.filter(issue__in=mine, status=ObjectionStatus.OPEN)
    due = LookBack.objects.filter(issue__in=mine, status=LookBackStatus.DUE, due__lte=day_of(campaign))
    yield _("Verified, to be published"), verified, reverse("ledger:issues") + "?status=verified"
    yield _("Replies to review"), replies, reverse("supervision:notices") + "?status=replied"
    yield _("Objections to decide"), objections, reverse("supervision:objections") + "?status=open"
    came_back = CameBack.objects.filter(issue__in=mine, status=CameBackStatus.OPEN)
    yield _("Not right after closing, to decide"), came_back, reverse("supervision:came-backs") + "?status=open"
    again = visible_recurrences(viewer, campaign).filter(status=RecurrenceStatus.OPEN)
    yield _("Closed issues that seem to be back"), again, reverse("supervision:recurrences") + "?status=open"
    hints = visible_hints(viewer, campaign)
    url = reverse("supervision:hints")
    yield _("Hints to look at"), hints.filter(status=HintStatus.OPEN), f"{url}?status=open"
    yield _("Hints the unit has answered"), hints.filter(ANSWERED), f"{url}?answered=1"
    yield _("Look-backs due or overdue"), due, reverse("supervision:look-backs") + "?now=1"


def _kept(viewer: Person, campaign: Campaign) -> Iterator[Line]:
    """What supervision keeps."""
    mine = visible_issues(viewer, campaign)
    teams, closures = visible_teams(viewer, campaign), Closure.objects.filter(issue__in=mine)
    notices, visits = visible_notices(viewer, campaign), visible_visits(viewer, campaign)
    meetings = NodeMeeting.objects.filter(campaign=campaign)
    yield Line(_("Teams"), str(teams.count()), url=reverse("supervision:teams"))
    yield Line(_("Supervision manual"), _("yours"), url=reverse("supervision:manual"))
    yield Line(_("Focus lists"), str(campaign.object_kinds.count()), url=reverse("supervision:focus"))
    yield Line(_("Visits to units"), str(visits.count()), url=reverse("supervision:visits"))
    yield Line(_("Supervision meetings"), str(meetings.count()), url=reverse("supervision:node-meetings"))
    standings = visible_standings(viewer, campaign)
    yield Line(_("Phases of the units"), str(standings.count()), url=reverse("supervision:phases"))
    yield Line(_("Notices to units"), str(notices.count()), url=reverse("supervision:notices"))
    samples = Sample.objects.filter(campaign=campaign)
    yield Line(_("Random samples"), str(samples.count()), url=reverse("supervision:samples"))
    yield Line(
        _("Hints against formalism"), str(visible_hints(viewer, campaign).count()), url=reverse("supervision:hints")
    )
    yield Line(_("Reporting burden"), _("by unit and month"), url=reverse("supervision:burden"))
    yield Line(_("Certificates"), str(closures.count()), url=reverse("supervision:certificates"))


def _listed(request: PersonRequest, table: List[Row], rows: QuerySet[Row], heading: str) -> HttpResponse:
    page = table.page(request, rows)
    return render_list(request, "supervision/list.html", page, {"heading": heading, "doors": [door()]})


@require_GET
@signed_in
def plans(request: PersonRequest) -> HttpResponse:
    """Plans that were handed in."""
    rows = of_visible_issues(Plan.objects.exclude(status=PlanStatus.DRAFT), request.user, campaign_of(request))
    rows = rows.select_related("issue__lead_unit", "written_by", "decided_by")
    return _listed(request, PLANS, rows, _("Plans"))


@require_GET
@signed_in
def extensions(request: PersonRequest) -> HttpResponse:
    """Requests for more time."""
    rows = of_visible_issues(Extension.objects.select_related("issue__lead_unit"), request.user, campaign_of(request))
    return _listed(request, EXTENSIONS, rows, _("Requests for more time"))


@require_GET
@signed_in
def objections(request: PersonRequest) -> HttpResponse:
    """What people object to in public notices."""
    rows = Objection.objects.select_related("issue__lead_unit", "ruled_by")
    return _listed(request, OBJECTIONS, of_visible_issues(rows, request.user, campaign_of(request)), _("Objections"))


@require_GET
@signed_in
def look_backs(request: PersonRequest) -> HttpResponse:
    """Dated re-inspections of closed issues."""
    campaign = campaign_of(request)
    rows = LookBack.objects.select_related("issue__lead_unit", "done_by")
    return _listed(request, look_backs_of(campaign), of_visible_issues(rows, request.user, campaign), _("Look-backs"))


@require_GET
@signed_in
def certificates(request: PersonRequest) -> HttpResponse:
    """Proofs of closing."""
    rows = Closure.objects.select_related("issue__lead_unit", "closed_by")
    return _listed(request, CLOSURES, of_visible_issues(rows, request.user, campaign_of(request)), _("Certificates"))
