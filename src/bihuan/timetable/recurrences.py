"""Deadlines that come back: 每月, 每季度末, 2020年起每年2月底前, 每周二中午12时前, 一月一调度, 按季报送."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bihuan.timetable.arithmetic import add_months, month_end


class Rhythm(StrEnum):
    """How a recurring deadline is counted."""

    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    TERM = "term"
    """A school term: no dates without the school calendar."""
    UNSTATED = "unstated"
    """定期: the rhythm itself is left open."""


@dataclass(frozen=True)
class Recurrence:
    """One rhythm, with what the text says of the day."""

    rhythm: Rhythm
    words: str
    every: int = 1
    months: tuple[int, ...] = ()
    """Months due within each period, counted from its first: (6, 12) of a year, (1,) of a quarter."""
    day: int | None = None
    """Day of the month; 31 is the last of any month."""
    weekday: int | None = None
    """1 (Monday) to 7."""

    def dates(self, start: date, end: date) -> Iterator[date]:
        """The due days from `start` to `end`, both included; none for a rhythm without days (学期, 定期).

        A rhythm without a stated day is due on the last day of its period (每月 → each month end).
        """
        months = _MONTHS.get(self.rhythm)
        if months:
            return self._by_months(start, end, months * self.every)
        days = {Rhythm.DAY: 1, Rhythm.WEEK: 7}.get(self.rhythm)
        return self._by_days(start, end, days * self.every) if days else iter(())

    def _by_months(self, start: date, end: date, step: int) -> Iterator[date]:
        period: date | None = date(start.year, 1, 1)  # periods are counted from January
        while period and period <= end:
            for number in self.months or (step,):
                month = add_months(period, number - 1)
                if month is None:
                    return
                last = month_end(month.year, month.month)
                day = last if self.day is None else last.replace(day=min(self.day, last.day))
                if start <= day <= end:
                    yield day
            period = add_months(period, step)

    def _by_days(self, start: date, end: date, step: int) -> Iterator[date]:
        day = start
        if self.rhythm is Rhythm.WEEK:  # a week without a weekday ends on Friday, the last day of office
            day = start + timedelta(((self.weekday or 5) - start.isoweekday()) % 7)
        while day <= end:
            yield day
            if (date.max - day).days < step:
                return
            day += timedelta(step)


_MONTHS = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.HALF_YEAR: 6, Rhythm.YEAR: 12}
_UNITS = {
    "半年": Rhythm.HALF_YEAR,
    "半月": Rhythm.WEEK,
    "工作日": Rhythm.WORKDAY,
    "学期": Rhythm.TERM,
    "学年": Rhythm.TERM,
    "星期": Rhythm.WEEK,
    "年": Rhythm.YEAR,
    "季": Rhythm.QUARTER,
    "月": Rhythm.MONTH,
    "周": Rhythm.WEEK,
    "日": Rhythm.DAY,
    "天": Rhythm.DAY,
}
_UNIT = "(?P<unit>半年|半个?月|工作日|学期|学年|星期|年|季|月|周|日|天)"
_LAST = r"(?P<last>月?[底末]|最后1(?:[天日]|个工作日))"
_DAY = r"(?P<day>\d{1,2})[日号](?:[~至到、和]\d{1,2}[日号]){0,5}"
_PORTION = r"[上中下]旬|初"
_MONTH_DAY = rf"(?:1[0-2]|0?[1-9])月份?(?:{_DAY}|{_LAST}|{_PORTION})?"
_MORE = r"(?:[、和及与~,/](?:1[0-2]|0?[1-9])月份?(?:\d{1,2}[日号]|[底末初]|[上中下]旬)?){0,11}"
_HOUR = r"(?:[上中下]午|晚上?)?(?:\d{1,2}(?:[时点]|:\d\d))?"
_BEFORE = r"(?:之前|以前|前)?"
_OF_QUARTER = r"(?:第?(?P<ordinal>[1-3])个?月|(?P<first>首月)|末月|最后1个?月)"
_WEEKDAY = "(?P<weekday>[一二三四五六日天])"
_ROUTINE = "(?:调度|通报|报告制|例会|报送|报表|小结)"
_ONCE = r"[1一](?:次|报|调度|通报|督查?|更新|评估?|总结|检查|会商|研判|晒|清零|销账)"

_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(form)
    for form in (
        rf"每1?(?P<unit>年)度?的?(?P<named>{_MONTH_DAY}{_MORE}){_BEFORE}",  # 每年2月底前, 每年6月、12月
        rf"每1?(?P<unit>年)(?:年?{_LAST}|年?[初中]|上半年|下半年|第?[1-4]季度){_BEFORE}",  # 每年年底前
        rf"每1?个?(?P<unit>季)度?{_OF_QUARTER}?(?:{_DAY}|{_LAST})?{_BEFORE}",  # 每季度首月10日前
        rf"每1?个?(?P<unit>月)(?:{_DAY}|{_LAST}|{_PORTION})?{_HOUR}{_BEFORE}",  # 每月25日前
        rf"每(?P<every>\d{{1,2}})?个?(?P<unit>周|星期){_WEEKDAY}?{_HOUR}{_BEFORE}",  # 每周二12时前
        rf"每隔(?P<every>\d{{1,2}})个?{_UNIT}",  # 每隔一月
        rf"每(?P<every>\d{{1,2}})?个?{_UNIT}度?[底末]?{_BEFORE}",  # 每半年, 每3年
        r"[按逐](?P<unit>年|季|月|周|日|天|学期)(?:度(?!计划))?(?![底末初内])",  # 按月, 逐季度
        rf"(?<!\d)1(?P<unit>年|季|月|周|日|天)度?{_ONCE}",  # 一月一调度
        rf"(?<![本当下\d])(?P<unit>年|季|月|周|日)度?{_ROUTINE}",  # 月调度, 周例会
        r"(?:隔|双)(?P<unit>年|月|周|日)",  # 双月
    )
)
_REGULARLY = re.compile(r"(?<!不)定期(?!限)")


def read_recurrences(text: str) -> list[tuple[tuple[int, int], Recurrence]]:
    """Each rhythm of a plain text with its place, in the order of the text."""
    finds: list[tuple[tuple[int, int], Recurrence]] = []
    blank = text
    for form in _FORMS:
        here = list(form.finditer(blank))
        finds += [(found.span(), _recurrence(found)) for found in here]
        blank = form.sub(_blanks, blank)
    finds += [(found.span(), Recurrence(Rhythm.UNSTATED, found[0])) for found in _REGULARLY.finditer(blank)]
    return sorted(finds, key=lambda find: find[0])


def _blanks(found: re.Match[str]) -> str:
    return "\0" * len(found[0])


def _recurrence(found: re.Match[str]) -> Recurrence:
    named = found.groupdict()
    unit = named["unit"].replace("个", "")
    every = int(named.get("every") or 1) * (2 if unit == "半月" or found[0][0] in "隔双" else 1)
    every += found[0].startswith("每隔")
    weekday = named.get("weekday")
    return Recurrence(
        rhythm=_UNITS[unit],
        words=found[0],
        every=max(every, 1),
        months=_months_due(named),
        day=_day_due(named),
        weekday="一二三四五六日".index(weekday.replace("天", "日")) + 1 if weekday else None,
    )


def _months_due(named: dict[str, str | None]) -> tuple[int, ...]:
    listed = re.findall(r"(\d{1,2})月", named.get("named") or "")
    if named.get("ordinal") or named.get("first"):
        return (int(named.get("ordinal") or 1),)
    return tuple(sorted({int(month) for month in listed}))


def _day_due(named: dict[str, str | None]) -> int | None:
    if named.get("last"):
        return 31
    day = int(named.get("day") or 0)
    return day if 1 <= day <= 31 else None
