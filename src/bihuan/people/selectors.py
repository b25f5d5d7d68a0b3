"""Reading people: grants, scopes over the tree, and units. Every scope is a condition in the WHERE clause."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from bihuan.people.models import LEVELS, Grant, Person, Unit
from bihuan.people.roles import ADMINISTRATORS, Role


def grants_of(person: Person) -> list[Grant]:
    """The grants that hold today, read once per request."""
    known: list[Grant] | None = getattr(person, "_grants", None)
    if known is None:
        known = list(Grant.objects.current().filter(person=person).select_related("unit"))
        person._grants = known  # type: ignore[attr-defined] # noqa: SLF001 - a cache as long as the request
    return known


def person_called(username: str) -> Person | None:
    """The open account with this name, for commands."""
    return Person.objects.filter(username=username, is_active=True).select_related("unit").first()


def roles_of(person: Person) -> frozenset[str]:
    """Every role that the person holds somewhere."""
    return frozenset(grant.role for grant in grants_of(person))


def is_administrator(person: Person) -> bool:
    """One of the three administrators: sees no content."""
    return bool(roles_of(person) & ADMINISTRATORS)


def holds(person: Person, roles: Iterable[Role], *, over: Unit | None = None, campaign_id: int | None = None) -> bool:
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
    person: Person,
    roles: Iterable[Role],
    *,
    prefix: str = "",
    campaign: str = "campaign_id",
    unit: str = "lead_unit_id",
) -> Q:
    """Condition over rows that carry `u1`…`u5`: inside any grant of one of the roles. Nothing granted, nothing seen.

    `prefix` reaches the tree over a relation (`unit__`, and then `unit` is `pk`); `campaign` is the row's own column.
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
        condition |= inside & Q(**{campaign: campaign_id}) if campaign_id else inside
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


def holders_of(role: Role) -> set[int]:
    """Ids of the people who hold a role somewhere today and can sign in."""
    current = Grant.objects.current().filter(role=role, person__is_active=True)
    return set(current.values_list("person_id", flat=True))


def visible_people(viewer: Person) -> QuerySet[Person]:
    """People of the visible units; to the administrators of accounts and roles, everybody."""
    return Person.objects.filter(unit__in=visible_units(viewer))


def top_units(viewer: Person) -> QuerySet[Unit]:
    """Where the viewer's tree begins: visible units below none that he sees."""
    visible = visible_units(viewer)
    return visible.exclude(parent__in=visible).order_by("position", "pk")


def children_of(unit: Unit, viewer: Person) -> QuerySet[Unit]:
    """The visible units directly below a unit, in their order."""
    return visible_units(viewer).filter(parent=unit).order_by("position", "pk")


def find_units(viewer: Person, words: str) -> QuerySet[Unit]:
    """Visible units whose name has the words in it, or whose code begins with them; upper levels first."""
    found = Q(name__contains=words) | Q(short_name__contains=words) | Q(code__startswith=words)
    return visible_units(viewer).filter(found).order_by("level", "position", "pk")


def full_names(units: Iterable[Unit]) -> dict[int, str]:
    """Each unit with the names of those above it: 区教委 / 第五学区 / 中心小学. One query."""
    units = list(units)
    ids = {ancestor for unit in units for ancestor in unit.ancestors}
    names = dict(Unit.objects.filter(pk__in=ids).values_list("pk", "name"))
    return {unit.pk: " / ".join(names[ancestor] for ancestor in unit.ancestors) for unit in units}


class Below(NamedTuple):
    """How much a unit holds: units below it, and accounts in it and below."""

    units: int
    people: int


def counts_below(units: Sequence[Unit]) -> dict[int, Below]:
    """What each of some units of ONE level holds, in two queries whatever their number."""
    if not units:
        return {}
    column, ids = f"u{units[0].level}", [unit.pk for unit in units]
    inside = Unit.objects.filter(**{f"{column}__in": ids}).order_by()
    people = Person.objects.filter(**{f"unit__{column}__in": ids}, is_active=True).order_by()
    below = dict(inside.values_list(column).annotate(count=Count("pk")))
    accounts = dict(people.values_list(f"unit__{column}").annotate(count=Count("pk")))
    return {pk: Below(below.get(pk, 1) - 1, accounts.get(pk, 0)) for pk in ids}


def tree_faults() -> Iterator[str]:
    """Walk the tree and yield a sentence for each unit whose place does not follow from its parent."""
    units = {unit.pk: unit for unit in Unit.objects.all()}
    for unit in units.values():
        above = units[unit.parent_id].ancestors if unit.parent_id else ()
        expected = (*above, unit.pk)
        columns = tuple(getattr(unit, f"u{level}") for level in range(1, LEVELS + 1))
        if unit.ancestors != expected or unit.level != len(expected):
            yield f"{unit.pk}: stands at {unit.path}, level {unit.level}, but belongs below {above}"
        elif columns != (*expected, *(None,) * (LEVELS - len(expected))):
            yield f"{unit.pk}: its columns say {columns}, its path {unit.path}"


def units_called(viewer: Person, words: str) -> list[Unit]:
    """Visible, open units that a person may mean: by code, by name, or by names from the top joined by "/"."""
    parts = [part.strip() for part in words.replace("／", "/").split("/")]
    named = Q(name=parts[-1]) | Q(short_name=parts[-1])
    if len(parts) == 1:
        named |= Q(code=parts[0])
    found = list(visible_units(viewer).filter(named, active=True)[:20])
    if len(parts) > 1:
        names = full_names(found)
        found = [unit for unit in found if names[unit.pk].endswith(" / ".join(parts))]
    return found
