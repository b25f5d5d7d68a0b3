"""Who sees what remains: one's own line of units and one's scope; what was announced, everybody in the campaign."""

from django.db.models import Q, QuerySet

from bihuan.campaigns.models import Campaign
from bihuan.outcomes.models import ContactPoint, Indicator, Regulation, SpecialAction
from bihuan.people.models import Person
from bihuan.people.selectors import is_administrator
from bihuan.study.selectors.scope import SEEING, seen, within


def visible_regulations(viewer: Person, campaign: Campaign) -> QuerySet[Regulation]:
    """Regulations of one's line and scope, and every one that was announced."""
    condition = seen(viewer, campaign)
    if campaign.root_id in viewer.unit.ancestors and not is_administrator(viewer):
        condition |= Q(announced_on__isnull=False)
    return Regulation.objects.filter(condition, campaign=campaign)


def visible_indicators(viewer: Person, campaign: Campaign) -> QuerySet[Indicator]:
    """Indicators of one's line and scope."""
    return Indicator.objects.filter(seen(viewer, campaign), campaign=campaign)


def visible_actions(viewer: Person, campaign: Campaign) -> QuerySet[SpecialAction]:
    """Special actions inside one's scope: what was found in a unit is not everybody's to read."""
    return SpecialAction.objects.filter(within(viewer, SEEING, campaign), campaign=campaign)


def visible_contacts(viewer: Person, campaign: Campaign) -> QuerySet[ContactPoint]:
    """Contact points seen from either side."""
    either = seen(viewer, campaign) | seen(viewer, campaign, unit="place")
    return ContactPoint.objects.filter(either, campaign=campaign)
