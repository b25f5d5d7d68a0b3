"""Regulations: the list, one with its versions and issues, and every step."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.audit.selectors import history
from bihuan.audit.telling import told
from bihuan.campaigns.http import campaign_in_sight
from bihuan.files.responses import file_response
from bihuan.files.services import store
from bihuan.ledger.selectors import visible_issues
from bihuan.outcomes.forms.regulations import AdoptForm, IssueForm, RegulationForm, ReviseForm
from bihuan.outcomes.models import Regulation
from bihuan.outcomes.policies import (
    objections_to_abolishing,
    objections_to_adopting,
    objections_to_announcing,
    objections_to_revising,
)
from bihuan.outcomes.selectors.sums import with_act
from bihuan.outcomes.selectors.visible import visible_regulations
from bihuan.outcomes.services import regulations as services
from bihuan.outcomes.states import RegulationStatus
from bihuan.outcomes.tables import REGULATIONS
from bihuan.outcomes.views.loading import around, door, home_door, regulation_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.study.forms.plans import ReasonForm
from bihuan.study.policies import only_workers
from bihuan.ui.answering import form_page
from bihuan.ui.lists import render_list


@require_GET
@signed_in
def regulations(request: PersonRequest) -> HttpResponse:
    """Regulations in sight: made, revised, abolished (立 改 废)."""
    campaign = campaign_in_sight(request)
    rows = with_act(visible_regulations(request.user, campaign).select_related("unit"))
    reasons = list(only_workers(request.user.unit, campaign, by=request.user))
    context = {
        "heading": _("Regulations"),
        "doors": [home_door()],
        "new_url": reverse("outcomes:regulation-new"),
        "new_words": _("Draft a regulation"),
        "reasons": reasons,
    }
    return render_list(request, "outcomes/list.html", REGULATIONS.page(request, rows), context)


@require_http_methods(["GET", "POST"])
@signed_in
def regulation_new(request: PersonRequest) -> HttpResponse:
    """Draft a regulation."""
    campaign = campaign_in_sight(request)
    form = RegulationForm(
        request.POST or None, request.FILES or None, viewer=request.user, initial={"unit": request.user.unit}
    )
    objections = list(only_workers(request.user.unit, campaign, by=request.user))
    page = around(_("Draft a regulation"), [door("regulations", _("Regulations"))], objections=objections)

    def act() -> None:
        made = services.draft_regulation(campaign, **_with_file(form), by=request.user)
        page["back"] = reverse("outcomes:regulation", args=[made.pk])

    return form_page(request, form, act, page=page, done=_("The regulation is drafted."))


def _with_file(form: forms.Form) -> dict[str, Any]:
    said = dict(form.cleaned_data)
    upload = said.pop("file")
    return {**said, "file": store(upload) if upload else None}


@require_GET
@signed_in
def regulation(request: PersonRequest, pk: int) -> HttpResponse:
    """One regulation: its words in versions, the issues behind it, its history."""
    found, by = regulation_of(request, pk), request.user
    links = found.issues.filter(issue__in=visible_issues(by, found.campaign)).select_related("issue")
    context = {
        "regulation": found,
        "doors": [home_door(), door("regulations", _("Regulations"))],
        "versions": found.versions.select_related("file", "by").order_by("-number"),
        "issues": links.order_by("issue__number"),
        "adopting": list(objections_to_adopting(found, by=by)),
        "revising": list(objections_to_revising(found, says_something=True, note="…", by=by)),
        "abolishing": list(objections_to_abolishing(found, reason="…", by=by)),
        "announcing": list(objections_to_announcing(found, by=by)),
        "linking": list(only_workers(found.unit, found.campaign, by=by)),
        "is_draft": found.status == RegulationStatus.DRAFT,
        "is_in_force": found.status == RegulationStatus.IN_FORCE,
        "facts": told(history(found.stream)[:40]),
    }
    return render(request, "outcomes/regulation.html", context)


def _page(found: Regulation, heading: str, objections: list[str]) -> dict[str, Any]:
    doors = [door("regulations", _("Regulations")), door("regulation", found.title, found.pk)]
    return around(heading, doors, lead=str(found.unit), objections=objections)


@require_http_methods(["GET", "POST"])
@signed_in
def adopt(request: PersonRequest, pk: int) -> HttpResponse:
    """Put it in force."""
    found = regulation_of(request, pk)
    form = AdoptForm(request.POST or None)
    objections = list(objections_to_adopting(found, by=request.user))
    return form_page(
        request,
        form,
        lambda: services.adopt(found, **form.cleaned_data, by=request.user),
        page=_page(found, pgettext("regulation", "Put it in force"), objections),
        done=_("The regulation is in force."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def revise(request: PersonRequest, pk: int) -> HttpResponse:
    """Give it new words."""
    found = regulation_of(request, pk)
    last = found.versions.order_by("-number").first()
    form = ReviseForm(request.POST or None, request.FILES or None, initial={"text": last.text if last else ""})
    objections = list(objections_to_revising(found, says_something=True, note="…", by=request.user))
    return form_page(
        request,
        form,
        lambda: services.revise(found, **_with_file(form), by=request.user),
        page=_page(found, _("Revise the regulation"), objections),
        done=_("The new version is in force; the old one stays on record."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def abolish(request: PersonRequest, pk: int) -> HttpResponse:
    """Abolish it."""
    found = regulation_of(request, pk)
    form = ReasonForm(request.POST or None)
    objections = list(objections_to_abolishing(found, reason="…", by=request.user))
    return form_page(
        request,
        form,
        lambda: services.abolish(found, **form.cleaned_data, by=request.user),
        page=_page(found, _("Abolish the regulation"), objections),
        done=_("The regulation is abolished; its words stay on record."),
    )


@require_POST
@signed_in
def announce(request: PersonRequest, pk: int) -> HttpResponse:
    """Make it known."""
    services.announce(regulation_of(request, pk), by=request.user)
    messages.success(request, _("Everybody in the campaign can read it now."))
    return redirect("outcomes:regulation", pk=pk)


@require_http_methods(["GET", "POST"])
@signed_in
def link(request: PersonRequest, pk: int) -> HttpResponse:
    """Link it to an issue."""
    found = regulation_of(request, pk)
    form = IssueForm(request.POST or None, campaign=found.campaign, viewer=request.user)
    objections = list(only_workers(found.unit, found.campaign, by=request.user))
    return form_page(
        request,
        form,
        lambda: services.link_issue(found, form.cleaned_data["issue"], by=request.user),
        page=_page(found, _("Link an issue"), objections),
        done=_("The issue is linked."),
    )


@require_GET
@signed_in
def version_file(request: PersonRequest, pk: int, number: int) -> HttpResponseBase:
    """The file of a version."""
    version = get_object_or_404(regulation_of(request, pk).versions.select_related("file"), number=number)
    if version.file is None:
        raise Http404
    return file_response(version.file, show=True)
