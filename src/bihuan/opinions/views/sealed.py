"""The public page of the sealed channel, and what the holder of its receipt sees. No trace, as under all of /speak/."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bihuan.campaigns.models import Campaign
from bihuan.opinions.forms.desk import SayForm
from bihuan.opinions.forms.receipts import CodeForm
from bihuan.opinions.forms.sealed import TipOffForm
from bihuan.opinions.models import TipOff
from bihuan.opinions.selectors.sealed import has_keeper, tip_off_by_code
from bihuan.opinions.services.sealed import dialogue_of_tip_off, receive_tip_off, say_sealed
from bihuan.opinions.tickets import Crowded, Hasty, NotCounted, Worn, admitted, new_ticket
from bihuan.opinions.views.doors import listening_or_404
from bihuan.opinions.views.speaking import calculation, why_not
from bihuan.ui.parts import PathStep, Voice


@never_cache
@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest, campaign: str) -> HttpResponse:
    """One page: what happened, about whom, and nothing that must be filled in besides."""
    found = listening_or_404(campaign)
    if not has_keeper(found):
        return render(request, "opinions/public/sealed_closed.html", {"organisation": str(found.root)})
    form = TipOffForm(found, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _send(request, found, form)
    return _ask(request, found, form)


def _ask(
    request: HttpRequest, campaign: Campaign, form: TipOffForm, *, objection: str = "", ticket: str = ""
) -> HttpResponse:
    ticket = ticket or request.POST.get("ticket", "") or new_ticket()
    context = {"form": form, "ticket": ticket, "objection": objection, **calculation(ticket)}
    return render(request, "opinions/public/sealed.html", {**context, "organisation": str(campaign.root)})


def _send(request: HttpRequest, campaign: Campaign, form: TipOffForm) -> HttpResponse:
    if form.cleaned_data["website"]:
        return _ask(request, campaign, form, objection=_("Leave the invisible field empty, then send again."))
    try:
        stub = admitted(request.POST.get("ticket", ""), proof=request.POST.get("proof", ""))
    except (Hasty, NotCounted, Crowded) as error:
        return _ask(request, campaign, form, objection=why_not(error))
    except Worn:
        sentence = _("This form was open for more than a day. Look it over once more, then send it.")
        return _ask(request, campaign, form, objection=sentence, ticket=new_ticket())
    _tip_off, code = receive_tip_off(campaign, ticket=stub, **form.tip)
    context = {"campaign": campaign, "organisation": str(campaign.root), "code": code, "sealed": True}
    return render(request, "opinions/public/handed_in.html", context)


@never_cache
@require_POST
def say(request: HttpRequest) -> HttpResponse:
    """Go on talking with the keeper, without a name."""
    tip_off = tip_off_by_code(request.POST.get("code", ""))
    if tip_off is None:
        return render(request, "opinions/public/look_up.html", {"form": CodeForm(request.POST)})
    form = SayForm(request.POST)
    if form.is_valid():
        say_sealed(tip_off, text=form.cleaned_data["text"], by=None)
        return sealed_receipt_page(request, tip_off, request.POST["code"], notice=_("We have got your words."))
    return sealed_receipt_page(request, tip_off, request.POST["code"], form=form)


def sealed_receipt_page(
    request: HttpRequest, tip_off: TipOff, code: str, *, notice: str = "", form: SayForm | None = None
) -> HttpResponse:
    """How a tip-off stands, for the holder of its code."""
    context = {
        "tip_off": tip_off,
        "code": code,
        "organisation": str(tip_off.campaign.root),
        "notice": notice,
        "steps": [
            PathStep(_("Your words came in, sealed"), tip_off.received_on.isoformat(), "done"),
            PathStep(str(tip_off.get_status_display()), "", "now"),
        ],
        "voices": [
            Voice(_("You") if said.from_speaker else _("The keeper"), said.on, said.text, mine=said.from_speaker)
            for said in dialogue_of_tip_off(tip_off)
        ],
        "say_form": form or SayForm(),
    }
    return render(request, "opinions/public/sealed_receipt.html", context)
