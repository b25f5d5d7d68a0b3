"""What every view of supervision needs: a row of an issue that one may see, and a form with its decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from bihuan.people.http import PersonRequest
from bihuan.supervision.selectors.visible import of_visible_issues
from bihuan.ui.parts import Door

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a form that decides: what it posts as `decision`, and what may lock it."""

    value: str
    label: str
    primary: bool = False
    reasons: Sequence[str] = ()


def row_of(request: PersonRequest, rows: QuerySet[Row], pk: int) -> Row:
    """A row of an issue that the viewer may see, with the issue and its units."""
    seen = of_visible_issues(rows, request.user)
    return get_object_or_404(seen.select_related("issue__campaign__root", "issue__lead_unit"), pk=pk)


def door() -> Door:
    """The way back to the overview of supervision."""
    return Door(_("Supervision"), reverse("supervision:home"))
