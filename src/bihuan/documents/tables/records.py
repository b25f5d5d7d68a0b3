"""The cells of one issue → one draft record."""

import re
from collections.abc import Iterator

from bihuan.documents.ground import Ground
from bihuan.documents.items import unnumbered
from bihuan.documents.model import NOTHING, DraftRecord, Extra, Field, Meaning
from bihuan.documents.status import status_word
from bihuan.documents.tables.cells import IssueCells
from bihuan.documents.tables.steps import deadline_of, goal_field, measure_field, milestones_of
from bihuan.documents.tables.who import person_field, unit_fields
from bihuan.documents.words import meant, tidy, without_stop

AT_ONCE = re.compile("立行立改|立说立行|边.边改|即.即改|立即整改")
FOR_LONG = re.compile("持续整改|长期|常态")

KEPT_AS_EXTRAS = (Meaning.CLOSED_ON, Meaning.NOTE)
"""Understood, but no field of an issue: kept beside it."""


def record_of(cells: IssueCells, ground: Ground) -> DraftRecord:
    """The draft record of an issue's rows."""
    problem, number = _problem(cells), _number(cells)
    units = unit_fields(cells, ground.unit, first_leads=ground.first_leads)
    deadline = deadline_of(cells)
    kind, category = cells.single(Meaning.KIND), cells.single(Meaning.CATEGORY)
    status, progress = _progress(cells)
    return DraftRecord(
        position=problem.positions[0],
        problem=problem,
        no=number,
        outside_numbers=tuple(_outside_numbers(cells)),
        category=_section(cells) or category,
        lead_unit=units.lead,
        responsible_units=units.responsible,
        cooperating_units=units.cooperating,
        responsible_persons=person_field(cells),
        deadline_text=deadline.text,
        deadline_iso=deadline.iso,
        deadline_date=deadline.date,
        long_term=_says(FOR_LONG, kind, category),
        immediate=_says(AT_ONCE, kind, category),
        goal=goal_field(cells),
        measures=measure_field(cells),
        milestones=tuple(milestones_of(cells, ground)),
        supervising_unit=cells.single(Meaning.SUPERVISING),
        acceptance_unit=cells.single(Meaning.ACCEPTANCE),
        progress_status=status,
        progress_text=progress,
        evidence=cells.single(Meaning.EVIDENCE),
        amount=cells.single(Meaning.AMOUNT),
        site_unit=cells.single(Meaning.SITE),
        kind=kind,
        source=cells.single(Meaning.SOURCE),
        started=cells.single(Meaning.START),
        extras=tuple(_extras(cells)),
        hidden=cells.group.rows[0] in cells.grid.hidden,
        evidence_asked=cells.columns.first(Meaning.EVIDENCE) is not None,
    )


def _says(words: re.Pattern[str], *fields: Field[str | None]) -> bool:
    """Does one of the cells that name the kind of an issue say so (立行立改类, 长期坚持)?"""
    return any(words.search(field.value or "") for field in fields)


def _problem(cells: IssueCells) -> Field[str]:
    seen = cells.of(Meaning.PROBLEM)
    if not seen:  # a person may have mapped a column that is blank here
        return Field("", (cells.grid.position(cells.group.rows[0], 0),), 0.0)
    return cells.field(seen[0], without_stop(unnumbered(tidy(seen[0].text))))


def _number(cells: IssueCells) -> Field[str | None]:
    """The row's own number; of several levels that of the lowest, the last column; else the problem's own."""
    seen = cells.of(Meaning.NUMBER) or cells.of(Meaning.OUTSIDE_NUMBER)[-1:]
    if seen:
        return cells.field(seen[0], without_stop(tidy(seen[0].text)))
    numbered = next(iter(cells.of(Meaning.PROBLEM)), None)
    text = tidy(numbered.text) if numbered else ""
    number = text.removesuffix(unnumbered(text)).strip(" .．、") if numbered else ""
    return cells.field(numbered, number) if numbered and number else NOTHING


def _outside_numbers(cells: IssueCells) -> Iterator[tuple[str, Field[str]]]:
    for seen in cells.of(Meaning.OUTSIDE_NUMBER):
        yield tidy(cells.columns.reads[seen.column].header), cells.field(seen, tidy(seen.text))


def _section(cells: IssueCells) -> Field[str | None] | None:
    group = cells.group
    if group.section is None or group.section_row is None:
        return None
    return Field(group.section, (cells.grid.position(group.section_row, 0),), 0.95)


def _progress(cells: IssueCells) -> tuple[Field[str | None], Field[str | None]]:
    """Status word and sentence about progress; a sentence that opens with a status word gives both."""
    status, progress = cells.single(Meaning.STATUS), cells.single(Meaning.PROGRESS)
    told = status if status.value else progress
    word = status_word(told.value) if told.value else None
    if status.value and word == status.value:
        return status, progress
    found = Field(word, told.positions, told.confidence * 0.9) if word else NOTHING
    return found, progress if progress.value else status


def _extras(cells: IssueCells) -> Iterator[Extra]:
    """Everything else of the rows, so that nothing is lost."""
    columns = cells.columns
    beside = [*columns.unread, *columns.all(*KEPT_AS_EXTRAS), *columns.all(Meaning.PROGRESS)[1:]]
    if cells.group.section is not None:
        beside += columns.all(Meaning.CATEGORY)
    for seen in cells.in_columns(beside):
        if value := meant(seen.text):
            yield Extra(tidy(columns.reads[seen.column].header), value, cells.at(seen))
