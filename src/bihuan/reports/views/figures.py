"""The page of figures."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bihuan.campaigns.selectors import current_campaign, day_of
from bihuan.people.http import PersonRequest, for_roles
from bihuan.people.roles import READING_ALL
from bihuan.reports.figures import figures


@require_GET
@for_roles(*READING_ALL)
def page(request: PersonRequest) -> HttpResponse:
    """Every named figure of the campaign, with its path, its day and the way to its list."""
    campaign = current_campaign(request)
    if campaign is None:
        raise Http404
    shown = [figure for figure in figures(campaign) if figure.value]
    context = {"campaign": campaign, "figures": shown, "as_of": day_of(campaign)}
    return render(request, "reports/figures.html", context)
