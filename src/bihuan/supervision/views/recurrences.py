"""Pages of recurrences: what seems to have come back, beside the closed issue, and the decision."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bihuan.campaigns.models import ClosurePolicy
from bihuan.ledger.views.loading import campaign_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.supervision.forms.judging import CommentForm
from bihuan.supervision.policies.recurrences import objections_to_deciding_recurrence, outcome_of
from bihuan.supervision.selectors.recurrences import visible_recurrences
from bihuan.supervision.services.recurrences import confirm, decline
from bihuan.supervision.tables_phases import RECURRENCES
from bihuan.supervision.views.loading import Choice, decide, door
from bihuan.ui.lists import render_list
from bihuan.ui.parts import Door


@require_GET
@signed_in
def recurrences(request: PersonRequest) -> HttpResponse:
    """Closed issues that seem to be back in something new."""
    page = RECURRENCES.page(request, visible_recurrences(request.user, campaign_of(request)))
    context = {"heading": _("Closed issues that seem to be back"), "doors": [door()]}
    return render_list(request, "supervision/list.html", page, context)


@require_http_methods(["GET", "POST"])
@signed_in
def recurrence(request: PersonRequest, pk: int) -> HttpResponse:
    """Both texts, why the engine thinks so, and the decision of a person."""
    found = get_object_or_404(visible_recurrences(request.user).select_related("led_to"), pk=pk)
    back = reverse("supervision:recurrences")
    outcome = ClosurePolicy.Recurrence(outcome_of(found))
    reopens = outcome == ClosurePolicy.Recurrence.REOPEN
    page = {
        "template": "supervision/recurrences/recurrence.html",
        "recurrence": found,
        "heading": _("Has it come back?"),
        "submit": _("Decide"),
        "doors": [door(), Door(_("Closed issues that seem to be back"), back)],
        "back": back,
        "outcome": outcome.label,
        "objections": list(objections_to_deciding_recurrence(found, by=request.user)),
    }
    done = _("The issue is back on the ledger.") if reopens else _("The new issue points back at the closed one.")
    choices = [
        Choice("confirm", _("Yes, it is the same"), confirm, done, primary=True),
        Choice("decline", _("No, it is another matter"), decline, _("It stays closed; your reason is in its history.")),
    ]
    return decide(request, CommentForm(request.POST or None), found, choices, page=page)
