"""What stands against the verbs of answering."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from bihuan.campaigns.policies import objections_to_judging_rules
from bihuan.campaigns.selectors import day_of
from bihuan.opinions.models import Charge, Opinion
from bihuan.opinions.policies.voices import objections_to_office_work
from bihuan.opinions.selectors.answering import Clocks, charge_of, offer_of
from bihuan.opinions.selectors.opinions import DECIDING
from bihuan.opinions.states import Status
from bihuan.people.models import Person
from bihuan.people.policies import objections_to_role
from bihuan.people.roles import Role
from bihuan.people.selectors import holds

LONGEST_MORE = timedelta(days=30)
"""More time reaches at most so far beyond the last day (信访工作条例 art 34)."""
__all__ = ["objections_to_judging_rules"]


def objections_to_more_time(opinion: Opinion, *, until: date, reason: str, by: Person) -> Iterator[str]:
    """The leading official approves it, before the end, with a reason, and not for ever."""
    campaign = opinion.campaign
    yield from objections_to_role(by, [Role.LEADER], over=campaign.root, campaign_id=campaign.pk)
    if opinion.status != Status.OPEN:
        yield _("%(label)s has ended; it needs no more time.") % {"label": opinion.label}
    due = Clocks(campaign).settle_due(opinion)
    if not max(due, day_of(campaign)) < until <= max(due, day_of(campaign)) + LONGEST_MORE:
        yield _("Choose a day after %(due)s and at most 30 days later.") % {"due": max(due, day_of(campaign))}
    if not reason.strip():
        yield _("Write the reason; whoever spoke reads it.")


def objections_to_taking_charge(opinion: Opinion, *, by: Person) -> Iterator[str]:
    """Somebody of the office, as long as nobody else answers for it."""
    yield from objections_to_office_work(opinion.campaign, by)
    held = charge_of(opinion)
    if held is not None:
        yield _("%(person)s answers for %(label)s. Ask to have it handed on.") % {
            "person": held.person,
            "label": opinion.label,
        }


def objections_to_handing_on(opinion: Opinion, *, to: Person, reason: str, by: Person) -> Iterator[str]:
    """Whoever is in charge hands on, to somebody of the office, with a reason, one offer at a time."""
    held, offer = charge_of(opinion), offer_of(opinion)
    if held is None or held.person_id != by.pk:
        yield _("Only whoever answers for %(label)s can hand it on.") % {"label": opinion.label}
    if offer is not None:
        yield _("It was already offered to %(person)s, who has not decided.") % {"person": offer.person}
    if to.pk == by.pk or not holds(to, DECIDING, over=opinion.campaign.root, campaign_id=opinion.campaign_id):
        yield _("%(person)s cannot take it over; choose somebody else of the campaign office.") % {"person": to}
    if not reason.strip():
        yield _("Write why you hand it on.")


def objections_to_deciding_charge(charge: Charge, *, by: Person) -> Iterator[str]:
    """Only whom it was offered to, once."""
    if charge.person_id != by.pk:
        yield _("This was offered to %(person)s.") % {"person": charge.person}
    if charge.accepted_on is not None:
        yield _("It was accepted already.")
