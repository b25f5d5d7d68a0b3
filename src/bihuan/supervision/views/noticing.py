"""The page of an objection to a public notice, and the ruling on it."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bihuan.ledger.views.answering import issue_form
from bihuan.people.http import PersonRequest, signed_in
from bihuan.supervision.forms.noticing import RulingForm
from bihuan.supervision.models import Objection
from bihuan.supervision.policies import verbs
from bihuan.supervision.services.noticing import dismiss_objection, uphold_objection
from bihuan.supervision.views.loading import Choice, decide, row_of


@require_http_methods(["GET", "POST"])
@signed_in
def objection(request: PersonRequest, pk: int) -> HttpResponse:
    """One objection to a public notice, and the ruling on it."""
    found = row_of(request, Objection.objects.select_related("period", "ruled_by"), pk)
    form = RulingForm(request.POST or None)
    objections = verbs.objections_to_ruling_objection(found, by=request.user)
    page = issue_form(found.issue, _("Objection"), objections=objections, submit=_("Rule"))
    page |= {"template": "supervision/objection.html", "objection": found}
    choices = [
        Choice(
            "uphold",
            _("Uphold: back for rework"),
            uphold_objection,
            _("The objection was upheld; the issue goes back for rework."),
        ),
        Choice("dismiss", _("Dismiss"), dismiss_objection, _("The objection was dismissed, with its reason.")),
    ]
    return decide(request, form, found, choices, page=page)
