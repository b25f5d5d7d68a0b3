"""`write()`: a paper → the bytes of a docx."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial

import docx
from docx.document import Document
from docx.oxml import parse_xml

from bihuan.documents.writing import geometry as g
from bihuan.documents.writing.carried import Marks, carry
from bihuan.documents.writing.paper import (
    Addressee,
    Block,
    Body,
    Break,
    Cell,
    Grid,
    Heading,
    Imprint,
    Masthead,
    Note,
    Paper,
    Parts,
    Signed,
    Title,
)
from bihuan.documents.writing.styles import put_in_place
from bihuan.documents.writing.titles import lines_of
from bihuan.documents.writing.xml import W, paragraph, run

Told = Callable[[int, int], None]
"""Called with rows written and rows in all."""

ROWS_AT_ONCE = 200
_HERE = "bihuan-body"
_PLACE = re.compile(rb"<w:p>(?:(?!<w:p>).)*bihuan-body.*?</w:p>", re.DOTALL)
_RED_LINE = '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="1" w:color="C00000"/></w:pBdr>'
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MOST_LEVELS = 4
_KEEP = "<w:keepNext/>"
_CENTRED = '<w:jc w:val="center"/>'
SHORT = 12
"""Rows of a table that stays on one page."""
_STYLED = re.compile(r'<w:pStyle w:val="\w+"/>')
_FIGURE = re.compile(r"-?[\d.,]+%?")


def write(paper: Paper, *, tell: Told | None = None) -> bytes:
    """The paper as a docx. `tell` hears how far the tables are."""
    document = docx.Document()
    page = g.LANDSCAPE if paper.landscape else g.PORTRAIT
    put_in_place(document, page)
    marks = Marks(paper.stated())
    total = sum(len(block.rows) for block in paper.blocks if isinstance(block, Grid))
    heard = partial(_hear, tell, total)
    held = [isinstance(after, Signed) for after in paper.blocks[1:]]
    pairs = zip(paper.blocks, [*held, False], strict=True)
    body = "".join(piece for block, keep in pairs for piece in _xml(_Kept(block, keep), page, marks, heard))
    document.element.body.insert(0, parse_xml(f"<w:p {W}><w:r><w:t>{_HERE}</w:t></w:r></w:p>"))
    _describe(document, paper)
    carry(document, paper, marks)
    frame = io.BytesIO()
    document.save(frame)
    return _filled(frame, body)


def _filled(frame: io.BytesIO, body: str) -> bytes:
    """The saved frame with the body in place of its one paragraph.

    As text: to move 25,000 cells from one tree into another took lxml a minute.
    """
    finished = io.BytesIO()
    with zipfile.ZipFile(frame) as old, zipfile.ZipFile(finished, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "word/document.xml":
                content = _PLACE.sub(lambda _: body.encode(), content, count=1)
            new.writestr(info, content)
    return finished.getvalue()


def _hear(tell: Told | None, total: int, done: int) -> None:
    if tell is not None:
        tell(done, total)


def _describe(document: Document, paper: Paper) -> None:
    """Title, author and day, instead of those of the library's own sample."""
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = paper.title, paper.office, paper.office, ""
    moment = datetime.combine(paper.as_of, time(), UTC)
    core.created = core.modified = moment


@dataclass(frozen=True, slots=True)
class _Kept:
    """A block, and whether it stays on the page of the next one: no signature stands alone (GB/T 9704, 7.3.5)."""

    block: Block
    with_next: bool


def _xml(kept: _Kept, page: g.Page, marks: Marks, heard: Callable[[int], None]) -> Iterator[str]:
    """A block as WordprocessingML, long tables piece by piece."""
    block = kept.block
    if isinstance(block, Grid):
        yield from _table(block, page, marks, heard, with_next=kept.with_next)
    elif isinstance(block, Body):
        yield paragraph("BhBody", _inline(block.parts, marks), _KEEP if kept.with_next else "")
    elif isinstance(block, Note):
        yield paragraph("BhNote", _inline(block.parts, marks))
    elif isinstance(block, Break):
        yield '<w:p><w:pPr><w:pStyle w:val="BhAddressee"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'
    else:
        yield from _line(block)


def _line(block: Block) -> Iterator[str]:
    """Blocks without figures."""
    match block:
        case Masthead(office, number):
            yield paragraph("BhMasthead", run(office))
            yield paragraph("BhNumber", run(number), _RED_LINE)
            yield paragraph("BhBody", "")
        case Title(text):
            yield paragraph("BhTitle", run("\n".join(lines_of(text))))
            yield paragraph("BhBody", "")
        case Addressee(text):
            yield paragraph("BhAddressee", run(text))
        case Heading(level, text):
            yield paragraph(f"BhHeading{min(level, _MOST_LEVELS)}", run(text))
        case Signed(office, day):
            yield paragraph("BhBody", "", _KEEP)
            yield paragraph("BhSigned", run(office), _KEEP)
            yield paragraph("BhSigned", run(f"{day.year}年{day.month}月{day.day}日"))
        case Imprint(copies, office, day):
            line = '<w:pBdr><w:top w:val="single" w:sz="8" w:space="1" w:color="000000"/></w:pBdr>'
            yield paragraph("BhBody", "")
            yield paragraph("BhNote", run(f"抄送：{copies}。"), line)
            yield paragraph("BhNote", run(f"{office}　　　　{day.year}年{day.month}月{day.day}日印发"), line)


def _inline(parts: Parts, marks: Marks, properties: str = "") -> str:
    """Words, and figures under their bookmarks."""
    return "".join(
        run(part, properties) if isinstance(part, str) else marks.around(part, run(part.text, properties))
        for part in parts
    )


# ---------------------------------------------------------------- tables


def _table(grid: Grid, page: g.Page, marks: Marks, heard: Callable[[int], None], *, with_next: bool) -> Iterator[str]:
    """A short table is not torn; a long one repeats its head."""
    short = len(grid.rows) <= SHORT and not grid.labels
    if grid.caption:
        yield paragraph("BhCaption", run(grid.caption))
    whole = sum(grid.widths)
    widths = [round(page.text_width * share / whole) for share in grid.widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    pieces = [
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/>'
        '<w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
    ]
    for titles in grid.head:
        cells = "".join(_cell(text, width, "BhCellHead", marks) for text, width in zip(titles, widths, strict=True))
        pieces.append(f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>")
    for number, row in enumerate(grid.rows, 1):
        keep = short and (with_next or number < len(grid.rows))
        made = _row(row, widths, grid, marks)
        pieces.append(_STYLED.sub(rf"\g<0>{_KEEP}", made) if keep else made)
        if number % ROWS_AT_ONCE == 0:
            heard(number)
    yield "".join(pieces) + "</w:tbl>"
    yield paragraph("BhNote", "", _KEEP if with_next else "")  # two tables in a row would become one


def _row(row: tuple[Cell, ...], widths: list[int], grid: Grid, marks: Marks) -> str:
    cells = "".join(
        _cell(cell, width, "BhCellHead" if grid.labels and n % 2 == 0 else "BhCell", marks)
        for n, (cell, width) in enumerate(zip(row, widths, strict=False))
    )
    if len(row) < len(widths):  # the last cell of a form takes what is left
        cells = _stretched(row, widths, grid, marks)
    split = "" if grid.labels else "<w:cantSplit/>"
    return f"<w:tr><w:trPr>{split}</w:trPr>{cells}</w:tr>"


def _stretched(row: tuple[Cell, ...], widths: list[int], grid: Grid, marks: Marks) -> str:
    """A row with fewer cells than columns: its last one covers the others."""
    last = len(row) - 1
    made = []
    for n, cell in enumerate(row):
        style = "BhCellHead" if grid.labels and n % 2 == 0 else "BhCell"
        width = widths[n] if n < last else sum(widths[last:])
        made.append(_cell(cell, width, style, marks, span=1 if n < last else len(widths) - last))
    return "".join(made)


def _cell(cell: Cell, width: int, style: str, marks: Marks, *, span: int = 1) -> str:
    inner = run(cell) if isinstance(cell, str) else _inline(cell, marks)
    covers = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{covers}<w:vAlign w:val="center"/></w:tcPr>'
    centred = style == "BhCell" and _FIGURE.fullmatch(_shown(cell))
    return f"<w:tc>{properties}{paragraph(style, inner, _CENTRED if centred else '')}</w:tc>"


def _shown(cell: Cell) -> str:
    return cell if isinstance(cell, str) else "".join(part if isinstance(part, str) else part.text for part in cell)
