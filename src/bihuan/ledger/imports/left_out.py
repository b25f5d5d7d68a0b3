"""Rows of a file that did not reach the ledger: their cells as the office wrote them, and the reason beside them."""

import tempfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO, cast

from django.utils.translation import gettext as _

from bihuan.common.workflow import Refused
from bihuan.documents import Unreadable
from bihuan.documents.formats.opening import open_source
from bihuan.documents.source import Grid
from bihuan.documents.tables.headers import find_columns
from bihuan.files.services import open_file
from bihuan.ledger.models import ImportBatch
from bihuan.ledger.sheets import Sheet, write_sheet

WIDTH = 24
"""Characters of a column of the office's own."""

Table = tuple[tuple[str, ...], list[Sequence[str]]]
"""Heads of the office's own columns, and the rows: place, reason, then the original cells."""


def write_left_out(batch: ImportBatch) -> BinaryIO:
    """A workbook of the rows that stayed out, to be mended and imported as a file of its own."""
    heads, rows = _table(batch)
    columns = ((_("Place"), 14), (_("Why it was left out"), 40), *((head, WIDTH) for head in heads))
    file = cast(BinaryIO, tempfile.TemporaryFile(prefix="bihuan-"))  # noqa: SIM115 - the answer closes it
    write_sheet(file, Sheet(_("Left out"), columns, footer=batch.file.name), rows)
    file.seek(0)
    return file


def _table(batch: ImportBatch) -> Table:
    """The original cells where the file has any; else the words of the problem as they were read."""
    reasons = {row.place: row for row in batch.left_out.order_by("pk")}
    found = {place: (grid, row) for place, grid, row in _places(batch, frozenset(reasons))}
    heads = next((_heads(grid) for grid, _row in found.values()), (_("Problem"),))
    rows: list[Sequence[str]] = []
    for place, left in reasons.items():
        grid, row = found.get(place, (None, 0))
        cells = grid.texts(row) if grid is not None else [left.words]
        cells = [*cells, *[""] * (len(heads) - len(cells))][: len(heads)]
        rows.append((place, left.reason, *cells))
    return heads, rows


def _places(batch: ImportBatch, wanted: frozenset[str]) -> Iterator[tuple[str, Grid, int]]:
    with open_file(batch.file) as file:
        content = file.read()
    try:
        source = open_source(content, batch.file.name, isolated=True)
    except Unreadable as unreadable:
        raise Refused(unreadable.sentence) from unreadable
    for grid in source.grids:
        for row in range(len(grid.rows)):
            for column in range(grid.width):
                place = str(grid.position(row, column))
                if place in wanted:
                    yield place, grid, row


def _heads(grid: Grid) -> tuple[str, ...]:
    """The office's own words above the columns; letters where no header was found."""
    columns = find_columns(grid, 0, {})
    if columns is None:
        return tuple(_("Column %(n)s") % {"n": n} for n in range(1, grid.width + 1))
    return tuple(read.header for read in columns.reads)
