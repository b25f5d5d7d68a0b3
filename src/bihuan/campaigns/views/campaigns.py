"""Campaigns: the list, the overview of a set-up, a new one, and the choice of the one to work in."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.audit.selectors import history
from bihuan.audit.telling import told
from bihuan.campaigns import services
from bihuan.campaigns.forms import CampaignForm, PhaseForm
from bihuan.campaigns.models import Channel, Phase, Term
from bihuan.campaigns.policies import objections_to_judging_rules, objections_to_setting_up
from bihuan.campaigns.selectors import (
    SESSION_KEY,
    campaigns_in_sight,
    current_campaign,
    day_of,
    object_kinds,
    phases_now,
    policy_of,
)
from bihuan.campaigns.services.rules import sentence_of_rule
from bihuan.campaigns.tables import policy_lines
from bihuan.campaigns.views.pages import campaign_or_404, form_page, setting_up
from bihuan.common.workflow import Refused
from bihuan.people.http import PersonRequest, for_roles, signed_in
from bihuan.people.roles import Role
from bihuan.people.selectors import roles_of


@require_safe
@signed_in
def campaigns(request: PersonRequest) -> HttpResponse:
    """Campaigns in sight, newest first."""
    shown, current = campaigns_in_sight(request)[:50], current_campaign(request)
    phases = phases_now(shown)
    rows = [(campaign, phases.get(campaign.pk), campaign == current) for campaign in shown]
    may_create = Role.OFFICE in roles_of(request.user)
    return render(request, "campaigns/campaigns.html", {"rows": rows, "may_create": may_create})


@require_safe
@signed_in
def campaign(request: PersonRequest, pk: int) -> HttpResponse:
    """The set-up of one campaign: phases, words, channels, lights, closure policy, history."""
    shown = campaign_or_404(request, pk)
    taxonomies = {taxonomy: [] for taxonomy in Term.Taxonomy}  # type: dict[Term.Taxonomy, list[Term]]
    for term in Term.objects.filter(campaign=shown, active=True).order_by("position", "pk"):
        taxonomies[Term.Taxonomy(term.taxonomy)].append(term)
    ways = {way: [] for way in Channel.Way}  # type: dict[Channel.Way, list[Channel]]
    for channel in shown.channels.filter(active=True).order_by("position", "pk"):
        ways[Channel.Way(channel.way)].append(channel)
    day = day_of(shown)
    context = {
        "campaign": shown,
        "current": shown == current_campaign(request),
        "phases": [(phase, phase.starts_on <= day <= phase.ends_on) for phase in shown.phases.order_by("position")],
        "taxonomies": list(taxonomies.items()),
        "ways": list(ways.items()),
        "lights": [(rule, sentence_of_rule(rule)) for rule in shown.light_rules.order_by("position")],
        "policy_lines": policy_lines(policy_of(shown)),
        "object_kinds": object_kinds(shown),
        "may_not": list(objections_to_setting_up(shown, by=request.user)),
        "may_not_judge": list(objections_to_judging_rules(shown, by=request.user)),
        "facts": told(history(f"campaign:{shown.pk}")[:10]),
    }
    return render(request, "campaigns/campaign.html", context)


@require_POST
@signed_in
def switch(request: PersonRequest, pk: int) -> HttpResponse:
    """Work in this campaign from now on."""
    request.session[SESSION_KEY] = campaign_or_404(request, pk).pk
    return redirect("campaigns:campaign", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.OFFICE)
def new_campaign(request: PersonRequest) -> HttpResponse:
    """Set up a campaign from a template."""
    form = CampaignForm(request.POST or None, viewer=request.user)
    page = partial(form_page, request, form, title=_("New campaign"), back=reverse("campaigns:campaigns"))
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        template = words.pop("template")
        try:
            made = services.create_campaign(template, **words, year=words["starts_on"].year, by=request.user)
        except Refused as refused:
            return page(refused=refused)
        messages.success(request, _("The campaign is set up. Look through its words and days before it begins."))
        return redirect("campaigns:campaign", made.pk)
    return page()


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change_phase(request: PersonRequest, pk: int, phase: int) -> HttpResponse:
    """Another name or other days for a phase."""
    shown = campaign_or_404(request, pk)
    row = _phase(shown.pk, phase)
    initial = {name: getattr(row, name) for name in ("name", "starts_on", "ends_on", "look_back_on")}
    form = PhaseForm(request.POST or None, initial=initial)
    back = reverse("campaigns:campaign", args=[shown.pk])
    page = partial(setting_up(request, shown), form, title=_("Change the phase"), back=back)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_phase(row, **form.cleaned_data, by=request.user)
        except Refused as refused:
            return page(refused=refused)
        return redirect("campaigns:campaign", shown.pk)
    return page()


def _phase(campaign: int, pk: int) -> Phase:
    return get_object_or_404(Phase.objects.select_related("campaign__root"), pk=pk, campaign=campaign)
