"""Pages of phases: how far every unit is, one unit with what it lacks, the judgement, and steps for many at once."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.audit.selectors import history
from bihuan.audit.telling import told
from bihuan.campaigns.models import Phase, RequiredPaper, RequiredTalk
from bihuan.campaigns.selectors import calendar, day_of
from bihuan.common.workflow import Refused
from bihuan.ledger.views.answering import form_page
from bihuan.ledger.views.loading import campaign_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.people.roles import SUPERVISING, Role
from bihuan.people.selectors import holds
from bihuan.supervision.forms.phases import HoldForm, MadeGoodForm, OpenForm
from bihuan.supervision.models import Standing
from bihuan.supervision.panels_phases import gate_of
from bihuan.supervision.policies import phases as policy
from bihuan.supervision.policies.reviews import objections_to_handing_in
from bihuan.supervision.policies.talks import objections_to_talking
from bihuan.supervision.selectors.phases import (
    Tally,
    counted,
    last_judgement,
    papers_of,
    talks_of,
    tallies,
    tally_of,
    units_to_open,
    visible_standings,
    with_work,
)
from bihuan.supervision.services import phases as service
from bihuan.supervision.states import StandingStatus
from bihuan.supervision.tables_phases import standings_of
from bihuan.supervision.views.loading import door
from bihuan.ui.lists import render_list
from bihuan.ui.parts import Door

REPLY_WORKDAYS = 5
MOST_AT_ONCE = 300
"""Units that one step moves: as many as a campaign office can have looked at."""

NOBODY = Tally(0, 0, 0, 0)
VERBS = {
    "pass": (
        service.let_pass,
        policy.objections_to_passing,
        StandingStatus.UNDER_WAY,
        gettext_lazy("Let the blameless pass"),
        gettext_lazy("They pass the look-back; the others are judged one by one."),
    ),
    "advance": (
        service.advance,
        policy.objections_to_advancing,
        StandingStatus.PASSED,
        gettext_lazy("Let those that passed go on"),
        gettext_lazy("They begin the next phase; the others stay where they are."),
    ),
}
"""What can be done to many units at once: service, objections, the state it starts from, heading, what it does."""


def phases_door() -> list[Door]:
    """The way to pages below the list of phases."""
    return [door(), Door(_("Phases of the units"), reverse("supervision:phases"))]


@require_GET
@signed_in
def phases(request: PersonRequest) -> HttpResponse:
    """The phases of the campaign, and how many units stand where in each."""
    campaign = campaign_of(request)
    asked = (
        Prefetch("papers", queryset=RequiredPaper.objects.order_by("position")),
        Prefetch("talks", queryset=RequiredTalk.objects.order_by("position")),
    )
    found = tallies(visible_standings(request.user, campaign))
    rows = [
        (phase, found.get(phase.pk, NOBODY), reverse("supervision:phase", args=[phase.pk]))
        for phase in campaign.phases.prefetch_related(*asked).order_by("position")
    ]
    return render(request, "supervision/phases/phases.html", {"rows": rows, "doors": [door()]})


def _phase(request: PersonRequest, pk: int) -> Phase:
    campaign = campaign_of(request)
    return get_object_or_404(Phase.objects.select_related("campaign__root"), pk=pk, campaign=campaign)


@require_GET
@signed_in
def phase(request: PersonRequest, pk: int) -> HttpResponse:
    """All units in one phase: what they lack, how they were judged, who is held back."""
    found = _phase(request, pk)
    papers, groups = list(found.papers.order_by("position")), list(found.talks.order_by("position"))
    seen = visible_standings(request.user, found.campaign).filter(phase=found).select_related("unit")
    table = standings_of(found, papers=len(papers), groups=len(groups))
    context = {
        "phase": found,
        "doors": phases_door(),
        "papers": papers,
        "groups": groups,
        "tally": tally_of(seen),
        "here": reverse("supervision:phase", args=[found.pk]),
        "opening": list(policy.objections_to_opening(found, by=request.user)),
        "supervises": holds(request.user, SUPERVISING, campaign_id=found.campaign_id),
        "lets_go": holds(request.user, [Role.OFFICE], over=found.campaign.root, campaign_id=found.campaign_id),
    }
    return render_list(request, "supervision/phases/phase.html", table.page(request, counted(seen)), context)


@require_http_methods(["GET", "POST"])
@signed_in
def phase_open(request: PersonRequest, pk: int) -> HttpResponse:
    """The office opens the phase for units of some kinds."""
    found = _phase(request, pk)
    form = OpenForm(request.POST or None)
    page: dict[str, Any] = {
        "heading": _("Open “%(phase)s” for units") % {"phase": found},
        "submit": _("Open it"),
        "doors": [*phases_door(), Door(str(found), reverse("supervision:phase", args=[pk]))],
        "back": reverse("supervision:phase", args=[pk]),
        "objections": list(policy.objections_to_opening(found, by=request.user)),
    }

    def act() -> None:
        service.open_phase(found, units_to_open(found, form.cleaned_data["kinds"]), by=request.user)

    return form_page(request, form, act, page=page, done=_("The units have begun the phase."))


@require_http_methods(["GET", "POST"])
@signed_in
def phase_many(request: PersonRequest, pk: int, verb: str) -> HttpResponse:
    """A step for many units: first who would go and who would stay and why, then the same as it was done."""
    found = _phase(request, pk)
    if verb not in VERBS:
        raise Http404
    do, objections, starts, heading, means = VERBS[verb]
    chosen = with_work(visible_standings(request.user, found.campaign).filter(phase=found, status=starts))
    standings = list(chosen.order_by("unit__name", "pk")[:MOST_AT_ONCE])
    context: dict[str, Any] = {
        "phase": found,
        "heading": heading,
        "means": means,
        "doors": [*phases_door(), Door(str(found), reverse("supervision:phase", args=[pk]))],
        "back": reverse("supervision:phase", args=[pk]),
    }
    if request.method == "POST":
        done, left = service.for_all(standings, do, by=request.user)
        if not done:
            said = dict.fromkeys(reason for one in left for reason in one.reasons)
            raise Refused(said or _("No unit can take this step now."))
        context |= {"done": done, "left": left, "is_done": True}
    else:
        left = [service.Left(one, reasons) for one in standings if (reasons := list(objections(one, by=request.user)))]
        held = {one.standing.pk for one in left}
        context |= {"done": [one for one in standings if one.pk not in held], "left": left}
    return render(request, "supervision/phases/many.html", context)


def standing_of(request: PersonRequest, pk: int) -> Standing:
    """A unit's phase that the viewer may see, with what the policies ask for."""
    return get_object_or_404(with_work(visible_standings(request.user)), pk=pk)


def doors_to(found: Standing) -> list[Door]:
    """The way to pages below one unit's phase."""
    return [
        *phases_door(),
        Door(str(found.phase), reverse("supervision:phase", args=[found.phase_id])),
        Door(str(found.unit), reverse("supervision:standing", args=[found.pk])),
    ]


def about(found: Standing, heading: str, *, objections: list[str], submit: str = "") -> dict[str, Any]:
    """What a form about a unit's phase says around its fields."""
    return {
        "heading": heading,
        "submit": submit or heading,
        "lead": found,
        "doors": doors_to(found),
        "back": reverse("supervision:standing", args=[found.pk]),
        "objections": objections,
    }


@require_GET
@signed_in
def standing(request: PersonRequest, pk: int) -> HttpResponse:
    """One unit in one phase: what the phase asks, what is there, and how the team judged."""
    found, by = standing_of(request, pk), request.user
    context = {
        "standing": found,
        "doors": doors_to(found)[:-1],
        "lines": gate_of(found),
        "papers": papers_of(found),
        "groups": talks_of(found),
        "team": not list(policy.only_team(found, by=by)),
        "judgements": found.judgements.all(),
        "judgement": last_judgement(found),
        "handing": list(objections_to_handing_in(found, by=by)),
        "talking": list(objections_to_talking(found, talked_on=None, by=by)),
        "passing": list(policy.objections_to_passing(found, by=by)),
        "holding": list(policy.objections_to_holding(found, reply_due=None, by=by)),
        "making_good": list(policy.objections_to_making_good(found, by=by)),
        "advancing": list(policy.objections_to_advancing(found, by=by)),
        "is_under_way": found.status == StandingStatus.UNDER_WAY,
        "is_held": found.status == StandingStatus.HELD,
        "is_advanced": found.status == StandingStatus.ADVANCED,
        "facts": told(history(found.stream)[:30]),
    }
    return render(request, "supervision/phases/standing.html", context)


@require_POST
@signed_in
def standing_pass(request: PersonRequest, pk: int) -> HttpResponse:
    """The unit passes the look-back."""
    service.let_pass(standing_of(request, pk), by=request.user)
    messages.success(request, _("The unit has passed the look-back."))
    return redirect("supervision:standing", pk=pk)


@require_http_methods(["GET", "POST"])
@signed_in
def standing_hold(request: PersonRequest, pk: int) -> HttpResponse:
    """Hold the unit back with a notice."""
    found = standing_of(request, pk)
    first = {"reply_due": calendar().add_workdays(day_of(found.phase.campaign), REPLY_WORKDAYS)}
    form = HoldForm(request.POST or None, initial=first)
    reasons = list(policy.objections_to_holding(found, reply_due=None, by=request.user))
    return form_page(
        request,
        form,
        lambda: service.hold_back(found, **form.cleaned_data, by=request.user),
        page=about(found, _("Hold the unit back"), objections=reasons) | {"draft": f"hold-{found.pk}"},
        done=_("The notice went out; the unit goes on when it has made good what was found."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def standing_make_good(request: PersonRequest, pk: int) -> HttpResponse:
    """The unit has made it good."""
    found = standing_of(request, pk)
    form = MadeGoodForm(request.POST or None)
    reasons = list(policy.objections_to_making_good(found, by=request.user))
    return form_page(
        request,
        form,
        lambda: service.make_good(found, **form.cleaned_data, by=request.user),
        page=about(found, _("It has been made good"), objections=reasons),
        done=_("The unit is no longer held back."),
    )


@require_POST
@signed_in
def standing_advance(request: PersonRequest, pk: int) -> HttpResponse:
    """The unit goes on."""
    service.advance(standing_of(request, pk), by=request.user)
    messages.success(request, _("The unit has gone on."))
    return redirect("supervision:standing", pk=pk)
