"""The lists of outcomes: columns, filters and saved views. What they show, the selectors decide."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bihuan.ledger.models import Measure, Target
from bihuan.outcomes.models import ContactPoint, Regulation, SpecialAction
from bihuan.outcomes.selectors.sums import ABOLISHED, KEPT, MADE, REVISED, open_targets
from bihuan.outcomes.states import ActionStatus, RegulationStatus
from bihuan.ui import draw
from bihuan.ui.filters import DateRange, Flag, MultiChoice, Text
from bihuan.ui.lists import Column, List, View, two_lines

ACTS = {
    MADE: pgettext_lazy("regulation", "made"),
    REVISED: pgettext_lazy("regulation", "revised"),
    ABOLISHED: pgettext_lazy("regulation", "abolished"),
    KEPT: pgettext_lazy("regulation", "kept"),
}
"""废 改 立, and what was there before."""


def day(value: date | None) -> str:
    """A day as lists write it."""
    return date_format(value, "SHORT_DATE_FORMAT") if value else ""


def quantity(value: Decimal) -> str:
    """A quantity without needless zeros."""
    return number_format(value.normalize() if value % 1 else int(value), force_grouping=False)


def _named(page: str, pk: object, words: object, reason: object = "") -> SafeString:
    """The lead cell of a row: a link to its page, so that it opens without scripts and by the keyboard."""
    return two_lines(format_html('<a href="{}">{}</a>', reverse(page, args=[pk]), words), reason)


def _announced(rows: QuerySet[Regulation]) -> QuerySet[Regulation]:
    return rows.filter(announced_on__isnull=False)


def _review(row: Regulation) -> SafeString:
    until = _("valid until %(day)s") % {"day": day(row.valid_until)} if row.valid_until else ""
    return two_lines(day(row.review_on), until)


REGULATIONS = List[Regulation](
    name="regulations",
    columns=[
        Column(
            "title",
            gettext_lazy("Regulation"),
            lambda row: _named("outcomes:regulation", row.pk, row.title, row.number),
            css="bh-lead-cell",
        ),
        Column("unit", gettext_lazy("Unit"), lambda row: row.unit),
        Column("act", gettext_lazy("In this campaign"), lambda row: ACTS.get(row.act, "")),  # type: ignore[attr-defined] # annotated
        Column(
            "force", gettext_lazy("In force from"), lambda row: day(row.in_force_on), sort="in_force_on", nullable=True
        ),
        Column("review", gettext_lazy("To be reviewed on"), _review, sort="review_on", nullable=True),
        Column("status", gettext_lazy("State"), lambda row: row.get_status_display()),
    ],
    filters=[
        Text(key="q", label=gettext_lazy("Words"), paths=["title", "number"]),
        MultiChoice(key="act", label=gettext_lazy("In this campaign"), options=list(ACTS.items()), path="act"),
        MultiChoice(key="status", label=gettext_lazy("State"), options=RegulationStatus.choices, path="status"),
        DateRange(key="review", label=gettext_lazy("To be reviewed on"), path="review_on"),
        Flag(key="announced", label=gettext_lazy("Made known by name"), apply=_announced),
    ],
    views=[
        View(pgettext_lazy("view", "All"), ""),
        View(gettext_lazy("Made"), "act=make"),
        View(gettext_lazy("Revised"), "act=revise"),
        View(gettext_lazy("Abolished"), "act=abolish"),
    ],
    order="-force",
    address=lambda row: reverse("outcomes:regulation", args=[row.pk]),
    called=lambda row: row.title,
    empty=gettext_lazy("No regulation yet. What an issue taught belongs into one."),
)

ACTIONS = List[SpecialAction](
    name="special-actions",
    columns=[
        Column(
            "title",
            gettext_lazy("Special action"),
            lambda row: _named("outcomes:action", row.pk, row.title, row.basis),
            css="bh-lead-cell",
        ),
        Column("unit", gettext_lazy("Leading unit"), lambda row: row.unit),
        Column("on", pgettext_lazy("period", "From"), lambda row: day(row.starts_on), sort="starts_on"),
        Column("inspected", gettext_lazy("Inspections"), lambda row: row.inspected, css="bh-num"),  # type: ignore[attr-defined] # annotated
        Column("found", gettext_lazy("Cases"), lambda row: row.found, css="bh-num"),  # type: ignore[attr-defined] # annotated
        Column("persons", gettext_lazy("People dealt with"), lambda row: row.persons, css="bh-num"),  # type: ignore[attr-defined] # annotated
        Column("status", gettext_lazy("State"), lambda row: row.get_status_display()),
    ],
    filters=[
        Text(key="q", label=gettext_lazy("Words"), paths=["title", "basis"]),
        MultiChoice(key="status", label=gettext_lazy("State"), options=ActionStatus.choices, path="status"),
    ],
    order="-on",
    address=lambda row: reverse("outcomes:action", args=[row.pk]),
    called=lambda row: row.title,
    empty=gettext_lazy("No special action yet."),
)

CONTACTS = List[ContactPoint](
    name="contact-points",
    columns=[
        Column(
            "who",
            gettext_lazy("Who takes care"),
            lambda row: _named("outcomes:contact", row.pk, row.leader or row.unit, row.unit),
            css="bh-lead-cell",
        ),
        Column("place", gettext_lazy("Of whom"), lambda row: row.place),
        Column("form", pgettext_lazy("contact point", "Form"), lambda row: row.get_form_display()),
        Column("since", pgettext_lazy("contact point", "Since"), lambda row: day(row.since), sort="since"),
        Column("went", gettext_lazy("Visits"), lambda row: row.went, css="bh-num"),  # type: ignore[attr-defined] # annotated
        Column("helped", gettext_lazy("Times helped"), lambda row: row.helped, css="bh-num"),  # type: ignore[attr-defined] # annotated
        Column("yuan", gettext_lazy("Yuan"), lambda row: quantity(row.yuan), css="bh-num"),  # type: ignore[attr-defined] # annotated
    ],
    filters=[
        Text(key="q", label=gettext_lazy("Words"), paths=["unit__name", "place__name", "leader__title"]),
        MultiChoice(
            key="form", label=pgettext_lazy("contact point", "Form"), options=ContactPoint.Form.choices, path="form"
        ),
    ],
    order="-since",
    address=lambda row: reverse("outcomes:contact", args=[row.pk]),
    empty=gettext_lazy("No contact point yet. A leader or a unit takes care of a unit of the grass roots."),
)


def _state(reached: bool) -> str:  # noqa: FBT001 - the one question of the cell
    return _("reached") if reached else _("open")


def _progress(done: Decimal, goal: Decimal, name: object) -> SafeString:
    words = f"{quantity(done)} / {quantity(goal)}"
    return format_html("{} {}", draw.bar(float(min(done, goal)), float(goal), label=str(name)), words)


def _measure_cell(row: Measure) -> SafeString:
    link = format_html('<a href="{}?measure={}">{}</a>', reverse("outcomes:targets-by-unit"), row.pk, row.text)
    return two_lines(link, f"{row.issue.label} {row.issue.title}")


def _open_in(row: Any) -> str:  # noqa: ANN401 - a measure with its annotations
    return _("%(open)s of %(all)s") % {"open": row.open_in, "all": row.places}


def _still_open(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(open_in__gt=0)


TARGETS = List[Measure](
    name="targets",
    columns=[
        Column("what", gettext_lazy("Measure and issue"), _measure_cell, css="bh-lead-cell", sort="pk"),
        Column("done", gettext_lazy("Reached of the goal"), lambda row: _progress(row.reached, row.goal, row.text)),  # type: ignore[attr-defined] # annotated
        Column("open", gettext_lazy("Units still open"), _open_in, css="bh-num"),
        Column("state", gettext_lazy("State"), lambda row: _state(not row.open_in)),  # type: ignore[attr-defined] # annotated
    ],
    filters=[
        Text(key="q", label=gettext_lazy("Words"), paths=["text", "issue__title"]),
        Flag(key="open", label=gettext_lazy("Open in a unit"), apply=_still_open),
    ],
    views=[View(pgettext_lazy("view", "All"), ""), View(gettext_lazy("Open in a unit"), "open=1")],
    order="what",
    address=lambda row: f"{reverse('outcomes:targets-by-unit')}?measure={row.pk}",
    called=lambda row: row.text,
    empty=gettext_lazy("No measure has a quantified target. Targets are set with a measure of a plan."),
)


def _of_measure(rows: QuerySet[Target], words: str) -> QuerySet[Target]:
    return rows.filter(measure=int(words)) if words.isdecimal() and len(words) < 12 else rows.none()


def _measured_in(rows: QuerySet[Target], words: str) -> QuerySet[Target]:
    return rows.filter(measured_in=words)


TARGETS_BY_UNIT = List[Target](
    name="targets-by-unit",
    columns=[
        Column(
            "unit",
            gettext_lazy("Unit"),
            lambda row: _named("ledger:issue", row.issue_id, row.unit),
            sort="unit__path",
            css="bh-lead-cell",
        ),
        Column("what", gettext_lazy("Measure and issue"), lambda row: two_lines(row.measure.text, row.issue.title)),
        Column("done", gettext_lazy("Reached of the goal"), lambda row: _progress(row.done, row.goal, row.unit)),
        Column("in", gettext_lazy("Measured in"), lambda row: row.measured_in),
        Column("state", gettext_lazy("State"), lambda row: _state(row.is_met)),
    ],
    filters=[
        Text(key="q", label=gettext_lazy("Words"), paths=["unit__name", "issue__title"]),
        Text(key="measure", label=gettext_lazy("Measure"), apply=_of_measure),
        Text(key="in", label=gettext_lazy("Measured in"), apply=_measured_in),
        Flag(key="open", label=gettext_lazy("Not reached"), apply=open_targets),
    ],
    views=[View(pgettext_lazy("view", "All"), ""), View(gettext_lazy("Not reached"), "open=1")],
    order="unit",
    address=lambda row: reverse("ledger:issue", args=[row.issue_id]),
    called=lambda row: row.unit,
    empty=gettext_lazy("No unit has a target that matches."),
)
