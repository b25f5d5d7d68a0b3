"""The campaign on a true time axis: its phases, its occasions of asking, and today."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from bihuan.campaigns.models import Campaign, Channel
from bihuan.campaigns.selectors import calendar, day_of
from bihuan.opinions.models import Consultation
from bihuan.timetable.workdays import WorkdayCalendar
from bihuan.ui.axis import Mark, Phase


def axis_of(campaign: Campaign) -> dict[str, Any]:
    """`phases`, `marks` and `today` for the drawing."""
    today, days = day_of(campaign), calendar()
    phases = [
        Phase(
            _("Phase %(n)s") % {"n": _ordinal(phase.position)},
            phase.name,
            phase.starts_on,
            phase.ends_on,
            _note(phase.ends_on, today, days),
        )
        for phase in campaign.phases.order_by("position")
    ]
    return {"phases": phases, "marks": _marks(campaign), "today": today}


def _ordinal(number: int) -> str:
    """The number as phases are counted: 一 二 三 in Chinese, 1 2 3 elsewhere."""
    numerals = pgettext("numerals of phases, from one on", "1 2 3 4 5 6 7 8 9 10").split()
    return numerals[number - 1] if number <= len(numerals) else str(number)


def _note(ends_on: date, today: date, days: WorkdayCalendar) -> str:
    if ends_on < today:
        return _("over")
    left = days.workdays_between(today, ends_on)
    return ngettext("%(n)s working day left", "%(n)s working days left", left) % {"n": left}


def _marks(campaign: Campaign) -> list[Mark]:
    """The first day of each way of asking."""
    first: dict[str, date] = {}
    for way, held_on in (
        Consultation.objects.filter(campaign=campaign).order_by("held_on").values_list("channel__way", "held_on")
    ):
        first.setdefault(way, held_on)
    return [Mark(str(Channel.Way(way).label), held_on) for way, held_on in first.items()]
