"""The review of an import: the document left, the draft records right, every field beside its place."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bihuan.common.workflow import Refused
from bihuan.ledger.imports import Corrections
from bihuan.ledger.imports.reviewing import document, review
from bihuan.ledger.policies import only_office
from bihuan.ledger.services.remembering import with_memory
from bihuan.ledger.views.exchange import upload_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.ui.parts import Door

SHOWN = 300
"""Records that the page offers to mend, doubtful ones first; the others are imported as they were read."""


@require_GET
@signed_in
def review_page(request: PersonRequest, token: str) -> HttpResponse:
    """Look at the document and at what was read from it, mend, leave rows out, then import all of it at once."""
    sent = upload_of(request, token)
    maps, units = with_memory(request.user.unit, request.GET.getlist("map")), request.GET.getlist("unit")
    check = f"{reverse('ledger:import-check', args=[token])}?{request.GET.urlencode()}"
    context: dict[str, object] = {
        "upload": sent,
        "doors": [
            Door(_("Issues"), reverse("ledger:issues")),
            Door(_("Import a ledger"), reverse("ledger:import")),
            Door(sent.file.name, check),
        ],
        "maps": maps,
        "matched": units,
    }
    try:
        blocks = document(sent.file)
        dry, rows = review(sent.campaign, sent.file, Corrections.of(maps, units), shown=SHOWN)
    except Refused as refused:
        return render(request, "ledger/review.html", context | {"objections": refused.reasons}, status=422)
    context |= {
        "blocks": blocks,
        "dry": dry,
        "rows": rows,
        "more": max(dry.count - len(rows), 0),
        "objections": list(only_office(sent.campaign, by=request.user)),
    }
    return render(request, "ledger/review.html", context)
