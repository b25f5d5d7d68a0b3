"""Small workbooks with invented content, built in memory."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bihuan.documents import DraftRecord, Reading, read

HEADER = ("序号", "存在问题", "整改措施", "责任单位", "责任人", "整改时限", "进展情况")


class Sense(NamedTuple):
    """What a deadline engine would say."""

    date: date | None
    flags: frozenset[str]


KNOWN = {
    "6月底前": lambda year: Sense(date(year, 6, 30), frozenset({"no_year"})),
    "2030年9月底前": lambda year: Sense(date(2030, 9, 30), frozenset()),
    "2030年9月底前完成": lambda year: Sense(date(2030, 9, 30), frozenset()),
    "2030年12月底前，并长期坚持": lambda year: Sense(date(2030, 12, 31), frozenset({"long_term"})),
    "立行立改": lambda year: Sense(None, frozenset({"immediate"})),
    "2030年8月前": lambda year: Sense(date(2030, 7, 31), frozenset({"ambiguous"})),
}


def deadlines(text: str, /, *, year: int) -> Sense:
    """A deadline engine that knows five phrases."""
    return KNOWN.get(text, lambda year: Sense(None, frozenset({"needs_review"})))(year)


def row(number: object, problem: str, **cells: str) -> list[object]:
    """One line of the usual ledger."""
    usual = {
        "整改措施": "修订制度；组织培训",
        "责任单位": "人事科",
        "责任人": "科长",
        "整改时限": "2030年9月底前",
        "进展情况": "正在整改",
    } | cells
    return [number, problem, *(usual[name] for name in HEADER[2:])]


def book(*sheets: tuple[str, Sequence[Sequence[object]]], merges: Iterable[str] = ()) -> bytes:
    """A workbook from rows; `merges` are ranges of the first sheet."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets:
        sheet = workbook.create_sheet(name)
        for cells in rows:
            sheet.append(list(cells))
    first: Worksheet = workbook.worksheets[0]
    for area in merges:
        first.merge_cells(area)
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    """A workbook as bytes."""
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def reading(content: bytes, name: str = "台账.xlsx", **options: object) -> Reading:
    """Reads without a child process: these files are our own."""
    return read(content, name=name, deadline_reader=deadlines, isolated=False, **options)  # type: ignore[arg-type]


def records(*rows: Sequence[object], merges: Iterable[str] = (), **options: object) -> tuple[DraftRecord, ...]:
    """The records of a one-sheet workbook."""
    return reading(book(("台账", rows), merges=merges), **options).records
