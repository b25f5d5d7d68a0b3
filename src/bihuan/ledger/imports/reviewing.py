"""The review of an import: the document on one side, what was read from it on the other, each field with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bihuan.campaigns.models import Campaign
from bihuan.common.workflow import Refused
from bihuan.documents import DraftRecord, Position, Unreadable
from bihuan.documents.formats.opening import open_source
from bihuan.documents.source import Grid, Merge, Paragraph
from bihuan.files.models import StoredFile
from bihuan.files.selectors import path_of
from bihuan.ledger.imports.checking import Corrections, DryRun, try_out
from bihuan.ledger.imports.mending import LONG, MENDABLE, said
from bihuan.ledger.imports.rows import Row

SHOWN_CELLS = 20_000
"""Cells and paragraphs of the document that the page shows; the import takes the rest all the same."""

SURE = 0.8
"""Below this confidence a field asks to be looked at."""


@dataclass(frozen=True, slots=True)
class ReviewedField:
    """One field: its value as read, where it stood, and whether the reader was in doubt."""

    name: str
    label: str
    value: str
    places: tuple[tuple[str, str], ...]
    doubtful: bool
    long: bool


@dataclass(frozen=True, slots=True)
class ReviewedRow:
    """One record with its fields, and what a clerk should look at."""

    row: Row
    anchor: str
    fields: tuple[ReviewedField, ...]

    @property
    def doubtful(self) -> bool:
        """Does it deserve a look?"""
        return bool(self.row.notes) or any(one.doubtful for one in self.fields)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the document as it is drawn; merged cells span."""

    anchor: str
    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A table (rows of cells) or a paragraph (one cell) of the document."""

    name: str = ""
    rows: tuple[tuple[Cell, ...], ...] = ()
    paragraph: Cell | None = None


def anchor_of(position: Position | None) -> str:
    """How the page names a place of the document."""
    return "at-" + "".join(str(position).split()) if position else ""


def review(
    campaign: Campaign, file: StoredFile, corrections: Corrections, *, shown: int
) -> tuple[DryRun, list[ReviewedRow]]:
    """What an import would do, and its rows with every field, doubtful ones first."""
    doubtful: list[ReviewedRow] = []
    plain: list[ReviewedRow] = []

    def keep(draft: DraftRecord, row: Row) -> None:
        reviewed = _reviewed(draft, row)
        rows = doubtful if reviewed.doubtful else plain
        if len(rows) < shown:
            rows.append(reviewed)

    dry = try_out(path_of(file), name=file.name, campaign=campaign, corrections=corrections, kept=0, witness=keep)
    return dry, [*doubtful, *plain][:shown]


def _reviewed(draft: DraftRecord, row: Row) -> ReviewedRow:
    fields = []
    for name, label in MENDABLE.items():
        one = getattr(draft, name)
        places = tuple((anchor_of(place), str(place)) for place in one.positions[:3])
        doubtful = bool(one.value) and one.confidence < SURE
        fields.append(ReviewedField(name, str(label), said(draft, name), places, doubtful, name in LONG))
    return ReviewedRow(row, anchor_of(draft.position), tuple(fields))


def document(file: StoredFile) -> list[Block]:
    """The document as blocks to draw, up to `SHOWN_CELLS`.

    Raises:
        Refused: it cannot be read.
    """
    content = Path(path_of(file)).read_bytes()
    try:
        source = open_source(content, file.name, isolated=True)
    except Unreadable as unreadable:
        raise Refused(unreadable.sentence) from unreadable
    left, blocks = SHOWN_CELLS, []
    for block in source.blocks:
        if left <= 0:
            break
        drawn = (
            _paragraph(block, lines=source.format == "text") if isinstance(block, Paragraph) else _table(block, left)
        )
        left -= sum(map(len, drawn.rows)) + 1
        blocks.append(drawn)
    return blocks


def _paragraph(block: Paragraph, *, lines: bool) -> Block:
    return Block(paragraph=Cell(anchor_of(block.position(lines=lines)), block.text))


def _table(grid: Grid, left: int) -> Block:
    spans = {(merge.top, merge.left): merge for merge in grid.merges}
    height = min(len(grid.rows), max(left // max(grid.width, 1), 1))
    return Block(name=grid.name, rows=tuple(tuple(_cells(grid, row, spans)) for row in range(height)))


def _cells(grid: Grid, row: int, spans: dict[tuple[int, int], Merge]) -> Iterator[Cell]:
    for column in range(grid.width):
        if grid.anchor(row, column) != (row, column):
            continue
        merge = spans.get((row, column))
        anchor = anchor_of(grid.position(row, column))
        columns = merge.right - merge.left + 1 if merge else 1
        rows = merge.bottom - merge.top + 1 if merge else 1
        yield Cell(anchor, grid.text(row, column), columns, rows)
