"""Many units or accounts at once, from drafts that an import has checked: all of them or none."""

from collections.abc import Sequence
from itertools import groupby

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from bihuan.audit.services import act, record
from bihuan.common.workflow import Refused
from bihuan.people.drafts import Origin, PersonDraft, UnitDraft
from bihuan.people.events import PeopleImported, UnitsImported
from bihuan.people.models import Person, Post, Unit
from bihuan.people.passwords import new_initial_password, quick_hash
from bihuan.people.policies import objections_to_accounts
from bihuan.people.tree import settle

BATCH = 1000


@act
def import_units(drafts: Sequence[UnitDraft], *, origin: Origin, by: Person | None) -> int:
    """Add units level by level and return how many.

    Raises:
        Refused: `by` may not for one of the places, or somebody changed the tree since the drafts were checked.
    """
    parents = Unit.objects.in_bulk({draft.parent for draft in drafts if draft.parent})
    tops = any(draft.parent is None and draft.above is None for draft in drafts)
    _may_write(by, [*parents.values(), *([None] if tops else [])])
    position = Unit.objects.aggregate(last=Max("position"))["last"] or 0
    made: dict[int, Unit] = {}
    try:
        with transaction.atomic():
            for level, group in groupby(sorted(drafts, key=lambda one: (one.level, one.row)), lambda one: one.level):
                units = {draft.row: _unit(draft, parents, made, position) for draft in group}
                Unit.objects.bulk_create(units.values(), batch_size=BATCH)
                settle(level)
                made |= units
    except IntegrityError as wrong:
        raise Refused(_changed_meanwhile()) from wrong
    record(UnitsImported(count=len(made), file=origin.name, digest=origin.digest), by=by)
    return len(made)


@act
def import_people(drafts: Sequence[PersonDraft], *, origin: Origin, by: Person | None) -> list[tuple[PersonDraft, str]]:
    """Open accounts and return each with its initial password: shown once, kept nowhere.

    Raises:
        Refused: `by` may not in one of the units, or somebody changed accounts since the drafts were checked.
    """
    units = Unit.objects.in_bulk({draft.unit for draft in drafts})
    _may_write(by, list(units.values()))
    secrets = [(draft, new_initial_password()) for draft in drafts]
    people = [
        Person(
            username=draft.username,
            title=draft.title,
            unit=units[draft.unit],
            phone=draft.phone,
            password=quick_hash(password),
            must_change_password=True,
        )
        for draft, password in secrets
    ]
    try:
        with transaction.atomic():
            Person.objects.bulk_create(people, batch_size=BATCH)
            Post.objects.bulk_create(
                Post(unit_id=draft.unit, title=draft.post, holder=person)
                for draft, person in zip(drafts, people, strict=True)
                if draft.post
            )
    except IntegrityError as wrong:
        raise Refused(_changed_meanwhile()) from wrong
    record(PeopleImported(count=len(people), file=origin.name, digest=origin.digest), by=by)
    return secrets


def _unit(draft: UnitDraft, parents: dict[int, Unit], made: dict[int, Unit], position: int) -> Unit:
    parent = made[draft.above] if draft.above is not None else parents.get(draft.parent or 0)
    return Unit(
        parent=parent,
        name=draft.name,
        short_name=draft.short_name,
        code=draft.code,
        kind=draft.kind,
        level=draft.level,
        position=position + draft.row,
    )


def _may_write(by: Person | None, places: Sequence[Unit | None]) -> None:
    reasons = [reason for place in places for reason in objections_to_accounts(by, over=place)]
    if reasons:
        raise Refused(dict.fromkeys(reasons))


def _changed_meanwhile() -> str:
    return _("Somebody changed units or accounts meanwhile; nothing was imported. Check the file again.")
