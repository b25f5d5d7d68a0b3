"""What stands against ordering and drawing a random sample."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.people.models import Person
from bihuan.people.policies import objections_to_role
from bihuan.people.roles import Role
from bihuan.supervision.models import Sample
from bihuan.supervision.states import SampleStatus

ORDERING = (Role.TEAM_LEADER, Role.LEADER)
"""The supervising tier; never the office that registers and publishes, nor a unit that is judged."""


def objections_to_sampling(campaign: Campaign, *, by: Person) -> Iterator[str]:
    """A team leader or the leading official orders a sample, over all that was closed."""
    yield from objections_to_role(by, ORDERING, over=None, campaign_id=campaign.pk)


def objections_to_ordering(
    campaign: Campaign, *, size: int, population: int, look_back_by: date, by: Person
) -> Iterator[str]:
    """Something was closed in these days, not fewer than are asked for, and the look-back lies ahead."""
    yield from objections_to_sampling(campaign, by=by)
    if not population:
        yield _("Nothing was closed in these days that you supervise; choose other days.")
    elif size > population:
        yield _("Only %(population)s issues were closed in these days; ask for that many or fewer.") % {
            "population": population
        }
    if size < 1:
        yield _("A sample has at least one issue.")
    if look_back_by <= day_of(campaign):
        yield _("The day of the re-inspections lies in the past; choose a later one.")


def objections_to_drawing(sample: Sample, *, by: Person) -> Iterator[str]:
    """Once. Whoever presses the button changes nothing: list and seed are fixed by the order."""
    yield from objections_to_sampling(sample.campaign, by=by)
    if sample.status != SampleStatus.ORDERED:
        yield _("%(sample)s was drawn on %(day)s; it is never drawn a second time.") % {
            "sample": sample,
            "day": sample.drawn_on,
        }
