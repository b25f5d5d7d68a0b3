"""Warning lights: rules as data, facts in, one colour with its reason out.

Offices light their lists by two incompatible families of rules, by the time that is left and by the gap to
planned progress; some escalate when a warning slip's own limit passes. All are rows of one shape, tried in order;
the first that holds gives the light. The reason is a code and a number; the page turns it into a sentence.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bihuan.timetable.workdays import WorkdayCalendar


class Colour(StrEnum):
    """What a light can show. Blue and orange mean what the campaign's rules make of them."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    GREY = "grey"
    BLUE = "blue"
    ORANGE = "orange"


class Reason(StrEnum):
    """Why a light shows its colour; the number beside it is named in each row."""

    WITHDRAWN = "withdrawn"
    """The issue is closed and its light is out (0)."""
    SUSPENDED = "suspended"
    """An approved reason suspends the light (days until it returns)."""
    NO_DEADLINE = "no_deadline"
    """No date is known, so nothing can be measured (0)."""
    ON_COURSE = "on_course"
    """No rule holds (days left; negative if the date has passed)."""
    DAYS_LEFT = "days_left"
    """Little time is left (calendar days; 0 is today)."""
    WORKDAYS_LEFT = "workdays_left"
    """Little time is left (working days; 0 if none remains after today)."""
    OVERDUE_DAYS = "overdue_days"
    """The deadline has passed (calendar days since)."""
    OVERDUE_WORKDAYS = "overdue_workdays"
    """The deadline has passed (working days since)."""
    BEHIND_POINTS = "behind_points"
    """Progress is behind the plan (percentage points)."""
    BEHIND_PERCENT = "behind_percent"
    """Progress is behind the plan (per cent of what was planned by now)."""
    PERIODS_BEHIND = "periods_behind"
    """Behind the plan in so many reporting periods in a row (periods)."""
    REPORT_MISSED = "report_missed"
    """A progress report is missing (days since it was due)."""
    SLIP_OPEN = "slip_open"
    """A warning slip stands and its limit has not passed (days left)."""
    SLIP_EXPIRED = "slip_expired"
    """A warning slip's own limit has passed unmet (days since)."""
    JUDGED = "judged"
    """A supervisor's judgement of the course, see `Judgement` (0)."""
    ALWAYS = "always"
    """The last rule of the list holds for whatever is left (0)."""


class Basis(StrEnum):
    """What a rule measures."""

    TIME_LEFT = "time_left"
    """Days or working days until the deadline; never holds once it has passed."""
    OVERDUE = "overdue"
    """Days or working days since the deadline."""
    GAP = "gap"
    """Planned minus reported progress, in points or in per cent of the plan."""
    PERIODS_BEHIND = "periods_behind"
    """Reporting periods in a row behind the plan."""
    MISSED_REPORT = "missed_report"
    """Days since a progress report was due."""
    SLIP = "slip"
    """Days past the own limit of a warning slip; 0 and less while the limit runs."""
    JUDGED = "judged"
    """Only the judgement that the rule names."""
    ALWAYS = "always"
    """Holds for every issue with a deadline."""


class Measure(StrEnum):
    """The unit of a rule's bounds."""

    DAYS = "days"
    WORKDAYS = "workdays"
    POINTS = "points"
    PERCENT = "percent"
    COUNT = "count"


class Judgement(StrEnum):
    """What a supervisor thinks of the course."""

    SLOW = "slow"
    """进展慢"""
    POOR = "poor"
    """质量差"""
    UNLIKELY = "unlikely"
    """难以按期完成"""


_MEASURES: dict[Basis, frozenset[Measure]] = {
    Basis.TIME_LEFT: frozenset({Measure.DAYS, Measure.WORKDAYS}),
    Basis.OVERDUE: frozenset({Measure.DAYS, Measure.WORKDAYS}),
    Basis.GAP: frozenset({Measure.POINTS, Measure.PERCENT}),
    Basis.PERIODS_BEHIND: frozenset({Measure.COUNT}),
    Basis.MISSED_REPORT: frozenset({Measure.DAYS}),
    Basis.SLIP: frozenset({Measure.DAYS}),
    Basis.JUDGED: frozenset({Measure.COUNT}),
    Basis.ALWAYS: frozenset({Measure.COUNT}),
}


@dataclass(frozen=True)
class LightRule:
    """One row: the light shows `colour` if the measured value lies in (above, up_to].

    None leaves a side open. `judged` narrows any rule to issues a supervisor judged so; `slip` is the colour of
    the warning slip a SLIP rule looks at. Raises ValueError with a sentence if the row makes no sense.
    """

    colour: Colour
    basis: Basis
    above: int | None = None
    up_to: int | None = None
    measure: Measure = Measure.DAYS
    judged: Judgement | None = None
    slip: Colour | None = None

    def __post_init__(self) -> None:
        """Refuse rows that could never hold or that measure in a unit their basis does not know."""
        if self.basis in {Basis.JUDGED, Basis.ALWAYS}:
            object.__setattr__(self, "measure", Measure.COUNT)
        if self.measure not in _MEASURES[self.basis]:
            raise ValueError(f"a rule on {self.basis} cannot be measured in {self.measure}")
        if self.above is not None and self.up_to is not None and self.above >= self.up_to:
            raise ValueError(f"no value is above {self.above} and at most {self.up_to}")
        if (self.slip is None) == (self.basis is Basis.SLIP):
            raise ValueError("a slip's colour belongs to the rules on slips, and only to them")
        if self.basis is Basis.JUDGED and self.judged is None:
            raise ValueError("a rule on judgement must name the judgement")

    def covers(self, value: int) -> bool:
        """Whether a value lies within the bounds."""
        return (self.above is None or value > self.above) and (self.up_to is None or value <= self.up_to)


@dataclass(frozen=True)
class LightFacts:
    """What is known of one issue on one day. Progress is in whole per cent."""

    today: date
    deadline: date | None = None
    closed: bool = False
    suspended_until: date | None = None
    """An approved reason keeps the light out up to and with this day."""
    progress: int | None = None
    planned: int | None = None
    periods_behind: int = 0
    report_due: date | None = None
    """The day the oldest missing progress report was due."""
    slip: Colour | None = None
    """Colour of the warning slip that stands."""
    slip_due: date | None = None
    judgement: Judgement | None = None


@dataclass(frozen=True)
class Light:
    """A colour with its reason; `rule` is the index of the rule that gave it, None if none did."""

    colour: Colour
    code: Reason
    value: int = 0
    rule: int | None = None


def light_of(facts: LightFacts, rules: Iterable[LightRule], calendar: WorkdayCalendar) -> Light:
    """The light of an issue: closed, suspended, the first rule that holds, or what is left when none does."""
    if facts.closed:
        return Light(Colour.GREY, Reason.WITHDRAWN)
    if facts.suspended_until and facts.today <= facts.suspended_until:
        return Light(Colour.GREY, Reason.SUSPENDED, (facts.suspended_until - facts.today).days)
    for index, rule in enumerate(rules):
        measured = _MEASURING[rule.basis](rule, facts, calendar)
        if measured and rule.covers(measured[1]) and rule.judged in {None, facts.judgement}:
            return Light(rule.colour, measured[0], abs(measured[1]), index)
    if facts.deadline is None:
        return Light(Colour.GREY, Reason.NO_DEADLINE)
    return Light(Colour.GREEN, Reason.ON_COURSE, (facts.deadline - facts.today).days)


def planned_progress(start: date, end: date, today: date) -> int:
    """Progress planned by today if work goes evenly from `start` to `end`, in whole per cent, rounded down.

    Rounding down leaves the benefit of the doubt to the unit.
    """
    if today >= end:
        return 100
    if today <= start:
        return 0
    return (today - start).days * 100 // (end - start).days


def planned_by_milestones(milestones: Iterable[tuple[date, int]], today: date) -> int:
    """Progress planned by today where each milestone (due day, weight) counts, in whole per cent, rounded down.

    A milestone is due at the end of its day, so it counts from the day after. Without any weight nothing is planned.
    """
    rows = list(milestones)
    total = sum(weight for _, weight in rows)
    return sum(weight for due, weight in rows if due < today) * 100 // total if total > 0 else 0


_Measured = tuple[Reason, int] | None
"""The value a rule looks at with the reason it would give; None if the facts do not say."""


def _time(rule: LightRule, facts: LightFacts, calendar: WorkdayCalendar) -> _Measured:
    if facts.deadline is None or (facts.today > facts.deadline) != (rule.basis is Basis.OVERDUE):
        return None
    in_workdays = rule.measure is Measure.WORKDAYS
    days = (facts.deadline - facts.today).days
    left = calendar.workdays_between(facts.today, facts.deadline) if in_workdays else days
    if rule.basis is Basis.OVERDUE:
        # Forwards from the deadline, so that only working days after it count.
        past = calendar.workdays_between(facts.deadline, facts.today) if in_workdays else -days
        return (Reason.OVERDUE_WORKDAYS if in_workdays else Reason.OVERDUE_DAYS), past
    return (Reason.WORKDAYS_LEFT if in_workdays else Reason.DAYS_LEFT), left


def _gap(rule: LightRule, facts: LightFacts, _: WorkdayCalendar) -> _Measured:
    if facts.progress is None or facts.planned is None:
        return None
    points = facts.planned - facts.progress
    if rule.measure is Measure.POINTS:
        return Reason.BEHIND_POINTS, points
    # Rounded up, so that 50.1 % behind is more than 50 %.
    return Reason.BEHIND_PERCENT, -(-points * 100 // facts.planned) if facts.planned else 0


def _periods(_: LightRule, facts: LightFacts, __: WorkdayCalendar) -> _Measured:
    return Reason.PERIODS_BEHIND, facts.periods_behind


def _missed(_: LightRule, facts: LightFacts, __: WorkdayCalendar) -> _Measured:
    if facts.report_due is None or facts.today <= facts.report_due:
        return None
    return Reason.REPORT_MISSED, (facts.today - facts.report_due).days


def _slip(rule: LightRule, facts: LightFacts, _: WorkdayCalendar) -> _Measured:
    if facts.slip is None or facts.slip is not rule.slip or facts.slip_due is None:
        return None
    past = (facts.today - facts.slip_due).days
    return (Reason.SLIP_EXPIRED if past > 0 else Reason.SLIP_OPEN), past


def _judged(_: LightRule, facts: LightFacts, __: WorkdayCalendar) -> _Measured:
    return (Reason.JUDGED, 0) if facts.judgement else None


def _always(_: LightRule, facts: LightFacts, __: WorkdayCalendar) -> _Measured:
    return (Reason.ALWAYS, 0) if facts.deadline else None


_MEASURING: dict[Basis, Callable[[LightRule, LightFacts, WorkdayCalendar], _Measured]] = {
    Basis.TIME_LEFT: _time,
    Basis.OVERDUE: _time,
    Basis.GAP: _gap,
    Basis.PERIODS_BEHIND: _periods,
    Basis.MISSED_REPORT: _missed,
    Basis.SLIP: _slip,
    Basis.JUDGED: _judged,
    Basis.ALWAYS: _always,
}
