"""What stands against the verbs of numbered notices to units."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.ledger.models import Issue
from bihuan.people.models import Person, Unit
from bihuan.people.policies import objections_to_role
from bihuan.people.roles import SUPERVISING, Role
from bihuan.supervision.models import EscalationStep, SupervisionNotice
from bihuan.supervision.policies.verbs import only_supervising
from bihuan.supervision.states import NoticeStatus

ANSWERING = (Role.LIAISON, Role.HEAD)


def _in_time(campaign: Campaign, reply_due: date | None) -> Iterator[str]:
    if reply_due is not None and reply_due <= day_of(campaign):
        yield _("The day of reply lies in the past; choose a later one.")


def objections_to_noticing_issue(issue: Issue, *, reply_due: date | None, by: Person) -> Iterator[str]:
    """A team notices the units of its area, with time to reply."""
    yield from only_supervising(issue, by=by)
    if issue.is_closed:
        yield _("The issue is closed; re-open it before a notice is issued about it.")
    yield from _in_time(issue.campaign, reply_due)


def objections_to_noticing(
    campaign: Campaign, unit: Unit | None, *, reply_due: date | None, by: Person
) -> Iterator[str]:
    """The same without an issue: a unit of the area, never one's own."""
    yield from objections_to_role(by, tuple(SUPERVISING), over=unit, campaign_id=campaign.pk)
    if unit is not None and by.unit.is_within(unit):
        yield _("You belong to %(unit)s; leave this to somebody else.") % {"unit": unit}
    yield from _in_time(campaign, reply_due)


def objections_to_receiving(notice: SupervisionNotice, *, by: Person) -> Iterator[str]:
    """The unit signs once."""
    yield from objections_to_role(by, ANSWERING, over=notice.unit, campaign_id=notice.campaign_id)
    if notice.received_on is not None:
        yield _("It was signed for on %(day)s.") % {"day": notice.received_on}


def objections_to_replying(notice: SupervisionNotice, *, by: Person) -> Iterator[str]:
    """The unit that got the notice replies."""
    yield from objections_to_role(by, ANSWERING, over=notice.unit, campaign_id=notice.campaign_id)
    if notice.status == NoticeStatus.ESCALATED:
        yield _("A sharper slip has taken its place: %(slip)s. Reply to that one.") % {"slip": notice.followed_by}
    elif notice.status != NoticeStatus.OPEN:
        yield _("This notice is “%(status)s”; no reply is expected.") % {"status": notice.get_status_display()}


def objections_to_reviewing(notice: SupervisionNotice, *, by: Person) -> Iterator[str]:
    """The team reviews the reply."""
    yield from objections_to_role(by, tuple(SUPERVISING), over=notice.unit, campaign_id=notice.campaign_id)
    if notice.status != NoticeStatus.REPLIED:
        yield _("There is no reply to review yet.")


def objections_to_excusing(notice: SupervisionNotice, *, until: date | None, by: Person) -> Iterator[str]:
    """A team leader or the leading official grants time, to a day that lies ahead but not for ever."""
    roles = (Role.TEAM_LEADER, Role.LEADER)
    yield from objections_to_role(by, roles, over=notice.unit, campaign_id=notice.campaign_id)
    if by.unit.is_within(notice.unit):
        yield _("You belong to %(unit)s; leave this to somebody else.") % {"unit": notice.unit}
    if notice.status != NoticeStatus.OPEN:
        yield _("This notice is “%(status)s”; there is nothing to put off.") % {"status": notice.get_status_display()}
    today = day_of(notice.campaign)
    if until is not None and not 0 < (until - today).days <= 92:
        yield _("Choose a day between tomorrow and three months from now; an exception ends by itself.")


def objections_to_escalation(
    campaign: Campaign, steps: Sequence[EscalationStep] | None, *, by: Person
) -> Iterator[str]:
    """The leading official sets the rule, never a unit that is judged."""
    yield from objections_to_role(by, [Role.LEADER], over=campaign.root, campaign_id=campaign.pk)
    if steps is not None and len({step.slip for step in steps}) < len(steps):
        yield _("Each colour comes once.")
