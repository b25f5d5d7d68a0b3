"""Which layout a file has, and the records that layout yields."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bihuan.documents.columns import Corrections
from bihuan.documents.ground import Ground
from bihuan.documents.model import ColumnRead, DraftRecord
from bihuan.documents.preamble import TITLE_LINES, first_leads, stated_year
from bihuan.documents.prose.reading import read_prose
from bihuan.documents.source import Grid, Source
from bihuan.documents.tables.arrangement import arranged
from bihuan.documents.tables.cards import Form, read_card
from bihuan.documents.tables.headers import SEARCHED_ROWS
from bihuan.documents.tables.ledger import Ledger, read_ledgers

SHORTEST_TITLE = 6
"""Characters; shorter first lines are 附件1, 填表说明 and the like."""


Keep = Callable[[DraftRecord], DraftRecord | None]
"""What of a record stays in memory for the checks of the whole file; None: nothing."""


@dataclass
class Found:
    """Everything that the layouts found in one file; whole once the last record was taken."""

    layout: str = "none"
    records: list[DraftRecord] = field(default_factory=list)
    """What was kept of the records."""
    columns: list[ColumnRead] = field(default_factory=list)
    ledgers: list[Ledger] = field(default_factory=list)
    other_grids: list[Grid] = field(default_factory=list)
    """Tables that hold no issues: summaries, instructions, page furniture."""
    left_out: list[str] = field(default_factory=list)
    title: str = ""
    year: int | None = None


def read_layouts(source: Source, corrections: Corrections, found: Found, keep: Keep) -> Iterator[DraftRecord]:
    """Tables of issues if there are any, else forms, else running text; fills `found` beside the records."""
    lines = _opening_lines(source)
    found.title = next((line for line in lines if len(line) > SHORTEST_TITLE), "")
    found.year = stated_year(lines[:TITLE_LINES], lines)
    ground = Ground(first_leads=first_leads("\n".join(_lone_lines(source))))
    for grid in source.grids:
        for table in arranged(grid, corrections):
            _find(table, ground, corrections, found)
    if not any(ledger.body.groups for ledger in found.ledgers):
        found.layout, records = read_prose(source, found.title, ground)
        found.records += [kept for record in records if (kept := keep(record))]
        yield from records
        return
    if found.ledgers[0].grid.name:
        found.title = next((text for text in _above(found.ledgers[0]) if len(text) > SHORTEST_TITLE), found.title)
    for ledger in found.ledgers:
        for record in ledger.read():
            if kept := keep(record):
                ledger.records.append(kept)
                found.records.append(kept)
            yield record


def _find(grid: Grid, ground: Ground, corrections: Corrections, found: Found) -> None:
    ledgers = list(read_card(grid, ground, corrections)) or list(read_ledgers(grid, ground, corrections))
    if not ledgers:
        found.other_grids.append(grid)
        if grid.name:
            found.left_out.append(f"工作表“{grid.name}”没有问题清单，未读作台账。")
        return
    found.layout = "form" if isinstance(ledgers[0].grid, Form) else "table"
    for ledger in ledgers:
        found.ledgers.append(ledger)
        found.columns += ledger.columns.reads
        found.left_out += [f"“{note[:30]}”是注释，未读作问题。" for note in ledger.body.notes]
        found.left_out += [f"“{total.label}”行只用于核对，未读作问题。" for _, total in ledger.body.totals]


def _above(ledger: Ledger) -> list[str]:
    return [text for row in range(ledger.columns.top) for text in ledger.grid.distinct(row)]


def _opening_lines(source: Source) -> list[str]:
    """Titles and the lines near them: the first paragraphs, and what stands above the tables."""
    lines = [paragraph.text for paragraph in source.paragraphs[:SEARCHED_ROWS]]
    for grid in source.grids:
        for row in range(min(len(grid.rows), 6)):
            distinct = grid.distinct(row)
            if len(distinct) > 2:
                break
            lines += distinct
    return [line for line in lines if line.strip()]


def _lone_lines(source: Source) -> Iterator[str]:
    """Running text, and the rows at both ends of a table that are no cells of it."""
    for paragraph in source.paragraphs:
        yield paragraph.text
    for grid in source.grids:
        height = len(grid.rows)
        for row in {*range(min(height, 6)), *range(max(height - 6, 0), height)}:
            if len(distinct := grid.distinct(row)) == 1:
                yield distinct[0]
