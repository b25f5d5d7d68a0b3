"""Plain text, csv and tsv → lines and tables."""

import csv
import io
from collections.abc import Iterator

from bihuan.documents.errors import Unreadable
from bihuan.documents.source import Grid, Paragraph, Source

ENCODINGS = ("utf-8-sig", "gb18030")
LONGEST = 20_000_000
"""Characters; the text of a thousand long ledgers."""


def read_text(content: bytes) -> Source:
    """Lines of text; runs of lines with tabs, or a whole file of commas, are tables."""
    text = _decoded(content)
    if len(text) > LONGEST:
        raise Unreadable("too_large", "文本过长，请拆分后再上传。")
    lines = text.splitlines()
    if _comma_separated(lines):
        rows = list(csv.reader(io.StringIO(text)))
        return Source("csv", [Grid([list(row) for row in rows], "csv", blank_is_merged=True)])
    return Source("txt", list(_blocks(lines)))


def _decoded(content: bytes) -> str:
    encodings = ("utf-16", *ENCODINGS) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ENCODINGS
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("encoding", "文字编码无法识别（不是 UTF-8 也不是国标码），请用记事本另存为 UTF-8 后再上传。")


def _comma_separated(lines: list[str]) -> bool:
    """Half-width commas in nearly every line, none of them in running Chinese text."""
    sample = [line for line in lines[:50] if line.strip()]
    with_commas = [line for line in sample if line.count(",") >= 2 and "\t" not in line]
    return len(sample) > 1 and len(with_commas) * 10 >= len(sample) * 8 and sample[0].count(",") >= 2


def _blocks(lines: list[str]) -> Iterator[Grid | Paragraph]:
    order = 0
    table: list[list[str]] = []
    caption: list[str] = []
    split = [_cells(line) for line in [*lines, ""]]
    for number, (line, cells) in enumerate(zip([*lines, ""], split, strict=True), 1):
        if cells is not None:
            table += [cells] if cells else []
            continue
        if table and _goes_on(split, number):
            table += [[line.strip()]] if line.strip() else []
            continue
        if len(table) > 1:
            order += 1
            yield Grid(table, order=order, caption=caption[-5:], blank_is_merged=True)
        elif table:
            yield Paragraph(" ".join(table[0]).strip(), number - 1)
        table = []
        if line.strip():
            caption.append(line.strip())
            yield Paragraph(line.strip(), number)


def _goes_on(split: list[list[str] | None], following: int) -> bool:
    """Whether a line without cells stands inside a table (a section row, a blank line): cells follow at once."""
    return following < len(split) and bool(split[following])


def _cells(line: str) -> list[str] | None:
    """The cells of a line with tabs or of a Markdown table (none in its rule); None for running text."""
    if "\t" in line.strip("\n"):
        return line.split("\t")
    stripped = line.strip()
    if stripped.startswith("|") and stripped.endswith("|") and stripped.count("|") > 2:
        cells = [cell.strip() for cell in stripped.strip("|").split("|")]
        return [] if all(set(cell) <= set("-: ") for cell in cells) and any(cells) else cells
    return None
