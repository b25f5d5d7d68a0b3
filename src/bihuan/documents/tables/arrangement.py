"""Tables laid out otherwise than one record a row: turned on their side, or several beside one another in a sheet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bihuan.documents.columns import Corrections, guess
from bihuan.documents.model import Meaning, Position
from bihuan.documents.source import Grid, Merge, address
from bihuan.documents.tables.headers import LEDGER, SEARCHED_ROWS, header_like
from bihuan.documents.words import squeeze

MOST_FIELDS = 40
"""Rows of a table whose records are its columns; a longer one has its records below one another."""
FEWEST_WORDS = 3
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


def arranged(grid: Grid, corrections: Corrections) -> Iterator[Grid]:
    """The tables of a grid, each with one record a row; every cell keeps the place where it stands in the file."""
    if _lies_on_its_side(grid):
        yield Turned.of(grid)
        return
    cut = _cut(grid, corrections)
    if not cut:
        yield grid
        return
    yield _columns_of(grid, 0, cut)
    yield from arranged(_columns_of(grid, cut, grid.width), corrections)


@dataclass
class Turned(Grid):
    """A grid with rows and columns exchanged; positions remain those of the file."""

    @classmethod
    def of(cls, grid: Grid) -> "Turned":
        """The records of a table that lies on its side, below one another."""
        rows = [[cells[column] if column < len(cells) else "" for cells in grid.rows] for column in range(grid.width)]
        merges = [Merge(each.left, each.top, each.right, each.bottom) for each in grid.merges]
        dates = {_exchanged(place): day for place, day in grid.iso_dates.items()}
        return cls(rows, grid.name, grid.order, list(grid.caption), merges, iso_dates=dates)

    def position(self, row: int, column: int) -> Position:
        """Where the cell stands in the file."""
        return super().position(column, row)


def _exchanged(place: str) -> str:
    found = _ADDRESS.fullmatch(place)
    if found is None:
        return place
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return address(column - 1, int(found[2]) - 1)


def _lies_on_its_side(grid: Grid) -> bool:
    """The first column holds the labels, no other cell is one, and the problem has several values beside it.

    A form has one value for each label; a table of issues has labels in a row.
    """
    if len(grid.rows) > MOST_FIELDS or grid.width < 3 or any(header_like(grid, row) for row in range(len(grid.rows))):
        return False
    labels = {row: found.meaning for row in range(len(grid.rows)) if (found := guess(grid.text(row, 0)))}
    problem = next((row for row, meaning in labels.items() if meaning is Meaning.PROBLEM), None)
    if problem is None or len(labels) < FEWEST_WORDS or not LEDGER & set(labels.values()):
        return False
    beside = [grid.text(row, column) for row in labels for column in range(1, grid.width)]
    values = {grid.anchor(problem, column): grid.text(problem, column).strip() for column in range(1, grid.width)}
    return not any(guess(text) for text in beside) and sum(map(bool, values.values())) > 1


def _cut(grid: Grid, corrections: Corrections) -> int:
    """The column where the same header begins again; 0 where it does not."""
    for row in range(min(len(grid.rows), SEARCHED_ROWS)):
        words = [squeeze(text) for text in grid.texts(row)]
        if len(words) >= 2 * FEWEST_WORDS and header_like(grid, row, corrections):
            return next((at for at in range(FEWEST_WORDS, len(words)) if _again(words[:at], words[at:])), 0)
    return 0


def _again(left: Sequence[str], right: Sequence[str]) -> bool:
    block, rest = _trimmed(left), _trimmed(right)
    told = any((found := guess(word)) and found.meaning is Meaning.PROBLEM for word in block)
    return told and len(block) >= FEWEST_WORDS and bool(right[0]) and rest[: len(block)] == block


def _trimmed(words: Sequence[str]) -> list[str]:
    filled = [at for at, word in enumerate(words) if word]
    return list(words[filled[0] : filled[-1] + 1]) if filled else []


def _columns_of(grid: Grid, start: int, stop: int) -> Grid:
    """The grid with every other column blank, so that places stay what they are."""
    rows = [["" if not start <= at < stop else cell for at, cell in enumerate(cells)] for cells in grid.rows]
    merges = [each for each in grid.merges if start <= each.left < stop and each.right < stop]
    return replace(grid, rows=rows, merges=merges)
