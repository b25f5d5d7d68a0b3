"""Slots of the issue page that later stages fill: the gate, the duties, their own actions.

A later stage may import the ledger, never the reverse. `settings.BIHUAN_ISSUE_SECTIONS` therefore names, in order,
callables `(request, issue) -> Section | None`; the page asks each of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from bihuan.ledger.models import Issue
from bihuan.people.http import PersonRequest

Slot = Literal["action", "gate", "main", "aside"]


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of the page: `action` beside the title, `gate` above the plan, `main` below it, `aside` at the side."""

    slot: Slot
    html: SafeString


Maker = Callable[[PersonRequest, Issue], Section | None]


def sections_of(request: PersonRequest, issue: Issue) -> dict[Slot, list[SafeString]]:
    """Ask every stage for its sections, in the order of the setting."""
    slots: dict[Slot, list[SafeString]] = {"action": [], "gate": [], "main": [], "aside": []}
    for make in _makers(tuple(getattr(settings, "BIHUAN_ISSUE_SECTIONS", ()))):
        section = make(request, issue)
        if section is not None:
            slots[section.slot].append(section.html)
    return slots


@cache
def _makers(paths: tuple[str, ...]) -> Sequence[Maker]:
    return [cast(Maker, import_string(path)) for path in paths]
