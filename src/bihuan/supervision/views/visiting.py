"""The checklist in the hand: a script keeps every entry on the phone and sends it when there is a network."""

import secrets
from typing import Any

from django.http import FileResponse, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from bihuan.common.workflow import Refused
from bihuan.files.responses import file_response
from bihuan.opinions.views.meetings import JSON
from bihuan.people.http import PersonRequest, signed_in
from bihuan.people.selectors import holds
from bihuan.supervision.forms.visits import NoteForm
from bihuan.supervision.models import Visit, VisitEntry, VisitPhoto
from bihuan.supervision.policies.visits import objections_to_beginning, objections_to_going
from bihuan.supervision.selectors.visits import OVERSEEING, checklist_of
from bihuan.supervision.services.visiting import take_note
from bihuan.supervision.states import VisitStatus
from bihuan.supervision.views.visits import frame, visit_of


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def checklist(request: PersonRequest, pk: int) -> HttpResponse:
    """Take entries. A script sends them one by one and asks for JSON; every line is a plain form without it."""
    found = visit_of(request, pk)
    if request.method == "GET":
        return _page(request, found, [])
    form = NoteForm(request.POST, request.FILES, visit=found)
    wants_json = request.headers.get("Accept") == JSON
    try:
        if not form.is_valid():
            raise Refused([str(error) for errors in form.errors.values() for error in errors])
        entry = take_note(found, form.taken(), by=request.user)
    except Refused as refused:
        if wants_json:
            return JsonResponse({"reasons": refused.reasons}, status=422)
        return _page(request, found, list(refused.reasons))
    if wants_json:
        return JsonResponse(_told(entry))
    return redirect("supervision:visit-checklist", pk=found.pk)


def _told(entry: VisitEntry) -> dict[str, object]:
    """What the phone shows of an entry that has arrived."""
    label = str(entry.get_answer_display())
    if entry.issue is not None:
        label += " · " + _("issue %(number)s") % {"number": entry.issue.label}
    return {"label": label, "photos": entry.photos.count()}


def _page(request: PersonRequest, found: Visit, reasons: list[str]) -> HttpResponse:
    against = objections_to_beginning if found.status == VisitStatus.PLANNED else objections_to_going
    context: dict[str, Any] = {
        **frame(found, _("Checklist"), _("Note"), []),
        "visit": found,
        "checklist": checklist_of(found),
        "answers": VisitEntry.Answer.choices,
        "mark": secrets.token_urlsafe(18),
        # The copy that a phone keeps for the time without a network holds nobody's words.
        "kept": "kept" in request.GET,
        "reasons": reasons,
        "against": list(against(found, by=request.user)),
        "worker": reverse("supervision:visit-worker"),
    }
    return render(request, "supervision/visits/checklist.html", context, status=422 if reasons else 200)


@require_safe
@signed_in
def photo(request: PersonRequest, pk: int, entry: int, position: int) -> FileResponse:
    """A photograph of a visit, for those who oversee the unit at once, for the unit after the conclusion."""
    found = visit_of(request, pk)
    rows = VisitPhoto.objects.filter(entry__visit=found).select_related("file")
    if found.status != VisitStatus.CONCLUDED and not holds(
        request.user, OVERSEEING, over=found.unit, campaign_id=found.campaign_id
    ):
        rows = rows.none()
    return file_response(get_object_or_404(rows, entry=entry, position=position).file, show=True)
