"""What came back after closing, in the eyes of those who spoke: the list, and the decision."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bihuan.ledger.views.answering import issue_form
from bihuan.ledger.views.loading import campaign_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.supervision.forms.judging import CommentForm
from bihuan.supervision.models import CameBack
from bihuan.supervision.policies.returning import objections_to_deciding_came_back
from bihuan.supervision.policies.verbs import objections_to_reading_answers
from bihuan.supervision.selectors.visible import of_visible_issues
from bihuan.supervision.services.returning import decline, take_up
from bihuan.supervision.tables import CAME_BACK
from bihuan.supervision.views.loading import Choice, decide, door, row_of
from bihuan.ui.lists import render_list


@require_GET
@signed_in
def came_backs(request: PersonRequest) -> HttpResponse:
    """Closed issues that somebody says are not right. The list names no words: those are read one at a time."""
    rows = CameBack.objects.select_related("issue__lead_unit", "decided_by")
    page = CAME_BACK.page(request, of_visible_issues(rows, request.user, campaign_of(request)))
    return render_list(request, "supervision/list.html", page, {"heading": _("It came back"), "doors": [door()]})


@require_http_methods(["GET", "POST"])
@signed_in
def came_back(request: PersonRequest, pk: int) -> HttpResponse:
    """What the speaker says, and the decision. The judged unit reads only that somebody said so."""
    found = row_of(request, CameBack.objects.select_related("decided_by", "opinion"), pk)
    form = CommentForm(request.POST or None)
    objections = list(objections_to_deciding_came_back(found, by=request.user))
    page = issue_form(found.issue, _("It came back"), objections=objections, submit=_("Take it up again"))
    page |= {
        "template": "supervision/came_back.html",
        "came_back": found,
        "may_read": not list(objections_to_reading_answers(found.issue, by=request.user)),
    }
    choices = [
        Choice("take-up", _("Take it up again"), take_up, _("The issue is back on the ledger."), primary=True),
        Choice("decline", _("Leave it closed"), decline, _("It stays closed; the speaker reads your reason.")),
    ]
    return decide(request, form, found, choices, page=page)
