"""Grants: giving a role over a part of the tree, and ending it."""

from datetime import timedelta

from bihuan.audit.services import act, record
from bihuan.common.clock import today
from bihuan.common.workflow import Refused, lock
from bihuan.people.events import GrantEnded, RoleGranted
from bihuan.people.models import Grant, Person, Unit
from bihuan.people.policies import (
    objections_to_ending_grant,
    objections_to_granting,
    objections_to_second_role,
)
from bihuan.people.roles import Role


@act
def grant_role(
    person: Person,
    role: Role,
    *,
    over: Unit,
    scope: str = Grant.Scope.BELOW,
    campaign_id: int | None = None,
    by: Person | None,
) -> Grant:
    """Give a person a role over a unit, from today. `by` is None while the site is set up.

    Raises:
        Refused: `by` may not, gives it to himself, or the person's other roles forbid it.
    """
    person = lock(person)
    reasons = list(objections_to_granting(person, role, over=over, campaign_id=campaign_id, by=by))
    if reasons:
        raise Refused(reasons)
    return _give(Grant(person=person, role=role, unit=over, scope=scope, campaign_id=campaign_id), by=by)


@act
def end_grant(grant: Grant, *, by: Person | None) -> Grant:
    """End a grant at once.

    Raises:
        Refused: `by` may not, it is his own, it comes from another decision, or nobody else holds an
            administrator's role.
    """
    grant = lock(grant)
    reasons = list(objections_to_ending_grant(grant, by=by))
    if reasons:
        raise Refused(reasons)
    return _end(grant, by=by)


@act
def derive_grant(
    person: Person,
    role: Role,
    *,
    over: Unit,
    source: str,
    campaign_id: int | None = None,
    by: Person | None,
) -> Grant:
    """Give a role that follows from another decision, for instance a place in a team (`source` = `team:3`).

    Who may take that decision is its own stage's matter; that an administrator gets no second role, is ours.

    Raises:
        Refused: the person's other roles forbid it.
    """
    person = lock(person)
    reasons = list(objections_to_second_role(person, role))
    if reasons:
        raise Refused(reasons)
    held = Grant.objects.current().filter(person=person, role=role, unit=over, campaign_id=campaign_id, source=source)
    known = held.first()
    if known is not None:
        return known
    return _give(Grant(person=person, role=role, unit=over, campaign_id=campaign_id, source=source), by=by)


@act
def end_derived_grants(source: str, *, person: Person | None = None, by: Person | None) -> int:
    """End what a decision gave, to everybody or to one person, and return how many grants that were."""
    grants = Grant.objects.current().filter(source=source).select_related("person", "unit")
    if person is not None:
        grants = grants.filter(person=person)
    return len([_end(grant, by=by) for grant in grants])


def _give(grant: Grant, *, by: Person | None) -> Grant:
    grant.save(force_insert=True)
    record(
        RoleGranted(
            person=grant.person_id,
            title=grant.person.title,
            grant=grant.pk,
            role=str(grant.role),
            unit=grant.unit.name,
            source=grant.source,
        ),
        by=by,
    )
    return grant


def _end(grant: Grant, *, by: Person | None) -> Grant:
    # A grant holds through its last day: yesterday ends it at once, also when it was given today.
    grant.until = today() - timedelta(days=1)
    grant.save(update_fields=["until"])
    record(
        GrantEnded(
            person=grant.person_id,
            title=grant.person.title,
            grant=grant.pk,
            role=str(grant.role),
            unit=grant.unit.name,
            source=grant.source,
        ),
        by=by,
    )
    return grant
