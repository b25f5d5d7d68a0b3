"""What publication adds to the page of an issue (`BIHUAN_ISSUE_SECTIONS`): the button, and what was published."""

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from bihuan.ledger.models import Issue
from bihuan.ledger.sections import Section, Slot
from bihuan.ledger.states import Status
from bihuan.people.http import PersonRequest
from bihuan.people.roles import Role
from bihuan.people.selectors import holds
from bihuan.publication.policies import kind_for, objections_to_publishing


def _section(slot: Slot, template: str, context: dict[str, object], request: PersonRequest) -> Section:
    html = render_to_string(f"publication/sections/{template}.html", context, request=request)
    return Section(slot, mark_safe(html))  # noqa: S308 - rendered by a template, which escapes


def action(request: PersonRequest, issue: Issue) -> Section | None:
    """The office's button, while there is something to publish."""
    campaign = issue.campaign
    office = holds(request.user, [Role.OFFICE], over=campaign.root, campaign_id=campaign.pk)
    if not office or issue.status not in (Status.VERIFIED, Status.IN_NOTICE, Status.CLOSED):
        return None
    reasons = list(objections_to_publishing(issue, kind=kind_for(issue), by=request.user))
    context = {"issue": issue, "reasons": reasons, "primary": issue.status == Status.VERIFIED}
    return _section("action", "action", context, request)


def publications(request: PersonRequest, issue: Issue) -> Section | None:
    """Every version that was published, the newest first."""
    if issue.status not in (Status.VERIFIED, Status.IN_NOTICE, Status.CLOSED) and not issue.publications.exists():
        return None
    rows = list(issue.publications.select_related("campaign", "published_by").order_by("-version"))
    return _section("main", "publications", {"issue": issue, "publications": rows}, request)
