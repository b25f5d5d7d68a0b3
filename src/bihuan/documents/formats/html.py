"""Web pages → paragraphs and tables; navigation, scripts and layout tables are furniture."""

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from bihuan.documents.errors import Unreadable
from bihuan.documents.source import Grid, Merge, Paragraph, Source, fitting

DROPPED = ("script", "style", "noscript", "template", "nav", "iframe", "object", "select", "button", "form")
BLOCKS = {
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "br",
    "tr",
    "section",
    "article",
    "dd",
    "dt",
    "center",
    "td",
    "th",
}
DEEPEST = 200
MOST_SPAN = 1_000
MOST_CELLS = 500_000


def read_html(content: bytes) -> Source:
    """A page as saved from the web or by office software."""
    try:
        parser = lxml_html.HTMLParser(encoding=_encoding(content), no_network=True, huge_tree=False)
        root = lxml_html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise Unreadable("damaged", "网页文件已损坏或没有内容，请重新保存后再上传。") from error
    etree.strip_elements(root, *DROPPED, with_tail=False)
    walk = _Walk()
    walk.through(root, 0)
    walk.end_line()
    return Source("html", walk.blocks)


def _encoding(content: bytes) -> str:
    found = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", content[:4096], re.IGNORECASE)
    named = found[1].decode("ascii").lower() if found else "utf-8"
    named = "gb18030" if named in {"gb2312", "gbk"} else named
    try:
        content.decode(named)
    except (UnicodeDecodeError, LookupError):
        return "gb18030" if named.startswith("utf") else "utf-8"
    return named


@dataclass
class _Walk:
    """Goes through a page in reading order and collects blocks."""

    blocks: list[Grid | Paragraph] = field(default_factory=list)
    line: str = ""
    tables: int = 0
    lines: int = 0
    cells: int = 0
    caption: list[str] = field(default_factory=list)

    def through(self, element: etree._Element, depth: int) -> None:
        """One element and what is in it; tables of data become grids, layout tables are walked through."""
        if not isinstance(element.tag, str):
            return
        if depth > DEEPEST:
            raise Unreadable("damaged", "网页嵌套过深，不像正常的公示页面，已停止读取。")
        if element.tag == "table" and not element.xpath(".//table"):
            self._table(element)
            return
        if element.tag in BLOCKS:
            self.end_line()
        self.line += element.text or ""
        for child in element:
            self.through(child, depth + 1)
            self.line += child.tail or ""
        if element.tag in BLOCKS:
            self.end_line()

    def end_line(self) -> None:
        """Closes the paragraph that is being read."""
        text = _blanks(self.line).strip()
        self.line = ""
        if text:
            self.lines += 1
            self.caption = [*self.caption[-5:], text]
            self.blocks.append(Paragraph(text, self.lines))

    def _table(self, element: etree._Element) -> None:
        self.end_line()
        self.tables += 1
        rows, merges = _read_table(element)
        self.cells += sum(len(row) for row in rows)
        _check_cells(self.cells)
        self.blocks.append(Grid(rows, order=self.tables, caption=self.caption, merges=merges))
        self.caption = []


def _read_table(table: etree._Element) -> tuple[list[list[str]], list[Merge]]:
    """Cells at their place in the grid, with what spans rows and columns."""
    rows: list[list[str]] = []
    merges: list[Merge] = []
    taken: set[tuple[int, int]] = set()
    """Places that a cell from above or the left covers."""
    for top, row in enumerate(table.iter("tr")):
        texts: list[str] = []
        for cell in row.iterchildren("td", "th"):
            while (top, len(texts)) in taken:
                texts.append("")
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            if down * across > 1:
                left = len(texts)
                merges.append(Merge(top, left, top + down - 1, left + across - 1))
                taken.update((top + i, left + j) for i in range(down) for j in range(across))
                _check_cells(len(taken))
            texts += [_text(cell), *[""] * (across - 1)]
        rows.append(texts)
    return rows, fitting(merges, rows)


def _span(cell: etree._Element, name: str) -> int:
    found = re.match(r"\s*(\d{1,6})", cell.get(name, ""))
    return min(max(int(found[1]), 1), MOST_SPAN) if found else 1


def _check_cells(count: int) -> None:
    if count > MOST_CELLS:
        raise Unreadable("too_large", "网页中的表格过大，请拆分后再上传。")


def _blanks(text: str | None) -> str:
    """Line ends in the source of a page are blanks on the screen."""
    return re.sub(r"[ \t\r\n\xa0]+", " ", text or "")


def _text(cell: etree._Element) -> str:
    """The text of a cell; paragraphs and breaks are lines."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if element.tag in BLOCKS:
            pieces.append("\n")
        if event == "start":
            pieces.append(_blanks(element.text))
        elif element is not cell:
            pieces.append(_blanks(element.tail))
    lines = (line.strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
