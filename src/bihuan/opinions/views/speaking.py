"""The public face of listening: no account, no session, no trace.

All answers travel with the form in hidden fields and are checked anew at every page; the server keeps nothing until
the last button is pressed. A refused page answers 200: any other status writes a line with its moment into the log.
"""

from collections.abc import Mapping

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from bihuan.opinions import services
from bihuan.opinions.forms.speaking import QUESTIONS, Question
from bihuan.opinions.forms.telling import Telling
from bihuan.opinions.policies import signs_of_identity
from bihuan.opinions.proofs import PIECES, bits
from bihuan.opinions.selectors import open_campaigns, public_channels
from bihuan.opinions.selectors.sealed import has_keeper
from bihuan.opinions.tickets import SOONEST, WITHOUT_SCRIPT, Crowded, Hasty, NotCounted, Worn, stub_of
from bihuan.opinions.views.doors import listening_or_404, open_channel_or_404


@require_GET
def campaigns(request: HttpRequest) -> HttpResponse:
    """Name the campaigns that listen; a single one needs no choosing."""
    found = list(open_campaigns().select_related("root"))
    if len(found) == 1:
        return redirect("speak:campaign", found[0].code)
    return render(request, "opinions/public/campaigns.html", {"campaigns": found})


@require_GET
def campaign(request: HttpRequest, campaign: str) -> HttpResponse:
    """Say who listens and by which ways."""
    found = listening_or_404(campaign)
    context = {"campaign": found, "organisation": str(found.root), "channels": public_channels(found)}
    context["sealed"] = has_keeper(found)
    return render(request, "opinions/public/campaign.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def say(request: HttpRequest, campaign: str, channel: str) -> HttpResponse:
    """Ask one question a page, and take the opinion in at the end."""
    way = open_channel_or_404(campaign, channel)
    telling = Telling(way.campaign, way, _posted(request), request.FILES)
    if request.method == "GET":
        return _ask(request, telling, QUESTIONS[0])
    if request.POST.get("go") == "back":
        return _ask(request, telling, telling.before)
    form = telling.form(telling.here)
    if not form.is_valid():
        return _ask(request, telling, telling.here, form)
    if request.POST.get("go") == "send" and telling.here.key == "check":
        return _send(request, telling, form)
    return _ask(request, telling, telling.wanted or telling.after)


def _ask(
    request: HttpRequest, telling: Telling, question: Question, refused: forms.Form | None = None, objection: str = ""
) -> HttpResponse:
    form = refused or question.form(telling.campaign, initial=telling.answers)
    context = {
        "campaign": telling.campaign,
        "organisation": str(telling.campaign.root),
        "question": question,
        "form": form,
        "carried": {name: value for name, value in telling.answers.items() if name not in form.fields and value},
        "ticket": telling.ticket,
        **calculation(telling.ticket),
        "step": telling.questions.index(question) + 1,
        "steps": len(telling.questions),
        "first": question == telling.questions[0],
        "objection": objection,
        "lines": telling.lines if question.key == "check" else [],
        "signs": list(signs_of_identity(telling.answers["text"])) if telling.answers["named"] == "no" else [],
    }
    template = "check" if question.key == "check" else "question"
    return render(request, f"opinions/public/{template}.html", context)


def _posted(request: HttpRequest) -> Mapping[str, str]:
    """The answers so far; a poster's code may say in its address which unit the form is about (`?about=`)."""
    if request.method == "GET":
        return {"about_words": request.GET.get("about", "")[:120]}
    return request.POST


def calculation(ticket: str) -> dict[str, object]:
    """What a page needs for the calculation of its form; see `proofs`."""
    try:
        return {"stub": stub_of(ticket), "bits": bits(), "pieces": PIECES}
    except Worn:
        return {"bits": 0}


def why_not(error: Exception) -> str:
    """The sentence for a form that cannot come in yet."""
    if isinstance(error, NotCounted):
        return _(
            "Your browser did not do the small calculation that keeps machines away. That is all right: wait until the "
            "form has been open for %(seconds)d seconds, then send again. Nothing is lost."
        ) % {"seconds": WITHOUT_SCRIPT.seconds}
    if isinstance(error, Crowded):
        return _("Very much is coming in at this moment. Wait a minute, then send again. Nothing is lost.")
    return _("That was very quick. Wait %(seconds)d seconds, then send again.") % {"seconds": SOONEST.seconds}


def _send(request: HttpRequest, telling: Telling, form: forms.Form) -> HttpResponse:
    missing = telling.unanswered
    if missing:
        return _ask(request, telling, missing, telling.form(missing))
    if request.POST.get("website"):
        return _ask(request, telling, telling.here, objection=_("Leave the invisible field empty, then send again."))
    try:
        said = telling.said(form.cleaned_data["attached"])
    except (Hasty, NotCounted, Crowded) as error:
        return _ask(request, telling, telling.here, objection=why_not(error))
    except Worn:
        fresh = Telling(telling.campaign, telling.channel, {**request.POST.dict(), "ticket": ""})
        sentence = _("This form was open for more than a day. Look it over once more, then send it.")
        return _ask(request, fresh, telling.here, objection=sentence)
    opinion, code = services.receive(telling.campaign, by=None, **said)
    context = {
        "campaign": telling.campaign,
        "organisation": str(telling.campaign.root),
        "opinion": opinion,
        "code": code,
    }
    return render(request, "opinions/public/handed_in.html", context)
