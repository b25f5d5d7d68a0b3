"""Lists of this stage and the small records that its templates draw."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from bihuan.audit.facts import KINDS
from bihuan.audit.models import Event
from bihuan.people.models import Person, Unit
from bihuan.people.selectors import Below, visible_units
from bihuan.ui.filters import Choice, DateRange, Flag, Text
from bihuan.ui.lists import Column, List, View, two_lines
from bihuan.ui.parts import Fact


@dataclass(frozen=True)
class Branch:
    """One unit in the tree with what it holds."""

    unit: Unit
    units: int
    people: int


def branches(units: Sequence[Unit], counts: Mapping[int, Below]) -> list[Branch]:
    """Units of one level with their counts."""
    return [Branch(unit, counts[unit.pk].units, counts[unit.pk].people) for unit in units]


def unit_facts(events: Iterable[Event]) -> list[Fact]:
    """History as the timeline draws it."""
    return [Fact(timezone.localtime(event.at).date(), _said(event.actor_label, event.sentence)) for event in events]


def _said(who: str, what: str) -> str:
    """Who, then what; once, where the sentence itself begins with the person."""
    return what if what.startswith(who) else f"{who} {what}"


def _chosen_unit(request: HttpRequest) -> list[tuple[str, str]]:
    """The unit that the address names, if the viewer sees it: thousands of others would be no choice."""
    pk = request.GET.get("under", "")
    chosen = visible_units(cast(Person, request.user)).filter(pk=pk) if pk.isdigit() else ()
    return [(str(unit.pk), unit.name) for unit in chosen]


def _state(person: Person) -> str:
    if not person.is_active:
        return gettext("out of use")
    if person.is_locked:
        return gettext("waits after wrong passwords")
    return gettext("initial password") if person.must_change_password else gettext("in use")


PEOPLE: List[Person] = List(
    name="people",
    columns=[
        Column(
            "title",
            pgettext_lazy("person", "Title"),
            lambda person: two_lines(person.title, person.username),
            sort="title",
        ),
        Column("unit", gettext_lazy("Unit"), lambda person: person.unit.name),
        Column("phone", gettext_lazy("Telephone"), lambda person: person.phone),
        Column("state", gettext_lazy("State"), _state),
    ],
    filters=[
        Text(key="q", label=gettext_lazy("Words"), paths=("title", "username", "unit__name")),
        Choice(
            key="under",
            label=gettext_lazy("Unit and below"),
            options=_chosen_unit,
            apply=lambda rows, pk: rows.filter(unit__path__contains=f"/{pk}/", is_active=True),
        ),
        Flag(key="closed", label=gettext_lazy("Out of use"), apply=lambda rows: rows.filter(is_active=False)),
        Flag(
            key="fresh",
            label=gettext_lazy("Initial password"),
            apply=lambda rows: rows.filter(must_change_password=True),
        ),
    ],
    views=[View(gettext_lazy("All")), View(gettext_lazy("Out of use"), "closed=1")],
    order="title",
    address=lambda person: reverse("people:person", args=[person.pk]),
    called=lambda person: person.title,
    empty=gettext_lazy("There are no accounts yet."),
)


def _moment(event: Event) -> str:
    return date_format(timezone.localtime(event.at), "DATETIME_FORMAT")


EVENTS: List[Event] = List(
    name="events",
    columns=[
        Column("at", gettext_lazy("When"), _moment, sort="pk"),
        Column("actor", gettext_lazy("Who"), lambda event: event.actor_label or gettext("the public or the clock")),
        Column("fact", gettext_lazy("Fact"), lambda event: two_lines(event.sentence, event.kind)),
        Column("stream", gettext_lazy("History"), lambda event: f"{event.stream} #{event.seq}"),
    ],
    filters=[
        Text(key="q", label=gettext_lazy("Who"), paths=("actor_label",)),
        Text(key="stream", label=gettext_lazy("History"), apply=lambda rows, words: rows.filter(stream=words)),
        Choice(
            key="kind",
            label=gettext_lazy("Kind of fact"),
            options=lambda _request: [(kind, kind) for kind in sorted(KINDS)],
            path="kind",
        ),
        DateRange(key="at", label=gettext_lazy("Day"), path="at__date"),
    ],
    order="-at",
    size=50,
    empty=gettext_lazy("No fact has been recorded yet."),
)
