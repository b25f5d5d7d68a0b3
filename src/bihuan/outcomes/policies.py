"""What stands against each verb of outcomes, as whole sentences; none means it may be done."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Step
from bihuan.ledger.models import Issue
from bihuan.outcomes.models import Case, ContactPoint, Indicator, Regulation, SpecialAction
from bihuan.outcomes.states import ABOLISH, ADOPT, BEGIN, CONCLUDE, REVISE, ActionStatus
from bihuan.people.models import Person, Unit
from bihuan.people.policies import objections_to_role
from bihuan.people.roles import Role
from bihuan.study.policies import only_workers

ADOPTING = (Role.OFFICE, Role.HEAD, Role.LEADER)
"""Who puts a regulation in force: the head of its unit, the office, a leading official."""


def _wrong_state(now: Regulation | SpecialAction, step: Step) -> Iterator[str]:
    if now.status not in step.sources:
        yield _("It is “%(now)s” at present; this is not possible then.") % {"now": now.get_status_display()}


# ---------------------------------------------------------------- regulations


def objections_to_drafting(
    unit: Unit, campaign: Campaign, *, title: str, says_something: bool, by: Person
) -> Iterator[str]:
    """A regulation of one's own unit, with its words, once."""
    yield from only_workers(unit, campaign, by=by)
    if Regulation.objects.filter(campaign=campaign, unit=unit, title=title.strip()).exists():
        yield _("%(unit)s has a regulation called “%(title)s” already.") % {"unit": unit, "title": title.strip()}
    yield from objections_to_silence(says_something=says_something)


def objections_to_silence(*, says_something: bool) -> Iterator[str]:
    """A version is its words."""
    if not says_something:
        yield _("Write the words of the regulation, or add the file.")


def objections_to_adopting(regulation: Regulation, *, by: Person) -> Iterator[str]:
    """The head of the unit, the office or a leading official puts a draft in force."""
    yield from objections_to_role(by, ADOPTING, over=regulation.unit, campaign_id=regulation.campaign_id)
    yield from _wrong_state(regulation, ADOPT)


def objections_to_review_day(regulation: Regulation, review_on: date | None) -> Iterator[str]:
    """A regulation in force has a day on which somebody asks whether it still serves."""
    if review_on is None:
        yield _("Write on which day it is reviewed; a regulation that nobody looks at again is forgotten.")
    elif review_on <= day_of(regulation.campaign):
        yield _("The day of the review lies in the past; choose a later one.")


def objections_to_revising(regulation: Regulation, *, says_something: bool, note: str, by: Person) -> Iterator[str]:
    """New words with what changed in them."""
    yield from objections_to_role(by, ADOPTING, over=regulation.unit, campaign_id=regulation.campaign_id)
    yield from _wrong_state(regulation, REVISE)
    yield from objections_to_silence(says_something=says_something)
    if not note.strip():
        yield _("Write in a sentence what changes.")


def objections_to_abolishing(regulation: Regulation, *, reason: str, by: Person) -> Iterator[str]:
    """What is abolished was in force, and it says why."""
    yield from objections_to_role(by, ADOPTING, over=regulation.unit, campaign_id=regulation.campaign_id)
    yield from _wrong_state(regulation, ABOLISH)
    if not reason.strip():
        yield _("Write why it is abolished.")


def objections_to_announcing(regulation: Regulation, *, by: Person) -> Iterator[str]:
    """Only what is in force is made known."""
    yield from only_workers(regulation.unit, regulation.campaign, by=by)
    yield from _wrong_state(regulation, REVISE)
    if regulation.announced_on is not None:
        yield _("It was made known on %(day)s already.") % {"day": regulation.announced_on}


def objections_to_linking(regulation: Regulation, issue: Issue, *, by: Person) -> Iterator[str]:
    """An issue of the same campaign."""
    yield from only_workers(regulation.unit, regulation.campaign, by=by)
    if issue.campaign_id != regulation.campaign_id:
        yield _("%(issue)s belongs to another campaign.") % {"issue": issue.label}


# ---------------------------------------------------------------- indicators


def objections_to_defining(unit: Unit, campaign: Campaign, *, code: str, by: Person) -> Iterator[str]:
    """A figure stands under its name once."""
    yield from only_workers(unit, campaign, by=by)
    if Indicator.objects.filter(campaign=campaign, code=code).exists():
        yield _("The name “%(code)s” is taken by another indicator of the campaign.") % {"code": code}


def objections_to_measuring(
    indicator: Indicator, *, starts_on: date, ends_on: date, value: Decimal, by: Person
) -> Iterator[str]:
    """A period that is over, and what was counted in it."""
    yield from only_workers(indicator.unit, indicator.campaign, by=by)
    if ends_on < starts_on:
        yield _("The period ends before it begins.")
    if ends_on > day_of(indicator.campaign):
        yield _("The period is not over yet; measure when it is.")
    if value < 0:
        yield _("What is counted is never below nothing.")


# ---------------------------------------------------------------- special actions


def objections_to_planning_action(unit: Unit, campaign: Campaign, *, title: str, by: Person) -> Iterator[str]:
    """An action has a name of its own."""
    yield from only_workers(unit, campaign, by=by)
    if SpecialAction.objects.filter(campaign=campaign, title=title.strip()).exists():
        yield _("There is a special action “%(title)s” already.") % {"title": title.strip()}


def objections_to_shaping(action: SpecialAction, *, by: Person) -> Iterator[str]:
    """Aspects are added until the action is concluded."""
    yield from only_workers(action.unit, action.campaign, by=by)
    if action.status == ActionStatus.CONCLUDED:
        yield _("The action is concluded; nothing is added to it any more.")


def objections_to_beginning(action: SpecialAction, *, by: Person) -> Iterator[str]:
    """It is known what the action is about."""
    yield from only_workers(action.unit, action.campaign, by=by)
    yield from _wrong_state(action, BEGIN)
    if not action.aspects.exists():
        yield _("Write first what the action is about, aspect by aspect.")


def objections_to_inspecting(action: SpecialAction, *, unit: Unit, on: date, by: Person) -> Iterator[str]:
    """Under way, in the campaign's scope, not in the future, and not the same unit twice on a day."""
    yield from under_way(action, by=by)
    if not unit.is_within(action.campaign.root):
        yield _("%(unit)s does not take part in this campaign.") % {"unit": unit}
    if on > day_of(action.campaign):
        yield _("The day lies in the future.")
    if action.inspections.filter(unit=unit, on=on).exists():
        yield _("The inspection of %(unit)s on %(day)s is entered already.") % {"unit": unit, "day": on}


def under_way(action: SpecialAction, *, by: Person) -> Iterator[str]:
    """What is found is entered while the action is under way."""
    yield from only_workers(action.unit, action.campaign, by=by)
    yield from _wrong_state(action, CONCLUDE)


def objections_to_handling(case: Case, *, handling: str, by: Person) -> Iterator[str]:
    """How, in words; who, never. Correcting it is possible until the action is concluded."""
    yield from under_way(case.action, by=by)
    if not handling.strip():
        yield _("Write how it was dealt with, without any name.")


def objections_to_concluding(action: SpecialAction, *, summary: str, by: Person) -> Iterator[str]:
    """Every case was dealt with, and it says what came of it."""
    yield from under_way(action, by=by)
    waiting = action.cases.filter(handled_on__isnull=True).count()
    if waiting:
        yield _("%(n)s cases are not dealt with yet.") % {"n": waiting}
    if not summary.strip():
        yield _("Write in a few sentences what came of it.")


# ---------------------------------------------------------------- contact points


def objections_to_contact(unit: Unit, campaign: Campaign, *, place: Unit, by: Person) -> Iterator[str]:
    """Two units of the campaign."""
    yield from only_workers(unit, campaign, by=by)
    if unit.pk == place.pk:
        yield _("A unit does not take care of itself; choose another one.")
    if not place.is_within(campaign.root):
        yield _("%(unit)s does not take part in this campaign.") % {"unit": place}


def objections_to_caring(contact: ContactPoint, *, on: date, by: Person) -> Iterator[str]:
    """Visits and help are entered by the unit that takes care, after they happened, while it lasts."""
    yield from only_workers(contact.unit, contact.campaign, by=by)
    if on > day_of(contact.campaign):
        yield _("The day lies in the future.")
    if contact.until is not None and on > contact.until:
        yield _("It ended on %(day)s.") % {"day": contact.until}
