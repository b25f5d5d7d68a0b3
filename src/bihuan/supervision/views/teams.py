"""Pages of the supervision teams: who belongs to them, since when, and what they watch over."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.audit.selectors import history
from bihuan.audit.telling import told
from bihuan.campaigns.http import campaign_in_sight
from bihuan.ledger.views.answering import form_page
from bihuan.people.http import PersonRequest, signed_in
from bihuan.supervision.events import AreaAdded, MemberJoined, MemberLeft, TeamFormed
from bihuan.supervision.forms.teams import AreaForm, MemberForm, TeamForm
from bihuan.supervision.models import Team, TeamArea, TeamMember
from bihuan.supervision.policies.verbs import only_team_leaders
from bihuan.supervision.selectors.visible import visible_teams
from bihuan.supervision.services.teams import add_area, add_member, end_membership, form_team
from bihuan.supervision.views.loading import door
from bihuan.ui.parts import Door

KINDS = [fact.kind for fact in (TeamFormed, MemberJoined, MemberLeft, AreaAdded)]


@require_GET
@signed_in
def teams(request: PersonRequest) -> HttpResponse:
    """The teams of the campaign, by tier and number."""
    campaign = campaign_in_sight(request)
    now = Q(members__until__isnull=True)
    areas = TeamArea.objects.filter(until__isnull=True).select_related("unit").order_by("pk")
    rows = (
        visible_teams(request.user, campaign)
        .annotate(people=Count("members", filter=now, distinct=True))
        .prefetch_related(Prefetch("areas", queryset=areas))
        .order_by("tier", "number")
    )
    context = {
        "teams": rows,
        "doors": [door()],
        "objections": list(only_team_leaders(campaign, by=request.user)),
    }
    return render(request, "supervision/teams.html", context)


def _team(request: PersonRequest, pk: int) -> Team:
    return get_object_or_404(visible_teams(request.user).select_related("campaign__root", "home"), pk=pk)


@require_GET
@signed_in
def team(request: PersonRequest, pk: int) -> HttpResponse:
    """One team: members, areas, and what happened to it. Former members stay visible."""
    found = _team(request, pk)
    happened = history(f"campaign:{found.campaign_id}").filter(kind__in=KINDS)
    context = {
        "team": found,
        "doors": [door(), Door(_("Teams"), reverse("supervision:teams"))],
        "members": found.members.select_related("person__unit").order_by("until", "part", "pk"),
        "areas": found.areas.filter(until__isnull=True).select_related("unit").order_by("pk"),
        "facts": told(event for event in happened if event.data["team"] == found.name),
        "objections": list(only_team_leaders(found.campaign, by=request.user)),
    }
    return render(request, "supervision/team.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def team_new(request: PersonRequest) -> HttpResponse:
    """Form a team."""
    campaign = campaign_in_sight(request)
    form = TeamForm(request.POST or None, campaign=campaign)
    page: dict[str, Any] = {
        "heading": _("Form a team"),
        "submit": _("Form the team"),
        "doors": [door(), Door(_("Teams"), reverse("supervision:teams"))],
        "back": reverse("supervision:teams"),
        "objections": list(only_team_leaders(campaign, by=request.user)),
    }

    def act() -> None:
        made = form_team(campaign, **form.cleaned_data, by=request.user)
        page["back"] = reverse("supervision:team", args=[made.pk])

    return form_page(request, form, act, page=page, done=_("The team was formed. Give it members and an area."))


def _team_form(found: Team, request: PersonRequest, heading: str, submit: str) -> dict[str, Any]:
    here = reverse("supervision:team", args=[found.pk])
    return {
        "heading": heading,
        "submit": submit,
        "doors": [door(), Door(_("Teams"), reverse("supervision:teams")), Door(found.name, here)],
        "back": here,
        "objections": list(only_team_leaders(found.campaign, by=request.user)),
    }


@require_http_methods(["GET", "POST"])
@signed_in
def member_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Take somebody into the team; its areas become his scope."""
    found = _team(request, pk)
    form = MemberForm(request.POST or None, team=found)
    return form_page(
        request,
        form,
        lambda: add_member(found, form.cleaned_data["person"], part=form.cleaned_data["part"], by=request.user),
        page=_team_form(found, request, _("Take somebody in"), _("Take in")),
        done=_("The team has a new member."),
    )


@require_POST
@signed_in
def member_end(request: PersonRequest, pk: int) -> HttpResponse:
    """Let somebody leave the team; the membership stays in its history."""
    rows = TeamMember.objects.filter(team__in=visible_teams(request.user), until__isnull=True)
    found = get_object_or_404(rows.select_related("team__campaign__root", "person"), pk=pk)
    end_membership(found, by=request.user)
    messages.success(request, _("%(person)s left the team.") % {"person": found.person})
    return redirect("supervision:team", pk=found.team_id)


@require_http_methods(["GET", "POST"])
@signed_in
def area_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Give the team a part of the tree."""
    found = _team(request, pk)
    form = AreaForm(request.POST or None, team=found)
    return form_page(
        request,
        form,
        lambda: add_area(found, form.cleaned_data["unit"], by=request.user),
        page=_team_form(found, request, _("Add an area"), _("Add")),
        done=_("The team watches over one more part of the tree."),
    )
