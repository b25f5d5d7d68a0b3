"""What a reader tells, in lines of JSON from the child process to its parent. Of a record only what it has is said."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, fields
from typing import Any

from bihuan.documents.flow import Opening, Told
from bihuan.documents.model import (
    ColumnRead,
    DraftRecord,
    Extra,
    Field,
    Meaning,
    Milestone,
    Position,
    Reading,
    ReadingWarning,
)

OPENING, RECORDS, READING = "opening", "records", "reading"

TOGETHER = 100
"""Records in one line."""

Plain = dict[str, Any]

_DEFAULTS = tuple((each.name, each.default) for each in fields(DraftRecord) if each.name not in {"position", "problem"})


def lines_of(told: Iterable[Told]) -> Iterator[Plain]:
    """Each line of the child; records go a hundred at a time."""
    waiting: list[Plain] = []
    for one in told:
        if isinstance(one, DraftRecord):
            waiting.append(_said(one))
        if waiting and (len(waiting) == TOGETHER or not isinstance(one, DraftRecord)):
            yield {RECORDS: waiting}
            waiting = []
        if isinstance(one, Opening):
            yield {OPENING: [one.layout, one.year]}
        elif isinstance(one, Reading):
            yield {READING: asdict(one)}


def told_of(line: Plain) -> Iterator[Told]:
    """What a line says."""
    if RECORDS in line:
        yield from map(_record, line[RECORDS])
    elif OPENING in line:
        yield Opening(*line[OPENING])
    elif READING in line:
        yield _reading(line[READING])


# ---------------------------------------------------------------- a record


def _said(record: DraftRecord) -> Plain:
    """The record without what it does not have. Fields and positions are tuples, which JSON writes as lists."""
    plain: Plain = {"position": record.position, "problem": record.problem}
    for name, default in _DEFAULTS:
        value = getattr(record, name)
        if value is not default and value != default:
            plain[name] = _plainly[name](value) if name in _plainly else value
    return plain


def _date_said(field: Field[datetime.date | None]) -> Any:  # noqa: ANN401 - what JSON can carry
    return (field.value and field.value.isoformat(), *field[1:])


_plainly: Mapping[str, Callable[[Any], Any]] = {
    "deadline_date": _date_said,
    "deadline_flags": sorted,
    "milestones": lambda steps: [[*_step_said(step)] for step in steps],
    "extras": lambda extras: [[extra.header, extra.value, extra.position] for extra in extras],
}


def _step_said(step: Milestone) -> Iterator[Any]:
    day = step.deadline_date
    yield from (step.measure, step.units, step.deadline_text, day and day.isoformat(), step.goal, step.position)


def _record(plain: Plain) -> DraftRecord:
    return DraftRecord(**{name: _heard.get(name, _field)(value) for name, value in plain.items()})


def _field(plain: list[Any]) -> Field[Any]:
    value, positions, confidence = plain
    return Field(value, tuple([Position(*each) for each in positions]), confidence)


def _names(plain: list[Any]) -> Field[tuple[str, ...]]:
    value, positions, confidence = plain
    return Field(tuple(value), tuple([Position(*each) for each in positions]), confidence)


def _date(plain: list[Any]) -> Field[datetime.date | None]:
    field = _field(plain)
    return Field(_day(field.value), field.positions, field.confidence)


def _day(iso: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(iso) if iso else None


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 - texts and truth values
    return value


def _step(plain: list[Any]) -> Milestone:
    measure, units, text, day, goal, position = plain
    return Milestone(measure, tuple(units), text, _day(day), goal, Position(*position))


_heard: Mapping[str, Any] = {
    "position": lambda place: Position(*place),
    "outside_numbers": lambda numbers: tuple((label, _field(number)) for label, number in numbers),
    "responsible_units": _names,
    "cooperating_units": _names,
    "responsible_persons": _names,
    "measures": _names,
    "deadline_iso": _as_it_is,
    "deadline_date": _date,
    "deadline_flags": frozenset,
    "long_term": _as_it_is,
    "immediate": _as_it_is,
    "milestones": lambda steps: tuple(map(_step, steps)),
    "extras": lambda extras: tuple(Extra(header, value, Position(*place)) for header, value, place in extras),
    "hidden": _as_it_is,
    "evidence_asked": _as_it_is,
}
"""How each part of a record is heard; any other is a field of one text."""


# ---------------------------------------------------------------- the reading at the end


def _reading(plain: Plain) -> Reading:
    return Reading(
        **{
            **plain,
            "records": (),
            "warnings": tuple(_warning(each) for each in plain["warnings"]),
            "columns": tuple(_column(each) for each in plain["columns"]),
            "left_out": tuple(plain["left_out"]),
        }
    )


def _warning(plain: Plain) -> ReadingWarning:
    place = plain["position"]
    return ReadingWarning(**{**plain, "position": Position(*place) if place else None})


def _column(plain: Plain) -> ColumnRead:
    meaning = plain["meaning"]
    return ColumnRead(
        **{
            **plain,
            "position": Position(*plain["position"]),
            "meaning": Meaning(meaning) if meaning else None,
        }
    )
