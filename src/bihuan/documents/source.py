"""The neutral form between file formats and layouts: a list of tables and paragraphs.

It is plain data that JSON can carry, because the formats are parsed in a process of their own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from bihuan.documents.model import Position


class Merge(NamedTuple):
    """A rectangle shown as one cell; rows and columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Paragraph:
    """One paragraph or line of running text; `number` counts from 1."""

    text: str
    number: int
    page: int | None = None
    heading: bool = False

    def position(self, *, lines: bool) -> Position:
        """Lines in plain text, paragraphs elsewhere."""
        if lines:
            return Position(line=self.number)
        return Position(page=self.page, paragraph=self.number)


@dataclass
class Grid:
    """One table or sheet. Texts stand as the file shows them; of merged cells only the first holds one."""

    rows: list[list[str]]
    name: str = ""
    """Name of the sheet; empty for tables in documents."""
    order: int = 1
    """Which sheet or table of the file, from 1."""
    caption: list[str] = field(default_factory=list)
    """Lines that stand right above a table in a document."""
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    iso_dates: dict[str, str] = field(default_factory=dict)
    """Cells that hold a real date, by address (`K5`), in ISO form."""
    pages: list[int] = field(default_factory=list)
    """Page of each row, where the format has pages."""
    blank_is_merged: bool = False
    """The format cannot say what is merged: a blank below a value may be the same value."""

    @cached_property
    def hidden(self) -> frozenset[int]:
        """Rows that the file hides, from 0."""
        return frozenset(self.hidden_rows)

    @cached_property
    def width(self) -> int:
        """Columns of the widest row."""
        return max((len(row) for row in self.rows), default=0)

    @cached_property
    def anchors(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each cell inside a merged rectangle: the cell that holds its text."""
        return {
            (row, column): (merge.top, merge.left)
            for merge in self.merges
            for row in range(merge.top, merge.bottom + 1)
            for column in range(merge.left, merge.right + 1)
        }

    def merge(self, merges: Iterable[Merge]) -> None:
        """Adds rectangles that the format could not say."""
        self.merges = [*self.merges, *merges]
        self.__dict__.pop("anchors", None)

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """Where the text of a cell stands."""
        return self.anchors.get((row, column), (row, column)) if self.merges else (row, column)

    def text(self, row: int, column: int) -> str:
        """What a reader sees in a cell, merged or not."""
        if self.merges:
            row, column = self.anchors.get((row, column), (row, column))
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def texts(self, row: int) -> list[str]:
        """What a reader sees in a row, cell by cell."""
        return [self.text(row, column) for column in range(self.width)]

    def distinct(self, row: int) -> list[str]:
        """The non-blank texts of a row, merged cells once."""
        seen: dict[tuple[int, int], str] = {}
        for column in range(self.width):
            place = self.anchor(row, column)
            if place not in seen and (text := self.text(row, column).strip()):
                seen[place] = text
        return list(seen.values())

    def stretches(self, row: int) -> bool:
        """Whether a cell of the row covers several columns."""
        return bool(self.merges) and any(
            self.anchors.get((row, column), (row, column)) == self.anchors.get((row, column - 1))
            for column in range(1, self.width)
        )

    def page(self, row: int) -> int | None:
        """Page of a row, where the format has pages."""
        return self.pages[row] if row < len(self.pages) else None

    def position(self, row: int, column: int) -> Position:
        """Where a cell stands, in the words of its format."""
        if self.name:
            return Position(sheet=self.name, cell=address(row, column), row=row + 1, column=column + 1)
        return Position(table=self.order, row=row + 1, column=column + 1, page=self.page(row))


@dataclass
class Source:
    """A file as blocks in reading order."""

    format: str
    blocks: list[Grid | Paragraph]
    names: dict[str, list[Any]] = field(default_factory=dict)
    """Names that a workbook gives to single cells: sheet, row and column, these from 0."""

    @property
    def grids(self) -> list[Grid]:
        """The tables, in order."""
        return [block for block in self.blocks if isinstance(block, Grid)]

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The running text, in order."""
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    def to_plain(self) -> dict[str, Any]:
        """What JSON can carry."""
        return {"format": self.format, "blocks": [_plain_block(block) for block in self.blocks], "names": self.names}

    @staticmethod
    def from_plain(plain: dict[str, Any]) -> "Source":
        """The source that `to_plain` wrote."""
        blocks: list[Grid | Paragraph] = []
        for block in plain["blocks"]:
            if "rows" in block:
                block["merges"] = [Merge(*merge) for merge in block["merges"]]
                blocks.append(Grid(**block))
            else:
                blocks.append(Paragraph(**block))
        return Source(plain["format"], blocks, plain["names"])


def fitting(merges: Iterable[Merge], rows: list[list[str]]) -> list[Merge]:
    """Merges cut to the size of the table; none at all where they claim more than the table has."""
    height, width = len(rows), max((len(row) for row in rows), default=0)
    cut = [
        Merge(top, left, min(bottom, height - 1), min(right, width - 1))
        for top, left, bottom, right in merges
        if top < height and left < width
    ]
    area = sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in cut)
    return cut if area <= 2 * height * width else []


def _plain_block(block: Grid | Paragraph) -> dict[str, Any]:
    """The fields only: cached properties live in the same dictionary."""
    return {each.name: getattr(block, each.name) for each in fields(block)}


def address(row: int, column: int) -> str:
    """Spreadsheet address of a cell; row and column from 0."""
    return f"{_letters(column)}{row + 1}"


@lru_cache(maxsize=1024)
def _letters(column: int) -> str:
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
