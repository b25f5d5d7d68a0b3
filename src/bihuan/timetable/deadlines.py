"""What an office wrote as a deadline, read into a date, an offset and flags.

The original words are never lost and nothing is chosen silently: whatever they leave open becomes a flag. The
rules of each family of phrases stand in the module that reads it (see the package); here the findings are put
together.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NamedTuple

from bihuan.timetable.arithmetic import add_days
from bihuan.timetable.moments import Boundary, Moment
from bihuan.timetable.notation import plain
from bihuan.timetable.points import mask, read_points
from bihuan.timetable.recurrences import Recurrence, Rhythm, read_recurrences
from bihuan.timetable.spans import Offset, Span, Unit, read_spans, resolve
from bihuan.timetable.stretches import Stretch, is_due, join, without_background
from bihuan.timetable.vocabulary import VAGUE, Flag, kinds_of
from bihuan.timetable.workdays import OFFICIAL, WorkdayCalendar

__all__ = ["Deadline", "Flag", "Milestone", "Unit", "read_deadline"]


LONGEST = 2_000
"""Characters read. What is longer is a pasted page, not a deadline: its beginning is read and a person is asked."""


class Milestone(NamedTuple):
    """One step of a deadline in stages."""

    date: datetime.date | None
    words: str
    """What is to be done by then, as the text says it (in plain notation)."""


@dataclass(frozen=True)
class Deadline:
    """A deadline phrase as it was understood."""

    text: str
    """The original words, untouched."""
    date: datetime.date | None = None
    """The last day; of several stages the last one's."""
    flags: frozenset[Flag] = frozenset()
    offset: Offset | None = None
    """(number, unit) counted from an event; the day of the event is not counted."""
    event: str = ""
    """The event an offset is counted from, in the words of the text; empty if unsaid."""
    start: datetime.date | None = None
    """The first day, where the text gives a period."""
    stages: tuple[Milestone, ...] = ()
    closing: datetime.date | None = None
    """The day the issue is to be struck off (销号), where the text says one."""
    recurrence: Recurrence | None = None
    readings: tuple[datetime.date, ...] = ()
    """The possible dates of an ambiguous phrase, earliest first: 6月前 is 31 May or 30 June."""


@dataclass(frozen=True)
class _End:
    """One moment the text arrives at, and where it says so."""

    date: datetime.date | None
    start: int
    stop: int
    offset: Offset | None = None
    counted_from_text: bool = False
    """2024年7月1日起30日内: the text itself says where to count from."""


@dataclass(frozen=True)
class _Findings:
    """Everything found in one text."""

    words: str
    unread: str
    """The words with times blanked: what is left for the vocabulary."""
    recurrence: Recurrence | None
    stretches: list[Stretch]
    beginnings: list[Stretch]
    spans: list[Span]
    ends: list[_End]
    steps: list[_End]
    """The ends without the one that only says when to strike the issue off."""
    closing: datetime.date | None

    @property
    def in_stages(self) -> bool:
        """Whether the text names several moments."""
        dates = {step.date for step in self.steps if not step.offset}
        offsets = {step.offset for step in self.steps if step.offset}
        return max(len(dates), len(offsets)) > 1 or any(each.side_by_side for each in self.stretches)

    @property
    def date(self) -> datetime.date | None:
        """The last day; a written date goes before a counted one."""
        written = [step.date for step in self.steps if step.date and not step.offset]
        counted = [step.date for step in self.steps if step.date]
        return max(written or counted, default=self.closing)


def read_deadline(
    text: str, *, year: int, anchor: datetime.date | None = None, calendar: WorkdayCalendar | None = None
) -> Deadline:
    """Read a deadline phrase.

    `year` is the campaign's (1900 to 2200), for phrases without one. With an `anchor` (the day of the event, or
    of the paper) relative phrases get their date. Never raises on any text; one that says no time is flagged
    `needs_review`. Where a date and a period say the same (三个月，即9月底前), the date counts.
    """
    if not 1900 <= year <= 2200:
        raise ValueError(f"the campaign's year must lie between 1900 and 2200, not {year}")
    words = without_background(plain(text[:LONGEST]))
    found = _find(words, Moment(year, anchor), calendar or OFFICIAL)
    reading = Deadline(
        text=text,
        date=found.date,
        offset=max((step.offset for step in found.steps if step.offset), key=_length, default=None),
        event=next((span.event for span in found.spans if span.event), ""),
        start=next((each.since for each in [*found.stretches, *found.beginnings] if each.since), None),
        stages=tuple(_milestones(found)) if found.in_stages else (),
        closing=found.closing,
        recurrence=found.recurrence,
        readings=_readings(found.stretches),
    )
    kinds = kinds_of(found.unread)
    flags = {Flag(kind) for kind in kinds if kind != VAGUE} | _flags(found)
    if len(text) > LONGEST or _asks_for_review(reading, flags, kinds):
        flags.add(Flag.NEEDS_REVIEW)
    return replace(reading, flags=frozenset(flags))


def _find(words: str, moment: Moment, calendar: WorkdayCalendar) -> _Findings:
    rhythms = read_recurrences(words)
    unread = mask(words, [place for place, _ in rhythms])
    points = [point for point in read_points(unread, moment) if is_due(point, unread)]
    stretches, beginnings = join(points, unread)
    unread = mask(unread, [(point.start, point.end) for point in points])
    spans = read_spans(unread)
    ends = [_End(each.point.last, each.start, each.point.stop) for each in stretches]
    ends += [_end_of_span(span, beginnings, moment.anchor, calendar) for span in spans]
    ends.sort(key=lambda end: end.start)
    steps, closing = _closing_apart(ends, words)
    return _Findings(
        words=words,
        unread=_without_events(unread, spans),
        recurrence=rhythms[0][1] if rhythms else None,
        stretches=stretches,
        beginnings=[] if any(end.counted_from_text for end in ends) else beginnings,
        spans=spans,
        ends=ends,
        steps=steps,
        closing=closing,
    )


def _end_of_span(
    span: Span, beginnings: list[Stretch], anchor: datetime.date | None, calendar: WorkdayCalendar
) -> _End:
    named = next((each for each in beginnings if 0 <= span.start - each.point.stop <= _NEXT_TO), None)
    start = named.point.last if named else anchor
    day = resolve(span.offset, start, calendar) if start else None
    return _End(day, span.start, span.end, span.offset, counted_from_text=named is not None)


_NEXT_TO = 3
"""Characters between 7月1日起 and 30日内 that still make one phrase."""
_STRIKING_OFF = re.compile(r"销[号账]|摘牌")
_ONLY_STRIKING_OFF = re.compile(
    r"[\s,:、]?(?:(?:全部|按期|组织|申请|提请|办理|完成|实现|予以|进行|通过|验收|核查|对账|[省市县区]级|并|和){0,4})(?:销[号账]|摘牌)"
)
_LABEL = re.compile(r"销[号账](?:时限|期限|时间|日期|[为:]|应?[于在]){1,3}$")
_WAITING = re.compile(r"待|等|俟")
_EDGES = " :,。;、~()/\0."
_NEXT_NUMBER = re.compile(r"[(]?\d{1,2}[.)、]?$")


def _without_events(text: str, spans: list[Span]) -> str:
    """收到报告后30日内 waits for no condition: its event is masked, unless the text says 待."""
    places = [(span.event_start, span.start) for span in spans]
    return mask(text, [(a, b) for a, b in places if a < b and not _WAITING.search(text[a:b])])


def _closing_apart(ends: list[_End], words: str) -> tuple[list[_End], datetime.date | None]:
    """The steps to be done, and the date for striking off if the text gives one."""
    steps, closing = [], None
    for end, following in zip_longest(ends, ends[1:]):
        after = _LABEL.sub("", words[end.stop : following.start if following else None])
        labelled = _LABEL.search(words[max(0, end.start - 12) : end.start]) is not None
        if end.date and (labelled or _STRIKING_OFF.search(after)):
            closing = end.date
        if not (end.date and (labelled or _ONLY_STRIKING_OFF.match(after))):
            steps.append(end)
    return steps, closing


def _milestones(found: _Findings) -> Iterator[Milestone]:
    """Each step with its words: those after the date, or those before it where the dates come last."""
    borders = [0, *(end.stop for end in found.ends)]
    starts = [*(end.start for end in found.ends), len(found.words)]
    texts = [_trimmed(found.words[border:start]) for border, start in zip(borders, starts, strict=True)]
    texts = texts[1:] if texts[-1] else texts
    steps = {step.start for step in found.steps}
    for end, text in zip(found.ends, texts, strict=False):
        if end.start in steps:
            yield Milestone(end.date, text)


def _trimmed(text: str) -> str:
    return _NEXT_NUMBER.sub("", text.strip(_EDGES)).strip(_EDGES)


def _length(offset: Offset) -> int:
    """Days, roughly: only to find the longer of two."""
    number, unit = offset
    return number * {Unit.DAY: 10, Unit.WORKDAY: 14, Unit.MONTH: 305, Unit.YEAR: 3650}[unit]


def _readings(stretches: list[Stretch]) -> tuple[datetime.date, ...]:
    if not stretches or not _is_ambiguous(stretches[-1]):
        return ()
    point = stretches[-1].point
    if point.first is None or point.last is None:
        return ()
    before = point.period and point.boundary is Boundary.BEFORE
    early = add_days(point.first, -1) if before else point.first
    return (early, point.last) if early else ()


def _is_ambiguous(stretch: Stretch) -> bool:
    point = stretch.point
    open_end = point.period and point.boundary is Boundary.BEFORE  # 6月前
    month_or_months = point.counts_alike and point.boundary is Boundary.WITHIN  # 3月内
    return open_end or month_or_months or point.vague or point.impossible


def _flags(found: _Findings) -> set[Flag]:
    """What the times themselves say; the vocabulary says the rest."""
    points = [stretch.point for stretch in found.stretches]
    open_ended = [] if found.recurrence else [stretch.point for stretch in found.beginnings]
    ranged = [stretch.joined for stretch in found.stretches] + [span.least is not None for span in found.spans]
    unsure = [_is_ambiguous(stretch) for stretch in found.stretches] + [span.unsure for span in found.spans]
    counted = [step.offset is not None and not step.counted_from_text for step in found.steps]
    said = {
        Flag.NO_YEAR: any(point.no_year for point in points + open_ended),
        Flag.RANGE: any(ranged),
        Flag.AMBIGUOUS: any(unsure),
        Flag.RELATIVE: any(counted) or any(point.relative for point in points),
        Flag.STAGES: found.in_stages,
        Flag.RECURRING: found.recurrence is not None,
        Flag.OPEN: bool(open_ended),
        Flag.NEEDS_REVIEW: any(point.impossible for point in points),
    }
    return {flag for flag, holds in said.items() if holds}


def _asks_for_review(reading: Deadline, flags: set[Flag], kinds: set[str]) -> bool:
    """Whether a person must set a date: no time is said, or only a vague or conditional one."""
    in_rhythm = reading.recurrence is not None and reading.recurrence.rhythm is not Rhythm.UNSTATED
    if reading.date or reading.offset or in_rhythm or Flag.RELATIVE in flags:
        return False
    says_something = flags & {Flag.IMMEDIATE, Flag.LONG_TERM, Flag.OPEN}
    return not says_something or VAGUE in kinds or Flag.CONDITIONAL in flags
