"""Reading a simple list from an Excel sheet: the head is found by its words, and every cell knows its address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from bihuan.common.workflow import Refused

HEAD_WITHIN = 10
"""The head stands in one of the first rows; above it offices write titles and explanations."""
MOST_ROWS = 50_000


@dataclass(frozen=True)
class Heading:
    """A column that an import understands, and what offices call it."""

    key: str
    words: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True)
class Row:
    """One row; `cells` by the key of their heading, empty when the column or the value is missing."""

    number: int
    cells: Mapping[str, str]
    columns: Mapping[str, int]

    def address(self, key: str) -> str:
        """The cell as Excel calls it; the row alone when the sheet has no such column."""
        return f"{letters(self.columns[key])}{self.number}" if key in self.columns else f"{self.number}"


@dataclass(frozen=True)
class Sheet:
    """The rows below the head; `left_out` are headings that nobody understood."""

    name: str
    rows: Sequence[Row]
    left_out: Sequence[str] = field(default_factory=tuple)


def read_sheet(file: BinaryIO, headings: Sequence[Heading], *, name: str) -> Sheet:
    """Read the first sheet that has all required headings.

    Raises:
        Refused: no workbook, too long, or a required heading is on no sheet.
    """
    try:
        workbook = CalamineWorkbook.from_filelike(file)
        sheets = [(title, workbook.get_sheet_by_name(title)) for title in workbook.sheet_names]
        tables = [(title, sheet.to_python(skip_empty_area=False)) for title, sheet in sheets]
    except (CalamineError, OSError, ValueError) as wrong:
        words = _("“%(name)s” cannot be read as an Excel workbook. Save it as .xlsx and try again.")
        raise Refused(words % {"name": name}) from wrong
    for title, table in tables:
        for place, row in enumerate(table[:HEAD_WITHIN]):
            columns = _columns(row, headings)
            if all(heading.key in columns for heading in headings if heading.required):
                return _sheet(title, table, place, columns)
    required = "、".join(heading.words[0] for heading in headings if heading.required)
    words = _("No sheet of “%(name)s” has the headings %(required)s in one of its first %(rows)d rows.")
    raise Refused(words % {"name": name, "required": required, "rows": HEAD_WITHIN})


def letters(column: int) -> str:
    """The name of a column counted from 0: A … Z, AA …"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def text_of(value: object) -> str:
    """A cell as a person reads it: whole numbers without a point, spaces of either width trimmed."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def _columns(row: Sequence[object], headings: Sequence[Heading]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, value in enumerate(row):
        words = text_of(value).replace(" ", "").lower()
        for heading in headings:
            if words in heading.words and heading.key not in found:
                found[heading.key] = column
    return found


def _sheet(title: str, table: Sequence[Sequence[object]], place: int, columns: dict[str, int]) -> Sheet:
    if len(table) > MOST_ROWS:
        words = _("The sheet “%(sheet)s” has %(rows)d rows; %(limit)d are read at once. Divide it.")
        raise Refused(words % {"sheet": title, "rows": len(table), "limit": MOST_ROWS})
    rows = []
    for number, row in enumerate(table[place + 1 :], start=place + 2):
        cells = {key: text_of(row[column]) for key, column in columns.items()}
        if any(cells.values()):
            rows.append(Row(number, cells, columns))
    known = set(columns.values())
    left_out = [text_of(value) for column, value in enumerate(table[place]) if column not in known and text_of(value)]
    return Sheet(title, rows, left_out)
