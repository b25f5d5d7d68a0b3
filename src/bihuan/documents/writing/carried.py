"""Figures that travel with a paper: a bookmark around each place, and name, value and day as document properties.

Word, WPS and LibreOffice keep both when a person edits the paper, so that what was changed by hand can be told from
what the records said.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from bihuan.documents.errors import Unreadable
from bihuan.documents.formats.guard import check_zip
from bihuan.documents.writing.paper import Paper, Stated
from bihuan.documents.writing.xml import NAMESPACE, clean

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_MEDIA = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The format id that Office asks of every custom property."""

_FIGURE = "闭环数据 "
_ORIGIN, _DAY, _KIND = "闭环活动", "闭环数据日期", "闭环文种"
_MARK = re.compile(r"bh_(\d{1,5})_\d{1,5}")
_LARGEST = 60 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a figure: the paragraph's text and where the figure stands in it."""

    paragraph: str
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class CarriedFigure:
    """A figure as the paper was written with it (“52”, “69.23%”), and every place where it stands now."""

    path: str
    label: str
    told: str
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """What a paper says of itself: which records, which day, which figures."""

    origin: str
    as_of: str
    kind: str
    figures: tuple[CarriedFigure, ...]


class Marks:
    """Hands out bookmarks: `bh_3_2` is the second place of the third figure."""

    def __init__(self, stated: list[Stated]) -> None:
        self.stated = stated
        self._numbers = {figure.path: number for number, figure in enumerate(stated, 1)}
        self._places: Counter[str] = Counter()
        self._id = 0

    def around(self, figure: Stated, xml: str) -> str:
        """The figure's text between the ends of its bookmark."""
        self._id += 1
        self._places[figure.path] += 1
        name = f"bh_{self._numbers[figure.path]}_{self._places[figure.path]}"
        return f'<w:bookmarkStart w:id="{self._id}" w:name="{name}"/>{xml}<w:bookmarkEnd w:id="{self._id}"/>'


def carry(document: Document, paper: Paper, marks: Marks) -> None:
    """Write the properties into a new document."""
    entries = [(_ORIGIN, paper.origin), (_DAY, paper.as_of.isoformat()), (_KIND, paper.kind)]
    entries += [(f"{_FIGURE}{figure.path}", f"{figure.text}｜{figure.label}") for figure in marks.stated]
    rows = "".join(
        f"<property fmtid={quoteattr(_FORMAT)} pid={quoteattr(str(pid))} name={quoteattr(clean(name))}>"
        f"<vt:lpwstr>{clean(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(entries, 2)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    xml = f'{head}\n<Properties xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}">{rows}</Properties>'
    package = document.part.package
    part = Part(PackURI("/docProps/custom.xml"), _MEDIA, xml.encode(), package)
    package.relate_to(part, _RELATION)


# ---------------------------------------------------------------- reading again


def carried_by(content: bytes) -> Carried | None:
    """What a docx carries; None where it carries nothing of ours. Raises `Unreadable` for damaged or hostile files."""
    if not content.startswith(b"PK"):
        return None
    package = check_zip(content)
    names = set(package.namelist())
    if "docProps/custom.xml" not in names or "word/document.xml" not in names:
        return None
    properties = dict(_properties(_part(package, "docProps/custom.xml")))
    figures = [(name.removeprefix(_FIGURE), value) for name, value in properties.items() if name.startswith(_FIGURE)]
    if not figures and _ORIGIN not in properties:
        return None
    spots = _spots(_part(package, "word/document.xml"))
    return Carried(
        properties.get(_ORIGIN, ""),
        properties.get(_DAY, ""),
        properties.get(_KIND, ""),
        tuple(_figure(number, path, told, spots) for number, (path, told) in enumerate(figures, 1)),
    )


def _figure(number: int, path: str, entry: str, spots: dict[int, list[Spot]]) -> CarriedFigure:
    told, _, label = entry.partition("｜")
    return CarriedFigure(path, label or path, told, tuple(spots.get(number, ())))


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    if package.getinfo(name).file_size > _LARGEST:
        raise Unreadable("too_large", "Word 文件正文过大，无法核对其中的数据。")
    try:
        return package.read(name)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
        raise Unreadable("damaged", "Word 文件已损坏，请用 Word 或 WPS 打开、另存后再核对。") from error


def _events(content: bytes, *tags: str) -> Iterator[tuple[str, "etree._Element"]]:
    """Elements as they are parsed, entities left alone."""
    try:
        yield from etree.iterparse(
            io.BytesIO(content), events=("start", "end"), tag=tags, resolve_entities=False, no_network=True
        )
    except etree.XMLSyntaxError as error:
        raise Unreadable("damaged", "Word 文件已损坏，请用 Word 或 WPS 打开、另存后再核对。") from error


def _properties(content: bytes) -> Iterator[tuple[str, str]]:
    for event, element in _events(content, f"{{{_CUSTOM}}}property"):
        if event == "end":
            yield str(element.get("name", "")), "".join(str(text) for text in element.itertext())


def _spots(content: bytes) -> dict[int, list[Spot]]:
    """Number of the figure → its places, in reading order."""
    found: dict[int, list[Spot]] = {}
    tags = [f"{{{NAMESPACE}}}{name}" for name in ("p", "t", "bookmarkStart", "bookmarkEnd")]
    reader = _Reader()
    for event, element in _events(content, *tags):
        name = etree.QName(element).localname
        if event == "start" and name == "p":
            reader.begin()
        elif event == "start" and name == "bookmarkStart":
            reader.open(element)
        elif event == "end" and name == "t":
            reader.text += str(element.text or "")
        elif event == "end" and name == "bookmarkEnd":
            reader.close(element)
        elif event == "end" and name == "p":
            for number, start, text in reader.done:
                found.setdefault(number, []).append(Spot(reader.text, start, text))
            reader.begin()
            element.clear()
    return found


class _Reader:
    """The text of the paragraph being parsed, and the bookmarks open in it."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """A new paragraph."""
        self.text = ""
        self.open_marks: dict[str, tuple[int, int]] = {}
        self.done: list[tuple[int, int, str]] = []

    def open(self, element: "etree._Element") -> None:
        found = _MARK.fullmatch(str(element.get(f"{{{NAMESPACE}}}name", "")))
        if found:
            self.open_marks[str(element.get(f"{{{NAMESPACE}}}id"))] = int(found[1]), len(self.text)

    def close(self, element: "etree._Element") -> None:
        known = self.open_marks.pop(str(element.get(f"{{{NAMESPACE}}}id")), None)
        if known is not None:
            number, start = known
            self.done.append((number, start, self.text[start:]))
