"""What the office does to a voice: each view takes one form and calls one service."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bihuan.campaigns.models import Campaign
from bihuan.opinions import services
from bihuan.opinions.forms.answering import CheckedAnswerForm
from bihuan.opinions.forms.desk import ContactForm, ForwardForm, PlaceForm, RefuseForm, SayForm
from bihuan.opinions.forms.fields import CampaignForm
from bihuan.opinions.models import Disposition, Opinion
from bihuan.opinions.selectors import neighbours, visible_opinions
from bihuan.opinions.services.triage_sorting import end_together
from bihuan.opinions.states import Status
from bihuan.opinions.tables import address
from bihuan.opinions.views.doors import for_readers, opinion_or_404
from bihuan.opinions.views.opinions import opinion_page
from bihuan.people.http import PersonRequest
from bihuan.ui.messages import offer_undo


@require_POST
@for_readers
def answer(request: PersonRequest, campaign: Campaign, number: int) -> HttpResponse:
    """Answer on the spot."""
    found = opinion_or_404(request, campaign, number)
    return _end(request, found, "answer", partial(CheckedAnswerForm, question=found.text), services.answer)


@require_POST
@for_readers
def refuse(request: PersonRequest, campaign: Campaign, number: int) -> HttpResponse:
    """Do not register, with a reason."""
    return _end(request, opinion_or_404(request, campaign, number), "refuse", RefuseForm, services.refuse)


@require_POST
@for_readers
def forward(request: PersonRequest, campaign: Campaign, number: int) -> HttpResponse:
    """Hand on what is outside the campaign."""
    return _end(request, opinion_or_404(request, campaign, number), "forward", ForwardForm, services.forward)


def _end(
    request: PersonRequest,
    found: Opinion,
    key: str,
    form_of: Callable[..., CampaignForm],
    service: Callable[..., Disposition],
) -> HttpResponse:
    """End the opinion and go on with the next one that waits; what was done can be taken back from there."""
    form = form_of(found.campaign, request.POST, auto_id=f"id_{key}_%s")
    if not form.is_valid():
        return opinion_page(request, found, refused={key: form})
    _before, after = neighbours(found, visible_opinions(request.user, found.campaign))
    end_together(found, lambda one: service(one, **form.cleaned_data, by=request.user))
    sentence = _("%(label)s: %(status)s.") % {"label": found.label, "status": found.get_status_display()}
    offer_undo(request, sentence, reverse("opinions:take-back", args=[found.campaign.code, found.number]))
    if after:
        return redirect(address(after))
    return redirect(f"{reverse('opinions:list', args=[found.campaign.code])}?status={Status.OPEN}")


@require_POST
@for_readers
def take_back(request: PersonRequest, campaign: Campaign, number: int) -> HttpResponse:
    """Take an ending back."""
    found = opinion_or_404(request, campaign, number)
    services.take_back(found, by=request.user)
    messages.success(request, _("%(label)s waits again.") % {"label": found.label})
    return redirect(address(found))


@require_POST
@for_readers
def say(request: PersonRequest, campaign: Campaign, number: int) -> HttpResponse:
    """Write to the speaker."""
    found = opinion_or_404(request, campaign, number)
    form = SayForm(request.POST)
    if not form.is_valid():
        return opinion_page(request, found, refused={"say": form})
    services.say(found, text=form.cleaned_data["text"], by=request.user)
    return redirect(address(found))


@require_POST
@for_readers
def place(request: PersonRequest, campaign: Campaign, number: int) -> HttpResponse:
    """Say which unit an opinion is about."""
    found = opinion_or_404(request, campaign, number)
    form = PlaceForm(campaign, request.POST)
    if not form.is_valid():
        return opinion_page(request, found, refused={"place": form})
    services.place(found, unit=form.cleaned_data["unit"], by=request.user)
    return redirect(address(found))


@require_POST
@for_readers
def contact(request: PersonRequest, campaign: Campaign, number: int) -> HttpResponse:
    """Open the contact details: shown in this one answer, in no address and in no history of the browser."""
    found = opinion_or_404(request, campaign, number)
    form = ContactForm(request.POST)
    if not form.is_valid():
        return opinion_page(request, found, refused={"contact": form})
    opened = services.open_contact(found, reason=form.cleaned_data["reason"], by=request.user)
    response = opinion_page(request, found, contact=opened)
    response["Cache-Control"] = "no-store"
    return response
