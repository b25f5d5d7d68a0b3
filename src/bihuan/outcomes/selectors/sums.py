"""Sums for the rows that a list shows: inspections, cases and people of actions; visits and help; targets."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import (
    CharField,
    Count,
    DecimalField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from bihuan.ledger.models import Measure, Target
from bihuan.outcomes.models import (
    Case,
    ContactPoint,
    ContactVisit,
    Help,
    Inspection,
    Regulation,
    RegulationVersion,
    SpecialAction,
)
from bihuan.outcomes.states import RegulationStatus

MADE, REVISED, ABOLISHED, KEPT = "make", "revise", "abolish", "keep"
"""What the campaign did to a regulation (立 改 废), or that it only keeps it."""


def with_act(regulations: QuerySet[Regulation]) -> QuerySet[Any]:
    """Annotated with `act`: what happened to it since the campaign began. It follows from days and versions."""
    begun = OuterRef("campaign__starts_on")
    anew = RegulationVersion.objects.filter(regulation=OuterRef("pk"), number__gt=1, on__gte=begun)
    return regulations.annotate(
        act=models.Case(
            When(status=RegulationStatus.ABOLISHED, then=Value(ABOLISHED)),
            When(in_force_on__gte=F("campaign__starts_on"), then=Value(MADE)),
            When(Exists(anew), then=Value(REVISED)),
            When(status=RegulationStatus.DRAFT, then=Value("")),
            default=Value(KEPT),
            output_field=CharField(),
        )
    )


def with_counts(actions: QuerySet[SpecialAction]) -> QuerySet[SpecialAction]:
    """Actions annotated with `inspected`, `unannounced`, `found` and `persons`."""
    mine = Inspection.objects.filter(action=OuterRef("pk"))
    cases = Case.objects.filter(action=OuterRef("pk"))
    return actions.annotate(
        inspected=_count(mine, "action"),
        unannounced=_count(mine.filter(announced=False), "action"),
        found=_count(cases, "action"),
        persons=_number(cases.order_by().values("action").annotate(n=Sum("persons")).values("n")),
    )


def with_care(contacts: QuerySet[ContactPoint]) -> QuerySet[ContactPoint]:
    """Contact points annotated with `went` (visits), `helped` (times) and `yuan`."""
    helps = Help.objects.filter(contact=OuterRef("pk"))
    money = helps.filter(kind=Help.Kind.MONEY).order_by().values("contact").annotate(n=Sum("quantity")).values("n")
    return contacts.annotate(
        went=_count(ContactVisit.objects.filter(contact=OuterRef("pk")), "contact"),
        helped=_count(helps, "contact"),
        yuan=Coalesce(Subquery(money, output_field=DecimalField()), Decimal(0)),
    )


def with_targets(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """Measures with targets: `goal` and `done` summed over the units, `places` and how many are still `open_in`."""
    return measures.filter(targets__isnull=False).annotate(
        goal=Sum("targets__goal"),
        reached=Sum("targets__done"),
        places=Count("targets"),
        open_in=Count("targets", filter=Q(targets__done__lt=F("targets__goal"))),
    )


def open_targets(targets: QuerySet[Target]) -> QuerySet[Target]:
    """Targets that their unit has not reached."""
    return targets.filter(done__lt=F("goal"))


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    return _number(rows.order_by().values(by).annotate(n=Count("pk")).values("n"))


def _number(query: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(query, output_field=IntegerField()), 0)
