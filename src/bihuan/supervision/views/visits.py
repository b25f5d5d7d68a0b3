"""Pages of visits: the list, one visit, planning, beginning, concluding, cancelling, and the route of the day."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.audit.selectors import history
from bihuan.audit.telling import told
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.ledger.views.answering import form_page
from bihuan.ledger.views.loading import campaign_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.people.models import Person
from bihuan.people.selectors import holds
from bihuan.supervision.events.visits import VisitNoted
from bihuan.supervision.forms.visits import CancelForm, ConclusionForm, VisitForm
from bihuan.supervision.models import Visit
from bihuan.supervision.policies import visits as policy
from bihuan.supervision.selectors.visits import (
    OVERSEEING,
    burdened,
    checklist_of,
    colleagues,
    near_visits,
    route,
    teams_for,
    visible_visits,
    with_neighbours,
)
from bihuan.supervision.services.visits import begin_visit, cancel_visit, conclude_visit, go_earlier, plan_visit
from bihuan.supervision.states import VisitStatus
from bihuan.supervision.tables_visits import LOAD, VISITS
from bihuan.supervision.views.loading import door
from bihuan.ui.lists import render_list
from bihuan.ui.parts import Door


def doors() -> list[Door]:
    """The way to pages below the list of visits."""
    return [door(), Door(_("Visits to units"), reverse("supervision:visits"))]


def visit_of(request: PersonRequest, pk: int) -> Visit:
    """A visit that the viewer may know of."""
    rows = visible_visits(request.user).select_related("campaign__root", "unit", "team", "ended_by", "planned_by")
    return get_object_or_404(rows, pk=pk)


@require_GET
@signed_in
def visits(request: PersonRequest) -> HttpResponse:
    """Visits across all teams, as far as the viewer may know of them."""
    campaign = campaign_of(request)
    rows = with_neighbours(visible_visits(request.user, campaign)).select_related("unit", "team")
    context = {"doors": [door()], "objections": list(policy.objections_to_visiting(campaign, by=request.user))}
    return render_list(request, "supervision/visits/visits.html", VISITS.page(request, rows), context)


@require_GET
@signed_in
def load(request: PersonRequest) -> HttpResponse:
    """How many visits and notices each unit received: what supervision costs those who are supervised."""
    rows = burdened(request.user, campaign_of(request))
    context = {"heading": _("Load of the units"), "doors": doors()}
    return render_list(request, "supervision/list.html", LOAD.page(request, rows), context)


@require_GET
@signed_in
def visit(request: PersonRequest, pk: int) -> HttpResponse:
    """One visit: what was looked at, what was found, what was concluded. The unit reads it after the conclusion."""
    found, by = visit_of(request, pk), request.user
    overseeing = holds(by, OVERSEEING, over=found.unit, campaign_id=found.campaign_id)
    reads = overseeing or found.status == VisitStatus.CONCLUDED
    context = {
        "visit": found,
        "doors": doors(),
        "visitors": found.visitors.select_related("person", "unit").order_by("pk"),
        "checklist": checklist_of(found) if reads else None,
        "near": near_visits(found.campaign, found.unit, found.planned_on, but=found.pk) if overseeing else (),
        "facts": told(history(found.stream).exclude(kind=VisitNoted.kind)) if overseeing else (),
        "going": list(policy.objections_to_going(found, by=by)),
        "beginning": list(policy.objections_to_beginning(found, by=by)),
        "concluding": list(policy.objections_to_concluding(found, by=by)),
        "cancelling": list(policy.objections_to_cancelling(found, by=by)),
        "overseeing": overseeing,
        "is_planned": found.status == VisitStatus.PLANNED,
        "is_under_way": found.status == VisitStatus.UNDER_WAY,
    }
    return render(request, "supervision/visits/visit.html", context)


def _companions(campaign: Campaign, person: Person) -> list[Person]:
    teams = teams_for(campaign, person)
    return list({one.pk: one for team in teams for one in colleagues(team)}.values())


@require_http_methods(["GET", "POST"])
@signed_in
def visit_new(request: PersonRequest) -> HttpResponse:
    """Plan a visit. A second one to the same unit near that day asks for a reason."""
    campaign = campaign_of(request)
    form = VisitForm(request.POST or None, campaign=campaign, people=_companions(campaign, request.user))
    page: dict[str, Any] = {
        "heading": _("Plan a visit"),
        "submit": _("Plan the visit"),
        "doors": doors(),
        "back": reverse("supervision:visits"),
        "objections": list(policy.objections_to_visiting(campaign, by=request.user)),
    }

    def act() -> None:
        made = plan_visit(campaign, form.journey(), by=request.user)
        page["back"] = reverse("supervision:visit", args=[made.pk])

    return form_page(request, form, act, page=page, done=_("The visit is planned."))


def frame(found: Visit, heading: str, submit: str, objections: list[str]) -> dict[str, Any]:
    """What a form about one visit says around its fields."""
    here = reverse("supervision:visit", args=[found.pk])
    return {
        "heading": heading,
        "submit": submit,
        "doors": [*doors(), Door(str(found), here)],
        "back": here,
        "objections": objections,
    }


@require_POST
@signed_in
def visit_begin(request: PersonRequest, pk: int) -> HttpResponse:
    """The visitors are there."""
    begin_visit(visit_of(request, pk), by=request.user)
    return redirect("supervision:visit-checklist", pk=pk)


@require_http_methods(["GET", "POST"])
@signed_in
def visit_conclude(request: PersonRequest, pk: int) -> HttpResponse:
    """Write the conclusion."""
    found = visit_of(request, pk)
    form = ConclusionForm(request.POST or None)
    reasons = list(policy.objections_to_concluding(found, by=request.user))
    page = frame(found, _("Conclude the visit"), _("Conclude the visit"), reasons)
    page |= {"draft": f"visit-{found.pk}"}
    return form_page(
        request,
        form,
        lambda: conclude_visit(found, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The visit is concluded; the unit reads what was found."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def visit_cancel(request: PersonRequest, pk: int) -> HttpResponse:
    """The visit does not take place."""
    found = visit_of(request, pk)
    form = CancelForm(request.POST or None)
    reasons = list(policy.objections_to_cancelling(found, by=request.user))
    return form_page(
        request,
        form,
        lambda: cancel_visit(found, **form.cleaned_data, by=request.user),
        page=frame(found, _("Cancel the visit"), _("Cancel the visit"), reasons),
        done=_("The visit is cancelled."),
    )


@require_GET
@signed_in
def today(request: PersonRequest) -> HttpResponse:
    """The viewer's own way through the day, for the phone."""
    campaign = campaign_of(request)
    day = day_of(campaign)
    context = {"day": day, "stops": route(request.user, campaign, day), "doors": doors()}
    return render(request, "supervision/visits/today.html", context)


@require_POST
@signed_in
def visit_earlier(request: PersonRequest, pk: int) -> HttpResponse:
    """Go there before the stop that stands above it."""
    go_earlier(visit_of(request, pk), by=request.user)
    messages.success(request, _("The route is changed."))
    return redirect("supervision:visits-today")
