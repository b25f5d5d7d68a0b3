"""From the words of a deadline to the columns of an issue."""

from datetime import date
from typing import Any

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import calendar, day_of
from bihuan.ledger.models.issue import NO_DATE
from bihuan.timetable.deadlines import Flag, read_deadline
from bihuan.timetable.workdays import WorkdayCalendar


def deadline_columns(
    campaign: Campaign,
    words: str,
    *,
    anchor: date | None = None,
    year: int | None = None,
    days: WorkdayCalendar | None = None,
) -> dict[str, Any]:
    """What the words mean, as columns of the issue: original words, day, flags, and whether it is for the long term.

    `anchor` is the day from which relative words count (the day of registering unless told), `year` the one a paper
    gives for words without any (the campaign's unless told). Immediate words (立行立改) get the campaign's number of
    days. `days` spares a query where many phrases are read.
    """
    if not words.strip():
        return {"deadline_text": "", "deadline_flags": "", "due": NO_DATE, "long_term": False}
    start, days = anchor or day_of(campaign), days or calendar()
    read = read_deadline(words, year=year or campaign.year, anchor=start, calendar=days)
    due = read.date
    if due is None and Flag.IMMEDIATE in read.flags:
        due = days.add_workdays(start, campaign.immediate_days)
    return {
        "deadline_text": words,
        "deadline_flags": ",".join(sorted(read.flags)),
        "due": due or NO_DATE,
        "long_term": Flag.LONG_TERM in read.flags,
    }
