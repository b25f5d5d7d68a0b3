"""The list of the anti-formalism desk."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy, pgettext_lazy

from bihuan.campaigns.selectors import current_campaign
from bihuan.people.models import Person, Unit
from bihuan.supervision.models import Hint
from bihuan.supervision.selectors.hints import ANSWERED, visible_hints
from bihuan.supervision.states import HintStatus
from bihuan.supervision.tables import day
from bihuan.ui.filters import Choice, DateRange, Flag, MultiChoice
from bihuan.ui.lists import Column, List, View, two_lines


def _units(request: HttpRequest) -> list[tuple[str, str]]:
    if not isinstance(request.user, Person):
        return []
    seen = visible_hints(request.user, current_campaign(request)).order_by().values("unit")
    return [(str(unit.pk), str(unit)) for unit in Unit.objects.filter(pk__in=seen).order_by("path")]


def _to_decide(rows: QuerySet[Hint]) -> QuerySet[Hint]:
    return rows.filter(ANSWERED)


HINTS = List[Hint](
    name="hints",
    columns=[
        Column(
            "kind",
            gettext_lazy("Hint"),
            lambda hint: two_lines(hint.get_kind_display(), Truncator(hint.reason).chars(70)),
            css="bh-lead-cell",
        ),
        Column("unit", gettext_lazy("Unit"), lambda hint: hint.unit),
        Column("issue", gettext_lazy("Issue"), lambda hint: hint.issue or ""),
        Column("found", gettext_lazy("Found"), lambda hint: day(hint.found_on), sort="found_on"),
        Column(
            "status",
            gettext_lazy("State"),
            lambda hint: two_lines(hint.get_status_display(), day(hint.answer_due) if hint.status == "asked" else ""),
        ),
        Column("by", gettext_lazy("Decided by"), lambda hint: hint.decided_by or ""),
    ],
    filters=[
        MultiChoice(key="status", label=gettext_lazy("State"), options=HintStatus.choices, path="status"),
        MultiChoice(key="kind", label=gettext_lazy("Kind"), options=Hint.Kind.choices, path="kind"),
        Choice(key="unit", label=gettext_lazy("Unit"), options=_units, path="unit"),
        DateRange(key="found", label=gettext_lazy("Found"), path="found_on"),
        Flag(key="answered", label=gettext_lazy("Answered, to decide"), apply=_to_decide),
    ],
    views=[
        View(gettext_lazy("To be looked at"), "status=open"),
        View(gettext_lazy("Answered, to decide"), "answered=1"),
        View(gettext_lazy("Waiting for the unit"), "status=asked"),
        View(gettext_lazy("Confirmed"), "status=confirmed"),
        View(pgettext_lazy("view", "All"), ""),
    ],
    order="-found",
    address=lambda hint: reverse("supervision:hint", args=[hint.pk]),
    empty=gettext_lazy("No hint. Records are read every night; what strikes the machine waits here for a person."),
)
