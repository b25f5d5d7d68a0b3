"""Special actions: the list, one with aspects, inspections and cases, and every step."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.audit.selectors import history
from bihuan.audit.telling import told
from bihuan.campaigns.http import campaign_in_sight
from bihuan.outcomes.forms.actions import (
    ActionForm,
    AspectForm,
    CaseForm,
    HandlingForm,
    InspectionForm,
    SummaryForm,
)
from bihuan.outcomes.models import Case, SpecialAction
from bihuan.outcomes.policies import (
    objections_to_beginning,
    objections_to_concluding,
    objections_to_shaping,
    under_way,
)
from bihuan.outcomes.selectors.sums import with_counts
from bihuan.outcomes.selectors.visible import visible_actions
from bihuan.outcomes.services import actions as services
from bihuan.outcomes.states import ActionStatus
from bihuan.outcomes.tables import ACTIONS
from bihuan.outcomes.views.loading import action_of, around, door, home_door
from bihuan.people.http import PersonRequest, signed_in
from bihuan.study.policies import only_workers
from bihuan.ui.answering import form_page
from bihuan.ui.lists import render_list

SHOWN = 50
"""Inspections and cases that the page of an action shows; counts cover all of them."""


@require_GET
@signed_in
def actions(request: PersonRequest) -> HttpResponse:
    """Special actions in one's scope with their counts."""
    campaign = campaign_in_sight(request)
    rows = with_counts(visible_actions(request.user, campaign).select_related("unit"))
    context = {
        "heading": _("Special actions"),
        "doors": [home_door()],
        "new_url": reverse("outcomes:action-new"),
        "new_words": _("Plan a special action"),
        "reasons": list(only_workers(request.user.unit, campaign, by=request.user)),
    }
    return render_list(request, "outcomes/list.html", ACTIONS.page(request, rows), context)


@require_http_methods(["GET", "POST"])
@signed_in
def action_new(request: PersonRequest) -> HttpResponse:
    """Plan a special action."""
    campaign = campaign_in_sight(request)
    form = ActionForm(request.POST or None, viewer=request.user, initial={"unit": request.user.unit})
    objections = list(only_workers(request.user.unit, campaign, by=request.user))
    page = around(_("Plan a special action"), [door("actions", _("Special actions"))], objections=objections)

    def act() -> None:
        made = services.plan_action(campaign, **form.cleaned_data, by=request.user)
        page["back"] = reverse("outcomes:action", args=[made.pk])

    return form_page(request, form, act, page=page, done=_("The action is planned. Write what it is about."))


@require_GET
@signed_in
def action(request: PersonRequest, pk: int) -> HttpResponse:
    """One special action."""
    found, by = action_of(request, pk), request.user
    counts = with_counts(SpecialAction.objects.filter(pk=found.pk)).get()
    context = {
        "action": found,
        "counts": counts,
        "doors": [home_door(), door("actions", _("Special actions"))],
        "aspects": found.aspects.order_by("position"),
        "inspections": found.inspections.select_related("unit").order_by("-on", "-pk")[:SHOWN],
        "cases": found.cases.select_related("aspect").order_by("-found_on", "-pk")[:SHOWN],
        "shaping": list(objections_to_shaping(found, by=by)),
        "beginning": list(objections_to_beginning(found, by=by)),
        "entering": list(under_way(found, by=by)),
        "concluding": list(objections_to_concluding(found, summary="…", by=by)),
        "is_planned": found.status == ActionStatus.PLANNED,
        "is_under_way": found.status == ActionStatus.UNDER_WAY,
        "facts": told(history(found.stream)[:40]),
    }
    return render(request, "outcomes/action.html", context)


def _page(found: SpecialAction, heading: str, objections: list[str]) -> dict[str, Any]:
    doors = [door("actions", _("Special actions")), door("action", found.title, found.pk)]
    return around(heading, doors, lead=found.title, objections=objections)


@require_http_methods(["GET", "POST"])
@signed_in
def aspect_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Add an aspect."""
    found = action_of(request, pk)
    form = AspectForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.add_aspect(found, **form.cleaned_data, by=request.user),
        page=_page(found, _("Add an aspect"), list(objections_to_shaping(found, by=request.user))),
        done=_("The aspect was added."),
    )


@require_POST
@signed_in
def begin(request: PersonRequest, pk: int) -> HttpResponse:
    """Begin the action."""
    services.begin(action_of(request, pk), by=request.user)
    messages.success(request, _("The action has begun."))
    return redirect("outcomes:action", pk=pk)


@require_http_methods(["GET", "POST"])
@signed_in
def inspection_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Enter an inspection."""
    found = action_of(request, pk)
    form = InspectionForm(request.POST or None, campaign=found.campaign)
    return form_page(
        request,
        form,
        lambda: services.inspect(found, **form.cleaned_data, by=request.user),
        page=_page(found, _("Enter an inspection"), list(under_way(found, by=request.user))),
        done=_("The inspection is entered."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def case_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Enter a case."""
    found = action_of(request, pk)
    form = CaseForm(request.POST or None, action=found)
    return form_page(
        request,
        form,
        lambda: services.find_case(found, **form.cleaned_data, by=request.user),
        page=_page(found, _("Enter a case"), list(under_way(found, by=request.user))),
        done=_("The case is entered."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def case_handle(request: PersonRequest, pk: int, case: int) -> HttpResponse:
    """Enter how a case was dealt with."""
    found = action_of(request, pk)
    row = get_object_or_404(Case, action=found, pk=case)
    row.action = found
    form = HandlingForm(request.POST or None, initial={"persons": row.persons, "handling": row.handling})
    return form_page(
        request,
        form,
        lambda: services.handle_case(row, **form.cleaned_data, by=request.user),
        page=_page(found, _("How the case was dealt with"), list(under_way(found, by=request.user))),
        done=_("It is entered; only the number of people is kept."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def conclude(request: PersonRequest, pk: int) -> HttpResponse:
    """Conclude the action."""
    found = action_of(request, pk)
    form = SummaryForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.conclude(found, **form.cleaned_data, by=request.user),
        page=_page(
            found, _("Conclude the action"), list(objections_to_concluding(found, summary="…", by=request.user))
        ),
        done=_("The action is concluded."),
    )
