"""What the words of a file betray: secrecy markings, announced counts that the list does not keep."""

import re
from collections.abc import Iterator

from bihuan.documents.errors import SecrecyMarked
from bihuan.documents.model import Position, ReadingWarning
from bihuan.documents.sentences import warning
from bihuan.documents.source import Source
from bihuan.documents.words import chinese_number, squeeze

_LEVEL = r"(?:绝密|机密|秘密)"
_MARKED_LINE = re.compile(rf"^(?:密级[:：]?)?{_LEVEL}(?:[★☆*].{{0,8}})?$|^密级[:：].{{0,4}}{_LEVEL}")
_MARKED_CELL = re.compile(rf"^{_LEVEL}[★☆].{{0,8}}$|^密级[:：].{{0,4}}{_LEVEL}")
_LONGEST_MARK = 20

_NUMBER = r"(?P<number>[一二三四五六七八九十两]{1,2})"
_LIST = r"(?P<items>(?:[^，。；：、“”（）()\s]{2,12}、){1,12}[^，。；：、“”（）()\s]{2,12}?)"
_ANNOUNCED = (
    re.compile(
        rf"(?:做到|实行|落实|明确|坚持|抓好|按照){_LIST}(?:等)?[“\"](?P<name>{_NUMBER}个?[^“”\"\s]{{1,5}})[”\"]"
    ),
    re.compile(rf"[“\"](?P<name>{_NUMBER}个?[^“”\"\s]{{1,5}})[”\"](?:[（(]|[:：]|，即|即){_LIST}(?=[）)。；，]|$)"),
)


def refuse_if_secret(source: Source) -> None:
    """Refuses a file that carries a secrecy marking: it may not be on a networked system at all."""
    for text, place, pattern in _short_texts(source):
        if pattern.match(squeeze(text)):
            raise SecrecyMarked(
                "secrecy_marking",
                f"文件标有密级（{place}：“{squeeze(text)}”），涉密文件不得上传到本系统，已停止读取且未保存；"
                "请立即删除本机上的传输副本，并按保密规定处理。",
            )


def _short_texts(source: Source) -> Iterator[tuple[str, Position, re.Pattern[str]]]:
    for paragraph in source.paragraphs:
        if len(paragraph.text) <= _LONGEST_MARK:
            yield paragraph.text, paragraph.position(lines=source.format == "txt"), _MARKED_LINE
    for grid in source.grids:
        for row, cells in enumerate(grid.rows):
            for column, text in enumerate(cells):
                if "密" in text and len(text) <= _LONGEST_MARK:
                    yield text, grid.position(row, column), _MARKED_CELL


def _announced(name: str) -> int:
    """六明确 → 6, 三改一整 → 4."""
    return sum(chinese_number(number) or 0 for number in re.findall("[一二三四五六七八九十两]+", name))


def broken_promises(source: Source) -> Iterator[ReadingWarning]:
    """Announced counts with another number of items: 甲、乙、丙“四到位”."""
    for paragraph in source.paragraphs:
        for pattern in _ANNOUNCED:
            for found in pattern.finditer(paragraph.text):
                announced, items = _announced(found["name"]), found["items"].split("、")
                if announced > 2 and len(items) > 1 and announced != len(items):
                    place = paragraph.position(lines=source.format == "txt")
                    yield warning(
                        "enumeration_mismatch",
                        None,
                        place,
                        phrase=found["name"],
                        announced=announced,
                        found=len(items),
                    )
