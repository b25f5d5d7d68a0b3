"""Forms: one table for each issue, labels beside their values (销号审核表)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bihuan.documents.columns import Corrections, correction_key, guess
from bihuan.documents.ground import Ground
from bihuan.documents.model import ColumnRead, Meaning, Position
from bihuan.documents.source import Grid
from bihuan.documents.tables.headers import LEDGER, Columns, without_rivals
from bihuan.documents.tables.ledger import Ledger, settle
from bihuan.documents.tables.rows import Body, Group
from bihuan.documents.words import tidy

FEWEST_LABELS = 3
MOST_ROWS = 40


def read_card(grid: Grid, ground: Ground, corrections: Corrections) -> Iterator[Ledger]:
    """A form as a table of one row, its labels the header; nothing where the table is no form."""
    if len(grid.rows) > MOST_ROWS:
        return
    pairs = list(_pairs(grid, corrections))
    if _is_header(grid, [place for _, place in pairs]):
        return
    columns = Columns(0, 0, without_rivals([read for read, _ in pairs]))
    known = columns.by_meaning.keys()
    if Meaning.PROBLEM not in known or len(known) < FEWEST_LABELS or not LEDGER & known:
        return
    form = Form.of(grid, [place for _, place in pairs])
    body = Body([Group([0], None, None)], stop=1)
    settle(form, columns, body)
    yield Ledger(form, columns, body, ground)


@dataclass
class Form(Grid):
    """A form seen as one row; positions remain those of the form."""

    places: list[Position] = field(default_factory=list)

    @classmethod
    def of(cls, form: Grid, cells: list[tuple[int, int]]) -> "Form":
        """The row of these cells of a form."""
        texts = [form.text(row, column) for row, column in cells]
        places = [form.position(row, column) for row, column in cells]
        return cls([texts], form.name, form.order, list(form.caption), places=places)

    def position(self, row: int, column: int) -> Position:
        """The place in the form; there is only the one row."""
        return self.places[row + column]


def _is_header(grid: Grid, values: list[tuple[int, int]]) -> bool:
    """Whether the "values" are labels themselves: then the row of labels heads a table."""
    labels = sum(1 for row, column in values if guess(grid.text(row, column)))
    return labels * 3 > len(values)


def _pairs(grid: Grid, corrections: Corrections) -> Iterator[tuple[ColumnRead, tuple[int, int]]]:
    """Each label with the cell to its right that holds its value."""
    for row in range(len(grid.rows)):
        column = 0
        while column < grid.width - 1:
            place = grid.anchor(row, column)
            label = tidy(grid.text(row, column))
            right = next((c for c in range(column + 1, grid.width) if grid.anchor(row, c) != place), None)
            if right is None:
                break
            read = _label(grid, place, label, corrections)
            if place == (row, column) and read is not None:
                yield read, grid.anchor(row, right)
                column = _behind(grid, row, right)
            else:
                column = right


def _behind(grid: Grid, row: int, column: int) -> int:
    place = grid.anchor(row, column)
    return next((c for c in range(column + 1, grid.width) if grid.anchor(row, c) != place), grid.width)


def _label(grid: Grid, place: tuple[int, int], label: str, corrections: Corrections) -> ColumnRead | None:
    position = grid.position(*place)
    if (key := correction_key((label,), corrections)) is not None:
        return ColumnRead(label, position, corrections[key], "由人指定", 1.0)
    found = guess(label)
    return ColumnRead(label, position, found.meaning, found.reason, found.confidence) if found else None
