"""Teams, their members and areas. What a member may see and do follows from the team, as grants."""

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.common.clock import today
from bihuan.common.workflow import Refused
from bihuan.people.models import Person, Unit
from bihuan.people.roles import Role
from bihuan.people.services import derive_grant, end_derived_grants
from bihuan.supervision.events import AreaAdded, MemberJoined, MemberLeft, TeamFormed
from bihuan.supervision.models import Team, TeamArea, TeamMember
from bihuan.supervision.policies.verbs import only_team_leaders

ROLE_OF: dict[str, Role] = {
    TeamMember.Part.LEADER: Role.TEAM_LEADER,
    TeamMember.Part.DEPUTY: Role.SUPERVISOR,
    TeamMember.Part.MEMBER: Role.SUPERVISOR,
}


def _source(team: Team) -> str:
    return f"team:{team.pk}"


@act
def form_team(
    campaign: Campaign, *, number: int, name: str, by: Person, tier: int = 2, home: Unit | None = None
) -> Team:
    """Form a supervision team."""
    if reasons := list(only_team_leaders(campaign, by=by)):
        raise Refused(reasons)
    team = Team.objects.create(campaign=campaign, number=number, name=name, tier=tier, home=home)
    record(TeamFormed(campaign=campaign.pk, team=name), by=by)
    return team


@act
def add_member(team: Team, person: Person, *, part: str, by: Person) -> TeamMember:
    """Take a person into the team; its areas become his scope."""
    if reasons := list(only_team_leaders(team.campaign, by=by)):
        raise Refused(reasons)
    member = TeamMember.objects.create(team=team, person=person, part=part, since=min(day_of(team.campaign), today()))
    for area in team.areas.filter(until__isnull=True):
        _grant(team, member, area.unit, by=by)
    fact = MemberJoined(campaign=team.campaign_id, team=team.name, person=person.label, part=part)
    record(fact, by=by)
    return member


@act
def end_membership(member: TeamMember, *, by: Person) -> TeamMember:
    """Let somebody leave; the membership and what was done under it stay in the history."""
    team = member.team
    if reasons := list(only_team_leaders(team.campaign, by=by)):
        raise Refused(reasons)
    day = max(member.since, min(day_of(team.campaign), today()))
    TeamMember.objects.filter(pk=member.pk, until__isnull=True).update(until=day)
    end_derived_grants(_source(team), person=member.person, by=by)
    record(MemberLeft(campaign=team.campaign_id, team=team.name, person=member.person.label), by=by)
    member.refresh_from_db()
    return member


@act
def add_area(team: Team, unit: Unit, *, by: Person) -> TeamArea:
    """Give the team a part of the tree."""
    if reasons := list(only_team_leaders(team.campaign, by=by)):
        raise Refused(reasons)
    area = TeamArea.objects.create(team=team, unit=unit, since=min(day_of(team.campaign), today()))
    for member in team.members.filter(until__isnull=True):
        _grant(team, member, unit, by=by)
    record(AreaAdded(campaign=team.campaign_id, team=team.name, unit=unit.name), by=by)
    return area


def _grant(team: Team, member: TeamMember, unit: Unit, *, by: Person) -> None:
    role = ROLE_OF[member.part]
    derive_grant(member.person, role, over=unit, source=_source(team), campaign_id=team.campaign_id, by=by)
