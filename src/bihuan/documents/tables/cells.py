"""The cells of one issue, by meaning: merged cells once, with what a page break cut off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bihuan.documents.items import unnumbered
from bihuan.documents.model import NOTHING, Field, Meaning, Position
from bihuan.documents.source import Grid
from bihuan.documents.tables.headers import Columns
from bihuan.documents.tables.rows import Group
from bihuan.documents.words import is_none, tidy, without_stop

INHERITED = frozenset({Meaning.SITE, Meaning.CATEGORY, Meaning.UNITS, Meaning.LEAD_UNIT, Meaning.SOURCE})
"""Left of the problem, a blank in these columns means "as above", merged or not."""


class Seen(NamedTuple):
    """One cell as read."""

    text: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class IssueCells:
    """Looks up the cells of one issue."""

    grid: Grid
    columns: Columns
    group: Group
    _known: dict[tuple[Meaning, ...], Sequence[Seen]] = field(init=False, default_factory=dict)
    """What was asked for already: several fields rest on the same cells."""

    def of(self, *meanings: Meaning) -> Sequence[Seen]:
        """The cells of these meanings that say something, in the order of the meanings."""
        found = self._known.get(meanings)
        if found is None:
            by_meaning = self.columns.by_meaning
            columns = [column for meaning in meanings if meaning in by_meaning for column in by_meaning[meaning]]
            found = self._known[meanings] = self.in_columns(columns) if columns else ()
        return found

    def in_columns(self, columns: Sequence[int]) -> list[Seen]:
        """The cells of these columns that say something."""
        if not self.grid.merges and not self.group.cut and len(self.group.rows) == 1:
            return self._in_one_row(self.group.rows[0], columns)
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

    def _in_one_row(self, row: int, columns: Sequence[int]) -> list[Seen]:
        """The plain case, which is nearly every row of a large export."""
        texts = self.grid.rows[row]
        if len(columns) == 1:  # and nearly every column
            column = columns[0]
            if column >= len(texts) or is_none(text := texts[column]):
                return []
            return [Seen(text, row, column)]
        return [
            Seen(texts[column], row, column) for column in columns if column < len(texts) and not is_none(texts[column])
        ]

    def _with_rest(self, text: str, row: int, column: int) -> str:
        if row == self.group.rows[-1]:
            for cut in self.group.cut:
                rest = self.grid.text(cut, column)
                text += f"\n{rest}" if unnumbered(rest) != rest.strip() else rest
        return text

    def at(self, seen: Seen) -> Position:
        """Where a cell stands."""
        return self.grid.position(seen.row, seen.column)

    def sure(self, seen: Iterable[Seen]) -> float:
        """How sure the columns of these cells are."""
        return min(self.columns.reads[each.column].confidence for each in seen)

    def field(self, seen: Seen, value: str) -> Field[str]:
        """A value read from one cell."""
        return Field(value, (self.at(seen),), self.columns.reads[seen.column].confidence)

    def single(self, meaning: Meaning) -> Field[str | None]:
        """The text of a column that holds one value, without a full stop."""
        if meaning not in self.columns.by_meaning:
            return NOTHING
        if cells := self.of(meaning):
            return self.field(cells[0], without_stop(tidy(cells[0].text)))
        return self._inherited(meaning) if meaning in INHERITED else NOTHING

    def _inherited(self, meaning: Meaning) -> Field[str | None]:
        found = self.above(meaning)
        return Field(without_stop(tidy(found.text)), (self.at(found),), 0.6) if found else NOTHING

    def above(self, meaning: Meaning) -> Seen | None:
        """The nearest text above in a column left of the problem; a blank line or section ends the search."""
        column, problem = self.columns.first(meaning), self.columns.first(Meaning.PROBLEM)
        if column is None or problem is None or column > problem:
            return None
        start, top = self.group.rows[0], self.columns.bottom + 1
        reached, found = self.columns.nearest.get(column, (top, None))
        if reached > start:
            reached, found = top, None
        for row in range(start - 1, reached - 1, -1):
            if not self.grid.text(row, problem).strip() or self.grid.stretches(row):
                found = None
                break
            if self.grid.text(row, column).strip():
                found = row
                break
        self.columns.nearest[column] = (start, found)
        return None if found is None else Seen(self.grid.text(found, column), found, column)
