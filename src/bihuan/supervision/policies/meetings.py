"""What stands against planning a supervision meeting and keeping its minutes."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.people.models import Person
from bihuan.people.policies import objections_to_role
from bihuan.people.roles import Role
from bihuan.supervision.models import NodeMeeting

CALLING = (Role.OFFICE, Role.LEADER, Role.TEAM_LEADER)


def objections_to_calling(campaign: Campaign, *, by: Person) -> Iterator[str]:
    """The office, the leading official or the leader of a team calls a meeting."""
    yield from objections_to_role(by, CALLING, over=None, campaign_id=campaign.pk)


def objections_to_minutes(meeting: NodeMeeting, *, by: Person) -> Iterator[str]:
    """Once, and not before the meeting was held."""
    yield from objections_to_calling(meeting.campaign, by=by)
    if meeting.minutes:
        yield _("The minutes were written by %(who)s; they are not changed.") % {"who": meeting.written_by}
    if day_of(meeting.campaign) < meeting.held_on:
        yield _("The meeting has not been held yet.")
