"""The figures of outcomes that a report states, each with the list that it counts."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.ledger.models import Target
from bihuan.outcomes.models import Aspect, Case, ContactPoint, Indicator, Inspection, Regulation
from bihuan.outcomes.selectors.indicators import statement, with_measurements
from bihuan.outcomes.selectors.sums import ABOLISHED, MADE, REVISED, open_targets, with_act
from bihuan.outcomes.states import RegulationStatus
from bihuan.people.models import Grant
from bihuan.people.roles import Role


class OutcomeFigure(NamedTuple):
    """One figure: its path, what it counts in words, its value, the page behind it and that page's filters."""

    path: str
    label: str
    value: int | float
    page: str
    query: dict[str, str]


def outcome_figures(campaign: Campaign) -> Iterator[OutcomeFigure]:
    """Every figure of outcomes, in the order of a report."""
    yield from _indicators(campaign)
    yield from _actions(campaign)
    yield from _regulations(campaign)
    yield from _contacts(campaign)
    yield from _left_open(campaign)


def _indicators(campaign: Campaign) -> Iterator[OutcomeFigure]:
    """Each under its own code: an office names its indicators as its reports do."""
    for indicator in with_measurements(Indicator.objects.filter(campaign=campaign).order_by("position", "pk")):
        said = statement(indicator)
        if said.figure is None:
            continue
        words = _("%(name)s, change in percent") if said.is_change else "%(name)s"
        label = words % {"name": indicator.name}
        yield OutcomeFigure(indicator.code, label, _plain(said.figure), "outcomes:indicators", {"q": indicator.name})


def _plain(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _actions(campaign: Campaign) -> Iterator[OutcomeFigure]:
    """Counts of all special actions; aspects of the one that has most, as a report names one action by its aspects."""
    mine = {"action__campaign": campaign}
    aspects = Aspect.objects.filter(**mine).values("action").annotate(n=Count("pk")).order_by("-n")
    most = aspects.values_list("n", flat=True).first() or 0
    cases = Case.objects.filter(**mine)
    persons = cases.aggregate(n=Sum("persons"))["n"] or 0
    unannounced = Inspection.objects.filter(**mine, announced=False).count()
    for name, label, value in (
        ("political_discipline_aspects", _("aspects of the special action on discipline"), most),
        ("unannounced_inspections", _("unannounced inspections"), unannounced),
        ("violations_found", _("violations found"), cases.count()),
        ("persons_handled", _("people dealt with"), persons),
    ):
        yield OutcomeFigure(f"rectify.special_action.{name}", label, value, "outcomes:actions", {})


def _regulations(campaign: Campaign) -> Iterator[OutcomeFigure]:
    rows = with_act(Regulation.objects.filter(campaign=campaign))
    built = rows.filter(act__in=[MADE, REVISED], status=RegulationStatus.IN_FORCE)
    query = {"status": str(RegulationStatus.IN_FORCE)}
    yield OutcomeFigure("regulations_built", _("regulations made or revised"), built.count(), PAGE, query)
    named = built.filter(announced_on__isnull=False).count()
    yield OutcomeFigure(
        "regulations_named", _("of these, made known by name"), named, PAGE, {**query, "announced": "1"}
    )
    gone = rows.filter(act=ABOLISHED).count()
    yield OutcomeFigure("regulations_abolished", _("regulations abolished"), gone, PAGE, {"status": "abolished"})


PAGE = "outcomes:regulations"


def _contacts(campaign: Campaign) -> Iterator[OutcomeFigure]:
    points = ContactPoint.objects.filter(campaign=campaign)
    yield OutcomeFigure(
        "grassroots.contact_points", _("contact points and pairings"), points.count(), "outcomes:contacts", {}
    )
    leaders = Grant.objects.current().filter(role=Role.LEADER, unit=campaign.root_id).values("person").distinct()
    words = _("leading officials of the campaign")
    yield OutcomeFigure("organisation.leading_members", words, leaders.count(), "outcomes:contacts", {})


def _left_open(campaign: Campaign) -> Iterator[OutcomeFigure]:
    """What is owed to a person and month where it is not paid: open while ANY unit is open."""
    owed = open_targets(Target.objects.filter(issue__campaign=campaign, measured_in=PER_PERSON_AND_MONTH))
    highest = owed.order_by("-goal").first()
    value = _plain(highest.goal) if highest else 0
    query = {"open": "1", "in": PER_PERSON_AND_MONTH}
    yield OutcomeFigure(
        "left_open.subsidy_cny_per_person_month",
        _("yuan per person and month not paid in every district"),
        value,
        "outcomes:targets-by-unit",
        query,
    )
    words = _("districts in which it is not paid")
    yield OutcomeFigure("left_open.districts_open", words, owed.count(), "outcomes:targets-by-unit", query)


PER_PERSON_AND_MONTH = "元/人·月"
