"""Importing units and accounts: upload, read what would happen, then do it."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bihuan.common.workflow import Refused
from bihuan.files.models import StoredFile
from bihuan.files.services import open_file, store
from bihuan.people import services
from bihuan.people.drafts import Origin, PersonDraft
from bihuan.people.forms import SheetForm, UnitSheetForm
from bihuan.people.http import PersonRequest, for_roles
from bihuan.people.imports import Plan, plan_people, plan_units
from bihuan.people.models import Unit
from bihuan.people.roles import Role
from bihuan.people.selectors import visible_units

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.SYSTEM_ADMIN)
def units(request: PersonRequest) -> HttpResponse:
    """Check a list of units; nothing is written."""
    form = UnitSheetForm(request.POST or None, request.FILES or None, viewer=request.user)
    if request.method == "POST" and form.is_valid():
        below = form.cleaned_data["below"]
        try:
            stored = store(form.cleaned_data["file"])
            return _report(request, "people/import_units.html", stored, _units_plan(stored, below), below=below)
        except Refused as refused:
            form.add_error("file", " ".join(refused.reasons))
    return render(request, "people/import_units.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@for_roles(Role.SYSTEM_ADMIN)
def units_confirmed(request: PersonRequest) -> HttpResponse:
    """Import the list that was checked, if it is still without fault."""
    stored = get_object_or_404(StoredFile, sha256=request.POST.get("digest", ""))
    wanted = request.POST.get("below", "")
    below = get_object_or_404(visible_units(request.user), pk=wanted) if wanted.isdigit() else None
    plan = _units_plan(stored, below)
    if plan.faults or not plan.drafts:
        return _report(request, "people/import_units.html", stored, plan, below=below)
    count = services.import_units(plan.drafts, origin=_origin(stored), by=request.user)
    messages.success(request, _("%(count)d units are in the tree now.") % {"count": count})
    return redirect("people:units")


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.SYSTEM_ADMIN)
def people(request: PersonRequest) -> HttpResponse:
    """Check a list of accounts; nothing is written."""
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            stored = store(form.cleaned_data["file"])
            return _report(request, "people/import_people.html", stored, _people_plan(stored))
        except Refused as refused:
            form.add_error("file", " ".join(refused.reasons))
    return render(request, "people/import_people.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@never_cache
@for_roles(Role.SYSTEM_ADMIN)
def people_confirmed(request: PersonRequest) -> HttpResponse:
    """Open the accounts and answer with the sheet of their initial passwords: it is made once."""
    stored = get_object_or_404(StoredFile, sha256=request.POST.get("digest", ""))
    plan = _people_plan(stored)
    if plan.faults or not plan.drafts:
        return _report(request, "people/import_people.html", stored, plan)
    made = services.import_people(plan.drafts, origin=_origin(stored), by=request.user)
    answer = HttpResponse(_password_sheet(made), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="initial-passwords.xlsx"'
    return answer


def _units_plan(stored: StoredFile, below: Unit | None) -> Plan[Any]:
    with open_file(stored) as file:
        return plan_units(file, name=stored.name, below=below)


def _people_plan(stored: StoredFile) -> Plan[PersonDraft]:
    with open_file(stored) as file:
        return plan_people(file, name=stored.name)


def _origin(stored: StoredFile) -> Origin:
    return Origin(name=stored.name, digest=stored.sha256)


def _report(
    request: PersonRequest, template: str, stored: StoredFile, plan: Plan[Any], *, below: Unit | None = None
) -> HttpResponse:
    context = {"stored": stored, "plan": plan, "first": plan.drafts[:SHOWN], "below": below}
    return render(request, template, context, status=422 if plan.faults else 200)


def _password_sheet(made: list[tuple[PersonDraft, str]]) -> bytes:
    """One line per account, to be cut apart and handed out."""
    stream = BytesIO()
    names = dict(Unit.objects.filter(pk__in={draft.unit for draft, _password in made}).values_list("pk", "name"))
    # Texts stay texts: a title that begins with "=" must not become a formula.
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("Initial passwords"))
        sheet.write_row(0, 0, [_("Unit"), pgettext("person", "Title"), _("Account name"), _("Initial password")])
        for number, (draft, password) in enumerate(made, start=1):
            sheet.write_row(number, 0, [names[draft.unit], draft.title, draft.username, password])
        sheet.set_column(0, 3, 24)
    return stream.getvalue()
