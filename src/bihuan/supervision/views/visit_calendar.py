"""The calendar of visits across teams, month by month."""

import calendar as months
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bihuan.campaigns.selectors import day_of
from bihuan.ledger.views.loading import campaign_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.supervision.models import Visit
from bihuan.supervision.policies.visits import objections_to_visiting
from bihuan.supervision.selectors.visits import visible_visits, with_neighbours
from bihuan.supervision.states import VisitStatus
from bihuan.supervision.views.visits import doors


@dataclass(frozen=True)
class Day:
    """One square of the calendar with the visits of that day; the days around the month stay empty."""

    day: date
    inside: bool
    visits: list[Visit]


@require_GET
@signed_in
def month(request: PersonRequest) -> HttpResponse:
    """`?month=2014-05` chooses the month; without it, the one that the campaign lives in."""
    campaign = campaign_of(request)
    first = _first_of(request.GET.get("month", ""), usual=day_of(campaign))
    weeks = months.Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    following = (first + timedelta(days=31)).replace(day=1)
    rows = with_neighbours(visible_visits(request.user, campaign)).exclude(status=VisitStatus.CANCELLED)
    rows = rows.filter(planned_on__gte=first, planned_on__lt=following).select_related("unit", "team")
    by_day: dict[date, list[Visit]] = defaultdict(list)
    for visit in rows.order_by("planned_on", "team__number", "place_in_day"):
        by_day[visit.planned_on].append(visit)
    context = {
        "first": first,
        "before": (first - timedelta(days=1)).strftime("%Y-%m"),
        "after": following.strftime("%Y-%m"),
        "today": day_of(campaign),
        "weeks": [[Day(day, day.month == first.month, by_day[day]) for day in week] for week in weeks],
        "visits": [visit for day in sorted(by_day) for visit in by_day[day]],
        "doors": doors(),
        "objections": list(objections_to_visiting(campaign, by=request.user)),
    }
    return render(request, "supervision/visits/month.html", context)


def _first_of(text: str, *, usual: date) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return usual.replace(day=1)
