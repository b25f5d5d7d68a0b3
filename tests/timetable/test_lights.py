"""Lights: rule sets as cities and offices publish them, each written as rows, and what they show."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bihuan.timetable.lights import (
    Basis,
    Colour,
    Judgement,
    Light,
    LightFacts,
    LightRule,
    Measure,
    Reason,
    light_of,
    planned_by_milestones,
    planned_progress,
)
from bihuan.timetable.workdays import OFFICIAL

TODAY = date(2024, 9, 27)  # a Friday; the Sunday is worked, the holiday begins on Tuesday
RED, YELLOW, GREEN, BLUE, ORANGE = Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.BLUE, Colour.ORANGE


def light(rules: list[LightRule], **facts: object) -> Light:
    return light_of(LightFacts(**{"today": TODAY, **facts}), rules, OFFICIAL)  # type: ignore[arg-type]


def colour(rules: list[LightRule], **facts: object) -> Colour:
    return light(rules, **facts).colour


TIME_LEFT = [
    LightRule(RED, Basis.OVERDUE, above=0),
    LightRule(YELLOW, Basis.TIME_LEFT, up_to=3, measure=Measure.WORKDAYS),
]


def test_time_left_counts_working_days_over_a_holiday():
    near = light(TIME_LEFT, deadline=date(2024, 10, 8))
    assert near == Light(YELLOW, Reason.WORKDAYS_LEFT, 3, 1)  # Sunday 29, Monday 30, Tuesday 8
    assert light(TIME_LEFT, deadline=date(2024, 10, 9)) == Light(GREEN, Reason.ON_COURSE, 12)


def test_the_day_itself_is_not_overdue():
    assert light(TIME_LEFT, deadline=TODAY) == Light(YELLOW, Reason.WORKDAYS_LEFT, 0, 1)
    assert light(TIME_LEFT, deadline=TODAY - timedelta(1)) == Light(RED, Reason.OVERDUE_DAYS, 1, 0)


def test_overdue_in_working_days_starts_after_the_deadline():
    rules = [LightRule(RED, Basis.OVERDUE, above=0, measure=Measure.WORKDAYS)]
    overdue = light_of(LightFacts(date(2024, 10, 8), deadline=date(2024, 9, 30)), rules, OFFICIAL)
    assert overdue == Light(RED, Reason.OVERDUE_WORKDAYS, 1, 0)


# Points behind: 10 to 30 is yellow, more is red; three months without a start is red, one is yellow.
GAP = [
    LightRule(RED, Basis.PERIODS_BEHIND, above=2, measure=Measure.COUNT),
    LightRule(RED, Basis.GAP, above=30, measure=Measure.POINTS),
    LightRule(YELLOW, Basis.GAP, above=10, up_to=30, measure=Measure.POINTS),
    LightRule(YELLOW, Basis.PERIODS_BEHIND, above=0, up_to=2, measure=Measure.COUNT),
    LightRule(GREEN, Basis.ALWAYS),
]


@pytest.mark.parametrize(
    ("progress", "shown"), [(60, GREEN), (50, GREEN), (49, YELLOW), (30, YELLOW), (29, RED), (0, RED), (100, GREEN)]
)
def test_gap_in_points(progress: int, shown: Colour):
    assert colour(GAP, deadline=date(2024, 12, 31), progress=progress, planned=60) is shown


def test_gap_gives_its_number():
    assert light(GAP, progress=20, planned=60) == Light(RED, Reason.BEHIND_POINTS, 40, 1)
    assert light(GAP, progress=60, planned=60, periods_behind=3) == Light(RED, Reason.PERIODS_BEHIND, 3, 0)


def test_gap_in_per_cent_of_the_plan():
    rules = [
        LightRule(RED, Basis.GAP, above=50, measure=Measure.PERCENT),
        LightRule(YELLOW, Basis.GAP, above=0, up_to=50, measure=Measure.PERCENT),
    ]
    deadline = date(2024, 12, 31)
    assert light(rules, deadline=deadline, progress=20, planned=40) == Light(YELLOW, Reason.BEHIND_PERCENT, 50, 1)
    assert light(rules, deadline=deadline, progress=19, planned=40).colour is RED
    assert light(rules, deadline=deadline, progress=0, planned=0).colour is GREEN


# A blue slip becomes orange when its own limit passes, an orange one red; grave matters start orange.
SLIPS = [
    LightRule(RED, Basis.SLIP, above=0, slip=ORANGE),
    LightRule(ORANGE, Basis.SLIP, up_to=0, slip=ORANGE),
    LightRule(ORANGE, Basis.SLIP, above=0, slip=BLUE),
    LightRule(BLUE, Basis.SLIP, up_to=0, slip=BLUE),
    LightRule(BLUE, Basis.JUDGED, judged=Judgement.SLOW),
    LightRule(BLUE, Basis.JUDGED, judged=Judgement.POOR),
]


@pytest.mark.parametrize(
    ("slip", "due", "shown", "code", "value"),
    [
        (BLUE, TODAY, BLUE, Reason.SLIP_OPEN, 0),
        (BLUE, TODAY + timedelta(4), BLUE, Reason.SLIP_OPEN, 4),
        (BLUE, TODAY - timedelta(1), ORANGE, Reason.SLIP_EXPIRED, 1),
        (ORANGE, TODAY, ORANGE, Reason.SLIP_OPEN, 0),
        (ORANGE, TODAY - timedelta(5), RED, Reason.SLIP_EXPIRED, 5),
    ],
)
def test_slips_escalate_after_their_own_limit(slip, due, shown, code, value):
    seen = light(SLIPS, slip=slip, slip_due=due)
    assert (seen.colour, seen.code, seen.value) == (shown, code, value)


def test_judgement_alone_and_with_a_passed_deadline():
    assert colour(SLIPS, judgement=Judgement.SLOW) is BLUE
    rules = [
        LightRule(RED, Basis.OVERDUE, above=0, judged=Judgement.UNLIKELY),
        LightRule(YELLOW, Basis.OVERDUE, above=0),
    ]
    late = {"deadline": TODAY - timedelta(2)}
    assert colour(rules, **late) is YELLOW
    assert colour(rules, **late, judgement=Judgement.SLOW) is YELLOW
    assert colour(rules, **late, judgement=Judgement.UNLIKELY) is RED


# 7 days late yellow, 8 to 14 orange, 15 and more red.
@pytest.mark.parametrize(
    ("late", "shown"), [(0, GREEN), (1, YELLOW), (7, YELLOW), (8, ORANGE), (14, ORANGE), (15, RED)]
)
def test_three_degrees_of_lateness(late: int, shown: Colour):
    rules = [
        LightRule(YELLOW, Basis.OVERDUE, above=0, up_to=7),
        LightRule(ORANGE, Basis.OVERDUE, above=7, up_to=14),
        LightRule(RED, Basis.OVERDUE, above=14),
    ]
    assert colour(rules, deadline=TODAY - timedelta(late)) is shown


def test_a_missing_report_lights_even_without_a_deadline():
    rules = [LightRule(YELLOW, Basis.MISSED_REPORT, above=0, up_to=30), LightRule(RED, Basis.MISSED_REPORT, above=30)]
    assert light(rules, report_due=TODAY - timedelta(31)) == Light(RED, Reason.REPORT_MISSED, 31, 1)
    assert colour(rules, report_due=TODAY - timedelta(3)) is YELLOW
    assert light(rules, report_due=TODAY).code is Reason.NO_DEADLINE


def test_closed_suspended_and_dateless_issues_are_grey():
    late = TODAY - timedelta(9)
    assert light(TIME_LEFT, deadline=late, closed=True) == Light(Colour.GREY, Reason.WITHDRAWN)
    until = TODAY + timedelta(5)
    assert light(TIME_LEFT, deadline=late, suspended_until=until) == Light(Colour.GREY, Reason.SUSPENDED, 5)
    assert colour(TIME_LEFT, deadline=late, suspended_until=TODAY - timedelta(1)) is RED
    assert light([*TIME_LEFT, LightRule(GREEN, Basis.ALWAYS)]) == Light(Colour.GREY, Reason.NO_DEADLINE)


def test_the_first_rule_that_holds_wins():
    rules = [LightRule(BLUE, Basis.TIME_LEFT, up_to=20), LightRule(YELLOW, Basis.TIME_LEFT, up_to=10)]
    assert light(rules, deadline=TODAY + timedelta(5)).rule == 0
    assert light(rules[::-1], deadline=TODAY + timedelta(5)).colour is YELLOW
    assert light(rules[::-1], deadline=TODAY + timedelta(15)) == Light(BLUE, Reason.DAYS_LEFT, 15, 1)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"basis": Basis.GAP, "measure": Measure.DAYS}, "cannot be measured"),
        ({"basis": Basis.OVERDUE, "above": 7, "up_to": 7}, "no value is above 7"),
        ({"basis": Basis.SLIP}, "slip's colour"),
        ({"basis": Basis.OVERDUE, "slip": BLUE}, "slip's colour"),
        ({"basis": Basis.JUDGED}, "must name the judgement"),
    ],
)
def test_rows_without_sense_are_refused(row: dict, sentence: str):
    with pytest.raises(ValueError, match=sentence):
        LightRule(RED, **row)


def test_planned_progress_is_linear_and_rounded_down():
    start, end = date(2024, 1, 1), date(2024, 1, 4)
    assert [planned_progress(start, end, start + timedelta(n)) for n in range(-1, 5)] == [0, 0, 33, 66, 100, 100]
    assert planned_progress(end, end, end) == 100


def test_planned_by_milestones_counts_from_the_day_after():
    rows = [(date(2024, 3, 31), 1), (date(2024, 6, 30), 2)]
    assert planned_by_milestones(rows, date(2024, 3, 31)) == 0
    assert planned_by_milestones(rows, date(2024, 4, 1)) == 33
    assert planned_by_milestones(rows, date(2024, 7, 1)) == 100
    assert planned_by_milestones([], TODAY) == 0


near_days = st.dates(date(2024, 6, 1), date(2025, 6, 1))


@settings(deadline=None)
@given(near_days, near_days)
def test_exactly_one_of_time_left_and_overdue_holds(today: date, deadline: date):
    both = [LightRule(YELLOW, Basis.TIME_LEFT), LightRule(RED, Basis.OVERDUE)]
    seen = light_of(LightFacts(today, deadline), both, OFFICIAL)
    assert seen.colour is (RED if today > deadline else YELLOW)
    assert seen.value == abs((deadline - today).days)


@settings(deadline=None)
@given(near_days, st.integers(0, 100), st.integers(0, 100))
def test_more_progress_never_makes_a_light_worse(deadline: date, progress: int, planned: int):
    rank = [GREEN, YELLOW, RED]
    facts = LightFacts(TODAY, deadline, progress=progress, planned=planned)
    better = replace(facts, progress=min(progress + 5, 100))
    shown, after = (light_of(each, GAP, OFFICIAL).colour for each in (facts, better))
    assert rank.index(after) <= rank.index(shown)
