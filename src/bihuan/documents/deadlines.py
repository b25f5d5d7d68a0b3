"""Deadline cells: the words as shown, and what the caller's deadline engine makes of them."""

import datetime
from dataclasses import dataclass

from bihuan.documents.model import NOTHING, DeadlineReader, DeadlineSense, Field, Position

DOUBTFUL = frozenset({"ambiguous", "no_year", "needs_review"})
"""Flags after which a person should look at the date."""

ANY_YEAR = 2000
"""Stands in where the document gives no year; dates that rest on it are thrown away."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline; `flags` are those of the deadline engine (immediate, long_term, ambiguous …)."""

    text: Field[str | None] = NOTHING
    date: Field[datetime.date | None] = NOTHING
    flags: frozenset[str] = frozenset()
    iso: str | None = None


NO_DEADLINE = Deadline()


@dataclass(frozen=True, slots=True)
class DeadlineWords:
    """The words of a deadline where they stand; `iso` where the cell holds a real date."""

    text: str
    position: Position
    confidence: float = 1.0
    iso: str | None = None


def understand(words: DeadlineWords | None, *, year: int | None, reader: DeadlineReader | None) -> Deadline:
    """Date and flags of a deadline. An ambiguous phrase has no date: a person decides (N月前 without 底)."""
    if words is None:
        return NO_DEADLINE
    text = Field(words.text, (words.position,), words.confidence)
    if words.iso:
        return Deadline(
            text,
            Field(datetime.date.fromisoformat(words.iso[:10]), text.positions),
            frozenset(),
            words.iso[:10],
        )
    if reader is None:
        return Deadline(text)
    sense = reader(words.text, year=year or ANY_YEAR)
    flags = frozenset(str(flag) for flag in sense.flags)
    unknown = "ambiguous" in flags or ("no_year" in flags and year is None)
    if sense.date is None or unknown:
        return Deadline(text, NOTHING, flags)
    confidence = words.confidence * (0.7 if flags & DOUBTFUL else 1.0)
    return Deadline(text, Field(sense.date, text.positions, confidence), flags)


def remembering(reader: DeadlineReader) -> DeadlineReader:
    """The same reader, asked once for each phrase: ledgers repeat a few phrases thousands of times."""
    known: dict[tuple[str, int], DeadlineSense] = {}

    def remembered(text: str, /, *, year: int) -> DeadlineSense:
        if (text, year) not in known:
            known[text, year] = reader(text, year=year)
        return known[text, year]

    return remembered
