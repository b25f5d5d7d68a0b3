"""From a voice to the ledger: a new issue in its words, or one more voice for an issue that is there."""

from collections import Counter

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bihuan.campaigns.models import Campaign
from bihuan.common.workflow import Refused
from bihuan.ledger.forms.registering import RegisterForm
from bihuan.ledger.forms.voices import JoinForm
from bihuan.ledger.policies import only_office
from bihuan.ledger.selectors import visible_issues
from bihuan.ledger.services.registering import link_voice, register
from bihuan.ledger.terms import terms_of
from bihuan.ledger.views.answering import form_page
from bihuan.opinions.models import Opinion
from bihuan.opinions.selectors import visible_opinions
from bihuan.opinions.services.triage_sorting import waiting_with_companions
from bihuan.opinions.states import Status
from bihuan.people.http import PersonRequest, signed_in
from bihuan.ui.lists import BulkAction
from bihuan.ui.parts import Door

MOST_AT_ONCE = 500
"""Voices that become one issue in one go: as many as a person can have looked at."""


def opinion_section(request: HttpRequest, opinion: Opinion) -> SafeString:
    """For the page of an opinion: the way into the ledger, or the issue that it became."""
    context = {
        "opinion": opinion,
        "waiting": opinion.status == Status.OPEN,
        "issues": [voice.issue for voice in opinion.issues.filter(removed_at__isnull=True).select_related("issue")],
    }
    return mark_safe(render_to_string("ledger/_from_opinion.html", context, request=request))  # noqa: S308 - a template escapes


def _opinion_of(request: PersonRequest, pk: int) -> Opinion:
    found = get_object_or_404(Opinion.objects.select_related("campaign__root"), pk=pk)
    return get_object_or_404(visible_opinions(request.user, found.campaign).select_related("campaign__root"), pk=pk)


def _page(request: PersonRequest, opinion: Opinion, *, heading: str) -> dict[str, object]:
    listed = reverse("opinions:list", args=[opinion.campaign.code])
    own = reverse("opinions:opinion", args=[opinion.campaign.code, opinion.number])
    return {
        "heading": heading,
        "submit": heading,
        "doors": [Door(_("Opinions"), listed), Door(opinion.label, own)],
        "back": own,
        "objections": list(only_office(opinion.campaign, by=request.user)),
        "quote": opinion.text,
        "template": "ledger/voice_form.html",
    }


@require_http_methods(["GET", "POST"])
@signed_in
def new_from(request: PersonRequest, pk: int) -> HttpResponse:
    """Register an issue in the words of one opinion."""
    opinion = _opinion_of(request, pk)
    terms = terms_of(opinion.campaign)
    form = RegisterForm(request.POST or None, terms=terms, initial={"text": opinion.text})
    page = _page(request, opinion, heading=_("Register as a new issue"))

    def act() -> None:
        words = form.cleaned_data["text"]
        made = register(opinion.campaign, text=words, details=form.details(), by=request.user, opinions=(opinion,))
        page["back"] = reverse("ledger:issue", args=[made.pk])

    return form_page(request, form, act, page=page, done=_("The issue is on the ledger."))


@require_http_methods(["GET", "POST"])
@signed_in
def join(request: PersonRequest, pk: int) -> HttpResponse:
    """Let one opinion join an issue that is there."""
    opinion = _opinion_of(request, pk)
    form = JoinForm(request.POST or None, issues=visible_issues(request.user, opinion.campaign))
    page = _page(request, opinion, heading=_("Join an issue"))

    def act() -> None:
        issue = form.cleaned_data["into"]
        link_voice(issue, opinion, reply=form.cleaned_data["reply"], by=request.user)
        page["back"] = reverse("ledger:issue", args=[issue.pk])

    return form_page(request, form, act, page=page, done=_("The voice joined the issue."))


def bulk_actions(_campaign: Campaign) -> list[BulkAction]:
    """For the triage desk: several opinions become one issue."""
    return [BulkAction(_("Become one issue"), reverse("ledger:new-from-many"))]


@require_POST
@signed_in
def new_from_many(request: PersonRequest) -> HttpResponse:
    """Register one issue for several opinions and whoever stands together with them: first ask, then do it."""
    keys = [int(pk) for pk in request.POST.getlist("pk")[:MOST_AT_ONCE] if pk.isdecimal()]
    first = Opinion.objects.filter(pk__in=keys).select_related("campaign__root").order_by("number").first()
    if first is None:
        raise Http404
    campaign = first.campaign
    chosen = list(get_list_or_404(visible_opinions(request.user, campaign).order_by("number"), pk__in=keys))
    if reasons := list(only_office(campaign, by=request.user)):
        raise Refused(reasons)
    reached = list(waiting_with_companions(chosen))
    data = request.POST if "text" in request.POST else None
    form = RegisterForm(data, terms=terms_of(campaign), initial=_begin(chosen))
    if form.is_bound and form.is_valid():
        made = register(
            campaign, text=form.cleaned_data["text"], details=form.details(), by=request.user, opinions=tuple(reached)
        )
        messages.success(request, _("Issue %(issue)s is on the ledger.") % {"issue": made})
        return redirect("opinions:triage", campaign.code)
    back = reverse("opinions:triage", args=[campaign.code])
    context = {
        "form": form,
        "chosen": chosen,
        "reached": reached,
        "heads": sum(one.heads for one in reached),
        "back": back,
        "doors": [Door(_("Triage desk"), back)],
    }
    return render(request, "ledger/from_many.html", context, status=422 if form.errors else 200)


def _begin(chosen: list[Opinion]) -> dict[str, object]:
    """What the form proposes: the fullest words, and the category that most of them have."""
    categories = Counter(one.category_id for one in chosen if one.category_id)
    category = categories.most_common(1)[0][0] if categories else None
    return {"text": max((one.text for one in chosen), key=len), "category": category}
