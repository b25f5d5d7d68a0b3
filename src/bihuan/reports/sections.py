"""What reports add to the page of an issue (`BIHUAN_ISSUE_SECTIONS`): the papers about it."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe

from bihuan.ledger.models import Issue
from bihuan.ledger.sections import Section
from bihuan.people.http import PersonRequest
from bihuan.reports.papers.kinds import KINDS, may_have


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
