"""Which rows of a table are issues, and which are sections, totals, notes or more of the issue above."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from bihuan.documents.model import Meaning
from bihuan.documents.source import Grid
from bihuan.documents.tables.headers import Columns, header_like, repeats_header
from bihuan.documents.words import is_none, squeeze, tidy

_TOTAL = re.compile(r"(?:小计|合计|总计|共计|累计|总合计|汇总)(?:[:：(（].*)?")
_NOTE = re.compile(
    r"^(?:注|备注|说明|填表说明|填报说明|填表人|填报人|制表人?|审核人?|审批人?|审核意见|负责人签字|主要负责人|联系人|联系电话|备\s*注|单位负责人|分管领导签字)[:：\d一（(]"
)
_EXAMPLE = re.compile(r"^(?:例|示例|例如|样例|范例)\d*$")
_SECTION = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[部类项章节]|[（(].*[）)]$|[IVX]+[.、])"
)


class Kind(Enum):
    """What a row is."""

    ISSUE = auto()
    MORE = auto()
    """Another line of the issue above (its further measures, deadlines, departments)."""
    CUT = auto()
    """The rest of the row above, cut off by a page break."""
    SECTION = auto()
    TOTAL = auto()
    NOTE = auto()
    NAMELESS = auto()
    """A numbered row without a problem text: no issue, but a person must see it."""
    HEADER = auto()
    """A new header: another table begins in the same sheet."""
    NOTHING = auto()


@dataclass
class Total:
    """A row of sums: what it calls itself and its cells by column."""

    label: str
    row: int
    cells: dict[int, str]


@dataclass
class Group:
    """The rows of one issue."""

    rows: list[int]
    section: str | None
    section_row: int | None
    cut: list[int] = field(default_factory=list)


@dataclass
class Body:
    """The rows of one table, told apart."""

    groups: list[Group] = field(default_factory=list)
    totals: list[tuple[int, Total]] = field(default_factory=list)
    """Each with the number of issues read so far."""
    sections: list[tuple[int, str, int]] = field(default_factory=list)
    """Row, text, and the number of issues read before it."""
    notes: list[str] = field(default_factory=list)
    nameless: list[int] = field(default_factory=list)
    stop: int = 0
    """The first row that does not belong to this table."""


def read_body(grid: Grid, columns: Columns) -> Body:
    """Tells the rows below a header apart until the table ends."""
    body = Body(stop=len(grid.rows))
    problem = columns.first(Meaning.PROBLEM) or 0
    for row, kind in _kinds(grid, columns, problem, body):
        if kind is Kind.HEADER:
            body.stop = row
            break
        _put(grid, body, row, kind)
    return body


def _put(grid: Grid, body: Body, row: int, kind: Kind) -> None:
    section = body.sections[-1] if body.sections else None
    if kind is Kind.ISSUE:
        body.groups.append(Group([row], section[1] if section else None, section[0] if section else None))
    elif kind is Kind.MORE:
        body.groups[-1].rows.append(row)
    elif kind is Kind.CUT:
        body.groups[-1].cut.append(row)
    elif kind is Kind.SECTION:
        body.sections.append((row, tidy(grid.distinct(row)[0]), len(body.groups)))
    elif kind is Kind.TOTAL:
        cells = {column: text for column in range(grid.width) if (text := grid.text(row, column).strip())}
        body.totals.append((len(body.groups), Total(tidy(grid.distinct(row)[0]), row, cells)))
    elif kind is Kind.NAMELESS:
        body.nameless.append(row)
    elif kind is Kind.NOTE:
        body.notes.append(tidy(grid.distinct(row)[0]))


def _kinds(grid: Grid, columns: Columns, problem: int, body: Body) -> Iterator[tuple[int, Kind]]:
    previous: tuple[int, int] | None = None
    """Where the problem text of the issue above stands."""
    for row in range(columns.bottom + 1, len(grid.rows)):
        kind = _kind(grid, columns, row, problem, previous)
        if kind is Kind.ISSUE:
            previous = grid.anchor(row, problem)
        elif kind in {Kind.SECTION, Kind.TOTAL}:
            previous = None
        yield row, kind if body.groups or kind not in {Kind.MORE, Kind.CUT} else Kind.NOTHING


def _kind(grid: Grid, columns: Columns, row: int, problem: int, previous: tuple[int, int] | None) -> Kind:
    place = grid.anchor(row, problem)
    text = grid.text(row, problem).strip()
    if previous is not None and place == previous:
        return Kind.MORE
    if _one_text(grid, row):
        return _kind_of_lone_text(grid, row)
    if grid.pages and _cut_off(grid, columns, row):
        return Kind.CUT
    if not is_none(text) and len(text) > 14:
        return Kind.ISSUE
    if header_like(grid, row):
        return Kind.NOTHING if repeats_header(grid, row, columns) else Kind.HEADER
    return _kind_of_short(grid, columns, row, text)


def _one_text(grid: Grid, row: int) -> bool:
    """Whether the row shows a single text: across it, or alone in it."""
    if not grid.merges:
        cells = grid.rows[row]
        return sum(1 for cell in cells if cell and not cell.isspace()) <= 1
    return len(grid.distinct(row)) <= 1


def _kind_of_lone_text(grid: Grid, row: int) -> Kind:
    shown = grid.distinct(row)
    if not shown:
        return Kind.NOTHING
    text = shown[0]
    first = squeeze(text)
    if _TOTAL.fullmatch(first):
        return Kind.TOTAL
    if _NOTE.match(first) or len(text) > 120:
        return Kind.NOTE
    if grid.stretches(row) or _SECTION.match(first):
        return Kind.SECTION
    return Kind.MORE if grid.blank_is_merged or not grid.rows[row][0].strip() else Kind.SECTION


def _kind_of_short(grid: Grid, columns: Columns, row: int, text: str) -> Kind:
    """Rows whose problem cell is blank or a few characters long."""
    first = squeeze(next((cell for cell in grid.texts(row) if cell.strip()), ""))
    if _TOTAL.fullmatch(first) or _TOTAL.fullmatch(squeeze(text)):
        return Kind.TOTAL
    if _EXAMPLE.match(first) or _NOTE.match(first):
        return Kind.NOTE
    if not text:
        return _kind_without_problem(grid, columns, row)
    return Kind.NOTHING if is_none(text) else Kind.ISSUE


def _kind_without_problem(grid: Grid, columns: Columns, row: int) -> Kind:
    number = columns.first(Meaning.NUMBER)
    if number is None or not grid.text(row, number).strip():
        return Kind.MORE
    others = any(grid.text(row, column).strip() for column in range(grid.width) if column != number)
    return Kind.NAMELESS if others else Kind.NOTHING


def _cut_off(grid: Grid, columns: Columns, row: int) -> bool:
    """Whether a page break cut this row: first on its page, without a number or with most cells blank."""
    above = row - 1
    while above > columns.bottom and repeats_header(grid, above, columns):
        above -= 1
    if above <= columns.bottom or grid.page(above) == grid.page(row):
        return False
    number = columns.first(Meaning.NUMBER)
    if number is not None:
        return not grid.text(row, number).strip()
    return sum(1 for text in grid.texts(row) if not text.strip()) * 2 >= grid.width
