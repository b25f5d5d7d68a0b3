"""Matters: the list, the page of one with everybody who stands in it, and what may be done there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bihuan.audit.selectors import history
from bihuan.audit.telling import told
from bihuan.campaigns.models import Campaign
from bihuan.opinions.forms.triage import DissentForm, NameForm, RulingForm, SplitForm
from bihuan.opinions.models import Matter, MatterObjection, MatterVoice, Regrouping
from bihuan.opinions.policies import objections_to_office_work
from bihuan.opinions.selectors import visible_opinions
from bihuan.opinions.selectors.triage_desk import cluster_groups, duplicate_groups
from bihuan.opinions.selectors.triage_matters import (
    heads_by_channel,
    regroupings_of,
    standing_ties,
    visible_matters,
)
from bihuan.opinions.services.triage_matters import note_dissent, rename, split, undo
from bihuan.opinions.services.triage_objections import rule_on_objection
from bihuan.opinions.tables_triage import MATTERS, matter_address
from bihuan.opinions.views.doors import for_office, for_readers
from bihuan.opinions.views.triage_bulk import chosen_of
from bihuan.people.http import PersonRequest
from bihuan.ui.lists import render_list
from bihuan.ui.messages import offer_undo
from bihuan.ui.parts import Door

GROUPS = 8
"""Proposals of each kind on one page; more come up as these are dealt with."""

MEMBERS = 200
"""Voices of a matter drawn at once; the number above them opens the list of all."""


@require_GET
@for_readers
def matters(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """Every matter that somebody stands in."""
    page = MATTERS.page(request, visible_matters(request.user, campaign))
    return render_list(request, "opinions/triage/matters.html", page, {"campaign": campaign})


@require_GET
@for_readers
def groups(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """What may be one matter: near-duplicates, and what the engine groups by what is meant."""
    context = {
        "campaign": campaign,
        "duplicates": duplicate_groups(request.user, campaign, most=GROUPS),
        "clusters": cluster_groups(request.user, campaign, most=GROUPS),
        "reasons": list(objections_to_office_work(campaign, request.user)),
    }
    return render(request, "opinions/triage/groups.html", context)


@require_GET
@for_readers
def matter(request: PersonRequest, campaign: Campaign, number: int) -> HttpResponse:
    """One matter."""
    return _matter_page(request, _matter_or_404(request, campaign, number))


def _matter_or_404(request: PersonRequest, campaign: Campaign, number: int) -> Matter:
    return get_object_or_404(visible_matters(request.user, campaign), number=number)


def _matter_page(
    request: PersonRequest, found: Matter, *, name_form: NameForm | None = None, split_form: SplitForm | None = None
) -> HttpResponse:
    campaign = found.campaign
    seen = visible_opinions(request.user, campaign).values("pk")
    ties = standing_ties().filter(matter=found, opinion__in=seen)
    refused = bool(name_form or split_form)
    context = {
        "campaign": campaign,
        "matter": found,
        "doors": [Door(_("Matters"), reverse("opinions:matters", args=[campaign.code]))],
        "ties": ties.select_related("opinion__channel", "objection__ruled_by").order_by("opinion__number")[:MEMBERS],
        "heads": heads_by_channel(found),
        "acts": regroupings_of(found),
        "objections": MatterObjection.objects.filter(tie__in=ties, upheld=None).select_related("tie__opinion"),
        "ruling_form": RulingForm(),
        "name_form": name_form or NameForm(campaign, initial={"name": found.name}, auto_id="id_name_%s"),
        "split_form": split_form or SplitForm(campaign, auto_id="id_split_%s"),
        "dissent_form": DissentForm(),
        "reasons": list(objections_to_office_work(campaign, request.user)),
        "facts": told(history(found.stream), named=False),
        "refused": refused,
    }
    return render(request, "opinions/triage/matter.html", context, status=422 if refused else 200)


@require_POST
@for_office
def name(request: PersonRequest, campaign: Campaign, number: int) -> HttpResponse:
    """Give a matter another name."""
    found = _matter_or_404(request, campaign, number)
    form = NameForm(campaign, request.POST, auto_id="id_name_%s")
    if not form.is_valid():
        return _matter_page(request, found, name_form=form)
    rename(found, name=form.cleaned_data["name"], by=request.user)
    return redirect(matter_address(found))


@require_POST
@for_office
def take_apart(request: PersonRequest, campaign: Campaign, number: int) -> HttpResponse:
    """Take the ticked voices out as a matter of their own."""
    found = _matter_or_404(request, campaign, number)
    form = SplitForm(campaign, request.POST, auto_id="id_split_%s")
    if not form.is_valid():
        return _matter_page(request, found, split_form=form)
    chosen = [one for one in chosen_of(request, campaign) if found.ties.filter(opinion=one, ended_by=None).exists()]
    made, done = split(chosen, **form.cleaned_data, by=request.user)
    sentence = _("Taken out as %(matter)s.") % {"matter": made}
    offer_undo(request, sentence, reverse("opinions:matter-undo", args=[campaign.code, done.pk]))
    return redirect(matter_address(made))


@require_POST
@for_office
def undo_act(request: PersonRequest, campaign: Campaign, act: int) -> HttpResponse:
    """Undo a merge or a split."""
    done = get_object_or_404(Regrouping.objects.filter(campaign=campaign).select_related("campaign__root"), pk=act)
    undo(done, by=request.user)
    messages.success(request, _("Undone: each opinion stands where it stood before."))
    return redirect("opinions:triage", campaign.code)


@require_POST
@for_office
def dissent(request: PersonRequest, campaign: Campaign, tie: int) -> HttpResponse:
    """Note what one voice of a matter wants otherwise."""
    found = get_object_or_404(
        standing_ties().filter(matter__campaign=campaign).select_related("matter__campaign__root"), pk=tie
    )
    form = DissentForm(request.POST)
    if form.is_valid():
        note_dissent(found, words=form.cleaned_data["words"], by=request.user)
    return redirect(matter_address(found.matter))


@require_POST
@for_office
def rule(request: PersonRequest, campaign: Campaign, objection: int) -> HttpResponse:
    """Rule on a speaker who says that his is another matter."""
    found = get_object_or_404(MatterObjection.objects.filter(tie__matter__campaign=campaign), pk=objection)
    form = RulingForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Choose a ruling and write what the speaker will read."))
        return redirect(_tie_address(found.tie))
    ruled = rule_on_objection(found, **form.cleaned_data, by=request.user)
    messages.success(request, _("Ruled; the speaker reads it with the receipt code."))
    return redirect(_tie_address(ruled.tie))


def _tie_address(tie: MatterVoice) -> str:
    """Where the rest of the matter is, wherever the voice went."""
    return matter_address(tie.matter) if standing_ties().filter(matter=tie.matter).exists() else "/"
