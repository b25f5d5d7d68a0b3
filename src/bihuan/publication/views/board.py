"""The public board: what was published to everybody. No account, no session, no trace of who looks."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.timezone import make_aware
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import calendar
from bihuan.ledger.states import Status
from bihuan.publication.models import Publication
from bihuan.publication.selectors import Standing, board, boards, search, standing
from bihuan.publication.snapshot import as_lines, said, voices_line
from bihuan.publication.views.office import sheet_context
from bihuan.timetable.workdays import WorkdayCalendar
from bihuan.ui.codes import qr_svg
from bihuan.ui.parts import Tab

PAGE = 20
FEED = 50
"""Entries of a feed: what a reader that looks in once a week must not miss."""


@dataclass(frozen=True, slots=True)
class Item:
    """One publication on the board: its frozen words and how things stand now."""

    publication: Publication
    said: dict[str, Any]
    standing: Standing
    url: str


def item_of(publication: Publication, days: WorkdayCalendar) -> Item:
    """A publication as the board shows it."""
    url = reverse("board:item", args=[publication.campaign.code, publication.issue.number])
    return Item(publication, said(publication), standing(publication, days=days), url)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Which campaigns have published something."""
    return render(request, "publication/public/boards.html", {"campaigns": boards().select_related("root")})


@require_GET
def listing(request: HttpRequest, campaign: str) -> HttpResponse:
    """The board of one campaign, newest first, with words to look for."""
    found = get_object_or_404(Campaign.objects.select_related("root"), code=campaign)
    words, show = " ".join(request.GET.get("q", "").split())[:100], request.GET.get("show", "")
    rows = board(found)
    rows = _narrowed(search(rows, words) if words else rows, show)
    part = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    days = calendar()
    context = {
        "campaign": found,
        "organisation": str(found.root),
        "items": [item_of(row, days) for row in part],
        "part": part,
        "words": words,
        "show": show,
        "tabs": _tabs(found, words, show),
    }
    return render(request, "publication/public/board.html", context)


def _narrowed(rows: QuerySet[Publication], show: str) -> QuerySet[Publication]:
    if show == "notice":
        return rows.filter(kind=Publication.Kind.NOTICE, issue__status=Status.IN_NOTICE)
    return rows.filter(kind=Publication.Kind.RESULT) if show == "result" else rows


def _tabs(campaign: Campaign, words: str, show: str) -> list[Tab]:
    base = reverse("board:listing", args=[campaign.code])
    query = f"&q={words}" if words else ""
    return [
        Tab(str(label), f"{base}?show={key}{query}", current=key == show)
        for key, label in (
            ("", pgettext("board", "All")),
            ("notice", pgettext("board", "Open to objections")),
            ("result", pgettext("board", "Closed")),
        )
    ]


def _item(campaign: str, number: int) -> Publication:
    found = get_object_or_404(Campaign.objects.select_related("root"), code=campaign)
    return get_object_or_404(board(found), issue__number=number)


@require_GET
def item(request: HttpRequest, campaign: str, number: int) -> HttpResponse:
    """One issue as it was published, how things stand now, and the way to object."""
    found = item_of(_item(campaign, number), calendar())
    context = {
        "campaign": found.publication.campaign,
        "organisation": str(found.publication.campaign.root),
        "item": found,
        "said": found.said,
        "standing": found.standing,
        "voices": voices_line(found.said["voices"]),
    }
    return render(request, "publication/public/item.html", context)


@require_GET
def sheet(request: HttpRequest, campaign: str, number: int) -> HttpResponse:
    """The same words for a wall, on A4, with a QR code that leads back here."""
    found = _item(campaign, number)
    address = request.build_absolute_uri(reverse("board:item", args=[campaign, number]))
    return render(request, "publication/public/sheet.html", sheet_context(found, address))


@require_GET
def qr(request: HttpRequest, campaign: str, number: int) -> HttpResponse:
    """The address of an item as a QR code, for posters."""
    found = _item(campaign, number)
    address = request.build_absolute_uri(reverse("board:item", args=[found.campaign.code, number]))
    return HttpResponse(qr_svg(address), content_type="image/svg+xml")


@require_GET
def feed(request: HttpRequest, campaign: str) -> HttpResponse:
    """The newest publications as RSS 2.0."""
    found = get_object_or_404(Campaign, code=campaign)
    here = request.build_absolute_uri(reverse("board:listing", args=[found.code]))
    channel = Rss201rev2Feed(
        title=_("%(campaign)s: public notices") % {"campaign": found.name},
        link=here,
        description=_("What was rectified, and what people can still object to."),
        language=get_language() or "",
    )
    for row in board(found)[:FEED]:
        data = said(row)
        link = request.build_absolute_uri(reverse("board:item", args=[found.code, row.issue.number]))
        channel.add_item(
            title=f"{data['number']} {data['title']}",
            link=link,
            description="\n".join(as_lines(data)),
            unique_id=f"{link}#{row.sha256}",
            unique_id_is_permalink=False,
            pubdate=make_aware(datetime.combine(row.published_on, time())),
            categories=[str(row.get_kind_display())],
        )
    return HttpResponse(channel.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")
