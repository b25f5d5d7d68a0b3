"""How a page of this stage finds its campaign, and what later stages add to it."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from bihuan.campaigns.models import Campaign, Channel
from bihuan.campaigns.selectors import visible_campaigns
from bihuan.common.workflow import Refused
from bihuan.opinions.models import Opinion
from bihuan.opinions.policies import objections_to_office_work
from bihuan.opinions.selectors import READING, open_campaigns, visible_opinions
from bihuan.people.http import PersonRequest, signed_in
from bihuan.people.selectors import holds

P = ParamSpec("P")
Page = Callable[Concatenate[PersonRequest, Campaign, P], HttpResponseBase]


def for_readers(view: Page[P]) -> Callable[..., HttpResponseBase]:
    """For those who read opinions in the campaign of the address; to everybody else there is no such page."""

    def page(request: PersonRequest, campaign: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        found = get_object_or_404(visible_campaigns(request.user).select_related("root", "office"), code=campaign)
        if not holds(request.user, READING, campaign_id=found.pk):
            raise Http404
        request.bihuan_campaign = found  # type: ignore[attr-defined] # the frame shows the campaign of the address
        return view(request, found, *args, **kwargs)

    return signed_in(page)


def for_office(view: Page[P]) -> Callable[..., HttpResponseBase]:
    """For the campaign office; other readers are told in a sentence whose work it is."""

    def page(request: PersonRequest, campaign: Campaign, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        reasons = list(objections_to_office_work(campaign, request.user))
        if reasons:
            raise Refused(reasons)
        return view(request, campaign, *args, **kwargs)

    return for_readers(page)


def opinion_or_404(request: PersonRequest, campaign: Campaign, number: int) -> Opinion:
    """The opinion of this number, if the viewer may read it."""
    return get_object_or_404(visible_opinions(request.user, campaign), number=number)


def listening_or_404(code: str) -> Campaign:
    """A campaign that listens to the public."""
    return get_object_or_404(open_campaigns().select_related("root"), code=code)


def open_channel_or_404(campaign: str, channel: str) -> Channel:
    """A way into a campaign that is open to the public, with its campaign: one question for both."""
    found = Channel.objects.filter(campaign__code=campaign, campaign__active=True, public=True, active=True)
    return get_object_or_404(found.select_related("campaign__root"), code=channel)


def opinion_sections(request: HttpRequest, opinion: Opinion) -> list[SafeString]:
    """What later stages show on the page of an opinion: `settings.BIHUAN_OPINION_SECTIONS`."""
    return _sections("BIHUAN_OPINION_SECTIONS", request, opinion)


def receipt_sections(request: HttpRequest, opinion: Opinion, code: str) -> list[SafeString]:
    """What later stages show to the holder of a receipt: `settings.BIHUAN_RECEIPT_SECTIONS`."""
    return _sections("BIHUAN_RECEIPT_SECTIONS", request, opinion, code)


def _sections(setting: str, *context: object) -> list[SafeString]:
    """Ask each callable that the setting names; one with nothing to say leaves no gap on the page."""
    drawn = (cast(SafeString, import_string(path)(*context)) for path in getattr(settings, setting, ()))
    return [section for section in drawn if section.strip()]
