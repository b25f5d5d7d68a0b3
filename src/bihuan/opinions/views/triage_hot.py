"""The hot list: what most people speak about, when and where, each number opening the voices that it counts."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.opinions.selectors.triage_hot import Hot, Period, first_day, hot_matters
from bihuan.opinions.views.doors import for_readers
from bihuan.people.http import PersonRequest
from bihuan.people.models import Unit
from bihuan.ui.parts import Tab

SPANS: dict[str, tuple[int, Promise]] = {
    "7": (7, pgettext_lazy("hot list", "Last 7 days")),
    "30": (30, pgettext_lazy("hot list", "Last 30 days")),
    "all": (0, pgettext_lazy("hot list", "Whole campaign")),
}
DRAWN = 5
"""Lines of the chart; more than a few nobody can tell apart."""


@require_GET
@for_readers
def hot(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """The ranking, over time and place."""
    span = request.GET.get("days", "")
    span = span if span in SPANS else "all"
    units = list(Unit.objects.filter(parent=campaign.root, active=True).order_by("position", "pk"))
    unit = next((one for one in units if str(one.pk) == request.GET.get("unit")), None)
    period = _period(request, campaign, SPANS[span][0])
    ranked = hot_matters(request.user, campaign, period, unit=unit)
    place = {"unit": str(unit.pk)} if unit else {}
    context = {
        "campaign": campaign,
        "period": period,
        "units": units,
        "unit": unit,
        "span": span,
        "tabs": [
            Tab(str(label), f"?{urlencode({'days': key, **place})}", current=key == span)
            for key, (_days, label) in SPANS.items()
        ],
        "rows": [_row(campaign, one, period, place) for one in ranked],
        "most": max((one.people for one in ranked), default=0),
        "chart": _chart(ranked[:DRAWN], period),
    }
    return render(request, "opinions/triage/hot.html", context)


def _period(request: PersonRequest, campaign: Campaign, days: int) -> Period:
    today: date = day_of(campaign)
    if days:
        return Period(today - timedelta(days=days - 1), today)
    return Period(first_day(request.user, campaign) or campaign.starts_on, today)


def _row(campaign: Campaign, one: Hot, period: Period, place: dict[str, str]) -> dict[str, Any]:
    """One line with the addresses of the lists behind its numbers."""
    days = {"received_from": period.since.isoformat(), "received_to": period.until.isoformat()}
    listed = f"{reverse('opinions:list', args=[campaign.code])}?{one.filter}&{urlencode(days)}"
    return {
        "hot": one,
        "url": f"{listed}&{urlencode(place)}" if place else listed,
        "places": [(unit, people, f"{listed}&unit={unit.pk}") for unit, people in one.places[:3]],
        "page": reverse("opinions:matter", args=[campaign.code, one.number]) if one.confirmed else "",
    }


def _chart(ranked: list[Hot], period: Period) -> dict[str, Any]:
    """Weeks along the bottom, a line for each of the first."""
    return {
        "tooltip": {"trigger": "axis"},
        "legend": {"bottom": 0, "type": "scroll"},
        "grid": {"left": 40, "right": 16, "top": 16, "bottom": 48},
        "xAxis": {"type": "category", "data": [date_format(week, "n-j") for week in period.weeks]},
        "yAxis": {"type": "value", "minInterval": 1},
        "series": [{"type": "line", "name": one.name[:16], "data": one.weeks} for one in ranked],
    }
