"""Which buttons of supervision an issue offers to somebody now, each with the sentences that hold it back.

A button is offered to those whose office it belongs to; to them it stays visible and says why it is locked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from bihuan.campaigns.selectors import policy_of
from bihuan.ledger.models import Issue
from bihuan.ledger.selectors import current_plan
from bihuan.ledger.states import RETURN, PlanStatus, Status
from bihuan.people.models import Person
from bihuan.people.roles import SUPERVISING, Role
from bihuan.people.selectors import holds
from bihuan.supervision.policies import verbs
from bihuan.supervision.policies.notices import objections_to_noticing_issue
from bihuan.supervision.selectors.closing import missing_signatures


@dataclass(frozen=True, slots=True)
class Offer:
    """A button. `role` is posted with it where the step needs one."""

    label: str
    url: str
    reasons: tuple[str, ...] = ()
    method: str = "get"
    role: str = ""
    primary: bool = False


def offers(issue: Issue, *, by: Person) -> list[Offer]:
    """The buttons, the step that the loop waits for first."""
    over = issue.lead_unit or issue.campaign.root
    team = holds(by, SUPERVISING, over=over, campaign_id=issue.campaign_id)
    office = holds(by, [Role.OFFICE], over=issue.campaign.root, campaign_id=issue.campaign_id)
    found: list[Offer] = []
    if team:
        found += _of_the_team(issue, by)
    if office or team:
        found += _of_both(issue, by)
    return [*_signatures(issue, by), *found]


def _of_the_team(issue: Issue, by: Person) -> Iterator[Offer]:
    plan, status = current_plan(issue), issue.status
    if plan is not None and plan.status == PlanStatus.SUBMITTED:
        url = reverse("supervision:plan", args=[plan.pk])
        reasons = tuple(verbs.objections_to_deciding_plan(plan, by=by))
        yield Offer(_("Review the plan"), url, reasons, primary=True)
    if status == Status.CLAIMED:
        reasons = tuple(verbs.objections_to_verifying(issue, by=by))
        yield _go(issue, "supervision:verify", _("Verify"), reasons, primary=True)
    if status in RETURN.sources:
        reasons = tuple(verbs.objections_to_returning(issue, RETURN, by=by))
        yield _go(issue, "supervision:return", _("Return for rework"), reasons)
    if status in (Status.ASSIGNED, Status.PLANNED, Status.RECTIFYING, *RETURN.sources):
        reasons = tuple(objections_to_noticing_issue(issue, reply_due=None, by=by))
        yield _go(issue, "supervision:notice-new", _("Issue a notice"), reasons)


def _of_both(issue: Issue, by: Person) -> Iterator[Offer]:
    if issue.status in RETURN.sources:
        reasons = tuple(verbs.objections_to_asking(issue, by=by))
        yield _go(issue, "supervision:askings", _("Ask those who spoke"), reasons)
    if issue.is_closed:
        yield _go(issue, "supervision:reopen", _("Re-open"), verbs.objections_to_reopening(issue, by=by))


def _signatures(issue: Issue, by: Person) -> Iterator[Offer]:
    """Only a signature that is missing and that the viewer holds the role for."""
    if issue.status not in RETURN.sources:
        return
    over = issue.lead_unit or issue.campaign.root
    for role in missing_signatures(issue, policy_of(issue.campaign)):
        if holds(by, [Role(role)], over=over, campaign_id=issue.campaign_id):
            label = _("Sign as %(role)s") % {"role": Role(role).label}
            yield Offer(label, reverse("supervision:sign", args=[issue.pk]), method="post", role=role)


def _go(issue: Issue, name: str, label: str, reasons: Iterable[str], *, primary: bool = False) -> Offer:
    return Offer(label, reverse(name, args=[issue.pk]), tuple(reasons), primary=primary)
