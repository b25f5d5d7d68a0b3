"""Answering: the list by clock, the three rates, the rules, words for replies, and who answers for a voice."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.policies import objections_to_judging_rules
from bihuan.campaigns.selectors import policy_of
from bihuan.common.workflow import Refused
from bihuan.files.responses import file_response
from bihuan.opinions.forms.answering import AfterClosingForm, ClockForm, HandOnForm, MoreTimeForm, ReplyTemplateForm
from bihuan.opinions.models import Attachment, Charge, Clock, ReplyTemplate
from bihuan.opinions.policies import objections_to_office_work
from bihuan.opinions.selectors import visible_opinions
from bihuan.opinions.selectors.answering import PRESETS, listening_policy
from bihuan.opinions.selectors.rates import Counts, rates, timed
from bihuan.opinions.services import answering as services
from bihuan.opinions.tables import address
from bihuan.opinions.tables_answering import answering_list
from bihuan.opinions.views.balance import PeriodForm
from bihuan.opinions.views.doors import for_readers, opinion_or_404
from bihuan.opinions.views.opinions import opinion_page
from bihuan.people.http import PersonRequest
from bihuan.ui.lists import render_list


@require_GET
@for_readers
def answering(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """Who waits, and for how long."""
    rows = timed(visible_opinions(request.user, campaign), campaign)
    page = answering_list(campaign, request.user).page(request, rows)
    return render_list(request, "opinions/answering.html", page, {"campaign": campaign})


# ---------------------------------------------------------------- the three rates

NUMBERS = (
    ("first_due", gettext_lazy("due or answered")),
    ("first_in_time", gettext_lazy("first word in time")),
    ("first_late", gettext_lazy("too late")),
    ("first_missing", gettext_lazy("none, overdue")),
    ("judged", gettext_lazy("judged")),
    ("solved", gettext_lazy("settled")),
    ("unsolved", gettext_lazy("not settled")),
    ("satisfied", gettext_lazy("satisfied")),
    ("dissatisfied", gettext_lazy("dissatisfied")),
    ("silent", gettext_lazy("silent")),
)
"""The columns of the page, by case."""


@dataclass(frozen=True)
class Number:
    """One number under its column's name, and the list it counts."""

    label: object
    value: int
    url: str


@dataclass(frozen=True)
class RateRow:
    """One row: its numbers, and the three rates in words (a percentage, or why there is none)."""

    name: str
    numbers: list[Number]
    responded: str
    solved: str
    satisfied: str


@require_GET
@for_readers
def three_rates(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """Answered in time, solved, satisfied: with n, and every number the door to its list."""
    period = PeriodForm(request.GET)
    days: dict[str, date | None] = period.cleaned_data if period.is_valid() else {}
    found = rates(request.user, campaign, **days)
    least = policy_of(campaign).small_group
    within = {name: day.isoformat() for name, day in _within(days).items() if day}
    rows = [
        _row(campaign, str(channel), {"channel": channel.code, **within}, counts, least) for channel, counts in found
    ]
    total = _row(campaign, _("Total"), within, sum((counts for _channel, counts in found), Counts()), least)
    context = {"campaign": campaign, "rows": rows, "total": total, "period": period, "least": least}
    return render(request, "opinions/rates.html", context)


def _within(days: dict[str, date | None]) -> dict[str, date | None]:
    return {"received_from": days.get("since"), "received_to": days.get("until")}


def _row(campaign: Campaign, name: str, query: dict[str, str], counts: Counts, least: int) -> RateRow:
    url = reverse("opinions:answering", args=[campaign.code])
    numbers = [
        Number(label, getattr(counts, case), f"{url}?{urlencode({**query, 'case': case})}") for case, label in NUMBERS
    ]
    return RateRow(
        name,
        numbers,
        _rate(counts.first_in_time, counts.first_due, least),
        _rate(counts.solved, counts.judged, least),
        _rate(counts.satisfied, counts.judged, least),
    )


def _rate(part: int, whole: int, least: int) -> str:
    """A percentage with its n; none where so few are behind it that one voice would turn it."""
    if whole < least:
        return _("too few (n=%(n)d)") % {"n": whole}
    return _("%(percent).1f %% (n=%(n)d)") % {"percent": 100 * part / whole, "n": whole}


# ---------------------------------------------------------------- rules and words


@require_http_methods(["GET", "POST"])
@for_readers
def rules(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """Clocks, and what follows after closing. Everybody who reads voices sees them; the supervising tier sets them."""
    objections = list(objections_to_judging_rules(campaign, by=request.user))
    clock = ClockForm(campaign, request.POST if "preset" in request.POST else None)
    policy = listening_policy(campaign)
    initial = {"after_closing": policy.after_closing, "decide_workdays": policy.decide_workdays}
    after = AfterClosingForm(request.POST if "after_closing" in request.POST else None, initial=initial)
    if request.method == "POST" and objections:
        raise Refused(objections)
    if clock.is_bound and clock.is_valid():
        data = clock.cleaned_data
        services.set_clock(
            campaign, channel=data["channel"], preset=data["preset"], limits=clock.limits, by=request.user
        )
        return redirect("opinions:rules", campaign.code)
    if after.is_bound and after.is_valid():
        services.set_after_closing(campaign, **after.cleaned_data, by=request.user)
        return redirect("opinions:rules", campaign.code)
    context = {
        "campaign": campaign,
        "clocks": Clock.objects.filter(campaign=campaign).select_related("channel").order_by("channel__position", "pk"),
        "presets": {key: words for key, (words, *_rest) in PRESETS.items()},
        "clock_form": clock,
        "after_form": after,
        "policy": policy,
        "objections": objections,
    }
    return render(request, "opinions/rules.html", context, status=422 if clock.errors or after.errors else 200)


@require_http_methods(["GET", "POST"])
@for_readers
def words(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """Words for replies: kept by name, changed by writing the name again."""
    objections = list(objections_to_office_work(campaign, request.user))
    chosen = ReplyTemplate.objects.filter(campaign=campaign, pk=_number(request.GET.get("change", ""))).first()
    initial = {"name": chosen.name, "kind": chosen.kind, "text": chosen.text} if chosen else {}
    form = ReplyTemplateForm(request.POST or None, initial=initial)
    if request.method == "POST" and objections:
        raise Refused(objections)
    if request.method == "POST" and form.is_valid():
        active = request.POST.get("go") != "retire"
        services.keep_reply_template(campaign, **form.cleaned_data, active=active, by=request.user)
        return redirect("opinions:words", campaign.code)
    kept = ReplyTemplate.objects.filter(campaign=campaign).order_by("-active", "name")
    context = {"campaign": campaign, "form": form, "kept": kept, "objections": objections, "chosen": chosen}
    return render(request, "opinions/words.html", context, status=422 if form.errors else 200)


def _number(words: str) -> int:
    return int(words) if words.isdecimal() and len(words) < 18 else 0


# ---------------------------------------------------------------- one voice


@require_POST
@for_readers
def more_time(request: PersonRequest, campaign: Campaign, number: int) -> HttpResponse:
    """More time for the ending, given by the leading official."""
    found = opinion_or_404(request, campaign, number)
    form = MoreTimeForm(campaign, request.POST)
    if not form.is_valid():
        return opinion_page(request, found, refused={"more_time": form})
    services.give_more_time(found, **form.cleaned_data, by=request.user)
    messages.success(request, _("The speaker reads the new day and the reason by receipt."))
    return redirect(address(found))


@require_POST
@for_readers
def take_charge(request: PersonRequest, campaign: Campaign, number: int) -> HttpResponse:
    """Answer for a voice from now on."""
    found = opinion_or_404(request, campaign, number)
    services.take_charge(found, by=request.user)
    return redirect(address(found))


@require_POST
@for_readers
def hand_on(request: PersonRequest, campaign: Campaign, number: int) -> HttpResponse:
    """Ask somebody else of the office to take over."""
    found = opinion_or_404(request, campaign, number)
    form = HandOnForm(campaign, request.POST)
    if not form.is_valid():
        return opinion_page(request, found, refused={"hand_on": form})
    services.hand_on(found, **form.cleaned_data, by=request.user)
    messages.success(request, pgettext("charge", "Offered. Until it is accepted you answer for it."))
    return redirect(address(found))


@require_POST
@for_readers
def decide_charge(request: PersonRequest, campaign: Campaign, number: int) -> HttpResponse:
    """Accept a voice that was handed on, or leave it where it is."""
    found = opinion_or_404(request, campaign, number)
    offer = get_object_or_404(Charge.objects.select_related("opinion__campaign"), opinion=found, accepted_on=None)
    services.decide_charge(offer, accept=request.POST.get("go") == "accept", by=request.user)
    return redirect(address(found))


@require_GET
@for_readers
def attachment(request: PersonRequest, campaign: Campaign, number: int, position: int) -> FileResponse:
    """A picture or paper that came with a voice."""
    found = opinion_or_404(request, campaign, number)
    kept = get_object_or_404(Attachment.objects.select_related("file"), opinion=found, position=position)
    return file_response(kept.file, name=f"{found.label}-{position}", show=True)
