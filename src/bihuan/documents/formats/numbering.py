"""Automatic list numbers of Word: they are not in the text, but a reader sees them and so do we."""

from collections import defaultdict

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

_DIGITS = "〇一二三四五六七八九"
_CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class ListNumbers:
    """Counts the numbered paragraphs of a document in reading order."""

    def __init__(self, document: Document) -> None:
        self._levels = _levels(document)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._styles = _style_lists(document)

    def of(self, paragraph: Paragraph) -> str:
        """The number shown before a paragraph (1. （一） ①), or nothing."""
        return self.of_element(paragraph._p)  # noqa: SLF001 - numbering is not in python-docx's own interface

    def of_element(self, element: etree._Element) -> str:
        """The same for a raw paragraph element."""
        listed = self._listed(element)
        if listed is None or listed not in self._levels:
            return ""
        number_id, level = listed
        counts = self._counts[number_id]
        counts[level] = counts.get(level, 0) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return self._shown(number_id, level, counts)

    def _listed(self, element: etree._Element) -> tuple[str, int] | None:
        properties = element.find(qn("w:pPr"))
        if properties is None:
            return None
        found = properties.find(qn("w:numPr"))
        if found is None:
            style = properties.find(qn("w:pStyle"))
            return self._styles.get(style.get(qn("w:val"), "")) if style is not None else None
        return _number_of(found)

    def _shown(self, number_id: str, level: int, counts: dict[int, int]) -> str:
        pattern, _ = self._levels[number_id, level]
        for each in range(level + 1):
            form = self._levels.get((number_id, each), ("", "decimal"))[1]
            pattern = pattern.replace(f"%{each + 1}", _formatted(counts.get(each, 1), form))
        return pattern if any(char.isalnum() for char in pattern) else ""


def _number_of(properties: etree._Element) -> tuple[str, int] | None:
    number_id, level = properties.find(qn("w:numId")), properties.find(qn("w:ilvl"))
    if number_id is None:
        return None
    return number_id.get(qn("w:val"), "0"), int(level.get(qn("w:val"), "0")) if level is not None else 0


def _levels(document: Document) -> dict[tuple[str, int], tuple[str, str]]:
    """(list, level) → pattern such as （%1） and the form of its numerals."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract = {each.get(qn("w:abstractNumId")): each for each in root.findall(qn("w:abstractNum"))}
    levels: dict[tuple[str, int], tuple[str, str]] = {}
    for number in root.findall(qn("w:num")):
        link = number.find(qn("w:abstractNumId"))
        definition = abstract.get(link.get(qn("w:val"))) if link is not None else None
        for level in definition.findall(qn("w:lvl")) if definition is not None else []:
            text, form = level.find(qn("w:lvlText")), level.find(qn("w:numFmt"))
            if text is not None and form is not None:
                key = (number.get(qn("w:numId"), ""), int(level.get(qn("w:ilvl"), "0")))
                levels[key] = (text.get(qn("w:val"), ""), form.get(qn("w:val"), "decimal"))
    return levels


def _style_lists(document: Document) -> dict[str, tuple[str, int]]:
    lists: dict[str, tuple[str, int]] = {}
    for style in document.styles.element.findall(qn("w:style")):
        for properties in style.iter(qn("w:numPr")):
            if (listed := _number_of(properties)) is not None:
                lists[style.get(qn("w:styleId"), "")] = listed
    return lists


def _formatted(number: int, form: str) -> str:
    if form in {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital"}:
        return chinese(number)
    if form in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"} and number < len(_CIRCLED):
        return _CIRCLED[number]
    return "" if form in {"bullet", "none"} else str(number)


def chinese(number: int) -> str:
    """12 → 十二; lists never reach a hundred in earnest, above that digits are read one by one."""
    if number >= 100:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    front = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return front + (_DIGITS[ones] if ones or not front else "")
