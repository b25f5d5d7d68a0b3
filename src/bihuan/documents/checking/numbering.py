"""Numbers that skip, repeat or begin late: 一、二、四; （一）（二）（四）; 一是…三是."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bihuan.documents.checking.model import Finding, Kind, Line
from bihuan.documents.words import chinese_number

_CHINESE = r"[一二三四五六七八九十百]{1,4}"
_STYLES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("chapter", re.compile(rf"第(?P<n>{_CHINESE})章(?=\s|$|[^，。、]{{2,20}}$)"), "第{}章"),
    ("part", re.compile(rf"第(?P<n>{_CHINESE})部分(?=\s|$|：|[^，。、]{{2,20}}$)"), "第{}部分"),
    ("article", re.compile(rf"第(?P<n>{_CHINESE})条(?=\s)"), "第{}条"),
    ("一、", re.compile(rf"(?P<n>{_CHINESE}|[—－─](?=、))(?:、|\.(?!\d))"), "{}、"),
    ("（一）", re.compile(rf"（(?P<n>{_CHINESE})）"), "（{}）"),
    ("1.", re.compile(r"(?P<n>\d{1,3})(?:\.(?![\d.])|、)(?!\d)"), "{}."),
    ("（1）", re.compile(r"（(?P<n>\d{1,2})）"), "（{}）"),
    ("1）", re.compile(r"(?P<n>\d{1,2})）"), "{}）"),
)
"""Name of a style, how it begins a line, how it is shown."""

_MAIN = frozenset({"chapter", "part", "一、", "（一）"})
"""Headings: a series of 一是…二是 does not run across them."""

_RESET = re.compile(r"附件\s*\d*\s*[：:]?|附[：:]|目录$|附表")
_SERIES = re.compile(rf"(?:^|[。；：，！\s“（])(?P<n>{_CHINESE})(?P<word>是)(?!否|非)")
_DIGITS = "一二三四五六七八九十"


@dataclass
class _Open:
    """A sequence that may go on: its style, its last number, and where that stood."""

    style: str
    last: int
    line: int


def numbering_faults(lines: Sequence[Line]) -> Iterator[Finding]:
    """Gaps, repetitions and late beginnings, level by level, and in 一是…二是 series."""
    yield from _Headings().walk(lines)
    yield from _Series().walk(lines)


class _Headings:
    """Follows the levels of headings: a new level opens, a known one closes what lies below it."""

    def __init__(self) -> None:
        self.stack: list[_Open] = []
        self.seen: dict[str, int] = {}

    def walk(self, lines: Sequence[Line]) -> Iterator[Finding]:
        for line in lines:
            text = line.text.lstrip()
            if line.position.row is not None:  # cells of tables number as they like
                continue
            if _RESET.match(text):
                self.stack.clear()
                self.seen.clear()
                continue
            found = label(line.text)
            if found is not None:
                yield from self.take(line, *found)

    def take(self, line: Line, style: str, number: int, span: tuple[int, int]) -> Iterator[Finding]:
        """One label: the next of an open sequence, or the first of a new one."""
        place = next((n for n, each in enumerate(self.stack) if each.style == style), None)
        if place is None:
            before = self.seen.get(style, 0)
            self.stack.append(_Open(style, number, line.index))
            if number not in (1, before + 1) and not (before and number <= before):
                yield _late(line, style, number, span)
        else:
            known = self.stack[place]
            del self.stack[place + 1 :]
            if number > known.last + 1 or number == known.last:
                yield _gap(line, style, (known.last, number), span)
            known.last, known.line = number, line.index
        self.seen[style] = number


class _Series:
    """Follows 一是…二是…三是 through paragraphs; a heading ends every open series."""

    def __init__(self) -> None:
        self.stack: list[int] = []

    def walk(self, lines: Sequence[Line]) -> Iterator[Finding]:
        for line in lines:
            heading = label(line.text)
            if heading is not None and heading[0] in _MAIN:
                self.stack.clear()
            for found in _SERIES.finditer(line.text):
                number = chinese_number(found["n"]) or 0
                yield from self.take(line, number, (found.start("n"), found.end()))

    def take(self, line: Line, number: int, span: tuple[int, int]) -> Iterator[Finding]:
        if number == 1:
            self.stack.append(1)
            return
        while self.stack and number != self.stack[-1] + 1 and len(self.stack) > 1:
            if number - 1 not in self.stack[:-1]:
                break
            self.stack.pop()
        last = self.stack[-1] if self.stack else 0
        if number != last + 1:
            yield _series_gap(line, last, number, span)
        if self.stack:
            self.stack[-1] = number
        else:
            self.stack.append(number)


def label(text: str) -> tuple[str, int, tuple[int, int]] | None:
    """The number that a line begins with: style, value and where it stands."""
    indent = len(text) - len(text.lstrip())
    for style, pattern, _ in _STYLES:
        found = pattern.match(text, indent)
        if found:
            number = 1 if found["n"] in "—－─" else chinese_number(found["n"])
            return (style, number, (found.start(), found.end())) if number else None
    return None


def _said(style: str, number: int) -> str:
    form = next(shown for name, _, shown in _STYLES if name == style)
    return form.format(number if style in {"1.", "（1）", "1）"} else _in_chinese(number))


def _in_chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number <= 10:
        return _DIGITS[number - 1]
    return ("" if tens == 1 else _DIGITS[tens - 1]) + "十" + (_DIGITS[ones - 1] if ones else "")


def _gap(line: Line, style: str, numbers: tuple[int, int], span: tuple[int, int]) -> Finding:
    before, after = numbers
    if after == before:
        words = f"序号重复：“{_said(style, after)}”出现了两次。"
    else:
        missing = "、".join(_said(style, number).rstrip("、.") for number in range(before + 1, min(after, before + 4)))
        words = f"序号不连续：“{_said(style, before)}”之后是“{_said(style, after)}”，缺“{missing}”。"
    return Finding(Kind.NUMBERING, words, (line.place(*span),))


def _late(line: Line, style: str, number: int, span: tuple[int, int]) -> Finding:
    words = f"序号从“{_said(style, number)}”开始，前面没有“{_said(style, 1)}”，请核对是否缺段。"
    return Finding(Kind.NUMBERING, words, (line.place(*span),))


def _series_gap(line: Line, last: int, number: int, span: tuple[int, int]) -> Finding:
    said = f"{_in_chinese(number)}是"
    if last == number:
        words = f"序号重复：“{said}”出现了两次。"
    elif not last:
        words = f"出现“{said}”，前面没有“一是”，请核对是否缺段。"
    else:
        words = f"序号不连续：“{_in_chinese(last)}是”之后是“{said}”。"
    return Finding(Kind.NUMBERING, words, (line.place(*span),))
