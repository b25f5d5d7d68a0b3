"""Working days of the site: single days, and a whole year's notice."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext

from bihuan.audit.services import act, record
from bihuan.campaigns.events import DayEntered, DayWithdrawn, NoticeEntered
from bihuan.campaigns.models import CalendarDay
from bihuan.campaigns.policies import objections_to_calendar, objections_to_notice
from bihuan.common.workflow import Refused
from bihuan.people.models import Person


@act
def enter_day(day: date, *, working: bool, note: str, by: Person) -> CalendarDay:
    """Declare one day a working day or a day off; a second entry replaces the first.

    Raises:
        Refused: `by` may not.
    """
    _may(by)
    entry, _made = CalendarDay.objects.update_or_create(day=day, defaults={"working": working, "note": note})
    record(DayEntered(day=day.isoformat(), what="on" if working else "off", note=note or "—"), by=by)
    return entry


@act
def withdraw_day(entry: CalendarDay, *, by: Person) -> None:
    """Let an entered day follow the official calendar again.

    Raises:
        Refused: `by` may not.
    """
    _may(by)
    record(DayWithdrawn(day=entry.day.isoformat()), by=by)
    entry.delete()


@act
def enter_notice(year: int, *, off: Sequence[date], make_up: Sequence[date], by: Person) -> int:
    """Enter the notice of a whole year and return how many days it names. The year counts as announced from now on.

    Raises:
        Refused: `by` may not, New Year's Day is missing, or a day is both off and worked.
    """
    reasons = [*objections_to_calendar(by=by), *objections_to_notice(year, off=off, make_up=make_up)]
    if reasons:
        raise Refused(reasons)
    note = gettext("notice of %(year)d") % {"year": year}
    days = {**dict.fromkeys(off, False), **dict.fromkeys(make_up, True)}
    CalendarDay.objects.filter(day__in=days).delete()
    CalendarDay.objects.bulk_create(CalendarDay(day=day, working=working, note=note) for day, working in days.items())
    record(NoticeEntered(year=year, off=len(off), make_up=len(make_up)), by=by)
    return len(days)


def _may(by: Person) -> None:
    reasons = list(objections_to_calendar(by=by))
    if reasons:
        raise Refused(reasons)
