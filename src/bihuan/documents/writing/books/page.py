"""What stands around the rows of a form: hidden columns, names, and the set-up of printed pages where it says none."""

import copy

from lxml import etree

from bihuan.documents.writing.books.package import q

PREFIX = "_bihuan_"
END = "end"
"""The name of the first row below the body."""

_TITLES = "_xlnm.Print_Titles"
_ORDER = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios"
    " autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations"
    " hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches"
    " ignoredErrors smartTags drawing legacyDrawing"
).split()
"""The order in which the standard (ECMA-376, CT_Worksheet) wants the parts of a sheet."""
_A4 = "9"
_WIDEST = 16_384


def put(sheet: etree._Element, element: etree._Element) -> None:
    """Insert a part of the sheet where the standard wants it."""
    rank = _ORDER.index(etree.QName(element).localname)
    behind = [at for at, one in enumerate(sheet) if _rank(one) <= rank]
    sheet.insert(behind[-1] + 1 if behind else 0, element)


def _rank(one: etree._Element) -> int:
    name = etree.QName(one).localname if isinstance(one.tag, str) else ""
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def hide_columns(sheet: etree._Element, first: int, last: int) -> None:
    """Hide columns, from 1; what the form said of a wider range is said of its rest."""
    columns = sheet.find(q("cols"))
    if columns is None:
        columns = etree.Element(q("cols"))
        put(sheet, columns)
    for one in list(columns):
        left, right = int(one.get("min", "1")), int(one.get("max", "1"))
        if right < first or left > last:
            continue
        for start, stop in ((left, first - 1), (last + 1, min(right, _WIDEST))):
            if start <= stop:
                rest = copy.deepcopy(one)
                columns.append(rest)
                rest.set("min", str(start))
                rest.set("max", str(stop))
        columns.remove(one)
    etree.SubElement(columns, q("col"), min=str(first), max=str(last), width="8", customWidth="1", hidden="1")
    columns[:] = sorted(columns, key=lambda one: int(one.get("min", "1")))


def complete(sheet: etree._Element) -> None:
    """Where the form says nothing of printed pages: lying A4, as wide as the page, with page numbers."""
    if sheet.find(q("pageSetup")) is None:
        put(sheet, etree.Element(q("pageSetup"), paperSize=_A4, orientation="landscape", fitToHeight="0"))
        properties = sheet.find(q("sheetPr"))
        if properties is None:
            properties = etree.Element(q("sheetPr"))
            put(sheet, properties)
        if properties.find(q("pageSetUpPr")) is None:
            etree.SubElement(properties, q("pageSetUpPr"), fitToPage="1")
    if sheet.find(q("headerFooter")) is None:
        foot = etree.Element(q("headerFooter"))
        etree.SubElement(foot, q("oddFooter")).text = "&C第 &P 页，共 &N 页"
        put(sheet, foot)


# ---------------------------------------------------------------- names of the workbook


def names_of(book: etree._Element) -> etree._Element:
    """The element that holds the names, made where there is none."""
    names = book.find(q("definedNames"))
    if names is None:
        names = etree.Element(q("definedNames"))
        place = next(at for at, one in enumerate(book) if one.tag == q("sheets"))
        book.insert(place + 1, names)
    return names


def speaks_of(name: etree._Element, sheet: str) -> bool:
    """Is it a name for an area of this sheet?"""
    words = name.text or ""
    return words.startswith((f"{sheet}!", f"{quoted(sheet)}!"))


def quoted(sheet: str) -> str:
    """The name of a sheet as an address writes it."""
    doubled = sheet.replace("'", "''")
    return f"'{doubled}'"


def repeat_header(names: etree._Element, sheet: str, own: int, bottom: int) -> None:
    """The rows down to the end of the header stand on each page, unless the form says which do."""
    said = any(one.get("name") == _TITLES and one.get("localSheetId") == str(own) for one in names)
    if not said:
        titles = etree.SubElement(names, q("definedName"), name=_TITLES, localSheetId=str(own))
        titles.text = f"{quoted(sheet)}!$1:${bottom}"


def add_name(names: etree._Element, name: str, place: str) -> None:
    """A name out of sight."""
    etree.SubElement(names, q("definedName"), name=name, hidden="1").text = place
