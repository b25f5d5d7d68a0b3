"""Whose study somebody sees: his own line of units, and whatever his grants reach."""

from collections.abc import Iterable

from django.db.models import Q

from bihuan.campaigns.models import Campaign
from bihuan.people.models import Grant, Person, Unit
from bihuan.people.roles import JUDGED, READING_ALL, SUPERVISING, Role
from bihuan.people.selectors import grants_of, is_administrator

SEEING = READING_ALL | SUPERVISING | JUDGED
"""Who sees the study of the units in his scope, reflections under review included."""
WORKING = (Role.OFFICE, Role.LIAISON, Role.HEAD)
"""Who writes plans, runs sessions and reviews reflections: the office, and the unit itself."""
DECIDING = (Role.OFFICE, Role.LEADER)
"""Who puts a plan in force."""


def within(viewer: Person, roles: Iterable[Role], campaign: Campaign, *, unit: str = "unit") -> Q:
    """Condition over rows of a campaign with a unit: inside a grant of one of the roles."""
    wanted = frozenset(roles)
    inside = Q(pk__in=())
    for grant in grants_of(viewer):
        if grant.role in wanted and grant.campaign_id in (None, campaign.pk):
            below = grant.scope == Grant.Scope.BELOW
            inside |= Q(**{f"{unit}__u{grant.unit.level}" if below else unit: grant.unit_id})
    return inside


def seen(viewer: Person, campaign: Campaign, *, unit: str = "unit") -> Q:
    """The same for reading, and what belongs to the viewer's own unit or to one above it."""
    if is_administrator(viewer):
        return Q(pk__in=())
    return within(viewer, SEEING, campaign, unit=unit) | Q(**{f"{unit}__in": viewer.unit.ancestors})


def own_units(viewer: Person, campaign: Campaign) -> list[Unit]:
    """The units whose study the viewer runs, the roots of his scope."""
    found = {
        grant.unit_id: grant.unit
        for grant in grants_of(viewer)
        if grant.role in WORKING and grant.campaign_id in (None, campaign.pk)
    }
    return list(found.values())
