"""A questionnaire on a phone: no account, no session, no trace. A refused page answers 200, as all public pages do."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bihuan.common.workflow import Refused
from bihuan.opinions.forms.questionnaires.filling import CHECK, SLIP, Filling
from bihuan.opinions.models import Questionnaire
from bihuan.opinions.selectors.questionnaires.paper import open_questionnaire, paper_of, version_in_use
from bihuan.opinions.services.questionnaires.answering import hand_in
from bihuan.opinions.tickets import Crowded, Hasty, NotCounted, Worn, admitted
from bihuan.opinions.views.speaking import calculation, why_not

PAGES = "opinions/questionnaires/public"


@never_cache
@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, code: str) -> HttpResponse:
    """Say what it is about, ask one question a page, take the answers in at the end."""
    questionnaire = open_questionnaire(code)
    version = version_in_use(questionnaire) if questionnaire else None
    if questionnaire is None or version is None:
        raise Http404
    filling = Filling(questionnaire, paper_of(version), request.POST)
    if request.method == "GET":
        return render(request, f"{PAGES}/start.html", {**_frame(questionnaire), "filling": filling})
    if request.POST.get("go") == "begin":
        return _ask(request, filling, filling.steps[0], bound=False)
    if request.POST.get("go") == "back":
        return _ask(request, filling, filling.beside(-1), bound=False)
    if not filling.form(filling.here).is_valid():
        return _ask(request, filling, filling.here)
    if request.POST.get("go") == "send" and filling.here == CHECK:
        return _send(request, filling)
    return _ask(request, filling, filling.wanted or filling.beside(1), bound=False)


def _frame(questionnaire: Questionnaire) -> dict[str, object]:
    campaign = questionnaire.campaign
    return {"questionnaire": questionnaire, "campaign": campaign, "organisation": str(campaign.root)}


def _ask(
    request: HttpRequest, filling: Filling, step: str, *, bound: bool = True, objections: tuple[str, ...] = ()
) -> HttpResponse:
    asked = filling.question(step)
    form: forms.Form = filling.form(step, bound=bound)
    context = {
        **_frame(filling.questionnaire),
        "step": step,
        "place": filling.steps.index(step) + 1,
        "places": len(filling.steps),
        "first": step == filling.steps[0],
        "asked": asked,
        "section": filling.paper.section_of(asked) if asked else None,
        "question": asked.question.text
        if asked
        else _("Your slip")
        if step == SLIP
        else _("Look it over, then send it"),
        "form": form,
        "carried": filling.carried(step),
        "ticket": filling.ticket,
        "objections": objections,
        "lines": filling.lines if step == CHECK else [],
        **(calculation(filling.ticket) if step == CHECK else {}),
    }
    return render(request, f"{PAGES}/{'check' if step == CHECK else 'question'}.html", context)


def _send(request: HttpRequest, filling: Filling) -> HttpResponse:
    missing = filling.unanswered
    if missing:
        return _ask(request, filling, missing)
    if request.POST.get("website"):
        return _ask(request, filling, CHECK, objections=(_("Leave the invisible field empty, then send again."),))
    try:
        stub = admitted(filling.ticket, proof=request.POST.get("proof", ""))
        hand_in(filling.paper.version, filling.filled(), form=stub, slip=request.POST.get("slip", ""))
    except (Hasty, NotCounted, Crowded) as error:
        return _ask(request, filling, CHECK, objections=(why_not(error),))
    except Worn:
        posted = request.POST.copy()
        posted["ticket"] = ""
        fresh = Filling(filling.questionnaire, filling.paper, posted)
        sentence = _("This form was open for more than a day. Look it over once more, then send it.")
        return _ask(request, fresh, CHECK, objections=(sentence,))
    except Refused as refused:
        return _ask(request, filling, CHECK, objections=refused.reasons)
    return render(request, f"{PAGES}/thanks.html", _frame(filling.questionnaire))
