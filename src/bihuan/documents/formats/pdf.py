"""PDF files → paragraphs and tables, page by page; ruled tables only, as offices print them."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.table import Table

from bihuan.documents.errors import Unreadable
from bihuan.documents.items import unnumbered
from bihuan.documents.source import Grid, Merge, Paragraph, Source

MOST_PAGES = 500
SCANNED = "这份 PDF 是扫描图片，没有文字可读，请上传电子文档，或先做文字识别。"
_OPENS = re.compile(r"^[\u4e00-\u9fff]{2,8}[:：]")
"""A label begins a line of its own."""
_STOPS = ("。", "；", "：", "！", ";", ":")
"""A line that ends otherwise ends in the middle of a sentence, or of a label."""
_PAGE_NUMBER = re.compile(r"^[-—–\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/／共]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–\s]*$")


def read_pdf(content: bytes) -> Source:
    """Text and ruled tables of a PDF; a table that goes on over pages is one table."""
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            if len(document.pages) > MOST_PAGES:
                raise Unreadable("too_large", f"PDF 超过 {MOST_PAGES} 页，请拆分后再上传。")
            blocks = _blocks(document.pages)
    except Unreadable:
        raise
    except Exception as error:  # pdfminer raises whatever a broken file makes it raise
        if "Password" in type(error).__name__ or "Password" in type(error.__cause__ or error).__name__:
            raise Unreadable("encrypted", "PDF 设有打开密码，请取消密码后再上传。") from error
        raise Unreadable("damaged", "PDF 已损坏或没有传完整，请重新导出后再上传。") from error
    if not blocks:
        raise Unreadable("scanned", SCANNED)
    return Source("pdf", blocks)


def _blocks(pages: list[Page]) -> list[Grid | Paragraph]:
    collected = _Collected()
    for page in pages:
        for piece in _pieces(page):
            if isinstance(piece, Grid):
                collected.add_table(piece)
            else:
                collected.add_texts(piece, page.page_number)
        page.close()
    return collected.blocks


@dataclass
class _Collected:
    """The blocks so far; what a page break cut is joined."""

    blocks: list[Grid | Paragraph] = field(default_factory=list)
    tables: int = 0
    paragraphs: int = 0
    goes_on: bool = False
    """The last line of text reached the margin: its paragraph may go on over the page."""

    def add_table(self, grid: Grid) -> None:
        """A table; with the same number of columns and no text between, it is the table of the page before."""
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Grid) and last.width == grid.width and last.pages[-1] != grid.pages[0]:
            down = len(last.rows)
            last.rows += grid.rows
            last.pages += grid.pages
            last.merge(Merge(m.top + down, m.left, m.bottom + down, m.right) for m in grid.merges)
            return
        self.tables += 1
        grid.order = self.tables
        self.blocks.append(grid)

    def add_texts(self, texts: list["_Text"], page_number: int) -> None:
        """The paragraphs between two tables; page numbers are no text."""
        for text in texts:
            if _PAGE_NUMBER.match(text.text):
                continue
            last = self.blocks[-1] if self.blocks else None
            if isinstance(last, Paragraph) and self.goes_on and text.may_continue:
                last.text += text.text
            else:
                self.paragraphs += 1
                self.blocks.append(Paragraph(text.text, self.paragraphs, page=page_number))
            self.goes_on = text.goes_on


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


class _Text(NamedTuple):
    """A paragraph as far as its page has it."""

    text: str
    may_continue: bool
    """It begins at the margin without number or label: it may be the rest of the paragraph before."""
    goes_on: bool


def _paragraphs(lines: list[_Line]) -> list[_Text]:
    """Paragraphs: a line that reaches the right margin goes on in the next, unless that one is indented."""
    if not lines:
        return []
    right, left = max(line.right for line in lines), min(line.left for line in lines)
    texts: list[_Text] = []
    for line in lines:
        indented = line.left > left + line.size
        continues = not indented and not _OPENS.match(line.text) and unnumbered(line.text) == line.text
        centred = line.left > left + 4 * line.size
        goes_on = line.right > right - 1.5 * line.size and not centred and len(lines) > 1
        split_label = bool(texts) and not texts[-1].text.endswith(_STOPS) and not indented
        if texts and texts[-1].goes_on and (continues or split_label):
            texts[-1] = _Text(texts[-1].text + line.text, texts[-1].may_continue, goes_on)
        else:
            texts.append(_Text(line.text, continues, goes_on))
    return texts


def _pieces(page: Page) -> Iterator[Grid | list[_Text]]:
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
