"""How views answer: a form on its own page, or a button that does one thing and comes back."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bihuan.common.workflow import Refused
from bihuan.ledger.models import Issue
from bihuan.people.http import PersonRequest
from bihuan.ui.parts import Door


def form_page(
    request: PersonRequest,
    form: forms.Form,
    act: Callable[[], object],
    *,
    page: dict[str, Any],
    done: str,
) -> HttpResponse:
    """Show the form; once it is valid, do `act` and go back to `page["back"]` with the sentence `done`.

    What the service refuses stands in the error summary, with everything that was written still in the fields.
    """
    if request.method == "POST" and form.is_valid():
        try:
            if page.get("objections"):  # before a file is stored for nothing
                raise Refused(page["objections"])
            act()
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, done)
            return redirect(page["back"])
    template = page.get("template", "ledger/form.html")
    return render(request, template, {"form": form, **page}, status=422 if form.errors else 200)


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
