"""From a voice to the ledger: a new issue in its words, or one more voice for an issue that is there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bihuan.ledger.forms.registering import RegisterForm
from bihuan.ledger.forms.voices import JoinForm
from bihuan.ledger.policies import only_office
from bihuan.ledger.selectors import visible_issues
from bihuan.ledger.services.registering import link_voice, register
from bihuan.ledger.terms import terms_of
from bihuan.ledger.views.answering import form_page
from bihuan.opinions.models import Opinion
from bihuan.opinions.selectors import visible_opinions
from bihuan.opinions.states import Status
from bihuan.people.http import PersonRequest, signed_in
from bihuan.ui.parts import Door


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
