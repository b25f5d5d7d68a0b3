"""From points to stretches: which points are deadlines at all, and which two belong together (3月~6月)."""

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from bihuan.timetable.arithmetic import add_months, month_end
from bihuan.timetable.moments import Boundary, Point


@dataclass(frozen=True)
class Stretch:
    """A point, or two that belong together; `point` is its end."""

    point: Point
    since: date | None
    """First day of the period, if there is one."""
    start: int
    """Where the text begins to speak of it."""
    joined: bool = False
    side_by_side: bool = False
    """11月12月: written without a sign between, so a period and two steps alike."""


# Clauses about the past or about how long a rule is in force; years in them are no deadlines.
_IN_FORCE = re.compile(
    r"有效期|执行期|实施期|适用期|试行期|合同期|服务期|期间[发产存]|期间的|(?:财政|会计|预算|审计)年度"
)
_PAST = re.compile(
    r"(?:检查|审计|巡[察视]|督[察导查]|调研|抽查)(?:时|中|组)?发现|存在|违规|违反|违法|超标|欠缴|拖欠|挪用|套取|未按|未能|被通报|投诉|举报|以来|至今"
)
_DUE = re.compile(r"前|底|末|内|完成|到位|销号|办结|落实|解决|整改")
_CLAUSE = re.compile(r"[^,。;]+")
_ONCE_PLANNED = re.compile(r"(?:原定|原计划|原为|原[时期]限|由原来?|原)[于在为:]?$")
_ONLY_IF_NEEDED = re.compile(r"(?:确需|如需|确有困难)[^,。;]{0,12}$")
_STATE_AT = re.compile(r"截[至止]到?$")
_STATE_FOLLOWS = re.compile(r",?(?:仍|尚|还|未|共|累计|已|存在|有)")
_JOIN = re.compile(r"(?:起|开始)?,?(?:~|至|到|直至|直到|持续[至到]|延续[至到])")
_NO_END = re.compile(r"(?:起|开始)?(?:~(?=$|[,。;)\0])|[~至到](?=长期|今后|以后|持续))")
_FROM_NOW = re.compile(r"(?:即日|现在|今日)起?[至到~]$")


def without_background(text: str) -> str:
    """The text with its clauses about problems and validity blanked."""

    def kept(clause: re.Match[str]) -> str:
        words = clause[0]
        background = _IN_FORCE.search(words) or (_PAST.search(words) and not _DUE.search(words))
        return "\0" * len(words) if background else words

    return _CLAUSE.sub(kept, text)


def is_due(point: Point, text: str) -> bool:
    """Whether a point is about what is to be done, not a former date or a state (截至2016年底，仍有…)."""
    before = text[max(0, point.start - 18) : point.start]
    state = _STATE_AT.search(before) and _STATE_FOLLOWS.match(text, point.stop)
    elsewhen = _ONCE_PLANNED.search(before) or _ONLY_IF_NEEDED.search(before)
    return not (point.boundary is Boundary.SINCE or state or elsewhen)


def join(points: list[Point], text: str) -> tuple[list[Stretch], list[Stretch]]:
    """The stretches that end, and the beginnings without an end (3月起, 12月~, 7月1日后)."""
    ended: list[Stretch] = []
    beginnings: list[Stretch] = []
    waiting: Point | None = None
    for point, following in zip_longest(points, points[1:]):
        if waiting is None and following and _belong_together(point, following, text):
            waiting = point
            continue
        stretch = _joined(waiting, point, text) if waiting else _alone(point)
        waiting = None
        endless = point.boundary in {Boundary.FROM, Boundary.AFTER} or _NO_END.match(text, point.end)
        from_now = _FROM_NOW.search(text[max(0, stretch.start - 4) : stretch.start]) is not None
        stretch = replace(stretch, joined=stretch.joined or from_now)
        (beginnings if endless else ended).append(stretch)
    return ended, beginnings


def _belong_together(point: Point, following: Point, text: str) -> bool:
    between = text[point.end : following.start]
    if between:
        return _JOIN.fullmatch(between) is not None
    return point.period and following.period


def _alone(point: Point) -> Stretch:
    begins = point.boundary in {Boundary.FROM, Boundary.AFTER}
    ranged = point.whole or point.during
    return Stretch(point, point.first if begins or ranged else None, point.start, joined=ranged)


def _joined(first: Point, last: Point, text: str) -> Stretch:
    if first.no_year and last.own_year and not last.no_year and first.first and last.last:
        first = _moved(first, 12 * (last.last.year - first.first.year))
        first = _moved(first, -12) if first.first and first.first > last.last else first
    elif not last.own_year and first.first and last.last and last.last < first.first:
        last = _moved(last, 12)  # 12月~1月 goes over the turn of the year
    elif first.no_year:
        last = replace(last, no_year=True)
    return Stretch(
        replace(last, impossible=first.impossible or last.impossible, relative=first.relative or last.relative),
        first.first,
        first.start,
        joined=True,
        side_by_side=text[first.end : last.start] == "",
    )


def _moved(point: Point, months: int) -> Point:
    def moved(day: date | None) -> date | None:
        there = add_months(day, months) if day else None
        ended = day is not None and day == month_end(day.year, day.month)
        return month_end(there.year, there.month) if there and ended else there

    return replace(point, first=moved(point.first), last=moved(point.last))
