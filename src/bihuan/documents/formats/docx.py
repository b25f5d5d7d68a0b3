"""Word files → paragraphs and tables in reading order, with list numbers and merged cells."""

import io
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tc
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph

from bihuan.documents.errors import Unreadable
from bihuan.documents.formats.guard import check_zip
from bihuan.documents.formats.numbering import ListNumbers
from bihuan.documents.source import Grid, Merge, Paragraph, Source, fitting

MOST_SPAN = 200
"""Columns that one cell may cover; Word allows 63."""

DAMAGED = "Word 文件已损坏或没有传完整，请用 Word 或 WPS 打开、另存后再上传。"


def read_docx(content: bytes) -> Source:
    """A docx document: body only; headers and footers hold no issues."""
    check_zip(content)
    try:
        document = docx.Document(io.BytesIO(content))
        return Source("docx", list(_blocks(document)))
    except Exception as error:  # python-docx and lxml raise whatever a broken part makes them raise
        raise Unreadable("damaged", DAMAGED) from error


def _blocks(document: Document) -> Iterator[Grid | Paragraph]:
    numbers = ListNumbers(document)
    count = tables = 0
    caption: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            tables += 1
            yield _grid(block, tables, caption, numbers)
            caption = []
            continue
        for text, heading in _lines(block, numbers):
            count += 1
            caption = [*caption[-5:], text]
            yield Paragraph(text, count, heading=heading)


def _lines(paragraph: WordParagraph, numbers: ListNumbers) -> Iterator[tuple[str, bool]]:
    """A paragraph may hold several lines (soft breaks); deleted text under review does not count."""
    number = numbers.of(paragraph)
    heading = (paragraph.style is not None and (paragraph.style.name or "").startswith(("Heading", "标题"))) or False
    text = number + _text(paragraph._p)  # noqa: SLF001 - python-docx offers no text without tracked deletions
    for line in text.split("\n"):
        if line.strip():
            yield line.strip(), heading


def _text(element: BaseOxmlElement) -> str:
    """Visible text: runs, insertions, links and fields; without deletions."""
    pieces: list[str] = []
    for node in element.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")):
        if node.tag == qn("w:t"):
            pieces.append(node.text or "")
        else:
            pieces.append({qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}.get(node.tag, "\n"))
    return "".join(pieces)


def _grid(table: Table, order: int, caption: list[str], numbers: ListNumbers) -> Grid:
    """Cells at their place in the grid; a cell that continues the one above is merged into it."""
    rows: list[list[str]] = []
    merges: list[Merge] = []
    open_cells: dict[int, tuple[int, int]] = {}
    """Column → top row and right column of the cell that may go on downwards."""
    for row_index, row in enumerate(table._tbl.tr_lst):  # noqa: SLF001 - row.cells repeats merged cells and is quadratic
        texts: list[str] = [""] * row.grid_before
        for cell in row.tc_lst:
            left, right = len(texts), len(texts) + _span(cell) - 1
            continues = cell.vMerge == "continue" and left in open_cells
            if not continues:
                open_cells[left] = (row_index, right)
            texts += ["" if continues else _cell_text(cell, numbers), *[""] * (right - left)]
        rows.append(texts)
        _close(row_index, row, open_cells, merges)
    return Grid(rows, order=order, caption=list(caption), merges=fitting(_tallest(merges), rows))


def _close(row_index: int, row: CT_Row, open_cells: dict[int, tuple[int, int]], merges: list[Merge]) -> None:
    """Notes the rectangle of each cell that spans rows or columns, as far as this row."""
    left = row.grid_before
    for cell in row.tc_lst:
        top, right = open_cells.get(left, (row_index, left))
        if cell.vMerge != "continue":
            top, right = row_index, left + _span(cell) - 1
        if top < row_index or right > left:
            merges.append(Merge(top, left, row_index, right))
        left += _span(cell)


def _span(cell: CT_Tc) -> int:
    return min(max(cell.grid_span, 1), MOST_SPAN)


def _tallest(merges: list[Merge]) -> list[Merge]:
    """Of the rectangles that start at one cell, the tallest."""
    tallest: dict[tuple[int, int], Merge] = {}
    for merge in merges:
        known = tallest.get((merge.top, merge.left))
        if known is None or merge.bottom >= known.bottom:
            tallest[merge.top, merge.left] = merge
    return list(tallest.values())


def _cell_text(cell: CT_Tc, numbers: ListNumbers) -> str:
    """The paragraphs of a cell as lines, automatic numbers included."""
    return "\n".join(numbers.of_element(p) + _text(p) for p in cell.p_lst).strip()
