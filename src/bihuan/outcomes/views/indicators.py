"""Indicators: what each says, its chart, and entering values."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bihuan.audit.selectors import history
from bihuan.audit.telling import told
from bihuan.campaigns.http import campaign_in_sight
from bihuan.outcomes.forms.indicators import IndicatorForm, MeasurementForm
from bihuan.outcomes.selectors.indicators import Statement, statement, with_measurements
from bihuan.outcomes.selectors.visible import visible_indicators
from bihuan.outcomes.services import indicators as services
from bihuan.outcomes.views.loading import around, door, home_door, indicator_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.study.policies import only_workers
from bihuan.ui.answering import form_page


@require_GET
@signed_in
def indicators(request: PersonRequest) -> HttpResponse:
    """What every indicator says: baseline, now, change."""
    campaign = campaign_in_sight(request)
    rows = visible_indicators(request.user, campaign).select_related("unit").order_by("position", "pk")
    words = " ".join(request.GET.get("q", "").split())[:80]
    if words:
        rows = rows.filter(name__icontains=words)
    context = {
        "statements": [statement(row) for row in with_measurements(rows)],
        "doors": [home_door()],
        "words": words,
        "reasons": list(only_workers(request.user.unit, campaign, by=request.user)),
    }
    return render(request, "outcomes/indicators.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def indicator_new(request: PersonRequest) -> HttpResponse:
    """Define an indicator."""
    campaign = campaign_in_sight(request)
    form = IndicatorForm(request.POST or None, viewer=request.user, initial={"unit": request.user.unit})
    objections = list(only_workers(request.user.unit, campaign, by=request.user))
    page = around(_("Define an indicator"), [door("indicators", _("Indicators"))], objections=objections)

    def act() -> None:
        made = services.define_indicator(campaign, **form.cleaned_data, by=request.user)
        page["back"] = reverse("outcomes:indicator", args=[made.pk])

    return form_page(request, form, act, page=page, done=_("The indicator is defined. Enter its values."))


@require_GET
@signed_in
def indicator(request: PersonRequest, pk: int) -> HttpResponse:
    """One indicator: periods as a chart and in words, values, history."""
    found = indicator_of(request, pk)
    said = statement(found)
    context = {
        "indicator": found,
        "said": said,
        "chart": _chart(said),
        "measurements": found.measurements.select_related("unit", "by").order_by("-starts_on", "-pk"),
        "doors": [home_door(), door("indicators", _("Indicators"))],
        "reasons": list(only_workers(found.unit, found.campaign, by=request.user)),
        "facts": told(history(found.stream)[:40]),
    }
    return render(request, "outcomes/indicator.html", context)


def _chart(said: Statement) -> dict[str, Any]:
    """Bars per period; the baseline is told in the axis, because colour alone says nothing."""
    names = []
    for period in said.periods:
        span = f"{date_format(period.starts_on, 'Y-m')} – {date_format(period.ends_on, 'Y-m')}"
        names.append(f"{span}\n{_('baseline')}" if period.baseline else span)
    values = [float(period.value) for period in said.periods]
    return {
        "xAxis": {"type": "category", "data": names},
        "yAxis": {"type": "value", "name": said.indicator.measured_in},
        "series": [{"type": "bar", "data": values, "barMaxWidth": 48, "label": {"show": True, "position": "top"}}],
    }


@require_http_methods(["GET", "POST"])
@signed_in
def measure(request: PersonRequest, pk: int) -> HttpResponse:
    """Enter a value."""
    found = indicator_of(request, pk)
    form = MeasurementForm(request.POST or None, viewer=request.user)
    objections = list(only_workers(found.unit, found.campaign, by=request.user))
    doors = [door("indicators", _("Indicators")), door("indicator", found.name, found.pk)]
    return form_page(
        request,
        form,
        lambda: services.measure(found, **form.cleaned_data, by=request.user),
        page=around(_("Enter a value"), doors, lead=f"{found.name} · {found.measured_in}", objections=objections),
        done=_("The value is entered; what the indicator says follows from it."),
    )
