"""What the holder of a receipt code sees. The code travels only inside posted forms: in no address, in no log.

Like the pages of the form these answer 200 even when something is missing, so that nothing is logged.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bihuan.common.workflow import Refused
from bihuan.opinions import services
from bihuan.opinions.forms.desk import SayForm
from bihuan.opinions.forms.receipts import CodeForm, VerdictForm
from bihuan.opinions.models import Opinion, Verdict
from bihuan.opinions.selectors import standing_disposition
from bihuan.opinions.selectors.sealed import tip_off_by_code
from bihuan.opinions.services.verdicts import give_verdict
from bihuan.opinions.states import Status
from bihuan.opinions.tables import day
from bihuan.opinions.views.doors import receipt_sections
from bihuan.opinions.views.opinions import dialogue_of
from bihuan.opinions.views.sealed import sealed_receipt_page
from bihuan.ui.parts import PathStep


@never_cache
@require_http_methods(["GET", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """Ask for the code, and show how things stand."""
    tip_off = tip_off_by_code(request.POST.get("code", "")) if request.method == "POST" else None
    if tip_off is not None:
        return sealed_receipt_page(request, tip_off, request.POST["code"])
    form = CodeForm(request.POST or None)
    if form.is_valid():
        return receipt_page(request, form.opinion, form.cleaned_data["code"])
    return render(request, "opinions/public/look_up.html", {"form": form})


@never_cache
@require_POST
def say(request: HttpRequest) -> HttpResponse:
    """Go on talking, without a name."""
    form = CodeForm(request.POST)
    if not form.is_valid():
        return render(request, "opinions/public/look_up.html", {"form": form})
    words = SayForm(request.POST)
    if not words.is_valid():
        return receipt_page(request, form.opinion, form.cleaned_data["code"], say_form=words)
    services.say(form.opinion, text=words.cleaned_data["text"], by=None)
    return receipt_page(request, form.opinion, form.cleaned_data["code"], notice=_("We have got your words."))


@never_cache
@require_POST
def judge(request: HttpRequest) -> HttpResponse:
    """Settled or not, and how well: the speaker's own word about an ending."""
    known = CodeForm(request.POST)
    if not known.is_valid():
        return render(request, "opinions/public/look_up.html", {"form": known})
    code, form = known.cleaned_data["code"], VerdictForm(request.POST)
    if not form.is_valid():
        return receipt_page(request, known.opinion, code, verdict_form=form)
    try:
        verdict = give_verdict(known.opinion, **form.cleaned_data)
    except Refused as refused:
        return receipt_page(request, known.opinion, code, notice=" ".join(refused.reasons))
    thanks = (
        _("Thank you. We noted that the matter is settled for you.")
        if verdict.solved
        else _("What you said waits again: the answer was taken back, and the office has to find a better one.")
    )
    return receipt_page(request, known.opinion, code, notice=thanks)


def receipt_page(
    request: HttpRequest,
    opinion: Opinion,
    code: str,
    *,
    notice: str = "",
    say_form: SayForm | None = None,
    verdict_form: VerdictForm | None = None,
) -> HttpResponse:
    """Render the page of a receipt; later stages answer their own forms on it with this as well.

    Every form on it must carry `code` in a hidden field and be posted.
    """
    opinion.refresh_from_db(fields=["status"])
    standing = standing_disposition(opinion)
    judged = standing is not None and Verdict.objects.filter(disposition=standing).exists()
    may_judge = standing is not None and not judged and opinion.status != Status.BECAME_ISSUE
    context = {
        "verdict_form": (verdict_form or VerdictForm()) if may_judge else None,
        "judged": judged,
        "more_time": opinion.more_time.order_by("-pk").first() if standing is None else None,
        "opinion": opinion,
        "code": code,
        "organisation": str(opinion.campaign.root),
        "headline": _headline(opinion),
        "steps": _steps(opinion),
        "standing": standing,
        "voices": dialogue_of(opinion, mine_is_speaker=True),
        "say_form": say_form or SayForm(),
        "sections": receipt_sections(request, opinion, code),
        "notice": notice,
    }
    return render(request, "opinions/public/receipt.html", context)


def _headline(opinion: Opinion) -> str:
    return {
        Status.OPEN: _("We have got your words; they wait for a decision"),
        Status.BECAME_ISSUE: _("What you said is on the ledger"),
        Status.ANSWERED: _("What you said has been answered"),
        Status.REFUSED: _("What you said was not taken up; here is why"),
        Status.FORWARDED: _("What you said was passed on to those in charge"),
    }[Status(opinion.status)]


def _steps(opinion: Opinion) -> list[PathStep]:
    standing = standing_disposition(opinion)
    got = PathStep(_("Your words came in"), day(opinion.received_on), "done")
    if standing is None:
        return [
            got,
            PathStep(_("Waiting for a decision"), "", "now"),
            PathStep(pgettext("receipt", "Answer")),
        ]
    return [got, PathStep(standing.get_kind_display(), day(standing.day), "now")]
