"""Objecting to a public notice: no account, no session, no trace. The receipt code is shown once, in this answer."""

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bihuan.campaigns.models import Campaign
from bihuan.common.workflow import Refused
from bihuan.opinions.tickets import Hasty, Worn, new_ticket, stub_of
from bihuan.publication.forms import CodeForm, ObjectionForm
from bihuan.publication.models import Publication
from bihuan.publication.selectors import board
from bihuan.supervision.models import NoticePeriod
from bihuan.supervision.policies.verbs import objections_to_objecting
from bihuan.supervision.services.noticing import object_to

SOONEST = timedelta(seconds=3)
"""A person needs longer than this to write a sentence."""


@never_cache
@require_http_methods(["GET", "POST"])
def objecting(request: HttpRequest, campaign: str, number: int) -> HttpResponse:
    """Say what is not right about what is published, while its notice runs."""
    found = get_object_or_404(Campaign.objects.select_related("root"), code=campaign)
    publication = get_object_or_404(board(found), issue__number=number)
    period = get_object_or_404(NoticePeriod, issue=publication.issue_id, cycle=publication.cycle)
    form = ObjectionForm(request.POST or None)
    if not form.is_valid():
        if not form.is_bound and (over := [*objections_to_objecting(period, text="-")]):
            raise Refused(over)
        return _ask(request, publication, form)
    if request.POST.get("website"):
        return _ask(request, publication, form, objection=_("Leave the invisible field empty, then send again."))
    try:
        ticket = stub_of(request.POST.get("ticket", ""), soonest=SOONEST)
    except Hasty:
        return _ask(request, publication, form, objection=_("That was very quick. Wait a moment, then send again."))
    except Worn:
        sentence = _("This form was open for more than a day. Look it over once more, then send it.")
        return _ask(request, publication, form, objection=sentence, fresh=True)
    objection, code = object_to(period, text=form.cleaned_data["text"], ticket=ticket)
    context = {"objection": objection, "code": code, "campaign": found, "organisation": str(found.root)}
    return render(request, "publication/public/objected.html", context)


def _ask(
    request: HttpRequest, publication: Publication, form: forms.Form, *, objection: str = "", fresh: bool = False
) -> HttpResponse:
    context = {
        "form": form,
        "publication": publication,
        "campaign": publication.campaign,
        "organisation": str(publication.campaign.root),
        "ticket": (not fresh and request.POST.get("ticket")) or new_ticket(),
        "objection": objection,
    }
    status = 422 if form.errors or objection else 200
    return render(request, "publication/public/objecting.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """What became of an objection, by its code; the code travels in the posted form only."""
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return render(request, "publication/public/code.html", {"form": form}, status=422 if form.is_bound else 200)
    found = form.objection
    context = {"objection": found, "organisation": str(found.issue.campaign.root)}
    return render(request, "publication/public/ruled.html", context)
