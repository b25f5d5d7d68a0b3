"""Dates by months and by days, without surprises at month ends and at the edges of the calendar."""

from calendar import monthrange
from datetime import date, timedelta


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(start: date, months: int) -> date | None:
    """The same day `months` later; a month too short for it ends on its last day. None beyond the calendar.

    This is how the Civil Code (art. 202) lets a period counted in months expire.
    """
    year, index = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return min(month_end(year, index + 1), date(year, index + 1, 1) + timedelta(start.day - 1))


def add_days(start: date, days: int) -> date | None:
    """`days` calendar days later; the first day is not counted. None beyond the calendar."""
    try:
        return start + timedelta(days)
    except OverflowError:
        return None
