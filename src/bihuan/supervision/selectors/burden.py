"""What the platform asks of units, counted from records: forms and fields filled in, and fields it knew already.

A field is one thing that a person had to find out and write. It is *re-used* where the form came filled with what the
platform knew; the unit then only changes what changed. Reading, signing for something and opening the door to a visitor
are forms without fields. Nothing here is written down by anybody: measuring a burden must not be one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import TruncMonth
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Campaign
from bihuan.ledger.models import EvidenceRevision, Extension, Measure, Plan, ProgressReport, Target
from bihuan.ledger.selectors import READERS
from bihuan.people.models import Grant, Person, Unit
from bihuan.people.selectors import grants_of
from bihuan.supervision.models import Hint, SupervisionNotice, Visit


@dataclass(frozen=True, slots=True)
class Load:
    """Forms that units filled in, the fields asked in them, and the fields that came filled."""

    forms: int = 0
    asked: int = 0
    reused: int = 0

    def __add__(self, other: "Load") -> "Load":
        return Load(self.forms + other.forms, self.asked + other.asked, self.reused + other.reused)

    @property
    def reused_percent(self) -> int | None:
        """Share of fields that nobody had to write again, in percent; None where there were none."""
        fields = self.asked + self.reused
        return round(100 * self.reused / fields) if fields else None


@dataclass(frozen=True, slots=True)
class Source:
    """One thing that asks units to write: who asks, and how its fields are counted."""

    name: Promise | str
    asker: Promise | str
    definition: Promise | str
    rows: Callable[[Campaign], QuerySet[Any]]
    unit: str
    on: str
    asked: int
    reused: int
    again: Q | None = None
    asked_again: int = 0
    reused_again: int = 0


@dataclass(frozen=True, slots=True)
class Burden:
    """Sums of one campaign as far as the viewer sees its units, the heaviest first."""

    total: Load
    months: list[tuple[date, Load]]
    sources: list[tuple[Source, Load]]
    units: list[tuple[Unit, Load]]


def _targets(campaign: Campaign) -> QuerySet[Any]:
    first = Plan.objects.filter(issue=OuterRef("issue")).order_by().values("issue").annotate(at=Min("submitted_at"))
    return Target.objects.filter(issue__campaign=campaign).annotate(at=Subquery(first.values("at")))


def _measures(campaign: Campaign) -> QuerySet[Any]:
    since = Plan.objects.filter(issue=OuterRef("issue"), version=OuterRef("since_plan")).values("submitted_at")[:1]
    return Measure.objects.filter(issue__campaign=campaign).annotate(at=Subquery(since))


SOURCES = (
    Source(
        _("progress reports"),
        _("the campaign's rhythm"),
        _("words asked; the percentage comes filled with the last one"),
        lambda campaign: ProgressReport.objects.filter(issue__campaign=campaign),
        "issue__lead_unit", "on", asked=1, reused=1,
    ),
    Source(
        _("plans"),
        _("the campaign office"),
        _("five fields of the six-clear sheet; a version after a return comes filled with the former one"),
        lambda campaign: Plan.objects.filter(issue__campaign=campaign),
        "issue__lead_unit", "submitted_at", asked=5, reused=1, again=Q(version__gt=1), reused_again=6,
    ),
    Source(
        _("measures"),
        _("the campaign office"),
        _("one field each, in the version of the plan in which it was first written"),
        _measures, "issue__lead_unit", "at", asked=1, reused=0,
    ),
    Source(
        _("targets"),
        _("the campaign office"),
        _("one field for each unit that has to reach a quantity"),
        _targets, "unit", "at", asked=1, reused=0,
    ),
    Source(
        _("evidence"),
        _("the closing gate"),
        _("title, kind and file; a better file keeps title and kind"),
        lambda campaign: EvidenceRevision.objects.filter(issue__campaign=campaign, withdrawn=False),
        "issue__lead_unit", "at", asked=3, reused=0, again=Q(number__gt=1), asked_again=1, reused_again=2,
    ),
    Source(
        _("requests for more time"),
        _("the unit itself"),
        _("day and reason; the present deadline comes filled"),
        lambda campaign: Extension.objects.filter(issue__campaign=campaign),
        "issue__lead_unit", "requested_on", asked=2, reused=1,
    ),
    Source(
        _("replies to notices"),
        _("the supervising teams"),
        _("one field; number, text and day of the notice come filled"),
        lambda campaign: SupervisionNotice.objects.filter(campaign=campaign),
        "unit", "replied_on", asked=1, reused=3,
    ),
    Source(
        _("answers to hints"),
        _("the supervising teams"),
        _("one field; the proof comes with the question"),
        lambda campaign: Hint.objects.filter(campaign=campaign),
        "unit", "answered_on", asked=1, reused=0,
    ),
    Source(
        _("visits received"),
        _("the supervising teams"),
        _("a form without fields: the team fills its checklist itself"),
        lambda campaign: Visit.objects.filter(campaign=campaign, status="concluded"),
        "unit", "planned_on", asked=0, reused=0,
    ),
)  # fmt: skip
"""Everything of the platform that asks a unit to write, with the definition that stands on the page."""


def burden(viewer: Person, campaign: Campaign) -> Burden:
    """The burden of all units that the viewer sees: one query a source, whatever the number of units."""
    seen = _units_seen(viewer, campaign)
    months: dict[date, Load] = defaultdict(Load)
    units: dict[int, Load] = defaultdict(Load)
    sources = []
    for source in SOURCES:
        total = Load()
        for unit, month, load in _loads(source, campaign, seen):
            total, months[month], units[unit] = total + load, months[month] + load, units[unit] + load
        sources.append((source, total))
    named = {unit.pk: unit for unit in Unit.objects.filter(pk__in=units)}
    return Burden(
        total=sum((load for _source, load in sources), Load()),
        months=sorted(months.items()),
        sources=sorted(sources, key=lambda pair: -pair[1].asked),
        units=sorted(
            ((named[pk], load) for pk, load in units.items()), key=lambda pair: (-pair[1].asked, pair[0].path)
        ),
    )


def _units_seen(viewer: Person, campaign: Campaign) -> QuerySet[Unit]:
    """Units inside a grant of a reading role that holds in this campaign."""
    inside = Q(pk__in=())
    for grant in grants_of(viewer):
        if grant.role in READERS and grant.campaign_id in (None, campaign.pk):
            below = grant.scope == Grant.Scope.BELOW
            inside |= Q(**{f"u{grant.unit.level}" if below else "pk": grant.unit_id})
    return Unit.objects.filter(inside)


def _loads(source: Source, campaign: Campaign, seen: QuerySet[Unit]) -> Iterator[tuple[int, date, Load]]:
    """Forms and fields of one source by unit and month."""
    rows = source.rows(campaign).filter(**{f"{source.on}__isnull": False, f"{source.unit}__in": seen})
    fields = {"asked": (source.asked, source.asked_again), "reused": (source.reused, source.reused_again)}
    sums = {name: Sum(_fields(source, first, again)) for name, (first, again) in fields.items()}
    grouped = rows.order_by().values(the_unit=F(source.unit), month=TruncMonth(source.on))
    for row in grouped.annotate(forms=Count("pk"), **sums):
        month = row["month"]
        yield row["the_unit"], date(month.year, month.month, 1), Load(row["forms"], row["asked"], row["reused"])


def _fields(source: Source, first: int, again: int) -> Case | Value:
    if source.again is None:
        return Value(first, output_field=IntegerField())
    return Case(When(source.again, then=Value(again)), default=Value(first), output_field=IntegerField())
