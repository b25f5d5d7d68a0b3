"""Points in time as offices write them: 2024年6月底前, 三季度, 6月中旬, 年内, 本月底, 国庆前, “十四五”末.

A point is a day, or a named period with its first and last day. Points are read from left to right: one
without a year takes the year said before it (2019年6月底前…，12月底前…), and only then the campaign's year.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
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
    r"|(?P<this>今年度?|本年度?(?!内)|当年度?)|(?P<next>明年度?|来年|次年|翌年|第2年)|(?P<after>后年))的?)"
)
_PORTION = r"上中旬|中下旬|上旬|中旬|下旬|月?初|月?[底末](?!线)|最后1?[天日]|最后1个?工作日|中(?=前|之前|[,。;]|$)"
_DAY_OR_PORTION = rf"(?:(?P<day>\d{{1,2}})[日号]|(?P<portion>{_PORTION}))"
_LAST_DAY = {"初": 10, "上旬": 10, "中": 20, "中旬": 20, "上中旬": 20}
_FIRST_DAY = {"中": 11, "中旬": 11, "中下旬": 11, "下旬": 21}


def year_of(found: re.Match[str], moment: Moment) -> tuple[int, bool]:
    """The year a match means, and whether the text itself says it."""
    named = found.groupdict()
    base = moment.said or moment.year
    if named.get("year"):
        return int(named["year"]), True
    if named.get("short"):
        return 2000 + int(named["short"]), True
    if named.get("next"):
        return base + 1, moment.said is not None
    if named.get("after"):
        return moment.year + 2, False
    if named.get("this"):
        return moment.year, False
    return base, moment.said is not None


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

_FEAST_TAIL = r"(?:国际)?(?:劳动|青年|妇女|儿童|建党|建军)?(?:节日|佳节|节)?(?:假期|长假|放假|期间)?"

_READERS: tuple[tuple[str, Resolve], ...] = (
    (r"[“\"']?十(?P<plan>[一二三四五六])五[”\"']?(?:规划|时期)?(?P<part>初|末|期间)?(?!月|年)", _five_years),
    (rf"{_YEAR}?(?<!\d)(?P<month>1[0-2]|0?[1-9])月份?{_DAY_OR_PORTION}?(?!个)", _month),
    (
        rf"(?P<near>本月|当月|该月|这个?月|次月|下1?个?月(?!内)|(?<![\d每])月(?=[底末初])){_DAY_OR_PORTION}?",
        _near_month,
    ),
    (r"(?P<near>本季度?|当季度?|下1?个?季度)[末底内]?", _near_quarter),
    (rf"{_YEAR}?(?<!\d)第?(?P<quarter>[1-4])季度?(?P<part>[初末底])?", _quarter),
    (rf"{_YEAR}?(?P<half>上半年|下半年|前半年|后半年)[末底]?", _half),
    (
        rf"{_YEAR}?[“\"']?(?P<feast>{'|'.join(NAMES)})(?![月个五])[”\"']?{_FEAST_TAIL}",
        _feast,
    ),
    (rf"{_YEAR}(?P<part>年?底|年?[末终]|年?中(?=前|之前|[,。;]|$)|年?初|内(?!部)|全年)", _part_of_year),
    (
        r"(?P<part>年底|年末|年终|岁末|(?<![\d半个])年度?内|全年度?|年中|年初|(?<!\d)年前(?!后))",
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
_PATTERNS = tuple((re.compile(pattern), resolve) for pattern, resolve in _READERS)

# What may stand between a point and its 前: a weekday, 含当日, the hour.
_HOUR = re.compile(
    r" ?(?:\((?:周|星期|礼拜|含)[^()]{0,8}\))? ?(?:上午|下午|早上|晚上?|中午|凌晨|晚间|傍晚|夜间)?"
    r"(?:\d{1,2}(?:[时点]半?|:)(?:\d{1,2}分?)?(?::\d\d)?整?|下班时?)?(?:\(含[^()]{0,8}\))?"
)
_MIDNIGHT = re.compile(r"\D{0,4}0{1,2}(?:[时点]|:00)(?!\d)")
_BOUNDARIES: tuple[tuple[re.Pattern[str], Boundary], ...] = (
    (re.compile(r"(?:份|底|末)?(?:之前|以前|前)(?!后|期|述|往|[1-4]个?季)"), Boundary.BEFORE),
    (re.compile(r"以来|至今"), Boundary.SINCE),
    (re.compile(r"(?:起|开始|开始实施)(?!草)"), Boundary.FROM),
    (re.compile(r"(?:之后|以后|后)(?!续)"), Boundary.AFTER),
    (re.compile(r"之内|以内|内(?!部)|为?止|截止|期间"), Boundary.WITHIN),
)


def read_points(text: str, moment: Moment) -> list[Point]:
    """Every point of a plain text, in its order."""
    points: list[Point] = []
    for found, resolve in _matches(text):
        read = resolve(found, moment)
        if read is None:
            continue
        year, said = year_of(found, moment)
        moment = replace(moment, said=year) if said else moment
        named = found.groupdict()
        own = any(named.get(name) for name in ("year", "short", "next", "plan"))
        no_year = not said and not read.relative and "plan" not in named
        points.append(
            _placed(
                replace(read, no_year=no_year, own_year=own, counts_alike=read.counts_alike and no_year),
                text,
                found,
            )
        )
    return points


def _matches(text: str) -> list[tuple[re.Match[str], Resolve]]:
    """What the readers find; an earlier reader's find is out of sight of the later ones."""
    finds: list[tuple[re.Match[str], Resolve]] = []
    for pattern, resolve in _PATTERNS:
        here = list(pattern.finditer(text))
        finds += [(found, resolve) for found in here]
        text = mask(text, ((found.start(), found.end()) for found in here))
    return sorted(finds, key=lambda find: find[0].start())


def mask(text: str, places: Iterator[tuple[int, int]] | list[tuple[int, int]]) -> str:
    """The text with the given places blanked, every other sign where it was."""
    pieces, done = [], 0
    for start, end in places:
        pieces += [text[done:start], "\0" * (end - start)]
        done = end
    return "".join([*pieces, text[done:]])


def _placed(point: Point, text: str, found: re.Match[str]) -> Point:
    end = found.end()
    hour = _HOUR.match(text, end)
    midnight = _MIDNIGHT.match(text, end)
    after = hour.end() if hour else end
    boundary, stop = Boundary.NONE, after
    for pattern, meaning in _BOUNDARIES:
        if said := pattern.match(text, after):
            boundary, stop = meaning, said.end()
            break
    if midnight and boundary is Boundary.BEFORE and point.last and not point.period:
        eve = point.last - timedelta(1)  # 7月1日零时前: the last day is 30 June
        point = replace(point, first=eve, last=eve)
    during = point.during or text.startswith("期间", after)
    return replace(point, start=found.start(), end=after, stop=stop, boundary=boundary, during=during)
