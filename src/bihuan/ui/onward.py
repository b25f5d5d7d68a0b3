"""Doors that later stages open beside a list: `settings.BIHUAN_LIST_DOORS` names callables, in order.

Each takes the request, the name of the list and its present query string, and returns a `Door` or None. A later stage
may import an earlier one, never the reverse.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from bihuan.ui.parts import Door

Maker = Callable[[HttpRequest, str, str], Door | None]


def doors_of(request: HttpRequest, listing: str, query: str) -> list[Door]:
    """Ask every stage for its door."""
    made = (make(request, listing, query) for make in _makers(tuple(getattr(settings, "BIHUAN_LIST_DOORS", ()))))
    return [door for door in made if door is not None]


@cache
def _makers(paths: tuple[str, ...]) -> Sequence[Maker]:
    return [cast(Maker, import_string(path)) for path in paths]
