"""A sheet of voices: Excel or CSV, its head found by its words, the meaning of columns guessed and corrected."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from python_calamine import CalamineError, CalamineWorkbook

from bihuan.common.workflow import Refused
from bihuan.people.sheets import letters, text_of

HEAD_WITHIN, MOST_ROWS = 12, 20_000
BESIDE = "-"
MEANINGS = {
    "text": pgettext_lazy("hand-over column", "words of the voice"),
    "outside_number": pgettext_lazy("hand-over column", "number there"),
    "received": pgettext_lazy("hand-over column", "day of arrival"),
    "place": pgettext_lazy("hand-over column", "school or unit"),
    "group": pgettext_lazy("hand-over column", "group of speakers"),
    "contact": pgettext_lazy("hand-over column", "name and how to reach"),
    "heads": pgettext_lazy("hand-over column", "how many people"),
}
"""What a column may mean; only the words must be there."""

SYNONYMS: dict[str, tuple[str, ...]] = {
    "text": (
        "意见内容",
        "意见建议",
        "意见和建议",
        "诉求内容",
        "反映内容",
        "留言内容",
        "问题描述",
        "来电内容",
        "工单内容",
        "主要内容",
        "意见",
        "建议",
        "内容",
        "诉求",
        "text",
        "content",
    ),
    "outside_number": (
        "工单编号",
        "工单号",
        "受理编号",
        "受理号",
        "留言编号",
        "流水号",
        "编号",
        "单号",
        "帖子id",
        "id",
        "no",
    ),
    "received": (
        "受理时间",
        "来电时间",
        "留言时间",
        "提交时间",
        "收到日期",
        "接收日期",
        "登记日期",
        "日期",
        "时间",
        "date",
    ),
    "place": ("涉及单位", "反映对象", "被反映单位", "反映单位", "所属学校", "学校", "单位", "地点", "unit"),
    "group": ("身份", "群体", "人员类别", "类别", "对象类别", "group"),
    "contact": ("联系方式", "联系电话", "来电号码", "姓名电话", "电话", "手机", "姓名", "联系人", "留言人", "contact"),
    "heads": ("人数", "同类意见数", "件次", "heads"),
}
"""What offices and platforms write over their columns, the most telling first."""


@dataclass(frozen=True)
class ColumnSeen:
    """One column: its letter, its head, and what it is taken for (None: kept out)."""

    letter: str
    head: str
    meaning: str | None


@dataclass(frozen=True)
class Grid:
    """The rows below the head, with the number that each has in the file."""

    sheet: str
    columns: tuple[ColumnSeen, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]

    def address(self, number: int, meaning: str) -> str:
        """The cell as Excel calls it."""
        letter = next((one.letter for one in self.columns if one.meaning == meaning), "")
        return f"{self.sheet} {letter}{number}".strip()


def open_grid(content: bytes, *, name: str, chosen: Mapping[str, str | None] | None = None) -> Grid:
    """Read the first sheet with a column of words. `chosen` are a person's corrections, by head.

    Raises:
        Refused: no sheet can be read, none has such a column, or it is too long.
    """
    for sheet, table in _tables(content, name=name):
        for place, row in enumerate(table[:HEAD_WITHIN]):
            columns = guess([text_of(cell) for cell in row], chosen or {})
            if any(column.meaning == "text" for column in columns):
                return _grid(sheet, table, place, columns)
    words = _("No sheet of “%(name)s” has a column of words (%(known)s) in one of its first %(rows)d rows.")
    raise Refused(words % {"name": name, "known": "、".join(SYNONYMS["text"][:4]), "rows": HEAD_WITHIN})


def guess(heads: Sequence[str], chosen: Mapping[str, str | None]) -> tuple[ColumnSeen, ...]:
    """What each column is taken for: as a person chose, else by its head; each meaning once."""
    found: dict[int, str | None] = {place: chosen[head] for place, head in enumerate(heads) if head in chosen}
    taken = {meaning for meaning in found.values() if meaning}
    plain = [head.replace(" ", "").lower() for head in heads]
    for meaning, words in SYNONYMS.items():
        if meaning in taken:
            continue
        for word in words:
            place = next((at for at, head in enumerate(plain) if head == word and at not in found), None)
            if place is not None:
                found[place] = meaning
                break
    return tuple(ColumnSeen(letters(at), head, found.get(at)) for at, head in enumerate(heads) if head)


def _tables(content: bytes, *, name: str) -> list[tuple[str, Sequence[Sequence[object]]]]:
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            return [
                (title, book.get_sheet_by_name(title).to_python(skip_empty_area=False)) for title in book.sheet_names
            ]
        except (CalamineError, OSError, ValueError) as wrong:
            words = _("“%(name)s” cannot be read as an Excel workbook. Save it as .xlsx and try again.")
            raise Refused(words % {"name": name}) from wrong
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        dialect = "\t" if text[:2000].count("\t") > text[:2000].count(",") else ","
        return [("", list(csv.reader(io.StringIO(text), delimiter=dialect)))]
    raise Refused(_("“%(name)s” is neither Excel nor CSV text. Save it as .xlsx and try again.") % {"name": name})


def _grid(sheet: str, table: Sequence[Sequence[object]], place: int, columns: tuple[ColumnSeen, ...]) -> Grid:
    if len(table) > MOST_ROWS:
        words = _("The sheet “%(sheet)s” has %(rows)d rows; %(limit)d are read at once. Divide it.")
        raise Refused(words % {"sheet": sheet, "rows": len(table), "limit": MOST_ROWS})
    meant = {one.letter: one.meaning for one in columns if one.meaning}
    rows = []
    for number, row in enumerate(table[place + 1 :], start=place + 2):
        cells = {meant[letters(at)]: _cell(value) for at, value in enumerate(row) if letters(at) in meant}
        if any(text_of(value) for value in row):
            rows.append((number, cells))
    return Grid(sheet, columns, tuple(rows))


def _cell(value: object) -> str:
    """A cell with its line breaks: words of people have paragraphs."""
    return str(value).strip() if isinstance(value, str) else text_of(value)
