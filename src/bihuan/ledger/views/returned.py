"""An exported workbook comes back edited: upload, see the differences, take what is ticked."""

import tempfile
from collections.abc import Sequence
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.common.workflow import Refused
from bihuan.files.selectors import path_of
from bihuan.ledger.forms.importing import ReturnedForm
from bihuan.ledger.imports.returned import CellChange, Comparison, chosen, compare
from bihuan.ledger.models import Issue
from bihuan.ledger.policies import only_office
from bihuan.ledger.services.returning import Edited, objections_to, take_back
from bihuan.ledger.sheets import Sheet, write_sheet
from bihuan.ledger.views.exchange import Upload, take_in, upload_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.ui.parts import Door

SHOWN = 300
"""Rows with differences that the page prints; all of them are in the list of what cannot be taken."""


def _doors() -> list[Door]:
    return [Door(_("Issues"), reverse("ledger:issues"))]


@require_http_methods(["GET", "POST"])
@signed_in
def upload(request: PersonRequest) -> HttpResponse:
    """Choose the edited workbook."""
    form = ReturnedForm(request.POST or None, request.FILES or None)
    return take_in(
        request,
        form,
        heading=_("Take an edited workbook back"),
        submit=_("Show the differences"),
        onward="ledger:returned-check",
    )


def _compared(request: PersonRequest, sent: Upload) -> Comparison:
    return compare(path_of(sent.file), name=sent.file.name, campaign=sent.campaign, viewer=request.user)


def _edits(picked: Sequence[tuple[Issue, list[CellChange]]]) -> list[Edited]:
    return [
        Edited(issue, {change.column: change.new for change in changes}, place=changes[0].place)
        for issue, changes in picked
    ]


def _tried(found: Comparison, sent: Upload, request: PersonRequest) -> dict[int, list[str]]:
    every = chosen(found, (change.key for _row, change in found.changes))
    return objections_to(sent.campaign, _edits(every), by=request.user)


@require_GET
@signed_in
def check(request: PersonRequest, token: str) -> HttpResponse:
    """Every difference with its cell; what both sides changed is not ticked beforehand."""
    sent = upload_of(request, token)
    context: dict[str, Any] = {
        "upload": sent,
        "doors": [*_doors(), Door(_("Edited workbook"), reverse("ledger:returned"))],
    }
    try:
        found = _compared(request, sent)
    except Refused as refused:
        return render(request, "ledger/returned.html", context | {"objections": refused.reasons}, status=422)
    reasons = _tried(found, sent, request)
    rows = [(row, reasons.get(row.issue.pk, []) if row.issue else []) for row in found.rows]
    context |= {
        "found": found,
        "rows": rows[:SHOWN],
        "more": max(len(rows) - SHOWN, 0),
        "refused": sum(bool(said) for _row, said in rows),
        "objections": list(only_office(sent.campaign, by=request.user)),
    }
    return render(request, "ledger/returned.html", context)


@require_POST
@signed_in
def take(request: PersonRequest, token: str) -> HttpResponse:
    """Take what is ticked, all of it or nothing."""
    sent = upload_of(request, token)
    picked = chosen(_compared(request, sent), request.POST.getlist("cell"))
    if not picked:
        raise Refused(_("Tick at least one difference."))
    count = take_back(sent.campaign, _edits(picked), by=request.user)
    messages.success(request, ngettext("%(n)s issue was changed.", "%(n)s issues were changed.", count) % {"n": count})
    return redirect("ledger:returned-check", token=token)


@require_GET
@signed_in
def faults(request: PersonRequest, token: str) -> FileResponse:
    """What cannot be taken, row by row, as a workbook to work through."""
    sent = upload_of(request, token)
    found = _compared(request, sent)
    reasons = _tried(found, sent, request)
    lines: list[tuple[str, str, str]] = []
    for row in found.rows:
        label = row.issue.label if row.issue else ""
        lines += [(row.place, label, note) for note in row.notes]
        lines += [(row.place, label, reason) for reason in (reasons.get(row.issue.pk, []) if row.issue else [])]
    file = cast(BinaryIO, tempfile.TemporaryFile(prefix="bihuan-"))  # noqa: SIM115 - the answer closes it
    write_sheet(file, Sheet(_("To mend"), ((_("Cell"), 10), (_("No."), 10), (_("To look at"), 90))), lines)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{_('To mend')}-{sent.file.name}.xlsx")
