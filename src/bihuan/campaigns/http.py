"""What every view needs: the campaign that one works in, or that a row belongs to."""

from typing import TypeVar

from django.db.models import Model
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import current_campaign, visible_campaigns
from bihuan.people.http import PersonRequest

Row = TypeVar("Row", bound=Model)


def campaign_in_sight(request: HttpRequest) -> Campaign:
    """The campaign chosen in the frame, else the newest one, for everybody whom it concerns, members too.

    Raises:
        Http404: no campaign concerns this person.
    """
    campaign = current_campaign(request)
    if campaign is None:
        raise Http404
    return campaign


def campaign_of_row(request: PersonRequest, kind: type[Row], pk: int) -> Campaign:
    """The campaign of a row: its address holds also while another campaign is chosen in the frame.

    Raises:
        Http404: there is no such row, or its campaign does not concern this person.
    """
    key = kind._default_manager.filter(pk=pk).values_list("campaign", flat=True).first() or 0
    return get_object_or_404(visible_campaigns(request.user).select_related("root"), pk=key)
