"""Points in time as a text says them, in its order: 2024年6月底前, 7月1日零时前, 3月起.

Points are read from left to right: one without a year takes the year said before it (2019年6月底前…，12月底前…),
and only then the campaign's year.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from bihuan.timetable.arithmetic import add_days
from bihuan.timetable.moments import READERS, Boundary, Moment, Point, Resolve, year_of

_PATTERNS = tuple((re.compile(pattern), resolve) for pattern, resolve in READERS)

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
        points.append(_placed(_with_year(read, found, said=said), text, found))
    return points


def _with_year(point: Point, found: re.Match[str], *, said: bool) -> Point:
    """The point with what is known of its year."""
    named = found.groupdict()
    own = any(named.get(name) for name in ("year", "short", "next", "plan"))
    no_year = not said and not point.relative and "plan" not in named
    return replace(point, no_year=no_year, own_year=own, counts_alike=point.counts_alike and no_year)


def _matches(text: str) -> list[tuple[re.Match[str], Resolve]]:
    """What the readers find; an earlier reader's find is out of sight of the later ones."""
    finds: list[tuple[re.Match[str], Resolve]] = []
    for pattern, resolve in _PATTERNS:
        here = list(pattern.finditer(text))
        finds += [(found, resolve) for found in here]
        text = mask(text, ((found.start(), found.end()) for found in here))
    return sorted(finds, key=lambda find: find[0].start())


def mask(text: str, places: Iterable[tuple[int, int]]) -> str:
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
        eve = add_days(point.last, -1)  # 7月1日零时前: the last day is 30 June
        point = replace(point, first=eve, last=eve)
    during = point.during or text.startswith("期间", after)
    return replace(point, start=found.start(), end=after, stop=stop, boundary=boundary, during=during)
