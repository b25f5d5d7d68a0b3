"""What stands against deciding whether a closed issue came back."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bihuan.campaigns.models import ClosurePolicy
from bihuan.campaigns.selectors import policy_of
from bihuan.people.models import Person
from bihuan.people.policies import objections_to_role
from bihuan.people.roles import Role
from bihuan.people.selectors import holds
from bihuan.supervision.models import Recurrence
from bihuan.supervision.policies.verbs import only_supervising, own_cause
from bihuan.supervision.states import RecurrenceStatus


def outcome_of(recurrence: Recurrence) -> str:
    """What confirming does: by the campaign's policy; an issue of an earlier campaign is never re-opened."""
    policy = ClosurePolicy.Recurrence(policy_of(recurrence.campaign).recurrence)
    same = recurrence.closed_issue.campaign_id == recurrence.campaign_id
    return policy if same else ClosurePolicy.Recurrence.LINK


def objections_to_deciding_recurrence(recurrence: Recurrence, *, by: Person) -> Iterator[str]:
    """The office or the supervising team, never the unit that closed it. A voice goes onto the ledger by the office."""
    campaign = recurrence.campaign
    if not holds(by, [Role.OFFICE], over=campaign.root, campaign_id=campaign.pk):
        if recurrence.opinion_id:
            yield from objections_to_role(by, [Role.OFFICE], over=campaign.root, campaign_id=campaign.pk)
        else:
            yield from only_supervising(recurrence.closed_issue, by=by)
    yield from own_cause(recurrence.closed_issue, by=by)
    if recurrence.status != RecurrenceStatus.OPEN:
        yield _("%(who)s has decided this already: %(status)s.") % {
            "who": recurrence.decided_by,
            "status": recurrence.get_status_display(),
        }
