"""Measures, deadlines and steps of one issue: one row or several."""

from collections.abc import Iterator, Sequence

from bihuan.documents.deadlines import Deadline, DeadlineWords, noted
from bihuan.documents.ground import Ground
from bihuan.documents.items import split_items, unnumbered
from bihuan.documents.model import NONE_NAMED, NOTHING, Field, Meaning, Milestone
from bihuan.documents.periods import leading_period
from bihuan.documents.source import address
from bihuan.documents.tables.cells import IssueCells, Seen
from bihuan.documents.tables.rows import Group
from bihuan.documents.tables.who import unit_fields
from bihuan.documents.words import is_none, tidy, without_stop


def goal_field(cells: IssueCells) -> Field[str | None]:
    """One goal for the issue; goals of single steps belong to the milestones."""
    seen = cells.of(Meaning.GOAL)
    if len(seen) != 1 or _slipped(cells, seen[0]):
        return NOTHING
    return cells.field(seen[0], without_stop(tidy(seen[0].text)))


def measure_field(cells: IssueCells) -> Field[tuple[str, ...]]:
    """The measures of all rows."""
    seen = _measure_cells(cells)
    if not seen:
        return NONE_NAMED
    texts = [each.text if len(seen) == 1 else unnumbered(each.text) for each in seen]
    items = tuple(item for text in texts for item in split_items(text))
    return Field(items, tuple(cells.at(each) for each in seen), cells.sure(seen))


def _measure_cells(cells: IssueCells) -> Sequence[Seen]:
    """Measures, and steps that slipped into the next column (a goal that opens with a period)."""
    slipped = [seen for seen in cells.of(Meaning.GOAL) if _slipped(cells, seen)]
    measures = cells.of(Meaning.MEASURES)
    return sorted([*measures, *slipped], key=lambda seen: seen.row) if slipped else measures


def _slipped(cells: IssueCells, seen: Seen) -> bool:
    """Whether a goal is a step of the timetable that landed in the wrong column: no measure beside it."""
    measures = cells.columns.first(Meaning.MEASURES)
    if cells.columns.first(Meaning.DEADLINE) is not None or measures is None:
        return False
    return leading_period(seen.text) is not None and is_none(cells.grid.text(seen.row, measures))


def deadline_of(cells: IssueCells) -> Deadline:
    """The deadline; of several rows the last one's."""
    words = list(_deadline_words(cells))
    return noted(words[-1] if words else None)


def _deadline_words(cells: IssueCells) -> Iterator[DeadlineWords]:
    """From the column of deadlines; in a plan without one, from the periods that open its steps."""
    if cells.columns.first(Meaning.DEADLINE) is None:
        for seen in _measure_cells(cells):
            if period := leading_period(seen.text):
                yield DeadlineWords(period, cells.at(seen), 0.8)
    for seen in cells.of(Meaning.DEADLINE):
        iso = cells.grid.iso_dates.get(address(seen.row, seen.column))
        yield DeadlineWords(tidy(seen.text), cells.at(seen), cells.sure([seen]), iso)


def milestones_of(cells: IssueCells, ground: Ground) -> Iterator[Milestone]:
    """One for each row of an issue that takes several."""
    if len(cells.group.rows) < 2:
        return
    for row in cells.group.rows:
        step = IssueCells(cells.grid, cells.columns, Group([row], None, None))
        deadline, measures = deadline_of(step), _measure_cells(step)
        yield Milestone(
            measure=without_stop(unnumbered(tidy(measures[0].text))) if measures else None,
            units=unit_fields(step, NOTHING, first_leads=ground.first_leads).responsible.value,
            deadline_text=deadline.text.value,
            deadline_date=deadline.date.value,
            goal=step.single(Meaning.GOAL).value,
            position=step.grid.position(row, step.columns.first(Meaning.MEASURES) or 0),
        )
