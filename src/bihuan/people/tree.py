"""The arithmetic of the tree: one statement per table moves a whole part of it, however large.

`path` and `u1`…`u5` of a unit repeat its ancestors, and so do the `u1`…`u5` of rows of later stages. All of them are
derived; this module is the only one that writes them for units that exist.
"""

from typing import Any

from django.apps import apps
from django.db.models import CharField, F, Model, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat, Substr

from bihuan.people.models import LEVELS, Unit

COLUMNS = tuple(f"u{level}" for level in range(1, LEVELS + 1))


def settle(level: int) -> None:
    """Give every new unit of a level (those without a path) its place below its parent."""
    parent = Unit.objects.filter(pk=OuterRef("parent_id"))
    own = Cast("pk", CharField())
    place: dict[str, Any] = {f"u{level}": F("pk")}
    if level == 1:
        place["path"] = Concat(Value("/"), own, Value("/"))
    else:
        place["path"] = Concat(Subquery(parent.values("path")[:1]), own, Value("/"))
        place |= {column: Subquery(parent.values(column)[:1]) for column in COLUMNS[: level - 1]}
    Unit.objects.filter(path="", level=level).update(**place)


def transplant(unit: Unit, *, to: Unit | None) -> list[int]:
    """Hang `unit`, with everything below it, under `to` (None: at the top); return the ids of all that moved."""
    ancestors = to.ancestors if to else ()
    inside = {f"u{unit.level}": unit.pk}
    moved = Unit.objects.filter(**inside)
    ids = list(moved.order_by("level", "pk").values_list("pk", flat=True))
    shift = len(ancestors) - (unit.level - 1)
    columns = {column: _after(place, ancestors, shift) for place, column in enumerate(COLUMNS, start=1)}
    above = "/" + "".join(f"{pk}/" for pk in ancestors)
    lost = len(unit.path) - len(f"{unit.pk}/")
    Unit.objects.filter(pk=unit.pk).update(parent=to)
    moved.update(path=Concat(Value(above), Substr("path", lost + 1)), level=F("level") + shift, **columns)
    for model in copies():
        model._default_manager.filter(**inside).update(**columns)
    return ids


def copies() -> list[type[Model]]:
    """The tables of later stages that repeat a unit's ancestors, found by their columns.

    This stage must not know the later ones, and yet a move has to reach them in the same transaction: otherwise
    somebody would see, for a moment, what is no longer his.
    """
    return [
        model
        for model in apps.get_models()
        if model is not Unit and {field.name for field in model._meta.get_fields()}.issuperset(COLUMNS)
    ]


def _after(place: int, ancestors: tuple[int, ...], shift: int) -> Any:  # noqa: ANN401 - an id, a column or nothing
    """What the column of level `place` holds after the move: an ancestor, or what stood `shift` levels higher."""
    if place <= len(ancestors):
        return ancestors[place - 1]
    before = place - shift
    return F(f"u{before}") if 1 <= before <= LEVELS else None
