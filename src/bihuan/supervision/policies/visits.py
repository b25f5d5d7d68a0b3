"""What stands against the verbs of visits, and against those who would go."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.people.models import Person, Unit
from bihuan.people.policies import objections_to_role
from bihuan.people.roles import SUPERVISING, Role
from bihuan.supervision.models import Visit, VisitEntry
from bihuan.supervision.policies.verbs import objections_to_photos
from bihuan.supervision.selectors.visits import near_visits, teams_for
from bihuan.supervision.states import VisitStatus


def objections_to_visiting(campaign: Campaign, *, by: Person) -> Iterator[str]:
    """Supervisors plan visits, as members of a team."""
    yield from objections_to_role(by, tuple(SUPERVISING), over=None, campaign_id=campaign.pk)
    if not teams_for(campaign, by).exists():
        yield _("You belong to no team of this campaign. The office takes you into one first.")


def objections_to_visitor(campaign: Campaign, unit: Unit, person: Person) -> Iterator[str]:
    """Nobody visits his own unit, one above it, or one that he answers for below his own.

    Whoever sits at the campaign's root, or above, is over all alike: from there the teams are sent.
    """
    home, words = person.unit, {"person": person, "home": person.unit, "unit": unit}
    if home.is_within(unit):
        yield _("%(person)s belongs to %(home)s and does not visit %(unit)s; send somebody else.") % words
    elif unit.is_within(home) and home.level > campaign.root.level:
        yield _("%(person)s sits in %(home)s, which answers for %(unit)s; send somebody else.") % words


def objections_to_planning(
    campaign: Campaign, unit: Unit, visitors: Sequence[Person], *, planned_on: date, again_reason: str, by: Person
) -> Iterator[str]:
    """A unit of the team's area, visitors of the team who are independent, a day to come, no duplicate."""
    yield from objections_to_role(by, tuple(SUPERVISING), over=unit, campaign_id=campaign.pk)
    if not teams_for(campaign, by, unit).exists():
        yield _("No team of yours watches over %(unit)s.") % {"unit": unit}
    if not visitors:
        yield _("Choose who goes.")
    for person in visitors:
        yield from objections_to_visitor(campaign, unit, person)
    if planned_on < day_of(campaign):
        yield _("The day lies in the past; choose a later one.")
    if not again_reason.strip():
        yield from objections_to_another(campaign, unit, planned_on)


def objections_to_another(campaign: Campaign, unit: Unit, day: date) -> Iterator[str]:
    """Duplicate inspections are forbidden (政府督查工作条例, art. 15): a second visit needs a reason."""
    near = list(near_visits(campaign, unit, day))
    if near:
        told = "、".join(f"{visit.team} {date_format(visit.planned_on, 'SHORT_DATE_FORMAT')}" for visit in near)
        yield _(
            "%(unit)s is visited already within %(days)s days: %(visits)s. The law forbids duplicate inspections. "
            "Use what was found there, or write why another visit is needed."
        ) % {"unit": unit, "days": campaign.visit_window_days, "visits": told}


def objections_to_going(visit: Visit, *, by: Person) -> Iterator[str]:
    """Only who was named as a visitor, and still belongs to another house than the visited one."""
    if not visit.visitors.filter(person=by).exists():
        yield _("Only those who go on this visit do that: %(who)s.") % {
            "who": "、".join(str(visitor) for visitor in visit.visitors.select_related("person"))
        }
    yield from objections_to_visitor(visit.campaign, visit.unit, by)


def objections_to_beginning(visit: Visit, *, by: Person) -> Iterator[str]:
    """A visitor, on the day or later."""
    yield from objections_to_going(visit, by=by)
    if visit.status != VisitStatus.PLANNED:
        yield _("This visit is “%(status)s”; it begins once.") % {"status": visit.get_status_display()}
    if day_of(visit.campaign) < visit.planned_on:
        yield _("It is planned for %(day)s. Cancel it and plan it anew if you go earlier.") % {
            "day": date_format(visit.planned_on, "DATE_FORMAT")
        }


def objections_to_noting(visit: Visit, *, answer: str, note: str, photos: int, by: Person) -> Iterator[str]:
    """A visitor notes what he sees; what lay on a phone without network still comes in after the conclusion."""
    if visit.status == VisitStatus.PLANNED:
        yield from objections_to_beginning(visit, by=by)
    else:
        yield from objections_to_going(visit, by=by)
    if visit.status == VisitStatus.CANCELLED:
        yield _("This visit was cancelled; nothing is noted of it.")
    if answer not in VisitEntry.Answer.values:
        yield _("Choose an answer.")
    if answer == VisitEntry.Answer.WANTING and not note.strip():
        yield _("Write what you found wanting.")
    yield from objections_to_photos(photos)


def objections_to_raising(*, answer: str) -> Iterator[str]:
    """Only what is wanting becomes an issue."""
    if answer != VisitEntry.Answer.WANTING:
        yield _("Only what was found wanting becomes an issue.")


def objections_to_concluding(visit: Visit, *, by: Person) -> Iterator[str]:
    """A visitor, while it is under way."""
    yield from objections_to_going(visit, by=by)
    if visit.status != VisitStatus.UNDER_WAY:
        yield _("This visit is “%(status)s”; only one under way is concluded.") % {"status": visit.get_status_display()}


def objections_to_cancelling(visit: Visit, *, by: Person) -> Iterator[str]:
    """A visitor or a leader over the unit, before it begins."""
    if not visit.visitors.filter(person=by).exists():
        roles = (Role.TEAM_LEADER, Role.LEADER)
        yield from objections_to_role(by, roles, over=visit.unit, campaign_id=visit.campaign_id)
    if visit.status != VisitStatus.PLANNED:
        yield _("This visit is “%(status)s”; only a planned one is cancelled.") % {"status": visit.get_status_display()}
