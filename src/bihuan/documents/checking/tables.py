"""Tables of figures: what stands in 合计 must be the sum of what stands above or beside it."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bihuan.documents.checking.model import Finding, Kind, Line, Place
from bihuan.documents.checking.quantities import shown
from bihuan.documents.model import Position
from bihuan.documents.source import Grid
from bihuan.documents.words import squeeze

_TOTAL = re.compile(r"(?:合计|总计|共计|总数|小计)(?:[（(].*[）)])?")
_GRAND = re.compile(r"(?:合计|总计|共计)(?:[（(].*[）)])?")
_NO_SUM = re.compile(r"率|占比|比例|%|均|排名|名次|序号|编号|得分|分数|年|日期|时间|同比|环比|增幅|电话")
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_FEWEST = 2


def tables_that_do_not_tie(grids: Sequence[Grid], lines: Sequence[Line]) -> Iterator[Finding]:
    """One finding for each cell of totals that is not the sum of its column or row."""
    places = {line.position: line for line in lines}
    for grid in grids:
        for row, column, words in (*_columns(grid), *_rows(grid)):
            yield Finding(Kind.SUM, words, (_place(places, grid.position(row, column)),))


def _place(places: dict[Position, Line], position: Position) -> Place:
    line = places[position]
    return line.place(0, len(line.text))


def _columns(grid: Grid) -> Iterator[tuple[int, int, str]]:
    """Rows that begin with 合计: each column of plain numbers above them."""
    for row in range(1, len(grid.rows)):
        if not _GRAND.fullmatch(squeeze(next(iter(grid.distinct(row)), ""))):
            continue
        for column in range(1, grid.width):
            stated, addends = _value(_own(grid, row, column)), _above(grid, row, column)
            if stated is None or addends is None or sum(addends) == stated:
                continue
            yield row, column, _words(_header(grid, row, column), stated, sum(addends, Decimal()))


def _above(grid: Grid, row: int, column: int) -> list[Decimal] | None:
    """The numbers above a total, or None where the column is no column of addends."""
    if _NO_SUM.search(_header(grid, row, column)):
        return None
    found: list[Decimal] = []
    for above in range(row - 1, -1, -1):
        first, text = squeeze(next(iter(grid.distinct(above)), "")), _own(grid, above, column).strip()
        value = _value(text)
        if _TOTAL.fullmatch(first):
            return None  # subtotals in between: several readings are possible
        if value is None and text and text not in {"-", "—", "/", "无"}:
            break  # the header
        found += [value] if value is not None else []
    return found if len(found) >= _FEWEST else None


def _own(grid: Grid, row: int, column: int) -> str:
    """What a cell holds itself: a number in merged cells counts once."""
    cells = grid.rows[row]
    return cells[column] if column < len(cells) else ""


def _header(grid: Grid, row: int, column: int) -> str:
    """The words at the head of a column: the nearest above a row that are no number."""
    words = (squeeze(grid.text(above, column)) for above in range(row - 1, -1, -1))
    return next((word for word in words if word.strip("-—/无") and _value(word) is None), "")


def _rows(grid: Grid) -> Iterator[tuple[int, int, str]]:
    """Columns headed 合计: each row of plain numbers to their left, where every column between is one of figures."""
    for head in range(min(len(grid.rows), 3)):
        totals = [c for c in range(2, grid.width) if _GRAND.fullmatch(squeeze(grid.text(head, c)))]
        if len(totals) != 1 or any(_NO_SUM.search(_header(grid, head + 1, c)) for c in range(1, totals[0])):
            continue
        for row in range(head + 1, len(grid.rows)):
            values = [_value(_own(grid, row, c)) for c in range(1, totals[0] + 1)]
            if len(values) <= _FEWEST or any(value is None for value in values):
                continue
            addends = [value for value in values[:-1] if value is not None]
            stated = values[-1]
            if stated is not None and sum(addends) != stated:
                yield row, totals[0], _words(grid.text(row, 0), stated, sum(addends, Decimal()))
        return


def _value(text: str) -> Decimal | None:
    bare = squeeze(text)
    return Decimal(bare.replace(",", "")) if _NUMBER.fullmatch(bare) else None


def _words(name: str, stated: Decimal, summed: Decimal) -> str:
    apart = shown(abs(stated - summed))
    return f"合计不符：“{name[:20]}”合计写的是 {shown(stated)}，各项相加是 {shown(summed)}，相差 {apart}。"
