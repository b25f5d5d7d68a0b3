"""Deadline cells: the words as shown, and what the caller's deadline engine makes of them."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bihuan.documents.model import NOTHING, DeadlineReader, DeadlineSense, DraftRecord, Field, Milestone, Position

DOUBTFUL = frozenset({"ambiguous", "no_year", "needs_review"})
"""Flags after which a person should look at the date."""

ANY_YEAR = 2000
"""Stands in where the document gives no year; dates that rest on it are thrown away."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline as it is written: its words, and the day where the cell holds a real date."""

    text: Field[str | None] = NOTHING
    date: Field[datetime.date | None] = NOTHING
    iso: str | None = None


NO_DEADLINE = Deadline()


@dataclass(frozen=True, slots=True)
class DeadlineWords:
    """The words of a deadline where they stand; `iso` where the cell holds a real date."""

    text: str
    position: Position
    confidence: float = 1.0
    iso: str | None = None


def noted(words: DeadlineWords | None) -> Deadline:
    """The words, and the date where the cell holds one; what the words mean is asked later, see `Understanding`."""
    if words is None:
        return NO_DEADLINE
    text = Field(words.text, (words.position,), words.confidence)
    if not words.iso:
        return Deadline(text)
    iso = words.iso[:10]
    return Deadline(text, Field(datetime.date.fromisoformat(iso), text.positions), iso)


class Understanding:
    """What the caller's engine makes of the deadlines of a document; each phrase is asked for once.

    Ledgers repeat a few phrases thousands of times. An ambiguous one has no date: a person decides (N月前 without 底).
    """

    def __init__(self, reader: DeadlineReader, *, year: int | None, layout: str) -> None:
        self._reader = reader
        self._year = year
        self._repeats_for_long = layout == "schedule"
        """In a notice without issues, what is due every year is a task for the long term."""
        self._known: dict[str, DeadlineSense] = {}

    def of(self, record: DraftRecord) -> DraftRecord:
        """The record with dates and flags of its deadline, and with the dates of its steps."""
        text = record.deadline_text
        if not text.value or record.deadline_iso:
            return replace(record, milestones=tuple(self._steps(record))) if record.milestones else record
        date, flags = self._sense(text.value)
        confidence = text.confidence * (0.7 if flags & DOUBTFUL else 1.0)
        return replace(
            record,
            deadline_date=Field(date, text.positions, confidence) if date else NOTHING,
            deadline_flags=flags,
            long_term=record.long_term or "long_term" in flags or (self._repeats_for_long and "recurring" in flags),
            immediate=record.immediate or "immediate" in flags,
            milestones=tuple(self._steps(record)),
        )

    def _steps(self, record: DraftRecord) -> Iterator[Milestone]:
        for step in record.milestones:
            if step.deadline_text and step.deadline_date is None:
                yield replace(step, deadline_date=self._sense(step.deadline_text)[0])
            else:
                yield step

    def _sense(self, text: str) -> tuple[datetime.date | None, frozenset[str]]:
        if text not in self._known:
            self._known[text] = self._reader(text, year=self._year or ANY_YEAR)
        sense = self._known[text]
        flags = frozenset(str(flag) for flag in sense.flags)
        unknown = "ambiguous" in flags or ("no_year" in flags and self._year is None)
        return (None if unknown else sense.date), flags
