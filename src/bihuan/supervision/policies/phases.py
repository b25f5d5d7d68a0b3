"""What stands against the verbs of a unit's phase: sentences, the same for one unit and for many at once."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bihuan.campaigns.models import Phase
from bihuan.campaigns.selectors import day_of
from bihuan.people.models import Person
from bihuan.people.policies import objections_to_role
from bihuan.people.roles import SUPERVISING, Role
from bihuan.people.selectors import holds
from bihuan.supervision.models import Standing
from bihuan.supervision.selectors.phases import open_notices, papers_of, talks_of
from bihuan.supervision.states import StandingStatus

ANSWERING = (Role.LIAISON, Role.HEAD)


def only_team(standing: Standing, *, by: Person) -> Iterator[str]:
    """A supervisor whose area covers the unit, and who does not sit in it."""
    yield from objections_to_role(by, tuple(SUPERVISING), over=standing.unit, campaign_id=standing.phase.campaign_id)
    if by.unit.is_within(standing.unit):
        yield _("You belong to %(unit)s; leave this to somebody else.") % {"unit": standing.unit}


def only_unit(standing: Standing, *, by: Person) -> Iterator[str]:
    """The liaison or the head of the unit."""
    yield from objections_to_role(by, ANSWERING, over=standing.unit, campaign_id=standing.phase.campaign_id)


def what_lacks(standing: Standing) -> Iterator[str]:
    """What the phase asks of the unit and is not there."""
    for paper in papers_of(standing):
        words = {"paper": paper.required.name, "number": paper.version.number if paper.version else 0}
        if paper.version is None:
            yield _("“%(paper)s” was not handed in; the liaison of the unit does that.") % words
        elif paper.verdict is None:
            yield _("“%(paper)s”, version %(number)s, waits for the verdict of the team.") % words
        elif not paper.passed:
            yield _("“%(paper)s”, version %(number)s, has to be revised; the unit hands in another version.") % words
    missing = [talked.group.name for talked in talks_of(standing) if not talked.talks]
    if missing and standing.phase.waits_for_talks:
        words = {"count": len(missing), "groups": "、".join(missing)}
        yield _("Nobody has talked yet with: %(groups)s (%(count)s in all). The team does that in the unit.") % words


def what_is_open(standing: Standing) -> Iterator[str]:
    """Notices that hold the unit back."""
    for notice in open_notices(standing):
        yield _("%(notice)s is “%(status)s”; the unit replies and the team accepts the reply first.") % {
            "notice": notice,
            "status": notice.get_status_display(),
        }


def objections_to_looking_back_at(standing: Standing, *, by: Person) -> Iterator[str]:
    """The team judges from the declared day on, until the unit has gone on."""
    yield from only_team(standing, by=by)
    day = standing.phase.look_back_on
    if day is None:
        yield _("No day is declared for looking back at “%(phase)s”; the office sets it.") % {"phase": standing.phase}
    elif day > day_of(standing.phase.campaign):
        yield _("“%(phase)s” is looked back at from %(day)s.") % {
            "phase": standing.phase,
            "day": date_format(day, "DATE_FORMAT"),
        }


def objections_to_passing(standing: Standing, *, by: Person) -> Iterator[str]:
    """Nothing lacks and nothing was judged yet."""
    yield from objections_to_looking_back_at(standing, by=by)
    if standing.status != StandingStatus.UNDER_WAY:
        yield _("The unit is “%(status)s” already.") % {"status": standing.get_status_display()}
    yield from what_lacks(standing)


def objections_to_holding(standing: Standing, *, reply_due: date | None, by: Person) -> Iterator[str]:
    """As long as the unit has not passed; the notice leaves time to reply."""
    yield from objections_to_looking_back_at(standing, by=by)
    if standing.status not in (StandingStatus.UNDER_WAY, StandingStatus.HELD):
        yield _("The unit is “%(status)s” already.") % {"status": standing.get_status_display()}
    if reply_due is not None and reply_due <= day_of(standing.phase.campaign):
        yield _("The day of reply lies in the past; choose a later one.")


def objections_to_making_good(standing: Standing, *, by: Person) -> Iterator[str]:
    """Every notice has an accepted reply, and nothing lacks."""
    yield from only_team(standing, by=by)
    if standing.status != StandingStatus.HELD:
        yield _("The unit is “%(status)s”, not held back.") % {"status": standing.get_status_display()}
    yield from what_is_open(standing)
    yield from what_lacks(standing)


def objections_to_advancing(standing: Standing, *, by: Person) -> Iterator[str]:
    """The unit itself or the office, after the team let it pass."""
    campaign = standing.phase.campaign
    if not holds(by, [Role.OFFICE], over=campaign.root, campaign_id=campaign.pk):
        roles = (*ANSWERING, Role.OFFICE)
        yield from objections_to_role(by, roles, over=standing.unit, campaign_id=campaign.pk)
    if standing.status == StandingStatus.HELD:
        yield _("%(unit)s is held back; it goes on when it has made good what the team found.") % {
            "unit": standing.unit
        }
        yield from what_is_open(standing)
    elif standing.status == StandingStatus.UNDER_WAY:
        yield _("The team has not looked back at this phase of %(unit)s yet.") % {"unit": standing.unit}
    elif standing.status == StandingStatus.ADVANCED:
        yield _("The unit has gone on already.")
    yield from what_lacks(standing)


def objections_to_opening(phase: Phase, *, by: Person) -> Iterator[str]:
    """The office says which units take part."""
    yield from objections_to_role(by, [Role.OFFICE], over=phase.campaign.root, campaign_id=phase.campaign_id)
