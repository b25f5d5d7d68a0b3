"""Where the header of a table is, and what each of its columns means."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from bihuan.documents.columns import Corrections, correction_key, guess, guess_path
from bihuan.documents.model import ColumnRead, Meaning, Position
from bihuan.documents.source import Grid, Merge
from bihuan.documents.words import squeeze, tidy

SEARCHED_ROWS = 40
"""A header stands near the top; titles, filling notes and unit lines rarely take more than ten rows."""

LONGEST_HEADER = 30

SHARED = frozenset(
    {
        Meaning.UNITS,
        Meaning.COOPERATING,
        Meaning.PERSONS,
        Meaning.LEADER,
        Meaning.OUTSIDE_NUMBER,
        Meaning.PROGRESS,
    }
)
"""Meanings that several columns of one table may carry."""

LEDGER = frozenset(
    {
        Meaning.MEASURES,
        Meaning.DEADLINE,
        Meaning.UNITS,
        Meaning.UNITS_AND_PERSONS,
        Meaning.LEAD_UNIT,
        Meaning.PERSONS,
        Meaning.LEADER,
        Meaning.STATUS,
        Meaning.PROGRESS,
        Meaning.GOAL,
    }
)
"""A table of issues says, besides the problem, at least one of these; a table of figures says none."""


@dataclass
class Columns:
    """The columns of one table by meaning."""

    top: int
    """First and last row of the header, from 0."""
    bottom: int
    reads: list[ColumnRead]
    by_meaning: dict[Meaning, list[int]] = field(default_factory=dict)
    unread: list[int] = field(default_factory=list)
    nearest: dict[int, tuple[int, int | None]] = field(default_factory=dict)
    """For columns whose blanks mean "as above": up to which row that was looked up, and where the text stands."""

    def __post_init__(self) -> None:
        for column, read in enumerate(self.reads):
            if read.meaning is None:
                if read.header:
                    self.unread.append(column)
            else:
                self.by_meaning.setdefault(read.meaning, []).append(column)

    def first(self, meaning: Meaning) -> int | None:
        """The column of a meaning, if the table has one."""
        columns = self.by_meaning.get(meaning)
        return columns[0] if columns else None

    def all(self, *meanings: Meaning) -> list[int]:
        """The columns of several meanings, in this order."""
        return [column for meaning in meanings for column in self.by_meaning.get(meaning, [])]

    def reassign(self, column: int, meaning: Meaning | None, reason: str) -> None:
        """Gives a column another meaning once its values have been seen."""
        old = self.reads[column]
        self.reads[column] = ColumnRead(old.header, old.position, meaning, reason, 0.7)
        self.by_meaning, self.unread = {}, []
        self.__post_init__()


def find_columns(grid: Grid, start: int, corrections: Corrections) -> Columns | None:
    """The next header at or below `start`, or None where no table of issues begins."""
    stop = min(len(grid.rows), start + SEARCHED_ROWS)
    for row in range(start, stop):
        if header_like(grid, row, corrections):
            columns = _columns(grid, row, corrections)
            if columns.first(Meaning.PROBLEM) is not None and LEDGER & columns.by_meaning.keys():
                return columns
    return None


def header_like(grid: Grid, row: int, corrections: Corrections = MappingProxyType({})) -> bool:
    """At least half of the row's cells are words that head columns, and there are several."""
    texts = [text for text in grid.distinct(row) if len(text) <= LONGEST_HEADER]
    known = sum(1 for text in texts if guess(text) or correction_key((text,), corrections))
    return known >= 2 and known * 2 >= len(texts) and len(texts) >= 3


def _columns(grid: Grid, row: int, corrections: Corrections) -> Columns:
    if grid.blank_is_merged and (implied := list(_implied_merges(grid, row))):
        grid.merge(implied)
    top, bottom = band(grid, row)
    paths = [path_above(grid, top, bottom, column) for column in range(grid.width)]
    reads = [_read(grid.position(*grid.anchor(bottom, column)), path, corrections) for column, path in enumerate(paths)]
    return Columns(top, bottom, without_rivals(reads))


def _implied_merges(grid: Grid, row: int) -> Iterator[Merge]:
    """The merges that a text table cannot say: a group over its sub-headers, a header over a blank."""
    if row + 1 >= len(grid.rows):
        return
    above, below = grid.texts(row), grid.texts(row + 1)
    subs = [column for column, text in enumerate(below) if text.strip()]
    if not subs or not all(guess(below[column]) for column in subs) or all(text.strip() for text in above):
        return
    for column, text in enumerate(above):
        if not text.strip():
            continue
        stop = column
        while stop + 1 < len(above) and not above[stop + 1].strip() and stop + 1 in subs:
            stop += 1
        if stop > column:
            yield Merge(row, column, row, stop)
        elif column not in subs:
            yield Merge(row, column, row + 1, column)


def band(grid: Grid, row: int) -> tuple[int, int]:
    """First and last row of the header: what vertical merges tie together, and rows of sub-headers below."""
    top = bottom = row
    for merge in grid.merges:
        if merge.top <= row <= merge.bottom:
            top, bottom = min(top, merge.top), max(bottom, merge.bottom)
    while bottom + 1 < len(grid.rows) and bottom - top < 4 and _sub_header(grid, bottom):
        bottom += 1
    return top, bottom


def _sub_header(grid: Grid, above: int) -> bool:
    """Whether the row below divides a header cell that stretches over several columns."""
    stretched = {merge for merge in grid.merges if merge.bottom == above and merge.right > merge.left}
    below = [
        grid.text(above + 1, column).strip()
        for merge in stretched
        if merge.right - merge.left + 1 < grid.width
        for column in range(merge.left, merge.right + 1)
    ]
    filled = [text for text in below if text]
    return bool(filled) and all(len(text) <= 12 for text in filled) and any(guess(text) for text in filled)


def path_above(grid: Grid, top: int, bottom: int, column: int) -> tuple[str, ...]:
    """The header words above a column, outermost first, merged cells once."""
    words: dict[tuple[int, int], str] = {}
    for row in range(top, bottom + 1):
        if text := tidy(grid.text(row, column)):
            words[grid.anchor(row, column)] = text
    return tuple(words.values()) or ("",)


def _read(position: Position, path: tuple[str, ...], corrections: Corrections) -> ColumnRead:
    header = " / ".join(path)
    if (key := correction_key(path, corrections)) is not None:
        return ColumnRead(header, position, corrections[key], "由人指定", 1.0)
    found = guess_path(path)
    if found is None:
        return ColumnRead(header, position, None, "没有认出这个表头" if header else "没有表头", 0.0)
    return ColumnRead(header, position, found.meaning, found.reason, found.confidence)


def without_rivals(reads: list[ColumnRead]) -> list[ColumnRead]:
    """Of several columns for one meaning the surest stays; the others are kept as extras."""
    best: dict[Meaning, float] = {}
    for read in reads:
        if read.meaning is not None:
            best[read.meaning] = max(best.get(read.meaning, 0.0), read.confidence)
    taken: set[Meaning] = set()
    return [_stays(read, best, taken) for read in reads]


def _stays(read: ColumnRead, best: dict[Meaning, float], taken: set[Meaning]) -> ColumnRead:
    meaning = read.meaning
    if meaning is None or meaning in SHARED:
        return read
    if meaning in taken or read.confidence < best[meaning]:
        return ColumnRead(read.header, read.position, None, "另有一列更像同样的含义", 0.0)
    taken.add(meaning)
    return read


def repeats_header(grid: Grid, row: int, columns: Columns) -> bool:
    """Whether a row says the same as the header: tables repeat it on every page."""
    shown = [squeeze(grid.text(row, column)) for column in range(grid.width)]
    leaf = [squeeze(read.header.rsplit(" / ", 1)[-1]) for read in columns.reads]
    group = [squeeze(read.header.split(" / ", 1)[0]) for read in columns.reads]
    return any(shown) and all(text in {"", *names} for text, *names in zip(shown, leaf, group, strict=True))
