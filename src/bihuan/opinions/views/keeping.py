"""The keeper's pages. To everybody else, office and administrators included, none of them exists."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import visible_campaigns
from bihuan.opinions.forms.sealed import KeeperForm, KeeperReplyForm
from bihuan.opinions.models import Keeper, TipOff, TipOffPart
from bihuan.opinions.policies.sealed import objections_to_keepers
from bihuan.opinions.selectors.sealed import keepers, visible_tip_offs
from bihuan.opinions.services import sealed as services
from bihuan.opinions.states import PASS_ON
from bihuan.people.http import PersonRequest, signed_in
from bihuan.ui.parts import Voice


def _campaign(request: PersonRequest, code: str) -> Campaign:
    found = get_object_or_404(visible_campaigns(request.user).select_related("root", "office"), code=code)
    request.bihuan_campaign = found  # type: ignore[attr-defined] # the frame shows the campaign of the address
    return found


def _kept(request: PersonRequest, code: str) -> Campaign:
    found = _campaign(request, code)
    if not keepers(found).filter(person=request.user).exists():
        raise Http404
    return found


def _tip_off(request: PersonRequest, code: str, number: int) -> TipOff:
    return get_object_or_404(visible_tip_offs(request.user, _kept(request, code)), number=number)


@never_cache
@require_GET
@signed_in
def tip_offs(request: PersonRequest, campaign: str) -> HttpResponse:
    """What waits, by number and day only: words are seen one at a time, and leave a fact."""
    found = _kept(request, campaign)
    rows = visible_tip_offs(request.user, found).order_by("status", "-number")[:200]
    return render(request, "opinions/keeping.html", {"campaign": found, "rows": rows})


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def tip_off(request: PersonRequest, campaign: str, number: int) -> HttpResponse:
    """Opened by a button, not by a link: reading leaves a fact, and a GET writes nothing."""
    found = _tip_off(request, campaign, number)
    if request.method == "GET":
        return render(request, "opinions/tip_off.html", {"tip_off": found, "campaign": found.campaign})
    return _opened(request, found)


def _opened(request: PersonRequest, found: TipOff, form: KeeperReplyForm | None = None) -> HttpResponse:
    opened = services.open_tip_off(found, by=request.user)
    context = {
        "tip_off": found,
        "campaign": found.campaign,
        "opened": opened,
        "about_all": found.about_unit_id == found.campaign.root_id,
        "form": form or KeeperReplyForm(),
        "pictures": found.parts.filter(picture=True).order_by("pk"),
        "may_pass_on": found.status in PASS_ON.sources,
        "voices": [
            Voice(_("The sender") if said.from_speaker else _("The keeper"), said.on, said.text, not said.from_speaker)
            for said in services.dialogue_of_tip_off(found)
        ],
    }
    return render(request, "opinions/tip_off.html", context, status=422 if form else 200)


@never_cache
@require_POST
@signed_in
def reply(request: PersonRequest, campaign: str, number: int) -> HttpResponse:
    """Write to the sender; by the button pressed also pass it on, or end it."""
    found = _tip_off(request, campaign, number)
    form = KeeperReplyForm(request.POST)
    if not form.is_valid():
        return _opened(request, found, form)
    words = form.cleaned_data["reply"]
    verbs: dict[str, Callable[[], None]] = {
        "pass-on": lambda: services.pass_on(found, reply=words, by=request.user),
        "end": lambda: services.end_tip_off(found, reply=words, by=request.user),
    }
    verbs.get(request.POST.get("go", ""), lambda: services.say_sealed(found, text=words, by=request.user))()
    return redirect("opinions:tip-offs", campaign)


@never_cache
@require_GET
@signed_in
def picture(request: PersonRequest, campaign: str, number: int, pk: int) -> HttpResponse:
    """A photograph of a tip-off, opened for this one answer."""
    part = get_object_or_404(TipOffPart, pk=pk, picture=True, tip_off=_tip_off(request, campaign, number))
    content = services.picture_of(part)
    kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    return HttpResponse(content, content_type=kind, headers={"Cache-Control": "no-store"})


@require_http_methods(["GET", "POST"])
@signed_in
def appointments(request: PersonRequest, campaign: str) -> HttpResponse:
    """Who keeps the sealed channel: the leading official's page."""
    found = _campaign(request, campaign)
    if list(objections_to_keepers(found, by=request.user)):
        raise Http404
    form = KeeperForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.appoint_keeper(found, person=form.cleaned_data["person"], by=request.user)
        return redirect("opinions:keepers", campaign)
    context = {"campaign": found, "form": form, "keepers": keepers(found)}
    return render(request, "opinions/keepers.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def relieve(request: PersonRequest, campaign: str, pk: int) -> HttpResponse:
    """End an appointment."""
    found = _campaign(request, campaign)
    keeper = get_object_or_404(Keeper.objects.filter(campaign=found, until__isnull=True), pk=pk)
    if list(objections_to_keepers(found, by=request.user)):
        raise Http404
    services.relieve_keeper(keeper, by=request.user)
    return redirect("opinions:keepers", campaign)
