"""The parts of a workbook's package: where each sheet lies, and its XML, read without entities and outside files."""

import io
import posixpath
import zipfile

from lxml import etree

from bihuan.documents.errors import Unreadable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKBOOK = "xl/workbook.xml"
DAMAGED = "工作簿已损坏或没有传完整，请用 Excel 或 WPS 打开、另存为 .xlsx 后再上传。"


def q(name: str) -> str:
    """The qualified name of an element of a sheet."""
    return f"{{{MAIN}}}{name}"


def parsed(xml: bytes) -> etree._Element:
    """One part as a tree."""
    try:
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    except etree.XMLSyntaxError as error:
        raise Unreadable("damaged", DAMAGED) from error


def opened(content: bytes) -> zipfile.ZipFile:
    """The package of a workbook that was accepted."""
    return zipfile.ZipFile(io.BytesIO(content))


def sheets(package: zipfile.ZipFile) -> dict[str, str]:
    """Name of each worksheet → its part, in the order of the workbook."""
    try:
        book, relations = parsed(package.read(WORKBOOK)), parsed(package.read("xl/_rels/workbook.xml.rels"))
    except KeyError as error:
        raise Unreadable("damaged", DAMAGED) from error
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    found = {}
    for sheet in book.iter(q("sheet")):
        target = targets.get(sheet.get(f"{{{RELATIONS}}}id"), "")
        found[sheet.get("name", "")] = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
    return found
