"""The mapping page: what each column and each unknown name could mean, as selects that stand in the address."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext, pgettext_lazy

from bihuan.documents import ColumnRead, Meaning
from bihuan.ledger.directory import UnknownUnit, full_name
from bihuan.ledger.imports.checking import BESIDE

MEANINGS: dict[Meaning, Any] = {
    Meaning.NUMBER: pgettext_lazy("column", "number in the file"),
    Meaning.OUTSIDE_NUMBER: pgettext_lazy("column", "number on another level's ledger"),
    Meaning.CATEGORY: pgettext_lazy("column", "category"),
    Meaning.PROBLEM: pgettext_lazy("column", "problem"),
    Meaning.GOAL: pgettext_lazy("column", "goal or standard"),
    Meaning.MEASURES: pgettext_lazy("column", "measures"),
    Meaning.DEADLINE: pgettext_lazy("column", "deadline"),
    Meaning.START: pgettext_lazy("column", "start"),
    Meaning.LEAD_UNIT: pgettext_lazy("column", "lead unit"),
    Meaning.UNITS: pgettext_lazy("column", "responsible units"),
    Meaning.COOPERATING: pgettext_lazy("column", "supporting units"),
    Meaning.LEADER: pgettext_lazy("column", "responsible leader"),
    Meaning.PERSONS: pgettext_lazy("column", "responsible persons"),
    Meaning.SUPERVISING: pgettext_lazy("column", "supervising unit"),
    Meaning.ACCEPTANCE: pgettext_lazy("column", "accepting unit"),
    Meaning.STATUS: pgettext_lazy("column", "status word"),
    Meaning.PROGRESS: pgettext_lazy("column", "progress"),
    Meaning.EVIDENCE: pgettext_lazy("column", "evidence"),
    Meaning.AMOUNT: pgettext_lazy("column", "amount"),
    Meaning.SITE: pgettext_lazy("column", "place"),
    Meaning.KIND: pgettext_lazy("column", "kind of rectification"),
    Meaning.SOURCE: pgettext_lazy("column", "source"),
    Meaning.CLOSED_ON: pgettext_lazy("column", "day of closing in the file"),
    Meaning.NOTE: pgettext_lazy("column", "note"),
}
CHOICES = [(BESIDE, pgettext_lazy("column", "keep beside the issue")), *MEANINGS.items()]


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision of the mapping page: a select whose options stand in the address as they are."""

    label: str
    note: str
    name: str
    options: tuple[tuple[str, str, bool], ...]


def column_choices(columns: Iterable[ColumnRead]) -> list[Choice]:
    """What each column was taken for, with everything else it could be."""
    found: dict[str, Choice] = {}
    for column in columns:
        meaning = column.meaning or BESIDE
        options = tuple((f"{column.header}|{value}", str(words), value == meaning) for value, words in CHOICES)
        found.setdefault(column.header, Choice(column.header, f"{column.position} · {column.reason}", "map", options))
    return list(found.values())


def unit_choices(unknown: Iterable[UnknownUnit]) -> list[Choice]:
    """Names of the file that are no unit, each with the units it could be."""
    choices = []
    for one in unknown:
        leave = ("", gettext("leave it; the office assigns later"), True)
        others = [(f"{one.name}|{unit.pk}", full_name(unit), False) for unit in one.alike]
        note = ngettext("%(count)s row", "%(count)s rows", one.rows) % {"count": one.rows}
        choices.append(Choice(one.name, note, "unit", (leave, *others)))
    return choices
