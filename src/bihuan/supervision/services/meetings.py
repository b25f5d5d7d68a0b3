"""Supervision meetings at key nodes: called with an agenda, kept as minutes."""

from datetime import date
from typing import TypedDict, Unpack

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign, Phase
from bihuan.common.text import digest
from bihuan.common.workflow import Refused, lock
from bihuan.people.models import Person
from bihuan.supervision.events.visits import NodeMeetingKept, NodeMeetingPlanned
from bihuan.supervision.models import NodeMeeting
from bihuan.supervision.policies.meetings import objections_to_calling, objections_to_minutes
from bihuan.supervision.policies.verbs import no_words


class Call(TypedDict):
    """What a meeting is called with: the phase it prepares or checks, its title, day and agenda."""

    phase: Phase
    title: str
    held_on: date
    agenda: str


@act
def call_meeting(campaign: Campaign, *, by: Person, **call: Unpack[Call]) -> NodeMeeting:
    """Call those who supervise together, before or during a phase."""
    if reasons := list(objections_to_calling(campaign, by=by)):
        raise Refused(reasons)
    meeting = NodeMeeting.objects.create(campaign=campaign, planned_by=by, **call)
    day = meeting.held_on.isoformat()
    record(NodeMeetingPlanned(campaign=campaign.pk, title=meeting.title, day=day), by=by)
    return meeting


@act
def keep_minutes(meeting: NodeMeeting, *, minutes: str, attended: int, by: Person) -> NodeMeeting:
    """Write down what was decided and how many came; from now on the meeting counts."""
    meeting = lock(meeting)
    if reasons := [*objections_to_minutes(meeting, by=by), *no_words(minutes)]:
        raise Refused(reasons)
    meeting.minutes, meeting.attended, meeting.written_by = minutes.strip(), attended, by
    meeting.save(update_fields=["minutes", "attended", "written_by"])
    fact = NodeMeetingKept(
        campaign=meeting.campaign_id,
        title=meeting.title,
        attended=attended,
        length=len(meeting.minutes),
        digest=digest(meeting.minutes)[:16],
    )
    record(fact, by=by)
    return meeting
