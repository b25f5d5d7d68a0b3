"""A person's own reading of single fields, and rows left out: laid over what the reader found, before matching."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import pgettext_lazy

from bihuan.documents import DraftRecord, Field

SINGLE = ("problem", "category", "lead_unit", "deadline_text", "goal")
SEVERAL = {"responsible_units": "、", "cooperating_units": "、", "responsible_persons": "、", "measures": "\n"}
"""Fields that hold several values, and what stands between them in a form."""

MENDABLE: dict[str, Any] = {
    "problem": pgettext_lazy("column", "problem"),
    "category": pgettext_lazy("column", "category"),
    "lead_unit": pgettext_lazy("column", "lead unit"),
    "responsible_units": pgettext_lazy("column", "responsible units"),
    "cooperating_units": pgettext_lazy("column", "supporting units"),
    "responsible_persons": pgettext_lazy("column", "responsible persons"),
    "deadline_text": pgettext_lazy("column", "deadline"),
    "goal": pgettext_lazy("column", "goal or standard"),
    "measures": pgettext_lazy("column", "measures"),
}
LONG = frozenset({"problem", "goal", "measures"})
"""Fields that a form shows with several lines."""

_BETWEEN = re.compile(r"[、,，;；\n]+")


def said(draft: DraftRecord, name: str) -> str:
    """The value of a field as a form shows it."""
    value = getattr(draft, name).value
    if name in SEVERAL:
        return SEVERAL[name].join(value)
    return value or ""


@dataclass(frozen=True)
class Mended:
    """What a person wrote over the reader's fields, by the place of the row, and which rows he leaves out."""

    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()

    @classmethod
    def of(cls, written: Iterable[str], left_out: Iterable[str]) -> "Mended":
        """From words as they stand in a form: `place|field|value`, and places."""
        fields: dict[str, dict[str, str]] = {}
        for line in written:
            place, _bar, rest = line.partition("|")
            name, bar, value = rest.partition("|")
            if bar and name in MENDABLE:
                fields.setdefault(place, {})[name] = value.replace("\r\n", "\n")
        return cls(fields, frozenset(left_out))

    def over(
        self, drafts: Iterable[DraftRecord], *, leave: Callable[[DraftRecord], None] | None = None
    ) -> Iterator[DraftRecord]:
        """The drafts with what was mended; rows left out are not among them, `leave` hears of each."""
        if not self.fields and not self.left_out:
            yield from drafts
            return
        for draft in drafts:
            place = str(draft.position)
            if place not in self.left_out:
                yield _mended(draft, self.fields[place]) if place in self.fields else draft
            elif leave is not None:
                leave(draft)


def _mended(draft: DraftRecord, words: Mapping[str, str]) -> DraftRecord:
    """The draft with the fields that differ; a mended field is certain, and keeps its place in the file."""
    changes: dict[str, Any] = {}
    for name, value in words.items():
        if value.strip() == said(draft, name).strip():
            continue
        kept = getattr(draft, name)
        changes[name] = Field(_value(name, value), kept.positions, 1.0)
    if "lead_unit" in changes and "responsible_units" not in changes:  # they had been read from the same cell
        changes["responsible_units"] = Field(tuple(filter(None, [changes["lead_unit"].value])))
    if "deadline_text" in changes:
        changes |= {"deadline_iso": None}
    return replace(draft, **changes) if changes else draft


def _value(name: str, value: str) -> str | tuple[str, ...] | None:
    if name == "problem":
        return value.strip()
    if name == "measures":
        return tuple(line.strip() for line in value.split("\n") if line.strip())
    if name in SEVERAL:
        return tuple(part.strip() for part in _BETWEEN.split(value) if part.strip())
    return value.strip() or None
