"""The one way a state changes: named steps, a conditional update, and refusals that speak.

A stage declares its steps in `states.py`; a service takes one with `move()`. Nothing else writes `status`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class Refused(Exception):
    """A rule forbids what was asked. `reasons` are whole sentences: why, how many, what to do next."""

    def __init__(self, reasons: Iterable[str] | str) -> None:
        self.reasons: tuple[str, ...] = (reasons,) if isinstance(reasons, str) else tuple(reasons)
        super().__init__(" ".join(str(reason) for reason in self.reasons))


class Stale(Exception):
    """Somebody else changed the object first; nothing was written. Load it again and decide anew.

    `row` is the object as the caller saw it, so that the answer can say what it has become meanwhile.
    """

    def __init__(self, row: models.Model | None = None) -> None:
        self.row = row
        super().__init__("" if row is None else f"{row._meta.label} {row.pk}")


@dataclass(frozen=True)
class Step:
    """One arrow of a state machine: from any of `sources` to `target`; `new_cycle` starts another round."""

    name: str
    sources: tuple[str, ...]
    target: str
    new_cycle: bool = False


def lock(row: Row) -> Row:
    """Read `row` again and hold it until the transaction ends, so that what a guard reads stays true.

    On SQLite the transaction itself (BEGIN IMMEDIATE) is the lock.
    """
    # `__class__`, not `type()`: the person of a request is a lazy wrapper that only the former sees through.
    return row.__class__._default_manager.select_for_update(of=("self",)).get(pk=row.pk)


def move(row: models.Model, step: Step, **columns: Any) -> None:
    """Take `step`: write the new status, and `columns` with it, only if the status is still the one read.

    Raises:
        Stale: the row is no longer in the state that the caller saw, or the step does not start there.
    """
    seen = row.status  # type: ignore[attr-defined] # every row with steps has a status
    if seen not in step.sources:
        raise Stale(row)
    if step.new_cycle:
        columns["cycle"] = row.cycle + 1  # type: ignore[attr-defined] # steps that start a round move rows with a cycle
    changed = type(row)._default_manager.filter(pk=row.pk, status=seen).update(status=step.target, **columns)
    if not changed:
        raise Stale(row)
    row.status = step.target  # type: ignore[attr-defined]
    for name, value in columns.items():
        setattr(row, name, value)
