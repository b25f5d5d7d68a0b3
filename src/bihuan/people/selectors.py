"""Reading people: grants, scopes over the tree, and units. Every scope is a condition in the WHERE clause."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from bihuan.people.models import Grant, Person, Unit
from bihuan.people.roles import ADMINISTRATORS, Role


def grants_of(person: Person) -> list[Grant]:
    """The grants that hold today, read once per request."""
    known: list[Grant] | None = getattr(person, "_grants", None)
    if known is None:
        known = list(Grant.objects.current().filter(person=person).select_related("unit"))
        person._grants = known  # type: ignore[attr-defined] # a cache for the length of one request
    return known


def roles_of(person: Person) -> frozenset[str]:
    """Every role that the person holds somewhere."""
    return frozenset(grant.role for grant in grants_of(person))


def is_administrator(person: Person) -> bool:
    """One of the three administrators: sees no content."""
    return bool(roles_of(person) & ADMINISTRATORS)


def holds(
    person: Person, roles: Iterable[Role], *, over: Unit | None = None, campaign_id: int | None = None
) -> bool:
    """Does one of the person's grants give one of `roles` over the unit (anywhere, when `over` is None)?"""
    wanted = frozenset(roles)
    for grant in grants_of(person):
        if grant.role not in wanted or (grant.campaign_id and campaign_id and grant.campaign_id != campaign_id):
            continue
        if over is None or grant.unit_id == over.pk:
            return True
        if grant.scope == Grant.Scope.BELOW and over.path.startswith(grant.unit.path):
            return True
    return False


def units_held(person: Person, roles: Iterable[Role], *, campaign_id: int | None = None) -> list[Unit]:
    """The units over which the person holds one of the roles (the roots of the scope, not all below)."""
    wanted = frozenset(roles)
    return [
        grant.unit
        for grant in grants_of(person)
        if grant.role in wanted and (not grant.campaign_id or not campaign_id or grant.campaign_id == campaign_id)
    ]


def tree_scope(
    person: Person, roles: Iterable[Role], *, prefix: str = "", campaign: str = "campaign_id", unit: str = "lead_unit_id"
) -> Q:
    """Condition over rows that carry `u1`…`u5`: inside any grant of one of the roles. Nothing granted, nothing seen.

    `prefix` reaches the columns over a relation (`issue__`), `campaign` and `unit` name the row's own columns.
    """
    wanted = frozenset(roles)
    below: dict[tuple[int | None, int], list[int]] = defaultdict(list)
    condition = Q(pk__in=())
    for grant in grants_of(person):
        if grant.role not in wanted:
            continue
        if grant.scope == Grant.Scope.BELOW:
            below[grant.campaign_id, grant.unit.level].append(grant.unit_id)
        elif grant.scope == Grant.Scope.UNIT:
            condition |= Q(**{f"{prefix}{unit}": grant.unit_id})
    for (campaign_id, level), units in below.items():
        inside = Q(**{f"{prefix}u{level}__in": units}) if len(units) > 1 else Q(**{f"{prefix}u{level}": units[0]})
        condition |= inside & Q(**{f"{prefix}{campaign}": campaign_id}) if campaign_id else inside
    return condition


def units_below(unit: Unit) -> QuerySet[Unit]:
    """The unit and everything below it."""
    return Unit.objects.filter(**{f"u{unit.level}": unit.pk})


def visible_units(viewer: Person) -> QuerySet[Unit]:
    """Units inside any grant of the viewer, and his own unit. Administrators of accounts and roles see them all."""
    if is_administrator(viewer):
        return Unit.objects.all()
    condition = Q(pk=viewer.unit_id)
    for grant in grants_of(viewer):
        condition |= Q(**{f"u{grant.unit.level}": grant.unit_id})
    return Unit.objects.filter(condition)
