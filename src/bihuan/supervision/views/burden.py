"""The page of the reporting burden: what units had to write, who asked for it, and what they were spared."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bihuan.ledger.views.loading import campaign_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.supervision.selectors.burden import Burden
from bihuan.supervision.selectors.burden import burden as burden_of
from bihuan.supervision.views.loading import door

HEAVIEST = 30
"""Units shown: those whose burden is worth a talk; the sums above count all."""


@require_GET
@signed_in
def burden(request: PersonRequest) -> HttpResponse:
    """Fields asked and re-used, by month, by who asks, and by unit."""
    campaign = campaign_of(request)
    found = burden_of(request.user, campaign)
    context = {
        "doors": [door()],
        "campaign": campaign,
        "burden": found,
        "units": found.units[:HEAVIEST],
        "most": max((load.asked for _unit, load in found.units), default=0),
        "trend": _trend(found),
    }
    return render(request, "supervision/burden/burden.html", context)


def _trend(found: Burden) -> dict[str, Any]:
    """The months as a chart; the same figures stand in the table below it."""
    return {
        "tooltip": {"trigger": "axis"},
        "legend": {},
        "xAxis": {
            "type": "category",
            "data": [date_format(month, "YEAR_MONTH_FORMAT") for month, _load in found.months],
        },
        "yAxis": {"type": "value"},
        "series": [
            {
                "type": "bar",
                "stack": "fields",
                "name": _("asked"),
                "data": [load.asked for _month, load in found.months],
            },
            {
                "type": "bar",
                "stack": "fields",
                "name": _("re-used"),
                "data": [load.reused for _month, load in found.months],
            },
        ],
    }
