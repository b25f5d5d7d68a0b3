"""Working days: what the notices say, what an administrator enters, and that counting undoes adding."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bihuan.timetable.workdays import FIRST_PUBLISHED, LAST_PUBLISHED, OFFICIAL, WorkdayCalendar

days = st.dates(date(2000, 1, 1), date(2035, 12, 31))
numbers = st.integers(-400, 400)
calendars = st.builds(WorkdayCalendar, overrides=st.dictionaries(days, st.booleans(), max_size=20))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2024, 10, 1), False),  # National Day, a Tuesday
        (date(2024, 10, 12), True),  # a Saturday worked in exchange
        (date(2024, 10, 13), False),
        (date(2024, 2, 4), True),  # a Sunday worked before the Spring Festival
        (date(2024, 2, 9), True),  # the eve of 2024's Spring Festival was no official holiday
        (date(2024, 6, 10), False),
        (date(2003, 10, 1), True),  # before the published years: only weekends are known
    ],
)
def test_published_notices(day: date, worked: bool):
    assert OFFICIAL.is_workday(day) is worked


def test_it_says_which_years_it_knows():
    assert OFFICIAL.knows(FIRST_PUBLISHED)
    assert OFFICIAL.knows(LAST_PUBLISHED)
    assert not OFFICIAL.knows(2003)
    assert not OFFICIAL.knows(LAST_PUBLISHED + 1)
    assert OFFICIAL.last_known_year == LAST_PUBLISHED


def test_an_administrator_enters_the_next_notice():
    coming = LAST_PUBLISHED + 1
    first = date(coming, 1, 1)
    saturday = next(day for n in range(7) if (day := date(coming, 1, 4) + timedelta(n)).weekday() == 5)
    calendar = WorkdayCalendar({first: False, saturday: True}, entered_years=frozenset({coming}))
    assert not calendar.is_workday(first)
    assert calendar.is_workday(saturday)
    assert calendar.knows(coming)
    assert calendar.last_known_year == coming
    assert not OFFICIAL.is_workday(saturday)


def test_the_day_of_the_event_is_not_counted():
    friday = date(2024, 3, 1)
    assert OFFICIAL.add_workdays(friday, 1) == date(2024, 3, 4)
    assert OFFICIAL.add_workdays(friday, 0) == friday
    assert OFFICIAL.add_workdays(date(2024, 3, 4), -1) == friday
    assert OFFICIAL.workdays_between(friday, friday) == 0


def test_fifteen_working_days_over_the_national_holiday():
    assert OFFICIAL.add_workdays(date(2024, 9, 25), 5) == date(2024, 10, 8)  # 26, 27, 29 (a Sunday), 30, 8
    assert OFFICIAL.workdays_between(date(2024, 9, 30), date(2024, 10, 12)) == 5


@settings(deadline=None)
@given(calendars, days, numbers)
def test_counting_undoes_adding(calendar: WorkdayCalendar, day: date, number: int):
    assert calendar.workdays_between(day, calendar.add_workdays(day, number)) == number


@settings(deadline=None)
@given(calendars, days, st.integers(1, 300))
def test_the_last_day_is_worked(calendar: WorkdayCalendar, day: date, number: int):
    assert calendar.is_workday(calendar.add_workdays(day, number))


@settings(deadline=None)
@given(calendars, days, days, days)
def test_stretches_add_up(calendar: WorkdayCalendar, one: date, two: date, three: date):
    first, second, third = sorted([one, two, three])
    whole = calendar.workdays_between(first, third)
    assert whole == calendar.workdays_between(first, second) + calendar.workdays_between(second, third)
    counted = sum(calendar.is_workday(first + timedelta(n)) for n in range(1, (third - first).days + 1))
    assert whole == counted
