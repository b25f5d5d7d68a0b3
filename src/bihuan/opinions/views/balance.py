"""The balance sheet: every number opens the list it counts."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from bihuan.campaigns.models import Campaign
from bihuan.opinions.selectors import Balance, Tally, balance
from bihuan.opinions.states import Status
from bihuan.opinions.views.doors import for_readers
from bihuan.people.http import PersonRequest
from bihuan.ui.parts import Tab

SHEETS = {
    "channel": pgettext_lazy("balance", "By channel"),
    "way": pgettext_lazy("balance", "By way of asking"),
    "unit": pgettext_lazy("balance", "By unit"),
    "month": pgettext_lazy("balance", "By month"),
}


_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PeriodForm(forms.Form):
    """From a day to a day; either may be missing."""

    since = forms.DateField(label=pgettext_lazy("balance", "From"), required=False, widget=_DAY)
    until = forms.DateField(label=pgettext_lazy("balance", "Until"), required=False, widget=_DAY)


@dataclass(frozen=True)
class Cell:
    """One number under its column's name, how many people are behind it, and the list it counts."""

    label: str | Promise
    number: int
    heads: int
    url: str


@dataclass(frozen=True)
class SheetRow:
    """One row as the page draws it."""

    name: str | Promise
    cells: list[Cell]


@require_GET
@for_readers
def sheet(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """Show received = became issue + answered + refused + forwarded + open."""
    by = request.GET.get("by", "")
    by = by if by in SHEETS else "channel"
    period = PeriodForm(request.GET)
    days: dict[str, date | None] = period.cleaned_data if period.is_valid() else {}
    found = balance(campaign, viewer=request.user, by=by, **days)  # type: ignore[arg-type] # a key of SHEETS is a By
    opinions = reverse("opinions:list", args=[campaign.code])
    context = {
        "campaign": campaign,
        "sheet": found,
        "rows": list(_rows(found, opinions, days)),
        "total": SheetRow(_("Total"), _cells(found.voices, found.heads, opinions, _within(days))),
        "by": by,
        "tabs": [
            Tab(str(name), f"?{urlencode({'by': key, **_given(days)})}", current=key == by)
            for key, name in SHEETS.items()
        ],
        "period": period,
    }
    return render(request, "opinions/balance.html", context)


def _rows(found: Balance, opinions: str, days: dict[str, date | None]) -> Iterator[SheetRow]:
    for row in found.rows:
        query = _within(_month(row.key, days)) if found.by == "month" else {found.by: row.key, **_within(days)}
        yield SheetRow(row.name, _cells(row.voices, row.heads, opinions, query))


def _month(key: str, days: dict[str, date | None]) -> dict[str, date | None]:
    """The days of a month that lie within the period."""
    first = date.fromisoformat(f"{key}-01")
    last = first.replace(day=monthrange(first.year, first.month)[1])
    since, until = days.get("since"), days.get("until")
    return {"since": max(first, since or first), "until": min(last, until or last)}


def _cells(voices: Tally, heads: Tally, opinions: str, query: dict[str, str]) -> list[Cell]:
    cells = [
        Cell(pgettext_lazy("balance", "received"), voices.received, heads.received, f"{opinions}?{urlencode(query)}")
    ]
    for status, number in voices.by_state.items():
        url = f"{opinions}?{urlencode({**query, 'status': status})}"
        cells.append(Cell(Status(status).label, number, heads.by_state[status], url))
    return cells


def _given(days: dict[str, date | None]) -> dict[str, str]:
    return {name: day.isoformat() for name, day in days.items() if day}


def _within(days: dict[str, date | None]) -> dict[str, str]:
    """The period as the list of opinions knows it."""
    names = {"since": "received_from", "until": "received_to"}
    return {names[name]: day for name, day in _given(days).items()}
