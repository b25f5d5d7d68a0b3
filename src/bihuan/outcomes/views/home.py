"""What remains, at a glance, and the targets of the ledger by measure and by unit."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bihuan.campaigns.http import campaign_in_sight
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.ledger.models import Measure, Target
from bihuan.ledger.selectors import visible_issues
from bihuan.outcomes.models import Regulation
from bihuan.outcomes.selectors.indicators import statement, with_measurements
from bihuan.outcomes.selectors.sums import ABOLISHED, MADE, REVISED, open_targets, with_act, with_targets
from bihuan.outcomes.selectors.visible import (
    visible_actions,
    visible_contacts,
    visible_indicators,
    visible_regulations,
)
from bihuan.outcomes.states import RegulationStatus
from bihuan.outcomes.tables import ACTS, TARGETS, TARGETS_BY_UNIT
from bihuan.outcomes.views.loading import home_door
from bihuan.people.http import PersonRequest, signed_in
from bihuan.people.models import Person
from bihuan.ui.lists import render_list
from bihuan.ui.parts import Line


@require_GET
@signed_in
def home(request: PersonRequest) -> HttpResponse:
    """What the campaign leaves behind; each number opens its list."""
    campaign, viewer = campaign_in_sight(request), request.user
    rows = with_measurements(visible_indicators(viewer, campaign).order_by("position", "pk"))
    context = {
        "campaign": campaign,
        "lines": list(_lines(viewer, campaign)),
        "regulations": list(_regulations(viewer, campaign)),
        "statements": [statement(row) for row in rows],
    }
    return render(request, "outcomes/home.html", context)


def _regulations(viewer: Person, campaign: Campaign) -> Iterator[Line]:
    rows = with_act(visible_regulations(viewer, campaign))
    url = reverse("outcomes:regulations")
    for act in (MADE, REVISED, ABOLISHED):
        yield Line(str(ACTS[act]), str(rows.filter(act=act).count()), url=f"{url}?act={act}")
    due = Regulation.objects.filter(
        pk__in=rows.values("pk"), status=RegulationStatus.IN_FORCE, review_on__lte=day_of(campaign)
    )
    day = day_of(campaign).isoformat()
    yield Line(_("due for review"), str(due.count()), url=f"{url}?status=in_force&review_to={day}")


def _lines(viewer: Person, campaign: Campaign) -> Iterator[Line]:
    actions, contacts = visible_actions(viewer, campaign), visible_contacts(viewer, campaign)
    yield Line(_("Special actions"), str(actions.count()), url=reverse("outcomes:actions"))
    yield Line(_("Contact points and pairings"), str(contacts.count()), url=reverse("outcomes:contacts"))
    targets = Target.objects.filter(issue__in=visible_issues(viewer, campaign))
    url = reverse("outcomes:targets-by-unit")
    yield Line(_("Quantified targets"), str(targets.count()), url=url)
    yield Line(_("of these not reached"), str(open_targets(targets).count()), url=f"{url}?open=1")


@require_GET
@signed_in
def targets(request: PersonRequest) -> HttpResponse:
    """Measures with quantified targets, summed over the units."""
    issues = visible_issues(request.user, campaign_in_sight(request))
    rows = with_targets(Measure.objects.filter(issue__in=issues).select_related("issue"))
    context = {"heading": _("Quantified targets"), "doors": [home_door()]}
    return render_list(request, "outcomes/list.html", TARGETS.page(request, rows), context)


@require_GET
@signed_in
def targets_by_unit(request: PersonRequest) -> HttpResponse:
    """The same, unit by unit: open while any unit is open."""
    issues = visible_issues(request.user, campaign_in_sight(request))
    rows = Target.objects.filter(issue__in=issues).select_related("unit", "measure", "issue")
    context = {"heading": _("Targets by unit"), "doors": [home_door()]}
    return render_list(request, "outcomes/list.html", TARGETS_BY_UNIT.page(request, rows), context)
