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
    """One rhythm, with what the text says of the day: month 1–12, day 1–31 (31: the last), weekday 1 (Monday) – 7."""

    rhythm: Rhythm
    words: str
    every: int = 1
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def dates(self, start: date, end: date) -> Iterator[date]:
        """The due days from `start` to `end`, both included; none for a rhythm without days (school term, 定期).

        A rhythm without a stated day is due on the last day of its period (每月 → each month end).
        """
        months = _MONTHS.get(self.rhythm)
        if months:
            return self._by_months(start, end, months * self.every)
        days = {Rhythm.DAY: 1, Rhythm.WEEK: 7}.get(self.rhythm)
        return self._by_days(start, end, days * self.every) if days else iter(())

    def _by_months(self, start: date, end: date, step: int) -> Iterator[date]:
        # Periods of a year begin in January; the due month is the last of its period unless one is named.
        due = self.month or (min(step, 12) if step > 1 else 1)
        month = date(start.year, due, 1)
        while month and month <= end:
            last = month_end(month.year, month.month)
            day = last if self.day is None else date(month.year, month.month, min(self.day, last.day))
            if start <= day <= end:
                yield day
            following = add_months(month, step)
            if following is None:
                return
            month = following

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
_END = r"(?P<end>[底末]|最后1[天日])"
_MONTH_DAY = rf"(?P<month>1[0-2]|0?[1-9])月份?(?:(?P<day>\d{{1,2}})[日号]|{_END}|[上中下]旬|初)?"
_MORE_OF_THE_SAME = r"(?:[、和及与~,/](?:1[0-2]|0?[1-9])月份?(?:\d{1,2}[日号]|[底末初]|[上中下]旬)?){0,11}"
_HOUR = r"(?:[上下中]午|晚上?)?(?:\d{1,2}(?:[时点]|:\d\d))?"
_BEFORE = r"(?:之前|以前|前)?"

# Row by row: the rhythm with the day it names. Examples stand beside.
_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(form)
    for form in (
        rf"每1?(?P<unit>年)度?的?{_MONTH_DAY}{_MORE_OF_THE_SAME}{_BEFORE}",  # 每年2月底前, 每年6月、12月
        rf"每1?(?P<unit>年)(?:年?{_END}|上半年|下半年|第?[1-4]季度){_BEFORE}",  # 每年年底前
        rf"每1?个?(?P<unit>季)度?(?:第?[1-3]个月|首月|末月|最后1个?月|最后1[天日])?"
        rf"(?:(?P<day>\d{{1,2}})[日号]|{_END})?{_BEFORE}",  # 每季度末, 每季度首月10日前
        rf"每1?个?(?P<unit>月)(?:(?P<day>\d{{1,2}})[日号](?:(?:~|至|到|、|和)\d{{1,2}}[日号])?|{_END}|月底|[上中下]旬|初)?"
        rf"{_HOUR}{_BEFORE}",  # 每月25日前, 每月
        rf"每(?P<every>\d{{1,2}})?个?(?P<unit>周|星期)(?P<weekday>[一二三四五六日天])?{_HOUR}{_BEFORE}",  # 每周二12时前
        rf"每(?P<every>\d{{1,2}})?个?{_UNIT}度?[底末]?{_BEFORE}",  # 每半年, 每3年, 每学期
        r"[按逐](?P<unit>年|季|月|周|日|天|学期)(?:度(?!计划))?(?![底末初内])",  # 按月, 逐季度
        r"(?<!\d)1(?P<unit>年|季|月|周|日|天)度?[1一](?:次|报|调度|通报|督查?|更新|评估?|总结|检查|会商|研判|晒|清零|销账)",
        r"(?<![本当下\d])(?P<unit>年|季|月|周|日)度?(?:调度|通报|报告制|例会|报送|报表|小结)",  # 月调度, 周例会
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
    weekday = named.get("weekday")
    return Recurrence(
        rhythm=_UNITS[unit],
        words=found[0],
        every=max(every, 1),
        month=int(named["month"]) if named.get("month") else None,
        day=int(named["day"])
        if named.get("day") and 1 <= int(named["day"]) <= 31
        else 31
        if named.get("end")
        else None,
        weekday="一二三四五六日".index(weekday.replace("天", "日")) + 1 if weekday else None,
    )
