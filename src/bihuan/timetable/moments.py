"""How offices spell a point in time: 2024年6月, 三季度末, 6月中旬, 年内, 本月底, 国庆, “十四五”末.

One row of `READERS` is one spelling: a pattern, and the function that finds the days it means. Whether a point is a
deadline, and what 前 or 起 behind it makes of it, is decided elsewhere.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto

from bihuan.timetable.arithmetic import add_days, add_months, month_end
from bihuan.timetable.festivals import NAMES, festival


class Boundary(Enum):
    """What the words after a point make of it."""

    NONE = auto()  # 6月
    BEFORE = auto()  # 6月前, 6月30日之前
    WITHIN = auto()  # 6月内, 6月30日止
    FROM = auto()  # 6月起
    AFTER = auto()  # 6月后
    SINCE = auto()  # 6月以来: the past, never a deadline


@dataclass(frozen=True)
class Moment:
    """What a point without a year, or counted from today, is measured by."""

    year: int
    anchor: date | None
    said: int | None = None
    """The last year the text itself named."""


@dataclass(frozen=True)
class Point:
    """One point in time and where the text says it."""

    first: date | None
    last: date | None
    start: int = 0
    end: int = 0
    """After the hour, before 前."""
    stop: int = 0
    """After 前."""
    boundary: Boundary = Boundary.NONE
    period: bool = True
    """A month, quarter … rather than a day: 前 alone then leaves open which end is meant."""
    vague: bool = False
    """Even the period is a matter of opinion: 年初, 6月初, 年前."""
    impossible: bool = False
    """The text names a day that does not exist, such as 6月31日; the last day of the month stands in."""
    relative: bool = False
    """Counted from the anchor: 本月底, 下周五."""
    no_year: bool = False
    """Neither here nor before does the text name the year."""
    own_year: bool = False
    """The year stands in this very point."""
    during: bool = False
    """Named as a stretch of time: “十四五”期间."""
    counts_alike: bool = False
    """3月: with 内 behind it, it may as well mean three months."""
    whole: bool = False
    """The whole of a period is meant, so that its beginning counts too: 全年."""


_UNANCHORED = Point(None, None, period=False, relative=True)

Resolve = Callable[[re.Match[str], Moment], Point | None]

_YEAR = (
    r"(?:(?:(?P<year>(?:19|20|21)\d\d)年度?|(?<!\d)(?P<short>[0-4]\d)年(?=1?\d月(?!内)|年?[底末]|[上下]半年|第?[1-4]季)"
    r"|(?P<this>今年度?|本年度?(?!内)|当年度?)|(?P<next>明年度?|来年|次年|翌年|第2年)|(?P<after>后年)|(?P<before>去年|上1?年度?))的?)"
)
_PORTION = r"上中旬|中下旬|上旬|中旬|下旬|月?初|月?[底末](?!线)|最后1?[天日]|最后1个?工作日|中(?=前|之前|[,。;]|$)"
_DAY_OR_PORTION = rf"(?:(?P<day>\d{{1,2}})[日号]|(?P<portion>{_PORTION}))"
_LAST_DAY = {"初": 10, "上旬": 10, "中": 20, "中旬": 20, "上中旬": 20}
_FIRST_DAY = {"中": 11, "中旬": 11, "中下旬": 11, "下旬": 21}


_YEARS_AHEAD = {"this": 0, "after": 2, "before": -1}


def year_of(found: re.Match[str], moment: Moment) -> tuple[int, bool]:
    """The year a match means, and whether the text itself says it."""
    named = {name: words for name, words in found.groupdict().items() if words}
    if "year" in named:
        return int(named["year"]), True
    if "short" in named:
        return 2000 + int(named["short"]), True
    for name, ahead in _YEARS_AHEAD.items():
        if name in named:
            return moment.year + ahead, False
    # 次年 is counted from the year the text named before, if any.
    return (moment.said or moment.year) + ("next" in named), moment.said is not None


def _day_of(year: int, month: int, day: int) -> Point | None:
    if not 1 <= day <= 31:
        return None
    last = month_end(year, month)
    on = date(year, month, min(day, last.day))
    return Point(on, on, period=False, impossible=day > last.day)


def _portion_of(year: int, month: int, portion: str) -> Point:
    last = month_end(year, month)
    name = portion.removeprefix("月") or portion
    if name[0] in "底末最":
        return Point(last, last, period=False)
    ends = date(year, month, _LAST_DAY[name]) if name in _LAST_DAY else last
    return Point(date(year, month, _FIRST_DAY.get(name, 1)), ends, vague=name in {"初", "中"})


def _in_month(found: re.Match[str], year: int, month: int) -> Point | None:
    if found["day"]:
        return _day_of(year, month, int(found["day"]))
    if found["portion"]:
        return _portion_of(year, month, found["portion"])
    return Point(date(year, month, 1), month_end(year, month), counts_alike=True)


def _month(found: re.Match[str], moment: Moment) -> Point | None:
    return _in_month(found, year_of(found, moment)[0], int(found["month"]))


def _months(year: int, first: int, last: int) -> Point:
    return Point(date(year, first, 1), month_end(year, last))


def _quarter(found: re.Match[str], moment: Moment) -> Point:
    year, quarter = year_of(found, moment)[0], int(found["quarter"])
    whole = _months(year, quarter * 3 - 2, quarter * 3)
    if not found["part"]:
        return whole
    if found["part"] == "初":
        return replace(_months(year, quarter * 3 - 2, quarter * 3 - 2), vague=True)
    return replace(whole, first=whole.last, period=False)


def _half(found: re.Match[str], moment: Moment) -> Point:
    year = year_of(found, moment)[0]
    return _months(year, 1, 6) if found["half"][0] in "上前" else _months(year, 7, 12)


def _part_of_year(found: re.Match[str], moment: Moment) -> Point:
    year, word = year_of(found, moment)[0], found["part"]
    if "初" in word:
        return replace(_months(year, 1, 1), vague=True)
    if word.endswith("中"):
        return replace(_months(year, 6, 6), vague=True)
    if word == "年前":  # before the end of the year, or before the Spring Festival that follows it
        feast = festival("春节", year + 1)
        return Point(date(year, 12, 31), feast or date(year, 12, 31), vague=True)
    ends = date(year, 12, 31)
    whole = "全" in word
    return Point(date(year, 1, 1) if whole else ends, ends, period=False, whole=whole)


def _year(found: re.Match[str], moment: Moment) -> Point:
    return _months(year_of(found, moment)[0], 1, 12)


def _feast(found: re.Match[str], moment: Moment) -> Point:
    year, said = year_of(found, moment)
    day = festival(found["feast"], year)
    if said or not day or day.month > 2:
        return Point(day, day, period=False)
    # 元旦 and 春节 may be this year's or the next one's: the anchor decides, or else a person.
    next_day = festival(found["feast"], year + 1)
    if moment.anchor:
        day = day if day >= moment.anchor else next_day
        return Point(day, day, period=False)
    return Point(day, next_day or day, period=False, vague=True)


def _five_years(found: re.Match[str], _: Moment) -> Point:
    number = "一二三四五六".index(found["plan"])
    first, last = date(2006 + 5 * number, 1, 1), date(2010 + 5 * number, 12, 31)
    if found["part"] == "初":
        return Point(first, date(first.year, 12, 31), vague=True)
    return Point(
        last if found["part"] == "末" else first,
        last,
        period=found["part"] is None,
        during=found["part"] == "期间",
    )


def _near_month(found: re.Match[str], moment: Moment) -> Point | None:
    if moment.anchor is None:
        return _UNANCHORED
    ahead = 0 if found["near"][0] in "本当该这月" else 1
    month = add_months(moment.anchor.replace(day=1), ahead)
    read = _in_month(found, month.year, month.month) if month else None
    return replace(read, relative=True) if read else None


def _near_quarter(found: re.Match[str], moment: Moment) -> Point:
    if moment.anchor is None:
        return _UNANCHORED
    first = add_months(moment.anchor.replace(day=1), (0 if found["near"][0] in "本当" else 3))
    if first is None:
        return _UNANCHORED
    quarter = (first.month - 1) // 3
    return replace(_months(first.year, quarter * 3 + 1, quarter * 3 + 3), relative=True)


def _near_week(found: re.Match[str], moment: Moment) -> Point:
    if moment.anchor is None:
        return _UNANCHORED
    ahead = 7 if (found["near"] or "")[:1] == "下" else 0
    monday = add_days(moment.anchor, ahead - moment.anchor.weekday())
    weekday = found["weekday"]
    first = add_days(monday, "一二三四五六日".index(weekday.replace("天", "日"))) if monday and weekday else monday
    last = first if weekday else add_days(first, 6) if first else None
    if not found["near"] and first and first < moment.anchor:  # 周五前, said on a Saturday
        first = last = add_days(first, 7)
    return Point(first, last, period=not weekday, relative=True)


def _near_day(found: re.Match[str], moment: Moment) -> Point:
    if moment.anchor is None:
        return _UNANCHORED
    day = add_days(moment.anchor, 0 if found["near"][0] in "今当本" else 1)
    return Point(day, day, period=False, relative=True)


def _day_alone(found: re.Match[str], moment: Moment) -> Point | None:
    if moment.anchor is None:
        return replace(_UNANCHORED, vague=True)
    read = _day_of(moment.anchor.year, moment.anchor.month, int(found["day"]))
    if read and read.last and read.last < moment.anchor:
        month = add_months(moment.anchor.replace(day=1), 1)
        read = _day_of(month.year, month.month, int(found["day"])) if month else None
    return replace(read, relative=True) if read else None


# A year alone is a deadline only where the words around it make it one: not 2019年度预算, not 2018年招生.
_YEAR_COUNTS = (
    r"(?=之?前|以前|之?内|止|后|起|以来|开始|[~至到]|完成|全面|全部|基本|实现|建成|竣工|整改|落实|达到|解决|销号|办结|启动|投用"
    r"|开工|验收|,|。|;|:|、|\(|\)|/|$)"
)
_AFTER_A_PREPOSITION = r"(?:(?<=[到至于~])|(?<=力争)|(?<=争取)|(?<=预计)|(?<=计划))"

# 八一小学 and 二十一世纪 are no days: a name counts only as 国庆期间 or before words of time.
_FEAST_TAIL = (
    r"(?:国际)?(?:劳动|青年|妇女|儿童|建党|建军)?(?:节日|佳节|节)?[”\"']?"
    r"(?:假期|长假|放假|期间|(?=之?前|以前|之?后|以后|左右|完成|[,、。;)(~至到]|$))"
)

READERS: tuple[tuple[str, Resolve], ...] = (
    (r"[“\"']?十(?P<plan>[一二三四五六])五[”\"']?(?:规划|时期)?(?P<part>初|末|期间)?(?!月|年)", _five_years),
    (rf"{_YEAR}?(?<!\d)(?P<month>1[0-2]|0?[1-9])月份?{_DAY_OR_PORTION}?(?!个)", _month),
    (
        rf"(?P<near>本月|当月|该月|这个?月|次月|下1?个?月(?!内)|(?<![\d每])月(?=[底末初])){_DAY_OR_PORTION}?",
        _near_month,
    ),
    (r"(?P<near>本季度?|当季度?|下1?个?季度)[末底内]?", _near_quarter),
    (rf"{_YEAR}?(?<!\d)(?=第|\d季[度初末底])第?(?P<quarter>[1-4])季度?(?P<part>[初末底])?", _quarter),
    (rf"{_YEAR}?(?P<half>上半年|下半年|前半年|后半年)[末底]?", _half),
    (
        rf"{_YEAR}?(?<![二三四五六七八九\d])[“\"']?(?P<feast>{'|'.join(NAMES)})[”\"']?{_FEAST_TAIL}",
        _feast,
    ),
    (rf"{_YEAR}(?P<part>年?底|年?[末终]|年?中(?=前|之前|[,。;]|$)|年?初|内(?!部)|全年)", _part_of_year),
    (
        r"(?P<part>(?<![\d半个学])年(?:[底末终中初]|度?内)|岁末|全年度?|(?<![\d学])年前(?!后))",
        _part_of_year,
    ),
    (rf"{_AFTER_A_PREPOSITION}{_YEAR}", _year),
    (rf"{_YEAR}{_YEAR_COUNTS}", _year),
    (
        r"(?P<near>本周|这周|当周|下1?个?周|本星期|下1?个?星期)(?P<weekday>[一二三四五六日天])?[内末]?",
        _near_week,
    ),
    (
        r"(?P<near>)(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?=前|之前|以前|[上下中晚][午班]|\d|[,。;]|$)",
        _near_week,
    ),
    (r"(?P<near>今[日天]|当[日天](?!起)|本日|明[日天]|次[日天]|第2[日天](?!个))", _near_day),
    (r"(?<![\d月个])(?P<day>\d{1,2})[日号](?=之?前|以前|[上下中]午|止)", _day_alone),
)
