"""Days that cannot be, weekdays that do not fit, ranges that end before they begin, phases in the wrong order."""

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bihuan.documents.checking.model import Finding, Kind, Line
from bihuan.documents.words import chinese_number

_DAY = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号](?:（?(?:星期|周)(?P<week>[一二三四五六日天])）?)?"
)
_ISO = re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d{2})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?!\d)")
_RANGE = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号]?)?(?:至|到|—{1,2}|－|-|~|～)"
    r"(?P<next>次年|翌年)?(?:(?P<year2>(?:19|20)\d{2})年)?(?:(?P<month2>\d{1,2})月)?(?:(?P<day2>\d{1,2})[日号])?"
)
_YEARS = re.compile(r"(?P<one>(?:19|20)\d{2})年?(?:至|到|—{1,2}|～|~)(?P<other>(?:19|20)\d{2})年")
_PHASE = re.compile(
    r"第(?P<n>[一二三四五六七八九])(?:阶段|环节|步)[^。；]{0,24}?(?P<month>\d{1,2})月(?P<rest>[^。；）]{0,24})"
)
_UNTIL = re.compile(r"截[至止到](?:到)?(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_OWN_DATE = re.compile(
    r"^(?:发布时间：|发布日期：|日期：|成文日期：)?\s*(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
)
_LEADING = re.compile(r"(?:(?P<year>(?:19|20)\d{2})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_WEEK = "一二三四五六日"
_SHORT = 40
"""Characters: a line that is a date and little else is the document's own."""
_CHRONICLE = 4
"""Lines in a row that begin with a day make a chronicle."""
_TURN = 9
"""A range that begins this late in the year may end in the next one without saying so, as school years do."""


class _Moment(NamedTuple):
    month: int
    day: int


def date_faults(lines: Sequence[Line]) -> Iterator[Finding]:
    """Everything about days that cannot be as written."""
    own = _own_date(lines)
    for line in lines:
        yield from _impossible(line)
        yield from _reversed(line)
        if own is not None:
            yield from _after_own(line, own)
    yield from _phases(lines)
    yield from _chronicles(lines)


def _impossible(line: Line) -> Iterator[Finding]:
    for found in (*_DAY.finditer(line.text), *_ISO.finditer(line.text)):
        groups = found.groupdict()
        month, day = int(groups["month"]), int(groups["day"])
        year = int(groups["year"]) if groups["year"] else 2000  # a leap year: 29 February may be
        place = line.place(found.start(), found.end())
        try:
            real = datetime.date(year, month, day)
        except ValueError:
            yield Finding(Kind.DATE, f"没有“{month}月{day}日”这一天，请核对日期。", (place,))
            continue
        week = (groups.get("week") or "").replace("天", "日")
        if week and groups["year"] and _WEEK[real.weekday()] != week:
            words = f"星期不符：{year}年{month}月{day}日是星期{_WEEK[real.weekday()]}，文中写的是星期{week}。"
            yield Finding(Kind.DATE, words, (place,))


def _reversed(line: Line) -> Iterator[Finding]:
    for found in _RANGE.finditer(line.text):
        if not _goes_back(found):
            continue
        words = f"起止日期颠倒：“{found[0]}”的结束早于开始。"
        yield Finding(Kind.DATE, words, (line.place(found.start(), found.end()),))
    for found in _YEARS.finditer(line.text):
        if int(found["other"]) < int(found["one"]):
            words = f"起止年份颠倒：“{found[0]}”的结束早于开始。"
            yield Finding(Kind.DATE, words, (line.place(found.start(), found.end()),))


def _goes_back(found: re.Match[str]) -> bool:
    """The end lies before the beginning, and no turn of the year explains it."""
    year, year2 = found["year"], found["year2"]
    month, month2 = int(found["month"]), int(found["month2"] or found["month"])
    if not (found["month2"] or found["day2"]) or found["next"] or month > 12 or month2 > 12:
        return False
    if year2 and year2 != (year or year2):
        return int(year2) < int(year)
    day, day2 = found["day"], found["day2"]
    if month2 < month:
        return bool(year) and month < _TURN
    return month2 == month and bool(day and day2) and int(day2) < int(day)


def _own_date(lines: Sequence[Line]) -> datetime.date | None:
    """The day of the document: its last short line that is a date."""
    for line in reversed(lines):
        found = _OWN_DATE.match(line.text.strip()) if line.position.row is None else None
        if found and len(line.text.strip()) <= _SHORT:
            return _real(found)
    return None


def _real(found: re.Match[str]) -> datetime.date | None:
    try:
        return datetime.date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _after_own(line: Line, own: datetime.date) -> Iterator[Finding]:
    for found in _UNTIL.finditer(line.text):
        until = _real(found)
        if until is not None and until > own:
            words = f"“{found[0]}”晚于文件日期 {own.year}年{own.month}月{own.day}日。"
            yield Finding(Kind.DATE, words, (line.place(found.start(), found.end()),))


def _phases(lines: Sequence[Line]) -> Iterator[Finding]:
    """第二阶段 does not begin before 第一阶段."""
    last: tuple[int, _Moment, str] | None = None
    for line in lines:
        for found in _PHASE.finditer(line.text):
            number = chinese_number(found["n"]) or 0
            day = re.match(r"(\d{1,2})[日号]?", found["rest"])
            start = _Moment(int(found["month"]), int(day[1]) if day else 1)
            later = last is not None and number == last[0] + 1
            if later and last is not None and start < last[1] and not (last[1].month >= _TURN and start.month <= 3):
                words = f"阶段时间颠倒：第{found['n']}阶段（环节）的开始早于前一阶段（{last[2]}）。"
                yield Finding(Kind.DATE, words, (line.place(found.start(), found.end()),))
            last = (number, start, f"{start.month}月" + (f"{start.day}日" if day else ""))


def _chronicles(lines: Sequence[Line]) -> Iterator[Finding]:
    """In a chronicle (line after line beginning with a day) one line that falls out of order."""
    run: list[tuple[Line, re.Match[str]]] = []
    for line in [*lines, None]:
        found = _LEADING.match(line.text.strip()) if line is not None else None
        if line is not None and found:
            run.append((line, found))
            continue
        yield from _out_of_order(run)
        run = []


def _out_of_order(run: Sequence[tuple[Line, re.Match[str]]]) -> Iterator[Finding]:
    if len(run) < _CHRONICLE or len({found["year"] for _, found in run}) > 1:
        return
    days = [_Moment(int(found["month"]), int(found["day"])) for _, found in run]
    faults = [n for n in range(1, len(days)) if days[n] < days[n - 1]]
    if len(faults) == 1:
        line, found = run[faults[0]]
        words = f"时间顺序颠倒：“{found[0]}”排在“{run[faults[0] - 1][1][0]}”之后。"
        yield Finding(Kind.DATE, words, (line.place(0, len(found[0])),))
