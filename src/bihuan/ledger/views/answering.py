"""How views answer: a form on its own page, or a button that does one thing and comes back."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bihuan.ledger.models import Issue
from bihuan.people.http import PersonRequest
from bihuan.ui.answering import form_page as ui_form_page
from bihuan.ui.parts import Door


def form_page(
    request: PersonRequest,
    form: forms.Form,
    act: Callable[[], object],
    *,
    page: dict[str, Any],
    done: str,
) -> HttpResponse:
    """The common form page (`ui.answering`) in the look of the ledger."""
    page.setdefault("template", "ledger/form.html")  # not a copy: `act` may say where to go back to
    return ui_form_page(request, form, act, page=page, done=done)


def back_with(request: PersonRequest, issue: Issue, sentence: str) -> HttpResponse:
    """Back to the issue, with a sentence."""
    messages.success(request, sentence)
    return redirect("ledger:issue", pk=issue.pk)


def issue_form(found: Issue, heading: str, *, objections: Iterable[str] = (), submit: str = "") -> dict[str, Any]:
    """What a form about one issue says around its fields."""
    return {
        "issue": found,
        "heading": heading,
        "submit": submit or heading,
        "doors": doors_to(found),
        "back": reverse("ledger:issue", args=[found.pk]),
        "objections": list(objections),
    }


def doors_to(found: Issue) -> list[Door]:
    """The way to pages below an issue."""
    return [
        Door(_("Issues"), reverse("ledger:issues")),
        Door(found.label, reverse("ledger:issue", args=[found.pk])),
    ]
