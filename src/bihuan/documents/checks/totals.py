"""Sums that do not tie: (sub)totals against the rows they count, summary sheets against what they sum."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from bihuan.documents.layouts import Found
from bihuan.documents.model import Meaning, ReadingWarning
from bihuan.documents.sentences import warning
from bihuan.documents.source import Grid
from bihuan.documents.tables.ledger import Ledger
from bihuan.documents.tables.rows import Total
from bihuan.documents.words import squeeze, tidy

_COUNT = re.compile(r"^共?(\d+)(?:个|项|条|件|类)(?:问题)?$")
_ANNOUNCED = re.compile(r"[（(](?:共)?\s*(\d+)\s*(?:个|项|条|件)[^（）()]{0,4}[）)]")
_COUNT_HEADER = re.compile(
    r"(?:问题|事项|任务|隐患|意见)?(?:总)?(?:数|数量|件数|个数|条数|项数)(?:\(.*\))?|总数|合计|小计"
)
_TOTAL_ROW = re.compile(r"合计|总计|共计")


def sums_that_do_not_tie(found: Found) -> Iterator[ReadingWarning]:
    """One warning for each row or sheet of totals that disagrees with what it counts."""
    for ledger in found.ledgers:
        yield from _totals(ledger)
        yield from _sections(ledger)
    for grid in found.other_grids:
        yield from _summary(grid, found)


# ---------------------------------------------------------------- rows of totals


def _totals(ledger: Ledger) -> Iterator[ReadingWarning]:
    before = 0
    for read_so_far, total in ledger.body.totals:
        subtotal = squeeze(total.label).startswith("小计")
        rows = range(before if subtotal else 0, read_so_far)
        details = [*_count_off(total, len(rows)), *_amount_off(ledger, total, rows)]
        if details:
            place = ledger.grid.position(total.row, 0)
            label = squeeze(total.label)
            yield warning("total_mismatch", label, place, table=f"“{label}”行", details="；".join(details))
        if subtotal:
            before = read_so_far


def _count_off(total: Total, counted: int) -> Iterator[str]:
    for text in total.cells.values():
        if (found := _COUNT.match(squeeze(text))) and int(found[1]) != counted:
            yield f"写的是 {found[1]}，明细有 {counted} 条"
            return


def _amount_off(ledger: Ledger, total: Total, rows: range) -> Iterator[str]:
    column = ledger.columns.first(Meaning.AMOUNT)
    stated = _amount(total.cells.get(column, "")) if column is not None else None
    if stated is None:
        return
    amounts = [_amount(ledger.records[row].amount.value or "") for row in rows]
    summed = sum((amount for amount in amounts if amount is not None), Decimal())
    if abs(summed - stated) >= Decimal("0.01"):
        yield f"金额写的是 {stated}，各条之和为 {summed}，相差 {stated - summed}"


def _sections(ledger: Ledger) -> Iterator[ReadingWarning]:
    """Section rows that announce their number: 一、…问题（6个）."""
    sections = ledger.body.sections
    ends = [start for _, _, start in sections[1:]] + [len(ledger.records)]
    for (row, text, start), end in zip(sections, ends, strict=False):
        found = _ANNOUNCED.search(text)
        if found and int(found[1]) != end - start:
            detail = f"标题写的是 {found[1]}，其下有 {end - start} 条"
            yield warning(
                "total_mismatch",
                text[:20],
                ledger.grid.position(row, 0),
                table=f"“{text[:20]}”",
                details=detail,
            )


# ---------------------------------------------------------------- summary sheets


def _summary(grid: Grid, found: Found) -> Iterator[ReadingWarning]:
    """A sheet of figures by unit or sheet, compared with the issues that were read."""
    header = next((row for row in range(min(len(grid.rows), 10)) if _count_column(grid, row) is not None), None)
    if header is None:
        return
    column = _count_column(grid, header) or 0
    details = [detail for row in range(header + 1, len(grid.rows)) for detail in _summary_row(grid, row, column, found)]
    if details:
        place = grid.position(header, column)
        name = grid.name or "汇总表"
        yield warning("total_mismatch", name, place, table=f"“{name}”", details="；".join(details))


def _count_column(grid: Grid, row: int) -> int | None:
    texts = [squeeze(text) for text in grid.texts(row)]
    return next((c for c, text in enumerate(texts) if c and len(text) <= 12 and _COUNT_HEADER.fullmatch(text)), None)


def _summary_row(grid: Grid, row: int, column: int, found: Found) -> Iterator[str]:
    stated, label = _amount(grid.text(row, column)), tidy(next(iter(grid.distinct(row)), ""))
    if stated is None or not label:
        return
    if _TOTAL_ROW.fullmatch(squeeze(label)):
        counted: int | None = len(found.records)
    else:
        counted = _counted(label, found)
    if counted is not None and stated != counted:
        yield f"{label}写的是 {stated}，明细有 {counted} 条"


def _counted(label: str, found: Found) -> int | None:
    """How many issues the sheet or unit of that name has; None where nothing bears the name."""
    sheets = [ledger for ledger in found.ledgers if squeeze(ledger.grid.name) == squeeze(label)]
    if sheets:
        return sum(len(ledger.records) for ledger in sheets)
    by_unit = sum(1 for record in found.records if label in record.responsible_units.value[:1])
    by_category = sum(1 for record in found.records if label == record.category.value)
    return by_unit or by_category or None


def _amount(text: str) -> Decimal | None:
    bare = re.sub(r"(?:万元|元|个|项|条|件)$", "", squeeze(text)).replace(",", "")
    try:
        return Decimal(bare) if bare and re.fullmatch(r"-?\d+(?:\.\d+)?", bare) else None
    except InvalidOperation:
        return None
