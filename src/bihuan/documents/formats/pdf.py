"""PDF files → paragraphs and tables, page by page; ruled tables only, as offices print them."""

import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.table import Table

from bihuan.documents.errors import Unreadable
from bihuan.documents.items import unnumbered
from bihuan.documents.source import Grid, Merge, Paragraph, Source

MOST_PAGES = 500
SCANNED = "这份 PDF 是扫描图片，没有文字可读，请上传电子文档，或先做文字识别。"
_PAGE_NUMBER = re.compile(r"^[-—–\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/／共]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–\s]*$")


def read_pdf(content: bytes) -> Source:
    """Text and ruled tables of a PDF; a table that goes on over pages is one table."""
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            if len(document.pages) > MOST_PAGES:
                raise Unreadable("too_large", f"PDF 超过 {MOST_PAGES} 页，请拆分后再上传。")
            blocks = list(_blocks(document.pages))
    except Unreadable:
        raise
    except Exception as error:  # pdfminer raises whatever a broken file makes it raise
        if "Password" in type(error).__name__ or "Password" in type(error.__cause__ or error).__name__:
            raise Unreadable("encrypted", "PDF 设有打开密码，请取消密码后再上传。") from error
        raise Unreadable("damaged", "PDF 已损坏或没有传完整，请重新导出后再上传。") from error
    if not blocks:
        raise Unreadable("scanned", SCANNED)
    return Source("pdf", blocks)


def _blocks(pages: list[Page]) -> Iterator[Grid | Paragraph]:
    open_grid: Grid | None = None
    count = tables = 0
    for page in pages:
        for piece in _pieces(page):
            if isinstance(piece, Grid):
                if open_grid is not None and _goes_on(open_grid, piece):
                    _append(open_grid, piece)
                    continue
                tables += 1
                piece.order = tables
                open_grid = piece
                yield piece
                continue
            for line in piece:
                if _PAGE_NUMBER.match(line):
                    continue
                count += 1
                open_grid = None
                yield Paragraph(line, count, page=page.page_number)
        page.close()


def _goes_on(above: Grid, below: Grid) -> bool:
    """No text between the two and the same number of columns: one table cut by a page."""
    return above.width == below.width and above.pages[-1] != below.pages[0]


def _append(above: Grid, below: Grid) -> None:
    down = len(above.rows)
    above.rows += below.rows
    above.pages += below.pages
    above.merge(Merge(m.top + down, m.left, m.bottom + down, m.right) for m in below.merges)


def _pieces(page: Page) -> Iterator[Grid | list[str]]:
    """Tables and the paragraphs between them, top to bottom."""
    tables = sorted(page.find_tables(), key=lambda table: table.bbox[1])
    lines = [_Line.of(line) for line in page.extract_text_lines(return_chars=False)]
    top = 0.0
    for table in tables:
        _, table_top, _, table_bottom = table.bbox
        yield _paragraphs([line for line in lines if top <= line.middle < table_top])
        yield _grid(table, page.page_number)
        top = max(top, table_bottom)
    yield _paragraphs([line for line in lines if line.middle >= top])


class _Line(NamedTuple):
    """A line of text as it stands on the page, in points."""

    text: str
    left: float
    right: float
    middle: float
    size: float

    @classmethod
    def of(cls, line: dict[str, Any]) -> "_Line":
        size = max(line["bottom"] - line["top"], 1.0)
        return cls(line["text"].strip(), line["x0"], line["x1"], (line["top"] + line["bottom"]) / 2, size)


def _paragraphs(lines: list[_Line]) -> list[str]:
    """Paragraphs: a line that reaches the right margin goes on in the next, unless that one is indented."""
    if not lines:
        return []
    right, left = max(line.right for line in lines), min(line.left for line in lines)
    joined: list[str] = []
    goes_on = False
    for line in lines:
        indented = line.left > left + line.size
        if goes_on and not indented and unnumbered(line.text) == line.text:
            joined[-1] += line.text
        else:
            joined.append(line.text)
        centred = line.left > left + 4 * line.size
        goes_on = line.right > right - 1.5 * line.size and not centred and len(lines) > 1
    return joined


def _grid(table: Table, page_number: int) -> Grid:
    """The cells of a ruled table; a place without a cell of its own belongs to the one that covers it."""
    texts = table.extract()
    rows = [[_unwrapped(text or "") for text in row] for row in texts]
    return Grid(rows, merges=list(_merges(table)), pages=[page_number] * len(rows))


def _merges(table: Table) -> Iterator[Merge]:
    lefts = sorted({round(cell[0], 1) for cell in table.cells})
    tops = sorted({round(cell[1], 1) for cell in table.cells})
    for x0, top, x1, bottom in table.cells:
        columns = [i for i, left in enumerate(lefts) if round(x0, 1) <= left < x1 - 1]
        rows = [i for i, each in enumerate(tops) if round(top, 1) <= each < bottom - 1]
        if len(columns) > 1 or len(rows) > 1:
            yield Merge(rows[0], columns[0], rows[-1], columns[-1])


def _unwrapped(text: str) -> str:
    """Line ends inside a cell are the column's width, unless a numbered item begins."""
    out = ""
    for line in text.split("\n"):
        begins = unnumbered(line) != line.strip()
        out += ("\n" if out and begins else "") + line.strip()
    return out
