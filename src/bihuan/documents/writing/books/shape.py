"""Where the header and the body of an office's form are: found by its words, as the reader finds those of a ledger."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bihuan.documents.errors import Unreadable
from bihuan.documents.formats.opening import open_source
from bihuan.documents.source import Grid
from bihuan.documents.tables.headers import LONGEST_HEADER, SEARCHED_ROWS, band, path_above

PLACEHOLDER = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Head:
    """One column of the form: its place from 0, and its words, those of the group above first."""

    column: int
    words: str


@dataclass(frozen=True, slots=True)
class Shape:
    """The form: rows from 0, both ends included. Its body, blank lines or examples, is replaced by the records."""

    sheet: str
    top: int
    bottom: int
    last: int
    heads: tuple[Head, ...]
    placeholders: tuple[str, ...]


def shape_of(content: bytes, name: str, *, knows: Callable[[str], bool]) -> Shape:
    """Find the form in an accepted workbook; `knows` tells words that head a column of the list.

    Raises:
        Unreadable: no sheet has a header.
    """
    grids = open_source(content, name, isolated=True).grids
    found = [(score, -grid.order, grid, row) for grid in grids for score, row in _candidates(grid, knows)]
    if not found:
        raise Unreadable("no_header", "模板里没有找到表头：前 40 行中应有一行写着各列的名称（至少三列）。")
    _score, _order, grid, row = max(found, key=lambda one: (one[0], one[1], -one[3]))
    if len(grid.rows) > MOST_ROWS:
        raise Unreadable("too_large", f"模板工作表“{grid.name}”有 {len(grid.rows)} 行，请只留表头和几行空行。")
    top, bottom = band(grid, row)
    heads = [Head(column, " / ".join(path_above(grid, top, bottom, column))) for column in range(grid.width)]
    # of a head over several columns the first one holds the words
    named = tuple(head for head in heads if head.words and grid.anchor(bottom, head.column)[1] == head.column)
    return Shape(grid.name, top, bottom, _last(grid, bottom), named, tuple(_placeholders(grids)))


def _candidates(grid: Grid, knows: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Rows of several short texts, with how many of them are known."""
    for row in range(min(len(grid.rows), SEARCHED_ROWS)):
        texts = [text for text in grid.distinct(row) if len(text) <= LONGEST_HEADER]
        known = sum(map(knows, texts))
        if len(texts) >= 3 and known >= 1:
            yield known, row


def _last(grid: Grid, bottom: int) -> int:
    """The last row of the body: blank lines, and example lines that fill at least half of the table."""
    width = sum(1 for text in grid.texts(bottom) if text.strip())
    last = bottom
    for row in range(bottom + 1, len(grid.rows)):
        filled = len(grid.distinct(row))
        if filled and filled * 2 < width:
            break
        last = row
    return last


def _placeholders(grids: list[Grid]) -> Iterator[str]:
    seen = {name for grid in grids for row in grid.rows for cell in row for name in PLACEHOLDER.findall(cell)}
    yield from sorted(seen)
