"""The looks of a workbook: what a body cell looks like where the form has only a header."""

import copy

from lxml import etree

from bihuan.documents.writing.books.package import parsed, q

_PLAIN_NUMBERS = frozenset({0, 1, 3})
"""General, 0 and #,##0; any other format (a percentage, a date) would change what a reader sees."""


class Styles:
    """The part `styles.xml`; new looks are added behind the others."""

    def __init__(self, xml: bytes) -> None:
        self._root = parsed(xml)
        found = self._root.find(q("cellXfs"))
        self._looks = found if found is not None else etree.SubElement(self._root, q("cellXfs"))
        self._made: dict[int, int] = {}

    def shows_plain_numbers(self, look: int) -> bool:
        """Is a whole number shown as it is?"""
        return look >= len(self._looks) or int(self._looks[look].get("numFmtId", "0")) in _PLAIN_NUMBERS

    def like_body(self, header: int) -> int:
        """A look with the borders of a header cell, in plain letters, its words wrapped."""
        if header not in self._made and header < len(self._looks):
            look = copy.deepcopy(self._looks[header])
            for name in ("fontId", "fillId", "numFmtId"):
                look.set(name, "0")
            for one in look.findall(q("alignment")):
                look.remove(one)
            look.insert(0, etree.Element(q("alignment"), wrapText="1", vertical="center"))
            look.set("applyAlignment", "1")
            self._looks.append(look)
            self._looks.set("count", str(len(self._looks)))
            self._made[header] = len(self._looks) - 1
        return self._made.get(header, 0)

    def xml(self) -> bytes:
        """The part as it is now."""
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
