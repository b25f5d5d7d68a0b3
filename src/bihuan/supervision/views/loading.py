"""What every view of supervision needs: a row of an issue that one may see, and a form with its decisions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from bihuan.common.workflow import Refused
from bihuan.ledger.views.answering import form_page
from bihuan.people.http import PersonRequest
from bihuan.supervision.selectors.visible import of_visible_issues
from bihuan.ui.parts import Door

Row = TypeVar("Row", bound=Model)


def row_of(request: PersonRequest, rows: QuerySet[Row], pk: int) -> Row:
    """A row of an issue that the viewer may see, with the issue and its units."""
    seen = of_visible_issues(rows, request.user)
    return get_object_or_404(seen.select_related("issue__campaign__root", "issue__lead_unit"), pk=pk)


def door() -> Door:
    """The way back to the overview of supervision."""
    return Door(_("Supervision"), reverse("supervision:home"))


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a form that decides: what it does with the form's words, what it says then, what locks it."""

    value: str
    label: str
    do: Callable[..., object]
    done: str
    primary: bool = False
    reasons: Sequence[str] = ()


def decide(
    request: PersonRequest, form: forms.Form, row: Model, choices: Sequence[Choice], *, page: dict[str, Any]
) -> HttpResponse:
    """Show a form with several buttons; do what the pressed one says. No button, no decision."""
    pressed = next((choice for choice in choices if choice.value == request.POST.get("decision")), None)

    def act() -> None:
        if pressed is None:
            raise Refused(_("Press one of the buttons below."))
        pressed.do(row, **form.cleaned_data, by=request.user)

    page = {**page, "choices": choices}
    return form_page(request, form, act, page=page, done=pressed.done if pressed else "")
