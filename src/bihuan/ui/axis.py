"""Phases and dates of a campaign on a true time axis: a day has the same width everywhere.

Positions are percentages in SVG attributes, so the axis follows the window without script and without inline style.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from unicodedata import east_asian_width

from bihuan.ui.keyset import Words

WIDE, NARROW = 1.1, 0.62
"""Width of one Chinese and of one Latin character of a label, in percent of an axis of about 1,150 px."""
LARGER = 1.04
"""The words of a phase are written larger than labels: 13 px against 12."""
GAP = 0.4
"""Between the words of a phase, and before the next one, in percent."""
ROWS = 3
"""Rows that labels may stand in, one above the other; what finds room in none of them stands in the lowest."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase: its name, what it does, a remark (ended, days left), first and last day."""

    name: Words
    title: Words
    first: date
    last: date
    note: Words = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One dated event."""

    label: Words
    when: date


@dataclass(frozen=True, slots=True)
class Span:
    """A phase with its place in percent, and as many of its words as find room; `state` is done, now or ahead."""

    phase: Phase
    left: str
    width: str
    state: str
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A label with its place in percent, and the row it is written in."""

    label: Words
    when: date
    left: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class Axis:
    """Everything that the template draws."""

    spans: Sequence[Span]
    marks: Sequence[Point]
    months: Sequence[Point]
    today: Point | None


def lay_out(phases: Sequence[Phase], marks: Sequence[Mark], today: date) -> Axis:
    """Place phases, events, month beginnings and today between the first and the last day of the phases."""
    first = min(phase.first for phase in phases)
    days = (max(phase.last for phase in phases) - first).days + 1

    def place(day: date) -> float:
        return (day - first).days * 100 / days

    def span(phase: Phase) -> Span:
        left, width = place(phase.first), place(phase.last + timedelta(1)) - place(phase.first)
        state = "done" if phase.last < today else "now" if phase.first <= today else "ahead"
        return Span(phase, f"{left:.2f}%", f"{width:.2f}%", state, *_fitting(phase, width))

    spans = [span(phase) for phase in sorted(phases, key=lambda phase: phase.first)]
    inside = sorted((mark for mark in marks if 0 <= place(mark.when) < 100), key=lambda mark: mark.when)
    months = [Point("", day, f"{place(day):.2f}%") for day in _months(first, days)]
    now = Point("", today, f"{place(today):.2f}%") if 0 <= place(today) < 100 else None
    return Axis(spans, _in_rows(inside, [place(mark.when) for mark in inside]), months, now)


def _fitting(phase: Phase, room: float) -> tuple[str, str]:
    """Title and note of a phase, in so far as they fit: first the note goes, then the end of the title."""
    title, note = str(phase.title), str(phase.note)
    room -= LARGER * _width(str(phase.name)) + GAP
    if LARGER * (_width(title) + _width(note)) + GAP <= room:
        return title, note
    kept = title
    while kept and LARGER * _width(kept) > room:
        kept = kept[:-1]
    return (title, "") if kept == title else (f"{kept[:-1]}…" if len(kept) > 3 else "", "")


def _in_rows(marks: Sequence[Mark], places: Sequence[float]) -> list[Point]:
    """Each label stands in the lowest row where it touches no earlier one."""
    points: list[Point] = []
    ends = [-WIDE] * ROWS
    for mark, place in zip(marks, places, strict=True):
        half = _width(str(mark.label)) / 2
        row = next((row for row, end in enumerate(ends) if end + WIDE <= place - half), 0)
        ends[row] = place + half
        points.append(Point(mark.label, mark.when, f"{place:.2f}%", row))
    return points


def _width(label: str) -> float:
    """In percent of the axis; Chinese points fill half of their square."""
    return sum(WIDE if east_asian_width(letter) in "WF" and letter not in "、，。" else NARROW for letter in label)


def _months(first: date, days: int) -> list[date]:
    """List the first days of months within the axis, and the axis's own first day."""
    found = [first]
    for offset in range(1, days):
        day = first + timedelta(offset)
        if day.day == 1:
            found.append(day)
    return found
