"""Units: adding, changing, moving and closing them."""

from bihuan.audit.services import act, record
from bihuan.common.workflow import Refused, lock
from bihuan.people.events import UnitActivated, UnitChanged, UnitCreated, UnitDeactivated, UnitMoved
from bihuan.people.models import Person, Unit
from bihuan.people.policies import (
    objections_to_accounts,
    objections_to_closing_unit,
    objections_to_moving_unit,
    objections_to_new_unit,
    objections_to_unit_words,
)
from bihuan.people.tree import settle, transplant

TOP = "—"
"""How the record writes "no unit above"."""


@act
def create_unit(
    name: str,
    *,
    parent: Unit | None,
    kind: str = Unit.Kind.OTHER,
    short_name: str = "",
    code: str = "",
    by: Person | None,
) -> Unit:
    """Add a unit as the last one below `parent` (None: at the top). `by` is None while the site is set up.

    Raises:
        Refused: `by` may not, the tree is full, or name or code is taken.
    """
    reasons = [
        *objections_to_accounts(by, over=parent),
        *objections_to_new_unit(parent),
        *objections_to_unit_words(name=name, code=code, parent=parent),
    ]
    if reasons:
        raise Refused(reasons)
    last = Unit.objects.filter(parent=parent).order_by("-position").first()
    unit = Unit.objects.create(
        name=name,
        short_name=short_name,
        code=code,
        kind=kind,
        parent=parent,
        position=last.position + 1 if last else 1,
        level=parent.level + 1 if parent else 1,
    )
    settle(unit.level)
    unit.refresh_from_db()
    record(UnitCreated(unit=unit.pk, name=unit.name, parent=parent.name if parent else TOP), by=by)
    return unit


@act
def change_unit(unit: Unit, *, name: str, short_name: str, code: str, kind: str, by: Person | None) -> Unit:
    """Write other words for a unit; its place in the tree stays.

    Raises:
        Refused: `by` may not, or name or code is taken.
    """
    unit = lock(unit)
    reasons = [
        *objections_to_accounts(by, over=unit),
        *objections_to_unit_words(name=name, code=code, parent=unit.parent, unit=unit),
    ]
    if reasons:
        raise Refused(reasons)
    before, new = unit.name, {"name": name, "short_name": short_name, "code": code, "kind": kind}
    changed = tuple(column for column, value in new.items() if getattr(unit, column) != value)
    if changed:
        for column in changed:
            setattr(unit, column, new[column])
        unit.save(update_fields=changed)
        record(UnitChanged(unit=unit.pk, name=name, before=before, changed=changed), by=by)
    return unit


@act
def move_unit(unit: Unit, *, to: Unit | None, by: Person | None) -> list[int]:
    """Hang a unit with everything below it under another one (None: at the top); return the ids of all that moved.

    Rows of later stages that repeat the ancestors of these units follow in the same transaction.

    Raises:
        Refused: `by` may not, or the place is inside the unit, too deep, closed, or has the name already.
    """
    unit = lock(unit)
    before = unit.parent
    reasons = [
        *objections_to_accounts(by, over=unit),
        *(objections_to_accounts(by, over=to) if to else ()),
        *objections_to_moving_unit(unit, to=to),
    ]
    if reasons:
        raise Refused(reasons)
    moved = transplant(unit, to=to)
    record(
        UnitMoved(
            unit=unit.pk,
            name=unit.name,
            before=before.name if before else TOP,
            after=to.name if to else TOP,
            count=len(moved),
        ),
        by=by,
    )
    return moved


@act
def deactivate_unit(unit: Unit, *, by: Person | None) -> Unit:
    """Close a unit to new work; what it has stays where it is.

    Raises:
        Refused: `by` may not, or units below it or accounts in it are still open.
    """
    unit = lock(unit)
    reasons = [*objections_to_accounts(by, over=unit), *objections_to_closing_unit(unit)]
    if reasons:
        raise Refused(reasons)
    if unit.active:
        _set_active(unit, active=False)
        record(UnitDeactivated(unit=unit.pk, name=unit.name), by=by)
    return unit


@act
def activate_unit(unit: Unit, *, by: Person | None) -> Unit:
    """Open a closed unit again.

    Raises:
        Refused: `by` may not, or the unit above is closed.
    """
    unit = lock(unit)
    reasons = [*objections_to_accounts(by, over=unit), *objections_to_new_unit(unit.parent)]
    if reasons:
        raise Refused(reasons)
    if not unit.active:
        _set_active(unit, active=True)
        record(UnitActivated(unit=unit.pk, name=unit.name), by=by)
    return unit


def _set_active(unit: Unit, *, active: bool) -> None:
    unit.active = active
    unit.save(update_fields=["active"])
