"""Pages of must-talks: writing one down, and reading its notes, which leaves a fact."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bihuan.campaigns.selectors import day_of
from bihuan.ledger.views.answering import form_page
from bihuan.people.http import PersonRequest, signed_in
from bihuan.supervision.forms.phases import TalkForm
from bihuan.supervision.models import UnitTalk
from bihuan.supervision.policies.talks import objections_to_talking
from bihuan.supervision.selectors.phases import visible_standings
from bihuan.supervision.services.talks import hold_talk, read_notes
from bihuan.supervision.views.phases import about, doors_to, standing_of


@require_http_methods(["GET", "POST"])
@signed_in
def talk_new(request: PersonRequest, pk: int) -> HttpResponse:
    """The team writes a talk down."""
    found = standing_of(request, pk)
    first = {"talked_on": day_of(found.phase.campaign)}
    form = TalkForm(request.POST or None, initial=first, phase=found.phase)
    reasons = list(objections_to_talking(found, talked_on=None, by=request.user))
    return form_page(
        request,
        form,
        lambda: hold_talk(found, **form.said(), by=request.user),
        page=about(found, _("Write a talk down"), objections=reasons),
        done=_("The talk is written down; its notes are encrypted."),
    )


@never_cache
@require_POST
@signed_in
def talk_notes(request: PersonRequest, pk: int) -> HttpResponse:
    """The notes stand only in the answer to this, and the reading in the record."""
    rows = UnitTalk.objects.filter(standing__in=visible_standings(request.user))
    found = get_object_or_404(rows.select_related("group", "by", "standing__unit", "standing__phase__campaign"), pk=pk)
    words = read_notes(found, by=request.user)
    context = {
        "talk": found,
        "words": words,
        "doors": doors_to(found.standing),
        "back": reverse("supervision:standing", args=[found.standing_id]),
    }
    return render(request, "supervision/talks/notes.html", context)
