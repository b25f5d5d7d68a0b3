"""Occasions of asking: the list, one of them, and entering what it brought."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.audit.selectors import history
from bihuan.audit.telling import told
from bihuan.campaigns.models import Campaign
from bihuan.opinions import services
from bihuan.opinions.forms.consultations import ConsultationForm, ParticipantsForm, ReturnsForm, VisitForm
from bihuan.opinions.models import Consultation
from bihuan.opinions.policies import objections_to_office_work
from bihuan.opinions.policies.voices import objections_to_having_been
from bihuan.opinions.selectors import visible_consultations
from bihuan.opinions.selectors.meetings import reads_confidential, visible_talks
from bihuan.opinions.tables import CONSULTATIONS
from bihuan.opinions.views.doors import for_office, for_readers
from bihuan.people.http import PersonRequest
from bihuan.ui.lists import render_list
from bihuan.ui.parts import Door


@require_GET
@for_readers
def consultations(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """List the occasions of asking."""
    page = CONSULTATIONS.page(request, visible_consultations(request.user, campaign))
    reasons = list(objections_to_office_work(campaign, request.user))
    return render_list(request, "opinions/consultations.html", page, {"campaign": campaign, "reasons": reasons})


@require_http_methods(["GET", "POST"])
@for_office
def hold(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """Enter an occasion that was held."""
    form = ConsultationForm(campaign, request.POST or None)
    if form.is_valid():
        held = services.hold(campaign, **form.cleaned_data, by=request.user)
        return redirect(_address(held))
    back = reverse("opinions:consultations", args=[campaign.code])
    context = {"campaign": campaign, "form": form, "back": back}
    return render(request, "opinions/hold.html", context, status=422 if form.is_bound else 200)


@require_GET
@for_readers
def consultation(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """One occasion: who came, where it went, what was said."""
    return _page(request, _found(request, campaign, pk))


@require_POST
@for_office
def participants(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Count those of one group."""
    found = _found(request, campaign, pk)
    form = ParticipantsForm(campaign, request.POST, auto_id="id_participants_%s")
    if not form.is_valid():
        return _page(request, found, refused={"participants": form})
    services.count_participants(found, **form.cleaned_data, by=request.user)
    return redirect(_address(found))


@require_POST
@for_office
def visit(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Enter a unit that was visited."""
    found = _found(request, campaign, pk)
    form = VisitForm(campaign, request.POST, auto_id="id_visit_%s")
    if not form.is_valid():
        return _page(request, found, refused={"visit": form})
    services.visit_unit(found, visit=services.Visit(**form.cleaned_data), by=request.user)
    return redirect(_address(found))


@require_POST
@for_office
def returns(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Write down the forms given out and returned."""
    found = _found(request, campaign, pk)
    form = ReturnsForm(campaign, request.POST, auto_id="id_returns_%s")
    if not form.is_valid():
        return _page(request, found, refused={"returns": form})
    services.return_forms(found, **form.cleaned_data, by=request.user)
    return redirect(_address(found))


def _found(request: PersonRequest, campaign: Campaign, pk: int) -> Consultation:
    return get_object_or_404(visible_consultations(request.user, campaign), pk=pk)


def _address(found: Consultation) -> str:
    return reverse("opinions:consultation", args=[found.campaign.code, found.pk])


def _page(
    request: PersonRequest, found: Consultation, *, refused: Mapping[str, forms.Form] | None = None
) -> HttpResponse:
    refused, campaign = refused or {}, found.campaign
    issued = {"issued": found.forms_issued, "returned": found.forms_returned}
    entry = urlencode({"consultation": found.pk, "channel": found.channel_id, "received_on": found.held_on})
    context = {
        "consultation": found,
        "held": not list(objections_to_having_been(found)),
        "taking_reasons": [*objections_to_office_work(campaign, request.user), *objections_to_having_been(found)],
        "confidential": reads_confidential(request.user, campaign),
        "invitees": found.invitees.order_by("group__position", "pk"),
        "enclosures": found.enclosures.select_related("file").order_by("pk"),
        "talks": visible_talks(request.user, found),
        "entry_url": f"{reverse('opinions:entry', args=[campaign.code])}?{entry}",
        "campaign": campaign,
        "doors": [Door(_("Occasions of asking"), reverse("opinions:consultations", args=[campaign.code]))],
        "participants": found.participants.select_related("group", "unit").order_by("group__position", "pk"),
        "visited": found.visited.select_related("unit").order_by("visited_on", "pk"),
        "forms": {
            "participants": refused.get("participants", ParticipantsForm(campaign, auto_id="id_participants_%s")),
            "visit": refused.get("visit", VisitForm(campaign, auto_id="id_visit_%s")),
            "returns": refused.get("returns", ReturnsForm(campaign, initial=issued, auto_id="id_returns_%s")),
        },
        "refused": refused,
        "reasons": list(objections_to_office_work(campaign, request.user)),
        "facts": told(history(found.stream), named=False),
    }
    return render(request, "opinions/consultation.html", context, status=422 if refused else 200)
