"""What whoever spoke answers, known only by the receipt code. The code travels in posted forms and in no address."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bihuan.common.workflow import Refused
from bihuan.opinions.forms.receipts import CodeForm
from bihuan.opinions.models import Opinion
from bihuan.opinions.views.receipts import receipt_page
from bihuan.supervision.forms.asking import MissingForm
from bihuan.supervision.models import Asking, CameBack
from bihuan.supervision.selectors.voices import askings_of_voice, issues_of_voice
from bihuan.supervision.services.asking import answer_by_receipt
from bihuan.supervision.services.returning import say_it_came_back
from bihuan.supervision.states import CameBackStatus


@never_cache
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Satisfied, or dissatisfied with words. The words are asked for on a page of their own."""
    known = CodeForm(request.POST)
    if not known.is_valid():
        return _which_code(request, known)
    asking = get_object_or_404(askings_of_voice(known.opinion), pk=_number(request, "asking"))
    if request.POST.get("answer") == Asking.Answer.SATISFIED:
        return _answered(request, known, asking, answer=Asking.Answer.SATISFIED)
    form = _words(request)
    if not form.is_valid():
        question = _("What is still missing?")
        return _ask_for_words(request, form, known.opinion, question=question, about=asking.issue.title)
    return _answered(request, known, asking, answer=Asking.Answer.DISSATISFIED, words=form.cleaned_data["words"])


def _answered(request: HttpRequest, known: CodeForm, asking: Asking, **said: Any) -> HttpResponse:
    try:
        answer_by_receipt(asking, **said)
    except Refused as refused:
        notice = " ".join(refused.reasons)
    else:
        notice = _thanks(said["answer"])
    return receipt_page(request, known.opinion, known.cleaned_data["code"], notice=notice)


def _thanks(answer: str) -> str:
    if answer == Asking.Answer.SATISFIED:
        return _("Thank you. We noted that you are satisfied; you can change it until the issue moves on.")
    return _(
        "We noted that you are not satisfied. The issue cannot be closed now: it is reworked, or the next higher tier "
        "rules on it with a reason that you can read here."
    )


@never_cache
@require_POST
def came_back(request: HttpRequest) -> HttpResponse:
    """After closing: it came back, or was never right. By policy it is re-opened at once, or decided in time."""
    known = CodeForm(request.POST)
    if not known.is_valid():
        return _which_code(request, known)
    issue = get_object_or_404(issues_of_voice(known.opinion), pk=_number(request, "issue"))
    form = _words(request)
    if not form.is_valid():
        return _ask_for_words(
            request, form, known.opinion, question=_("What came back, or is still not right?"), about=issue.title
        )
    try:
        said = say_it_came_back(issue, opinion=known.opinion, words=form.cleaned_data["words"])
    except Refused as refused:
        notice = " ".join(refused.reasons)
    else:
        notice = _what_follows(said)
    return receipt_page(request, known.opinion, known.cleaned_data["code"], notice=notice)


def _what_follows(said: CameBack) -> str:
    if said.status == CameBackStatus.TAKEN_UP:
        return _("The issue is re-opened. You will be asked again before it can be closed.")
    return _(
        "We have got your words. The supervising team decides by %(due)s whether the issue is re-opened, and you read "
        "the reason here. If nobody decides by then, it is re-opened by itself."
    ) % {"due": date_format(said.due, "DATE_FORMAT")}


def _words(request: HttpRequest) -> MissingForm:
    """The form of the second step: empty when the first button was pressed, bound when words came with it."""
    return MissingForm(request.POST if "words" in request.POST else None)


def _ask_for_words(
    request: HttpRequest, form: forms.Form, opinion: Opinion, *, question: str, about: str
) -> HttpResponse:
    carried = {name: request.POST[name] for name in ("code", "asking", "issue", "answer") if name in request.POST}
    context = {
        "form": form,
        "question": question,
        "about": about,
        "carried": carried,
        "organisation": str(opinion.campaign.root),
    }
    return render(request, "supervision/public/words.html", context, status=422 if form.errors else 200)


def _which_code(request: HttpRequest, known: CodeForm) -> HttpResponse:
    return render(request, "opinions/public/look_up.html", {"form": known}, status=422)


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 18 else 0
