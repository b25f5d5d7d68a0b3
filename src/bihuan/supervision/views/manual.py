"""The supervision manual of whoever is signed in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bihuan.ledger.views.loading import campaign_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.supervision.selectors.manual import FORMS, STEPS, manual_of, membership_of
from bihuan.supervision.views.loading import door


@require_GET
@signed_in
def manual(request: PersonRequest) -> HttpResponse:
    """His documents, steps, timetable, units, forms and focus lists; without a team, the sentence how to get one."""
    campaign = campaign_of(request)
    member = membership_of(campaign, request.user)
    context = {
        "manual": manual_of(member) if member else None,
        "steps": STEPS,
        "forms": FORMS,
        "campaign": campaign,
        "doors": [door()],
    }
    return render(request, "supervision/visits/manual.html", context)
