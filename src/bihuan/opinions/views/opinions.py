"""The list of voices, writing one down, and the page of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from bihuan.audit.selectors import history
from bihuan.audit.telling import told
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import current_campaign
from bihuan.opinions import services
from bihuan.opinions.forms.answering import CheckedAnswerForm
from bihuan.opinions.forms.desk import (
    ContactForm,
    EntryForm,
    ForwardForm,
    PlaceForm,
    RefuseForm,
    SayForm,
)
from bihuan.opinions.models import Contact, Opinion
from bihuan.opinions.policies import objections_to_office_work, objections_to_taking_back
from bihuan.opinions.selectors import READING, neighbours, standing_disposition, visible_opinions
from bihuan.opinions.services.ways import note_phone_call
from bihuan.opinions.states import Status
from bihuan.opinions.tables import OPINIONS, day, people_words
from bihuan.opinions.tickets import new_ticket
from bihuan.opinions.views.answering_parts import answering_context, reply_words
from bihuan.opinions.views.doors import for_office, for_readers, opinion_or_404, opinion_sections
from bihuan.people.http import PersonRequest, signed_in
from bihuan.people.selectors import holds
from bihuan.ui.lists import render_list
from bihuan.ui.parts import Door, Fact, Line, Voice

KEPT = ("channel", "consultation", "group", "received_on", "by_phone")
"""What stays filled in from one opinion to the next: thirty opinions of one symposium differ in little else."""


@require_GET
@signed_in
def home(request: PersonRequest) -> HttpResponse:
    """Lead to the voices that wait in the campaign that the viewer works in, if he reads voices at all."""
    campaign = current_campaign(request)
    if campaign is None or not holds(request.user, READING, campaign_id=campaign.pk):
        raise Http404
    return redirect(f"{reverse('opinions:list', args=[campaign.code])}?status={Status.OPEN}")


@require_GET
@for_readers
def opinions(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """List the voices of a campaign."""
    page = OPINIONS.page(request, visible_opinions(request.user, campaign))
    reasons = list(objections_to_office_work(campaign, request.user))
    return render_list(request, "opinions/list.html", page, {"campaign": campaign, "reasons": reasons})


@require_http_methods(["GET", "POST"])
@for_office
def entry(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """Write an opinion down and stay for the next. What was taken in, and its receipt code, stand above the form."""
    form = EntryForm(campaign, request.POST) if request.method == "POST" else _fresh(campaign, request.GET)
    taken: tuple[Opinion, str] | None = None
    if form.is_bound and form.is_valid():
        taken = services.receive(campaign, by=request.user, **form.said)
        if form.cleaned_data["by_phone"]:
            note_phone_call(taken[0])
        form = _fresh(campaign, request.POST)
    refused = form.is_bound
    context = {"campaign": campaign, "form": form, "opinion": taken and taken[0], "code": taken and taken[1]}
    return render(request, "opinions/entry.html", context, status=422 if refused else 200)


def _fresh(campaign: Campaign, before: QueryDict) -> EntryForm:
    kept = {name: before[name] for name in KEPT if before.get(name)}
    return EntryForm(campaign, initial={**kept, "ticket": new_ticket()})


@require_GET
@for_readers
def opinion(request: PersonRequest, campaign: Campaign, number: int) -> HttpResponse:
    """One voice."""
    return opinion_page(request, opinion_or_404(request, campaign, number))


@require_GET
@for_readers
def preview(request: PersonRequest, campaign: Campaign, number: int) -> HttpResponse:
    """One voice beside the list."""
    found = opinion_or_404(request, campaign, number)
    return render(request, "opinions/_voice.html", {"opinion": found, "lines": lines_of(found), "small": True})


@dataclass(frozen=True)
class Ending:
    """One way to end an opinion: a form that opens under its name."""

    key: str
    name: str
    note: str
    url: str
    form: forms.Form


def opinion_page(
    request: PersonRequest, found: Opinion, *, refused: Mapping[str, forms.Form] | None = None, contact: str = ""
) -> HttpResponse:
    """Render the page of a voice. `refused` are forms that come back with their errors, by key."""
    refused = refused or {}
    before, after = neighbours(found, visible_opinions(request.user, found.campaign))
    standing = standing_disposition(found)
    offered, initial = reply_words(request, found)
    has_contact = Contact.objects.filter(opinion=found).exists()
    context = {
        "opinion": found,
        "campaign": found.campaign,
        "doors": [Door(_("Opinions"), reverse("opinions:list", args=[found.campaign.code]))],
        "lines": lines_of(found),
        "standing": standing,
        "endings": _endings(found, refused, initial),
        "reply_words": offered,
        **answering_context(request, found, standing=standing, refused=dict(refused)),
        "refused": refused,
        "voices": dialogue_of(found, mine_is_speaker=False),
        "say_form": refused.get("say", SayForm()),
        "place_form": refused.get("place", PlaceForm(found.campaign)),
        "contact_form": refused.get("contact", ContactForm()) if has_contact else None,
        "contact": contact,
        "reasons": list(objections_to_office_work(found.campaign, request.user)),
        "take_back_reasons": list(objections_to_taking_back(found, by=request.user)),
        "facts": _facts(found),
        "sections": opinion_sections(request, found),
        "before": before,
        "after": after,
    }
    return render(request, "opinions/opinion.html", context, status=422 if refused else 200)


def _endings(
    found: Opinion, refused: Mapping[str, forms.Form], initial: Mapping[str, dict[str, str]]
) -> Sequence[Ending]:
    campaign = found.campaign
    kinds = (
        ("answer", _("Answer on the spot"), _("The answer goes to the receipt code."), CheckedAnswerForm),
        ("refuse", _("Do not register"), _("With a reason that the speaker reads."), RefuseForm),
        ("forward", _("Forward"), _("Not this campaign's matter: to whom, and what next."), ForwardForm),
    )
    return [
        Ending(
            key,
            name,
            note,
            reverse(f"opinions:{key}", args=[campaign.code, found.number]),
            refused.get(key) or form(campaign, auto_id=f"id_{key}_%s", initial=initial.get(key)),
        )
        for key, name, note, form in kinds
    ]


def lines_of(found: Opinion) -> list[Line]:
    """The particulars of a voice, as the pages list them."""
    group = found.group.name if found.group else _("did not say")
    named = _("anonymous") if found.anonymous else _("left contact details")
    where = str(found.about_unit or "") or found.about_words or _("not said")
    words = _("in the speaker's words: %(words)s") % {"words": found.about_words}
    occasion = found.consultation
    shown = [
        Line(_("Who said it"), " · ".join((group, people_words(found.heads), named))),
        Line(pgettext("opinion", "About"), where, note=words if found.about_unit and found.about_words else ""),
        Line(_("Came by"), f"{found.channel.get_way_display()} / {found.channel.name}"),
        Line(_("Received on"), day(found.received_on)),
    ]
    if found.category:
        shown.append(Line(_("Category"), found.category.name))
    if found.responsible:
        shown.append(Line(_("Responsible unit"), str(found.responsible)))
    if occasion:
        url = reverse("opinions:consultation", args=[found.campaign.code, occasion.pk])
        shown.append(Line(_("Taken down at"), occasion.title, url=url))
    return shown


def dialogue_of(found: Opinion, *, mine_is_speaker: bool) -> list[Voice]:
    """The dialogue, seen by the speaker or by the office. The office speaks as an office, not as a person."""
    office, speaker = str(found.campaign.office or found.campaign.root), _("The speaker")
    return [
        Voice(
            (pgettext("dialogue", "You") if mine_is_speaker else speaker) if message.from_speaker else office,
            day(message.on),
            message.text,
            mine=message.from_speaker == mine_is_speaker,
        )
        for message in found.messages.order_by("pk")
    ]


def _facts(found: Opinion) -> list[Fact]:
    return told(history(found.stream), named=False)
