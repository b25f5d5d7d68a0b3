"""Periods counted from an event: 收到之日起30日内, 3个工作日内, 半年之内, 1年半, 一个半月, 48小时内.

Weeks count as seven days and half a month as fifteen, as offices do; hours are rounded up to whole days.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bihuan.timetable.arithmetic import add_days, add_months
from bihuan.timetable.workdays import WorkdayCalendar


class Unit(StrEnum):
    """What an offset is counted in."""

    DAY = "day"
    WORKDAY = "workday"
    MONTH = "month"
    YEAR = "year"


Offset = tuple[int, Unit]


@dataclass(frozen=True)
class Span:
    """One counted period and where the text says it."""

    offset: Offset
    start: int
    end: int
    least: int | None = None
    """The lower figure of 3至6个月."""
    unsure: bool = False
    """30日 without 内: a period or a day of the month."""
    event: str = ""
    """What it is counted from, in the words of the text: 收到审计报告之日."""
    event_start: int = 0


def resolve(offset: Offset, start: date, calendar: WorkdayCalendar) -> date | None:
    """The last day of the period, or None beyond the calendar.

    The day of the event is not counted (Civil Code, art. 201). A last day on a holiday is not moved, as art.
    203 would: that gives an office days that its own paper does not grant.
    """
    number, unit = offset
    if unit is Unit.DAY:
        return add_days(start, number)
    if unit is Unit.WORKDAY:
        try:
            return calendar.add_workdays(start, number)
        except OverflowError:
            return None
    return add_months(start, number * (12 if unit is Unit.YEAR else 1))


_NUMBER = r"(?<![\d.])(?:(?P<least>\d{1,4})个?(?:[~至到或]))?(?P<number>\d{1,4})"
_WITHIN = r"(?:之内|以内|内(?!部))"

Count = Callable[[int], Offset]


def _per(unit: Unit, factor: int = 1) -> Count:
    return lambda number: (number * factor, unit)


def _hours(number: int) -> Offset:
    return -(-number // 24), Unit.DAY


# Longer units first: what one row reads, the rows below do not see. `{n}` stands for the number.
_ROWS: tuple[tuple[str, Count], ...] = (
    (r"{n}个?(?:\(?工作日\)?|工作[天日])", _per(Unit.WORKDAY)),
    (r"{n}[日天]\((?:个|按|指|均为|以)?工作日[^()]{0,4}\)", _per(Unit.WORKDAY)),  # 30日(工作日)内
    (r"(?P<number>1|次|下1?个?)个?工作日(?=内|前|$)", _per(Unit.WORKDAY)),
    (r"(?<![\d年])(?P<number>1)年半", lambda _: (18, Unit.MONTH)),
    (r"(?<![\d])(?P<number>2)年半", lambda _: (30, Unit.MONTH)),
    (r"(?P<number>半)年(?!度)", lambda _: (6, Unit.MONTH)),
    (r"(?<!\d)(?P<number>\d)个半月", lambda number: (number * 30 + 15, Unit.DAY)),
    (r"(?P<number>半)个?月", lambda _: (15, Unit.DAY)),
    (r"(?P<number>半)[天日]", lambda _: (1, Unit.DAY)),
    (r"{n}个?季度?(?={within}|时间)", _per(Unit.MONTH, 3)),
    (r"{n}个季度?", _per(Unit.MONTH, 3)),
    (r"{n}个月", _per(Unit.MONTH)),
    (r"{n}个?(?:周(?!年)|星期|礼拜)(?![一二三四五六天1])", _per(Unit.DAY, 7)),
    (r"{n}个?(?:自然日|日历[日天]|昼夜)", _per(Unit.DAY)),
    (r"{n}个?(?:小时|钟头)", _hours),
    (r"{n}天(?!候)", _per(Unit.DAY)),
    (r"(?<!月){n}日(?=之?[内里后]|以内|左右|时间|期限|为限)", _per(Unit.DAY)),
    (r"(?<![\d.月])(?P<number>\d{1,4})日(?P<unsure>)(?=$|[,。;、)(]|完成|整改|到位)", _per(Unit.DAY)),
    (
        r"{n}周?年(?=之[内后]|以内|内(?!部)|左右|时间|期限|[里后]|为限|完成|整改|到位|$|[,。;、)(])",
        _per(Unit.YEAR),
    ),
    (r"(?:(?<=今后)|(?<=未来)|(?<=为期)|(?<=用)){n}年", _per(Unit.YEAR)),
)
_READERS = tuple(
    (re.compile(pattern.replace("{n}", _NUMBER).replace("{within}", _WITHIN)), count) for pattern, count in _ROWS
)
# Words before a period that make it something other than a time limit.
_NO_LIMIT = re.compile(r"(?:提前|逾期|(?<!不)(?<!最长)超过|不少于|不低于|不得少于|至少|连续|公示期?|近|过去|每|第|满)$")
_EVENT = re.compile(r"(?:自|从|在|于)?([^,。;\0]{2,30}?)(?:(?<=日)起|之?后|后的|起|以后)(?:的|,)?$")
_INSIDE = re.compile(rf"{_WITHIN}|里")
_AT_MOST = re.compile(r"(?:不超过|最长|限期|期限为?)$")
_FAR = 36
"""How far before a period its event may begin, in characters."""


def read_spans(text: str) -> list[Span]:
    """Every counted period of a plain text, in its order."""
    spans: list[Span] = []
    for pattern, count in _READERS:
        spans += [_span(found, count, text) for found in pattern.finditer(text) if _is_limit(found, text)]
        text = pattern.sub(lambda found: "\0" * len(found[0]), text)
    return sorted(spans, key=lambda span: span.start)


def _is_limit(found: re.Match[str], text: str) -> bool:
    return not _NO_LIMIT.search(text[max(0, found.start() - 6) : found.start()])


def _span(found: re.Match[str], count: Count, text: str) -> Span:
    named = found.groupdict()
    number = int(named["number"]) if named["number"].isdigit() else 1
    nearby = max(0, found.start() - _FAR)
    event = _EVENT.search(text[nearby : found.start()])
    within = _INSIDE.match(text, found.end())
    return Span(
        offset=count(number),
        start=found.start(),
        end=within.end() if within else found.end(),
        least=int(named["least"]) if named.get("least") else None,
        unsure="unsure" in named and not _AT_MOST.search(text[nearby : found.start()]),
        event=event[1] if event else "",
        event_start=nearby + event.start() if event else found.start(),
    )
