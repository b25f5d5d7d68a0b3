"""Workbooks (xlsx, xls, ods) → grids.

Every workbook is opened by calamine, which is fast and knows old formats. Workbooks of ordinary size are
read a second time by openpyxl for what calamine cannot tell: how a date is shown, and which rows are hidden.
Large ones (above `RICH_CELLS`) are plain exports as a rule; their dates are shown in ISO form.
"""

import io
import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from bihuan.documents.errors import Unreadable
from bihuan.documents.formats.guard import check_zip
from bihuan.documents.formats.numbers import shown
from bihuan.documents.source import Grid, Merge, Source, address, fitting

RICH_CELLS = 60_000
MOST_CELLS = 5_000_000
MOST_ROWS = 100_000
MOST_NAMES = 1_000

_CELL = re.compile(r"(?P<sheet>'(?:[^']|'')+'|[^'!]+)!\$(?P<column>[A-Z]{1,3})\$(?P<row>\d{1,7})")


def read_xlsx(content: bytes) -> Source:
    """An xlsx or xlsm workbook."""
    check_zip(content)
    grids = _plain(content)
    if sum(len(grid.rows) * grid.width for grid in grids) <= RICH_CELLS:
        _enrich(content, grids)
    return Source("xlsx", list(grids), dict(_names(content)))


def _names(content: bytes) -> Iterator[tuple[str, list[Any]]]:
    """Names of single cells; calamine has read the part already, so that it is known to be sound."""
    try:
        book = etree.fromstring(check_zip(content).read("xl/workbook.xml"), etree.XMLParser(resolve_entities=False))
    except (KeyError, etree.XMLSyntaxError):
        return
    for one in islice(book.iter("{*}definedName"), MOST_NAMES):
        if found := _CELL.fullmatch(one.text or ""):
            column = column_index_from_string(found["column"]) - 1
            yield one.get("name", ""), [_sheet_name(found["sheet"]), int(found["row"]) - 1, column]


def _sheet_name(words: str) -> str:
    return words[1:-1].replace("''", "'") if words.startswith("'") else words


def read_xls(content: bytes) -> Source:
    """A workbook of Excel 97-2003."""
    return Source("xls", list(_plain(content)))


def read_ods(content: bytes) -> Source:
    """An OpenDocument workbook."""
    check_zip(content)
    return Source("ods", list(_plain(content)))


def _plain(content: bytes) -> list[Grid]:
    """Values and merged cells, as calamine gives them."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        visible = [
            meta.name
            for meta in book.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet and meta.visible == SheetVisibleEnum.Visible
        ]
        return [grid for order, name in enumerate(visible, 1) if (grid := _grid(book.get_sheet_by_name(name), order))]
    except PasswordError as error:
        raise Unreadable("encrypted", "文件设有打开密码，请取消密码后再上传。") from error
    except Unreadable:
        raise
    except Exception as error:  # calamine raises its own errors, and a panic for some broken files
        raise Unreadable("damaged", "工作簿已损坏或没有传完整，请用 Excel 或 WPS 打开、另存后再上传。") from error


def _grid(sheet: CalamineSheet, order: int) -> Grid | None:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise Unreadable(
            "too_large",
            f"工作表“{sheet.name}”单元格过多（{sheet.total_height} 行），请删去空白行列或拆分后再上传。",
        )
    rows = [[shown(value) for value in row] for row in islice(_rows(sheet), MOST_ROWS)]
    merged = sheet.merged_cell_ranges
    merges = fitting((Merge(top, left, bottom, right) for (top, left), (bottom, right) in merged or []), rows)
    return Grid(rows, sheet.name, order, merges=merges, blank_is_merged=merged is None) if rows else None


def _rows(sheet: CalamineSheet) -> Iterator[list[object]]:
    """Rows from the first row and column of the sheet, so that addresses are right."""
    top, left = sheet.start or (0, 0)
    for _ in range(top):
        yield []
    for row in sheet.iter_rows():
        yield [None] * left + list(row)


def _enrich(content: bytes, grids: list[Grid]) -> None:
    """Shown dates and numbers, real dates, hidden rows. A workbook that openpyxl cannot open stays plain."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except Exception:  # noqa: BLE001 - openpyxl raises whatever a broken part makes it raise
        return
    for grid in grids:
        if grid.name in book.sheetnames:
            _enrich_sheet(book[grid.name], grid)


def _enrich_sheet(sheet: Worksheet, grid: Grid) -> None:
    height, width = len(grid.rows), grid.width
    for row, cells in enumerate(sheet.iter_rows(max_row=height, max_col=width)):
        for column, cell in enumerate(cells[: len(grid.rows[row])]):
            if cell.value is None or isinstance(cell.value, str):
                continue
            grid.rows[row][column] = shown(cell.value, cell.number_format)
            if isinstance(cell.value, date):  # a datetime is one, too
                grid.iso_dates[address(row, column)] = cell.value.isoformat()[:10]
    grid.hidden_rows = [number - 1 for number, row in sheet.row_dimensions.items() if row.hidden and number <= height]
