"""What the pages of this stage share: finding a campaign for its viewer, and showing a form."""

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.policies import objections_to_setting_up
from bihuan.campaigns.selectors import visible_campaigns
from bihuan.common.workflow import Refused
from bihuan.people.http import PersonRequest


def campaign_or_404(request: PersonRequest, pk: int) -> Campaign:
    """A campaign in the viewer's sight."""
    return get_object_or_404(visible_campaigns(request.user).select_related("root", "office"), pk=pk)


def setting_up(request: PersonRequest, campaign: Campaign) -> "partial[HttpResponse]":
    """A form page of this campaign, locked with the sentences for whoever may not set it up."""
    may_not = list(objections_to_setting_up(campaign, by=request.user))
    return partial(form_page, request, campaign=campaign, may_not=may_not)


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    back: str,
    refused: Refused | None = None,
    campaign: Campaign | None = None,
    **more: object,
) -> HttpResponse:
    """A form with the service's sentences above what was typed; with `may_not`, only these sentences."""
    for reason in refused.reasons if refused else ():
        form.add_error(None, reason)
    context = {"form": form, "title": title, "back": back, "campaign": campaign} | more
    return render(request, "campaigns/form.html", context, status=422 if form.errors else 200)
