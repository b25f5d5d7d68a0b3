"""How views of every stage answer a form on its own page: one sentence when it is done, every reason when it is not."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bihuan.common.workflow import Refused


def form_page(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], object],
    *,
    page: dict[str, Any],
    done: str,
) -> HttpResponse:
    """Show the form; once it is valid, do `act` and go back to `page["back"]` with the sentence `done`.

    What the service refuses stands in the error summary, with everything that was written still in the fields.
    `page` holds heading, doors, back; submit, objections and template where they differ from the plain form.
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
    template = page.get("template", "ui/form_page.html")
    return render(request, template, {"form": form, **page}, status=422 if form.errors else 200)
