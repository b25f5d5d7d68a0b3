"""Rows into an office's form: the sheet's own XML is kept, only its body is written, row by row as it is compressed.

Hidden columns behind the form carry what a returning file is told apart by; hidden names say which column holds what,
and move along when somebody moves a column.
"""

import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, BinaryIO

from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter

from bihuan.documents.writing.books import page
from bihuan.documents.writing.books.package import WORKBOOK, opened, parsed, q, sheets
from bihuan.documents.writing.books.ranges import Growth, corners
from bihuan.documents.writing.books.shape import PLACEHOLDER
from bihuan.documents.writing.books.styles import Styles
from bihuan.documents.writing.xml import clean

RUNNING = "running"
"""The column that counts the rows of this very file: 1, 2, 3 …"""
LONGEST = 32_767
"""Characters that a cell may hold."""
TOGETHER = 500
SHARED = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
_HERE = "bihuan-rows"

Cells = Sequence[str | int]


@dataclass(frozen=True)
class Form:
    """How a template is filled: its sheet, last header row and last body row (from 0), and what each column holds.

    `names` are the columns of the records in their order; `hidden` those that stand out of sight, with their heads.
    """

    sheet: str
    bottom: int
    last: int
    columns: Mapping[int, str]
    names: Sequence[str]
    hidden: Mapping[str, str]


def fill(file: BinaryIO, content: bytes, form: Form, rows: Iterable[Cells], fields: Mapping[str, str]) -> int:
    """Write the filled workbook to `file`; returns how many rows it holds.

    `fields` are the words for `{{ name }}` in titles, and in the head and foot of printed pages.
    """
    package = opened(content)
    part = sheets(package)[form.sheet]
    sheet = _Sheet(package, part, form)
    with tempfile.TemporaryFile(prefix="bihuan-") as lines:
        count = sheet.write_rows(lines, rows)
        sheet.close(count, fields)
        changed = {STYLES: sheet.styles.xml(), WORKBOOK: _workbook(package, form, sheet)}
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as out:
            for info in package.infolist():
                if info.filename not in {part, "xl/calcChain.xml"}:
                    out.writestr(info.filename, changed.get(info.filename) or package.read(info))
            lines.seek(0)
            before, after = sheet.halves()
            with out.open(part, "w", force_zip64=True) as target:
                target.write(before)
                while some := lines.read(1 << 20):
                    target.write(some)
                target.write(after)
    return count


class _Sheet:
    """The sheet of the form while it is filled."""

    def __init__(self, package: zipfile.ZipFile, part: str, form: Form) -> None:
        self.form = form
        self.root = parsed(package.read(part))
        self.styles = Styles(package.read(STYLES))
        self._words = _shared(package)
        data = self.root.find(q("sheetData"))
        self._data = data if data is not None else etree.SubElement(self.root, q("sheetData"))
        self._rows = {int(row.get("r", "0")): row for row in self._data if row.get("r", "").isdecimal()}
        self.first = form.bottom + 2
        self._last = self._end_of_body()
        self._merges = [corners(one.get("ref", "A1")) for one in self.root.iter(q("mergeCell"))]
        self.growth = Growth(self.first, self._last, 0)
        self.behind = self._width() + 1
        """The first hidden column, from 1."""

    def _end_of_body(self) -> int:
        """Blank lines with borders belong to the body, as far down as they go."""
        last = self.form.last + 1
        told = [number for number, row in self._rows.items() if number > last and _says_anything(row)]
        below = [number for number in self._rows if number > last]
        return min(told) - 1 if told else max([last, *below])

    def _width(self) -> int:
        cells = [column_index_from_string(_letters(cell)) for row in self._rows.values() for cell in row]
        rights = [right for _top, _left, _bottom, right in self._merges]
        return max([*cells, *rights, *(at + 1 for at in self.form.columns)])

    # ------------------------------------------------------------ rows

    def write_rows(self, lines: IO[bytes], rows: Iterable[Cells]) -> int:
        """Each record as a row, in the look of the first row below the header."""
        plan = self._plan()
        count, some = 0, []
        for count, cells in enumerate(rows, start=1):
            some.append(_row(self.first + count - 1, count, cells, plan))
            if len(some) == TOGETHER:
                lines.write("".join(some).encode())
                some.clear()
        if not count:
            some.append(_row(self.first, 0, ("",) * len(self.form.names), plan))
        lines.write("".join(some).encode())
        return count

    def _plan(self) -> list["_Slot"]:
        """Every cell of a row: its column, its look, and where its words come from."""
        model = self._rows.get(self.first) if self.first <= self._last else None
        looks = {
            column_index_from_string(_letters(cell)): int(cell.get("s", "0"))
            for cell in (() if model is None else model)
        }
        place = {name: at for at, name in enumerate(self.form.names)}
        slots = {column: _Slot(get_column_letter(column), look, None) for column, look in looks.items()}
        for column, name in self.form.columns.items():
            look = looks[column + 1] if column + 1 in looks else self.styles.like_body(self._header_look(column + 1))
            source = -1 if name == RUNNING else place[name]
            slots[column + 1] = _Slot(
                get_column_letter(column + 1), look, source, numeric=self.styles.shows_plain_numbers(look)
            )
        for at, name in enumerate(self.form.hidden):
            slots[self.behind + at] = _Slot(get_column_letter(self.behind + at), 0, place[name], numeric=True)
        return [slots[column] for column in sorted(slots)]

    def _header_look(self, column: int) -> int:
        for cell in self._rows.get(self.form.bottom + 1, ()):
            if column_index_from_string(_letters(cell)) == column:
                return int(cell.get("s", "0"))
        return 0

    # ------------------------------------------------------------ everything around them

    def close(self, count: int, fields: Mapping[str, str]) -> None:
        """Put everything around the rows in its place, now that their number is known."""
        self.growth = Growth(self.first, self._last, count)
        self._fill_placeholders(fields)
        self._move_footer()
        self._mark_hidden()
        self._merge(count)
        for tag, name in (("autoFilter", "ref"), ("conditionalFormatting", "sqref"), ("dataValidation", "sqref")):
            for one in self.root.iter(q(tag)):
                one.set(name, self.growth.areas(one.get(name, "")))
        for one in [*self.root.iter(q("dimension")), *self.root.iter(q("rowBreaks"))]:
            _remove(one)
        page.complete(self.root)

    def _fill_placeholders(self, fields: Mapping[str, str]) -> None:
        for row in self._rows.values():
            for cell in row:
                words = self._text(cell)
                if "{{" in words:
                    _write(cell, PLACEHOLDER.sub(lambda found: fields.get(found[1], ""), words))
        for one in self.root.iter(q("headerFooter")):
            for line in one:
                said = line.text or ""
                line.text = PLACEHOLDER.sub(lambda found: fields.get(found[1], "").replace("&", "&&"), said)

    def _text(self, cell: etree._Element) -> str:
        value = cell.find(q("v"))
        if cell.get("t") == "s" and value is not None and (value.text or "").isdecimal():
            at = int(value.text or "0")
            return self._words[at] if at < len(self._words) else ""
        return "".join(text.text or "" for text in cell.iter(q("t")))

    def _move_footer(self) -> None:
        data = self._data
        kept = [row for number, row in self._rows.items() if not self.first <= number <= self._last]
        for row in list(data):
            data.remove(row)
        below = [row for row in kept if int(row.get("r", "0")) > self._last]
        data.extend(row for row in kept if row not in below)
        data.append(etree.ProcessingInstruction(_HERE))
        for row in below:
            number = self.growth.below(int(row.get("r", "0")))
            row.set("r", str(number))
            for cell in row:
                cell.set("r", f"{_letters(cell)}{number}")
            data.append(row)

    def _mark_hidden(self) -> None:
        """Heads of the hidden columns stand in the last row of the header."""
        number = self.form.bottom + 1
        row = self._rows.get(number)
        if row is None:
            return
        row.attrib.pop("spans", "")
        for at, head in enumerate(self.form.hidden.values()):
            cell = etree.SubElement(row, q("c"), r=f"{get_column_letter(self.behind + at)}{number}")
            _write(cell, head)
        page.hide_columns(self.root, self.behind, self.behind + len(self.form.hidden) - 1)

    def _merge(self, count: int) -> None:
        """Merges of the header and below stay; those within the first row of the body stand in every row."""
        for one in list(self.root.iter(q("mergeCells"))):
            _remove(one)
        areas = list(self._merged(count))
        if areas:
            merged = etree.Element(q("mergeCells"), count=str(len(areas)))
            for ref in areas:
                etree.SubElement(merged, q("mergeCell"), ref=ref)
            page.put(self.root, merged)

    def _merged(self, count: int) -> Iterator[str]:
        for top, left, bottom, right in self._merges:
            start, end = get_column_letter(left), get_column_letter(right)
            if top > self._last:
                yield f"{start}{self.growth.below(top)}:{end}{self.growth.below(bottom)}"
            elif bottom < self.first:
                yield f"{start}{top}:{end}{bottom}"
            elif top == bottom == self.first:
                yield from (f"{start}{row}:{end}{row}" for row in range(self.first, self.first + max(count, 1)))

    def halves(self) -> tuple[bytes, bytes]:
        """The sheet before and behind its rows."""
        whole = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        before, after = re.split(rb"<\?bihuan-rows\s*\?>", whole)
        return before, after

    def places(self) -> Iterator[tuple[str, str]]:
        """Which column holds what, by the cell of its head; and where the body ends."""
        number = self.form.bottom + 1
        for column, name in self.form.columns.items():
            if name != RUNNING:
                yield name, f"${get_column_letter(column + 1)}${number}"
        for at, name in enumerate(self.form.hidden):
            yield name, f"${get_column_letter(self.behind + at)}${number}"
        yield page.END, f"${get_column_letter(self.behind)}${self.growth.end + 1}"


@dataclass(frozen=True, slots=True)
class _Slot:
    """One cell of every row; `source`: place among the record's cells, -1 for the running number, None for nothing."""

    letter: str
    look: int
    source: int | None
    numeric: bool = False


def _row(number: int, count: int, cells: Cells, plan: Sequence[_Slot]) -> str:
    pieces = []
    for slot in plan:
        value = "" if slot.source is None else count or "" if slot.source < 0 else cells[slot.source]
        opening = f'<c r="{slot.letter}{number}" s="{slot.look}"'
        if value == "":
            pieces.append(f"{opening}/>")
        elif isinstance(value, int) and slot.numeric:
            pieces.append(f"{opening}><v>{value}</v></c>")
        else:
            pieces.append(f'{opening} t="inlineStr"><is><t xml:space="preserve">{_cut(str(value))}</t></is></c>')
    return f'<row r="{number}">{"".join(pieces)}</row>'


def _cut(words: str) -> str:
    return clean(words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…")


def _shared(package: zipfile.ZipFile) -> list[str]:
    if SHARED not in package.namelist():
        return []
    table = parsed(package.read(SHARED))
    return ["".join(text.text or "" for text in one.iter(q("t"))) for one in table.iter(q("si"))]


def _letters(cell: etree._Element) -> str:
    return cell.get("r", "A1").rstrip("0123456789") or "A"


def _says_anything(row: etree._Element) -> bool:
    return any(cell.find(q("v")) is not None or cell.find(q("is")) is not None for cell in row)


def _write(cell: etree._Element, words: str) -> None:
    """The words of a cell, in its own look."""
    for child in list(cell):
        cell.remove(child)
    cell.set("t", "inlineStr")
    text = etree.SubElement(etree.SubElement(cell, q("is")), q("t"))
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = words


def _remove(one: etree._Element) -> None:
    above = one.getparent()
    if above is not None:
        above.remove(one)


def _workbook(package: zipfile.ZipFile, form: Form, sheet: _Sheet) -> bytes:
    """The names of the workbook: areas of this sheet grow with it, the header repeats on each page."""
    book = parsed(package.read(WORKBOOK))
    own = list(sheets(package)).index(form.sheet)
    names = page.names_of(book)
    for one in list(names):
        if page.speaks_of(one, form.sheet):
            one.text = ",".join(map(sheet.growth.area, (one.text or "").split(",")))
        if one.get("name", "").startswith(page.PREFIX):  # a form that was itself an export
            names.remove(one)
    page.repeat_header(names, form.sheet, own, sheet.form.bottom + 1)
    for name, place in sheet.places():
        page.add_name(names, f"{page.PREFIX}{name}", f"{page.quoted(form.sheet)}!{place}")
    return etree.tostring(book, xml_declaration=True, encoding="UTF-8", standalone=True)
