"""Working days: official holidays and make-up days of the years the State Council has announced.

Source: the library chinese-calendar, which transcribes the yearly notices. Before its first year and past its
last one only weekends are known to be free, and `knows` says so; an administrator enters a newer notice as
overrides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from chinese_calendar.constants import holidays, workdays

FIRST_PUBLISHED: int = min(holidays).year
LAST_PUBLISHED: int = max(holidays).year

_SATURDAY = 5
_ONE_DAY = timedelta(1)


@dataclass(frozen=True)
class WorkdayCalendar:
    """Which days are worked, and arithmetic over them.

    One rule everywhere: **the day of the event is not counted.** One working day after a Friday is the next
    Monday.
    """

    overrides: Mapping[date, bool] = field(default_factory=dict)
    """Days an administrator decided: True is worked, False is free. They win over everything else."""
    entered_years: frozenset[int] = frozenset()
    """Years whose whole notice an administrator has entered."""
    _counts: dict[int, tuple[int, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def last_known_year(self) -> int:
        """The last year whose holidays are known, published or entered."""
        return max({LAST_PUBLISHED, *self.entered_years})

    def knows(self, year: int) -> bool:
        """Whether the holidays of a year are known; if not, only weekends count as free."""
        return FIRST_PUBLISHED <= year <= LAST_PUBLISHED or year in self.entered_years

    def is_workday(self, day: date) -> bool:
        """Whether the day is worked."""
        decided = self.overrides.get(day)
        if decided is not None:
            return decided
        if day in workdays:
            return True
        return day.weekday() < _SATURDAY and day not in holidays

    def add_workdays(self, start: date, number: int) -> date:
        """The `number`-th working day after `start`, or before it if negative; `start` itself for 0.

        Raises OverflowError beyond the last (first) day of the calendar.
        """
        step = _ONE_DAY if number >= 0 else -_ONE_DAY
        day, left = start, abs(number)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """How many working days `end` is away from `start`, negative if it lies before.

        Counts the working days after `start` up to and with `end`, so that for any n
        `workdays_between(d, add_workdays(d, n)) == n`.
        """
        if end >= start:
            return self._up_to(end) - self._up_to(start) + self._whole_years(start.year, end.year)
        # Backwards the far end counts and the start does not.
        days = self._up_to(start) - self._up_to(end) + self._whole_years(end.year, start.year)
        return -(days - self.is_workday(start) + self.is_workday(end))

    def _up_to(self, day: date) -> int:
        """Working days of the year up to and with the day."""
        return self._year(day.year)[day.timetuple().tm_yday - 1]

    def _whole_years(self, first: int, last: int) -> int:
        return sum(self._year(year)[-1] for year in range(first, last))

    def _year(self, year: int) -> tuple[int, ...]:
        """Running count of working days over a year, kept because lights ask it for every issue."""
        if year not in self._counts:
            january = date(year, 1, 1).toordinal()
            length = date(year, 12, 31).toordinal() - january + 1
            days = (date.fromordinal(january + n) for n in range(length))
            self._counts[year] = tuple(accumulate(int(self.is_workday(day)) for day in days))
        return self._counts[year]


OFFICIAL = WorkdayCalendar()
"""The published calendar, without anything an administrator has entered."""
