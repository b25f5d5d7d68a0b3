"""One sheet or table → the tables of issues in it, with their records."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bihuan.documents.columns import Corrections
from bihuan.documents.ground import Ground
from bihuan.documents.model import DraftRecord, Meaning, Position
from bihuan.documents.preamble import unit_above
from bihuan.documents.source import Grid
from bihuan.documents.status import LONGEST
from bihuan.documents.tables.cells import IssueCells
from bihuan.documents.tables.headers import Columns, find_columns
from bihuan.documents.tables.records import record_of
from bihuan.documents.tables.rows import Body, read_body
from bihuan.documents.words import is_none

_STANDS_FOR_MEASURES = re.compile("(?:整改|办理|处理|落实)(?:落实|完成)?情况")
LINES_ABOVE = 8
"""Title, unit, date and the like, with few texts in a line."""

_SAMPLE = 60
"""Rows looked at to tell a column of status words from one of sentences."""


@dataclass
class Ledger:
    """One table of issues as read."""

    grid: Grid
    columns: Columns
    body: Body
    ground: Ground
    records: list[DraftRecord] = field(default_factory=list)
    """What the checks of the whole file need to know of the records that were read."""

    def read(self) -> Iterator[DraftRecord]:
        """The records, one after the other: a large ledger is never in memory as a whole."""
        for group in self.body.groups:
            yield record_of(IssueCells(self.grid, self.columns, group), self.ground)


def read_ledgers(grid: Grid, ground: Ground, corrections: Corrections) -> Iterator[Ledger]:
    """The tables of issues in a sheet, one below the other; none where the sheet holds no issues."""
    start = 0
    while (columns := find_columns(grid, start, corrections)) is not None:
        body = read_body(grid, columns)
        settle(grid, columns, body)
        yield Ledger(grid, columns, body, _local(grid, ground, columns.top))
        start = body.stop
        if start >= len(grid.rows):
            return


def _local(grid: Grid, ground: Ground, header: int) -> Ground:
    """The ground of one table: its own lines above the header speak before those of the file."""
    top = header
    while top > 0 and header - top < LINES_ABOVE and len(grid.distinct(top - 1)) <= 3:
        top -= 1
    lines = [(text, grid.position(row, 0)) for row in range(top, header) for text in grid.distinct(row)]
    lines += [(text, Position(table=grid.order)) for text in grid.caption]
    return replace(ground, unit=unit_above(lines) or ground.unit)


def settle(grid: Grid, columns: Columns, body: Body) -> None:
    """Columns whose header alone does not tell: decided by the values and by what the table lacks."""
    _settle_progress(grid, columns, body)
    named = columns.all(Meaning.UNITS, Meaning.LEAD_UNIT, Meaning.UNITS_AND_PERSONS)
    site = columns.first(Meaning.SITE)
    if not named and site is not None:
        columns.reassign(site, Meaning.UNITS, "表中没有责任单位列，以所在单位为责任单位")


def _settle_progress(grid: Grid, columns: Columns, body: Body) -> None:
    """A column of progress holds status words, or the measures that were taken, or neither."""
    for column in list(columns.all(Meaning.PROGRESS)):
        if columns.first(Meaning.STATUS) is None and _mostly_words(grid, body, column):
            columns.reassign(column, Meaning.STATUS, "列中都是状态词")
    for column in list(columns.all(Meaning.PROGRESS)):
        stands = _STANDS_FOR_MEASURES.fullmatch(columns.reads[column].header)
        if columns.first(Meaning.MEASURES) is None and stands:
            columns.reassign(column, Meaning.MEASURES, "表中没有措施列，整改情况即所采取的措施")


def _mostly_words(grid: Grid, body: Body, column: int) -> bool:
    values = [grid.text(group.rows[0], column).strip() for group in body.groups[:_SAMPLE]]
    told = [value for value in values if not is_none(value)]
    short = sum(1 for value in told if len(value) <= LONGEST and "。" not in value)
    return bool(told) and short * 10 >= len(told) * 8
