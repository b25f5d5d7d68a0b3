"""What reports add to pages of earlier stages: papers about an issue, and the way of a list into an own workbook."""

from typing import cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from bihuan.campaigns.selectors import current_campaign
from bihuan.ledger.models import Issue
from bihuan.ledger.sections import Section
from bihuan.people.http import PersonRequest
from bihuan.people.models import Person
from bihuan.reports.listings import LISTINGS
from bihuan.reports.papers.kinds import KINDS, may_have
from bihuan.ui.parts import Door


def papers(request: PersonRequest, issue: Issue) -> Section | None:
    """Papers that can be written about this issue now, as far as the issue itself says."""
    kinds = [kind for kind in KINDS.values() if kind.about == "issue" and may_have(kind, request.user, issue.campaign)]
    links = [
        (kind.name, reverse("reports:new-about", args=[kind.code, issue.pk]))
        for kind in kinds
        if kind.code not in {"closing-slip", "certificate"} or issue.is_closed
    ]
    if not links:
        return None
    html = render_to_string("reports/sections/papers.html", {"links": links}, request=request)
    return Section("aside", mark_safe(html))  # noqa: S308 - rendered by a template, which escapes


def workbook_door(request: HttpRequest, listing: str, query: str) -> Door | None:
    """The list as it is narrowed now, into a workbook of the office (`BIHUAN_LIST_DOORS`)."""
    campaign, found = current_campaign(request), LISTINGS.get(listing)
    if campaign is None or found is None or not found.open_to(cast(Person, request.user), campaign):
        return None
    return Door(_("Into your own workbook"), f"{reverse('reports:into', args=[listing])}{query}")
