"""Small records that the templates of this stage draw."""

import calendar as months
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bihuan.campaigns.models import CalendarDay, ClosurePolicy
from bihuan.timetable.workdays import WorkdayCalendar
from bihuan.ui.parts import Line


def policy_lines(policy: ClosurePolicy) -> list[Line]:
    """What closing asks for, in words."""
    days = _("%(days)d working days")
    notice = days % {"days": policy.notice_workdays} if policy.notice_required else _("not asked for")
    looks = "、".join(str(rule.after_workdays) for rule in policy.look_backs.all())
    signing = "、".join(str(signature) for signature in policy.signatures.all())
    panel = _("%(panel)s, at least %(least)d") % {"panel": policy.get_panel_display(), "least": policy.min_panel}
    satisfied = _("at least %(percent)d %% of those who answer")
    answers = _("at least %(least)d, or everyone who can be reached, if fewer; silence is no consent")
    return [
        Line(_("Satisfied"), satisfied % {"percent": policy.min_satisfied_percent}),
        Line(_("Answers"), answers % {"least": policy.min_answers}),
        Line(_("Issues that nobody raised"), panel),
        Line(_("Public notice"), notice),
        Line(_("Signatures"), signing or _("none")),
        Line(_("Look-backs after working days"), looks or _("none")),
        Line(_("Long-term items are reviewed every"), _("%(days)d days") % {"days": policy.watch_review_days}),
        Line(_("When a closed issue comes back"), str(policy.get_recurrence_display())),
        Line(_("Smallest group that is published"), str(policy.small_group)),
    ]


@dataclass(frozen=True)
class Day:
    """One day of the calendar page. `kind` is work, off, make-up or weekend; `entered` was decided here."""

    number: int
    kind: str
    word: str
    entered: bool


@dataclass(frozen=True)
class Month:
    """A month as rows of weeks, Monday first; None pads the ends."""

    first: date
    weeks: list[list[Day | None]]


def months_of(year: int, known: WorkdayCalendar, entered: Mapping[date, CalendarDay]) -> list[Month]:
    """The twelve months of a year."""
    weeks = months.Calendar(firstweekday=0)
    return [
        Month(
            date(year, month, 1),
            [
                [_day(day, known, entered) if day.month == month else None for day in week]
                for week in weeks.monthdatescalendar(year, month)
            ],
        )
        for month in range(1, 13)
    ]


def _day(day: date, known: WorkdayCalendar, entered: Mapping[date, CalendarDay]) -> Day:
    working, weekend = known.is_workday(day), day.weekday() >= 5
    kind, word = "work", ""
    if working and weekend:
        kind, word = "make-up", _("worked")
    elif not working:
        kind, word = ("weekend", "") if weekend and day not in entered else ("off", _("off"))
    return Day(day.day, kind, word, day in entered)
