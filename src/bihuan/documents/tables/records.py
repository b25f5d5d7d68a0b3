"""The rows of one issue → one draft record."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bihuan.documents.deadlines import Deadline, DeadlineWords, understand
from bihuan.documents.items import split_items, unnumbered
from bihuan.documents.model import (
    NONE_NAMED,
    NOTHING,
    DeadlineReader,
    DraftRecord,
    Extra,
    Field,
    Meaning,
    Milestone,
    Position,
)
from bihuan.documents.periods import leading_period
from bihuan.documents.roles import Units, read_persons, read_units
from bihuan.documents.source import Grid, address
from bihuan.documents.status import status_word
from bihuan.documents.tables.headers import Columns
from bihuan.documents.tables.rows import Group
from bihuan.documents.words import is_none, meant, tidy, without_stop

AT_ONCE = re.compile("立行立改|立说立行|边.边改|即.即改|立即整改")
FOR_LONG = re.compile("持续整改|长期|常态")

KEPT_AS_EXTRAS = (Meaning.CLOSED_ON, Meaning.NOTE)
"""Understood, but no field of an issue: kept beside it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What holds for every issue of a table: read from its title and the lines above its header."""

    year: int | None = None
    unit: Field[str | None] = NOTHING
    first_leads: bool = False
    deadline_reader: DeadlineReader | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """One cell as read."""

    text: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class IssueRows:
    """Reads the fields of one issue from its rows; a merged cell counts once."""

    grid: Grid
    columns: Columns
    ground: Ground
    group: Group

    def record(self) -> DraftRecord:
        """The draft record of these rows."""
        problem = self._problem()
        lead, responsible, cooperating = self._units()
        deadline = self._deadline()
        kind = self._single(Meaning.KIND)
        telling = f"{kind.value or ''} {self._single(Meaning.CATEGORY).value or ''}"
        status, progress = self._progress()
        return DraftRecord(
            position=problem.positions[0],
            problem=problem,
            no=self._number(),
            outside_numbers=tuple(self._outside_numbers()),
            category=self._category(),
            lead_unit=lead,
            responsible_units=responsible,
            cooperating_units=cooperating,
            responsible_persons=self._persons(),
            deadline_text=deadline.text,
            deadline_iso=deadline.iso,
            deadline_date=deadline.date,
            deadline_flags=deadline.flags,
            long_term="long_term" in deadline.flags or bool(FOR_LONG.search(telling)),
            immediate="immediate" in deadline.flags or bool(AT_ONCE.search(telling)),
            goal=self._goal(),
            measures=self._measures(),
            milestones=tuple(self._milestones()),
            supervising_unit=self._single(Meaning.SUPERVISING),
            acceptance_unit=self._single(Meaning.ACCEPTANCE),
            progress_status=status,
            progress_text=progress,
            evidence=self._single(Meaning.EVIDENCE),
            amount=self._single(Meaning.AMOUNT),
            site_unit=self._single(Meaning.SITE),
            kind=kind,
            source=self._single(Meaning.SOURCE),
            started=self._single(Meaning.START),
            extras=tuple(self._extras()),
            hidden=self.group.rows[0] in self.grid.hidden,
            evidence_asked=self.columns.first(Meaning.EVIDENCE) is not None,
        )

    # ------------------------------------------------------------ cells

    def _cells(self, columns: Iterable[int]) -> list[Seen]:
        """The cells of some columns that say something, merged ones once, with what a page break cut off."""
        seen: dict[tuple[int, int], Seen] = {}
        for column in columns:
            for row in self.group.rows:
                place = self.grid.anchor(row, column)
                if place in seen:
                    continue
                text = self._with_rest(self.grid.text(row, column), row, column)
                if not is_none(text):
                    seen[place] = Seen(text, *place)
        return list(seen.values())

    def _with_rest(self, text: str, row: int, column: int) -> str:
        if row == self.group.rows[-1]:
            for cut in self.group.cut:
                rest = self.grid.text(cut, column)
                text += f"\n{rest}" if unnumbered(rest) != rest.strip() else rest
        return text

    def _at(self, seen: Seen) -> Position:
        return self.grid.position(seen.row, seen.column)

    def _sure(self, column: int) -> float:
        return self.columns.reads[column].confidence

    def _field(self, seen: Seen, value: str) -> Field[str]:
        return Field(value, (self._at(seen),), self._sure(seen.column))

    def _single(self, meaning: Meaning) -> Field[str | None]:
        """The text of a column that holds one value."""
        cells = self._cells(self.columns.by_meaning.get(meaning, ()))
        if not cells:
            return NOTHING
        return self._field(cells[0], without_stop(tidy(cells[0].text)))

    # ------------------------------------------------------------ fields

    def _problem(self) -> Field[str]:
        cells = self._cells(self.columns.by_meaning[Meaning.PROBLEM])
        if not cells:  # a person may have mapped a column that is blank here
            row = self.group.rows[0]
            return Field("", (self.grid.position(row, 0),), 0.0)
        return self._field(cells[0], without_stop(tidy(cells[0].text)))

    def _number(self) -> Field[str | None]:
        """The row's own number; with numbers of several levels, that of the lowest (the last column)."""
        own = self._cells(self.columns.by_meaning.get(Meaning.NUMBER, ()))
        cells = own or self._cells(self.columns.by_meaning.get(Meaning.OUTSIDE_NUMBER, ()))[-1:]
        return self._field(cells[0], without_stop(tidy(cells[0].text))) if cells else NOTHING

    def _outside_numbers(self) -> Iterator[tuple[str, Field[str]]]:
        for seen in self._cells(self.columns.by_meaning.get(Meaning.OUTSIDE_NUMBER, ())):
            yield tidy(self.columns.reads[seen.column].header), self._field(seen, tidy(seen.text))

    def _category(self) -> Field[str | None]:
        if self.group.section is not None and self.group.section_row is not None:
            return Field(self.group.section, (self.grid.position(self.group.section_row, 0),), 0.95)
        return self._single(Meaning.CATEGORY)

    def _units(self) -> tuple[Field[str | None], Field[tuple[str, ...]], Field[tuple[str, ...]]]:
        leads = self._cells(self.columns.by_meaning.get(Meaning.LEAD_UNIT, ()))
        others = self._cells(self.columns.by_meaning.get(Meaning.UNITS, ()))
        helpers = self._cells(self.columns.by_meaning.get(Meaning.COOPERATING, ()))
        if not leads and not others:
            return self._units_above(helpers)
        read = [read_units(seen.text, first_leads=self.ground.first_leads) for seen in (*leads, *others)]
        lead = read[0].responsible[0] if leads and read[0].responsible else self._lead_of(read)
        cooperating = tuple(
            dict.fromkeys(
                [name for units in read for name in units.cooperating]
                + [name for seen in helpers for name in read_units(seen.text).responsible]
            )
        )
        responsible = tuple(dict.fromkeys(name for units in read for name in units.responsible))
        places = tuple(self._at(seen) for seen in (*leads, *others))
        sure = min(self._sure(seen.column) for seen in (*leads, *others))
        return (
            Field(lead, places[:1], sure) if lead else NOTHING,
            Field(responsible, places, sure),
            Field(cooperating, tuple(self._at(seen) for seen in helpers) or places, sure)
            if cooperating
            else NONE_NAMED,
        )

    @staticmethod
    def _lead_of(read: list[Units]) -> str | None:
        return next((units.lead for units in read if units.lead), None)

    def _units_above(
        self, helpers: list[Seen]
    ) -> tuple[Field[str | None], Field[tuple[str, ...]], Field[tuple[str, ...]]]:
        """No unit in the row: the unit that the lines above the table name."""
        names = tuple(name for seen in helpers for name in read_units(seen.text).responsible)
        cooperating = Field(names, tuple(self._at(seen) for seen in helpers), 0.9) if names else NONE_NAMED
        above = self.ground.unit
        has_column = self.columns.all(Meaning.UNITS, Meaning.LEAD_UNIT)
        if above.value is None or has_column:
            return NOTHING, NONE_NAMED, cooperating
        units = read_units(above.value)
        return NOTHING, Field(units.responsible, above.positions, above.confidence), cooperating

    def _persons(self) -> Field[tuple[str, ...]]:
        cells = self._cells(self.columns.all(Meaning.LEADER, Meaning.PERSONS))
        names = tuple(dict.fromkeys(name for seen in cells for name in read_persons(seen.text)))
        if not names:
            return NONE_NAMED
        return Field(names, tuple(self._at(seen) for seen in cells), min(self._sure(seen.column) for seen in cells))

    def _goal(self) -> Field[str | None]:
        """One goal for the issue; goals of single steps belong to the milestones."""
        cells = self._cells(self.columns.by_meaning.get(Meaning.GOAL, ()))
        if len(cells) != 1 or self._slipped(cells[0]):
            return NOTHING
        return self._field(cells[0], without_stop(tidy(cells[0].text)))

    def _measure_cells(self) -> list[Seen]:
        """Measures, and steps that slipped into the next column (a goal that opens with a period)."""
        slipped = [seen for seen in self._cells(self.columns.by_meaning.get(Meaning.GOAL, ())) if self._slipped(seen)]
        cells = [*self._cells(self.columns.by_meaning.get(Meaning.MEASURES, ())), *slipped]
        return sorted(cells, key=lambda seen: seen.row)

    def _slipped(self, seen: Seen) -> bool:
        """Whether a goal is a step of the timetable that landed in the wrong column: no measure beside it."""
        measures = self.columns.first(Meaning.MEASURES)
        if self.columns.first(Meaning.DEADLINE) is not None or measures is None:
            return False
        return leading_period(seen.text) is not None and is_none(self.grid.text(seen.row, measures))

    def _measures(self) -> Field[tuple[str, ...]]:
        cells = self._measure_cells()
        if not cells:
            return NONE_NAMED
        items = [
            item for seen in cells for item in split_items(seen.text if len(cells) == 1 else unnumbered(seen.text))
        ]
        return Field(tuple(items), tuple(self._at(seen) for seen in cells), min(self._sure(c.column) for c in cells))

    def _progress(self) -> tuple[Field[str | None], Field[str | None]]:
        """Status word and sentence about progress; a sentence that opens with a status word gives both."""
        status, progress = self._single(Meaning.STATUS), self._single(Meaning.PROGRESS)
        told = status if status.value else progress
        word = status_word(told.value) if told.value else None
        if status.value and word == status.value:
            return status, progress
        found = Field(word, told.positions, told.confidence * 0.9) if word else NOTHING
        return found, progress if progress.value else status

    # ------------------------------------------------------------ deadlines

    def _deadline(self) -> Deadline:
        words = list(self._deadline_words())
        return understand(words[-1] if words else None, year=self.ground.year, reader=self.ground.deadline_reader)

    def _deadline_words(self) -> Iterator[DeadlineWords]:
        column = self.columns.first(Meaning.DEADLINE)
        if column is None:
            for seen in self._measure_cells():
                if period := leading_period(seen.text):
                    yield DeadlineWords(period, self._at(seen), 0.8)
            return
        for seen in self._cells([column]):
            iso = self.grid.iso_dates.get(address(seen.row, seen.column))
            yield DeadlineWords(tidy(seen.text), self._at(seen), self._sure(column), iso)

    def _milestones(self) -> Iterator[Milestone]:
        """One for each row of an issue that takes several."""
        if len(self.group.rows) < 2:
            return
        for row in self.group.rows:
            step = IssueRows(self.grid, self.columns, self.ground, Group([row], None, None))
            deadline, goal = step._deadline(), step._single(Meaning.GOAL)
            measure = next((unnumbered(tidy(seen.text)) for seen in step._measure_cells()), None)
            yield Milestone(
                measure=without_stop(measure) if measure else None,
                units=step._units()[1].value,
                deadline_text=deadline.text.value,
                deadline_date=deadline.date.value,
                goal=goal.value,
                position=self.grid.position(row, self.columns.first(Meaning.MEASURES) or 0),
            )

    def _extras(self) -> Iterator[Extra]:
        """Everything else of the rows, so that nothing is lost."""
        beside = [*self.columns.unread, *self.columns.all(*KEPT_AS_EXTRAS)]
        beside += self.columns.by_meaning.get(Meaning.PROGRESS, [])[1:]
        if self.group.section is not None:
            beside += self.columns.by_meaning.get(Meaning.CATEGORY, [])
        for seen in self._cells(beside):
            if value := meant(seen.text):
                yield Extra(tidy(self.columns.reads[seen.column].header), value, self._at(seen))
