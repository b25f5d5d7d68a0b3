"""The desk: the voices that wait on the left, one of them with all there is to know about it on the right."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from bihuan.campaigns.models import Campaign, Term
from bihuan.campaigns.selectors import terms
from bihuan.opinions.engine import likenesses, opinions_called
from bihuan.opinions.forms.desk import AnswerForm, ForwardForm, RefuseForm
from bihuan.opinions.forms.triage import CategoryForm, ResponsibleForm
from bihuan.opinions.models import Disposition, Likeness, Opinion
from bihuan.opinions.policies import objections_to_office_work
from bihuan.opinions.reasons import in_words
from bihuan.opinions.selectors import visible_opinions
from bihuan.opinions.selectors.triage_desk import (
    advice_on_category,
    advice_on_unit,
    alike,
    suggestion_of,
    waiting_opinions,
)
from bihuan.opinions.selectors.triage_matters import heads_by_channel, tie_of
from bihuan.opinions.services.triage_sorting import categorise, hand_to
from bihuan.opinions.states import Status
from bihuan.opinions.tables_triage import QUEUE
from bihuan.opinions.views.doors import for_office, for_readers, opinion_or_404, opinion_sections
from bihuan.opinions.views.opinions import Ending, lines_of
from bihuan.people.http import PersonRequest
from bihuan.ui.lists import BulkAction, render_list

Kind = Disposition.Kind
LEAST_TYPED = 8
"""Characters from which it is worth looking for what is like them."""


@require_GET
@for_readers
def queue(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """The voices that wait; `at` in the address is the one on the right, else the first. It is fetched by itself, so
    that the list is there at once.
    """
    reasons = list(objections_to_office_work(campaign, request.user))
    actions = [] if reasons else bulk_actions(campaign)
    page = QUEUE.page(request, waiting_opinions(request.user, campaign), actions=actions)
    at = request.GET.get("at", "")
    numbers = [row.number for row in page.rows]
    number = int(at) if at.isdecimal() and int(at) in numbers else next(iter(numbers), None)
    found = next((row for row in page.rows if row.number == number), None)
    context = {"campaign": campaign, "reasons": reasons, "opinion": found}
    return render_list(request, "opinions/triage/queue.html", page, context)


def bulk_actions(campaign: Campaign) -> list[BulkAction]:
    """What may be done to the ticked voices, here and by later stages; each is previewed first."""
    later = [import_string(path)(campaign) for path in getattr(settings, "BIHUAN_OPINION_BULK", ())]
    own = [
        BulkAction(label, reverse(f"opinions:triage-{verb}", args=[campaign.code]))
        for verb, label in (
            ("accept", _("Accept suggestions")),
            ("categorise", _("Set the category")),
            ("hand", _("Set the responsible unit")),
            ("merge", _("Put together")),
            ("dispose", _("End them")),
        )
    ]
    return [*own, *(action for actions in later for action in actions)]


@require_GET
@for_readers
def voice(request: PersonRequest, campaign: Campaign, number: int) -> HttpResponse:
    """One voice with its suggestions, for the right side of the desk."""
    context = voice_context(request, opinion_or_404(request, campaign, number))
    return render(request, "opinions/triage/_voice.html", context)


def voice_context(request: PersonRequest, found: Opinion) -> dict[str, Any]:
    """Everything the right side shows about one voice."""
    campaign = found.campaign
    said = suggestion_of(found)
    tie = tie_of(found)
    near = alike(found, viewer=request.user)
    return {
        "campaign": campaign,
        "opinion": found,
        "lines": lines_of(found),
        "said": said,
        "matter_reason": in_words(said.matter_why) if said else "",
        "categories": _choices(found, said.category if said else None),
        "on_category": advice_on_category(said),
        "on_unit": advice_on_unit(said),
        "unit_form": ResponsibleForm(campaign, auto_id="id_unit_%s"),
        "alike": near,
        "twins": [
            one for one in near if one.duplicate and not (tie and one.tie and one.tie.matter_id == tie.matter_id)
        ],
        "tie": tie,
        "heads": heads_by_channel(tie.matter) if tie else [],
        "endings": _endings(campaign) if found.status == Status.OPEN else [],
        "sections": opinion_sections(request, found),
        "reasons": list(objections_to_office_work(campaign, request.user)),
        "back": request.GET.urlencode(),
    }


def _choices(found: Opinion, suggested: Term | None) -> list[tuple[Term, str]]:
    """The categories, each with its part: decided, suggested, or neither."""
    decided = found.category_id
    return [
        (term, "decided" if term.pk == decided else "suggested" if suggested and term.pk == suggested.pk else "")
        for term in terms(found.campaign, Term.Taxonomy.CATEGORY)
    ]


def _endings(campaign: Campaign) -> list[Ending]:
    url = reverse("opinions:triage-dispose", args=[campaign.code])
    return [
        Ending(kind.value, name, "", url, form(campaign, auto_id=f"id_{kind.value}_%s"))
        for kind, name, form in (
            (Kind.ANSWERED, _("Answer on the spot"), AnswerForm),
            (Kind.REFUSED, _("Do not register"), RefuseForm),
            (Kind.FORWARDED, pgettext("verb", "Forward"), ForwardForm),
        )
    ]


@require_POST
@for_office
def decide(request: PersonRequest, campaign: Campaign, number: int) -> HttpResponse:
    """Take a category or a responsible unit for one voice, from the suggestion or against it."""
    found = opinion_or_404(request, campaign, number)
    if "category" in request.POST:
        category = CategoryForm(campaign, request.POST)
        if category.is_valid():
            categorise(campaign, [found], category=category.cleaned_data["category"], by=request.user)
    else:
        unit = ResponsibleForm(campaign, request.POST, auto_id="id_unit_%s")
        if not unit.is_valid():
            context = voice_context(request, found) | {"unit_form": unit}
            return render(request, "opinions/triage/_voice.html", context, status=422)
        hand_to(campaign, [found], unit=unit.cleaned_data["unit"], by=request.user)
    if request.headers.get("HX-Request"):
        return render(request, "opinions/triage/_voice.html", voice_context(request, found))
    return redirect(queue_address(campaign, request.POST.get("back", ""), at=number))


def queue_address(campaign: Campaign, back: str, *, at: int | None = None) -> str:
    """The desk with the conditions it had, on one voice."""
    query = QueryDict(back, mutable=True)
    query.pop("at", None)
    if at is not None:
        query["at"] = str(at)
    return f"{reverse('opinions:triage', args=[campaign.code])}?{query.urlencode()}"


@require_POST
@for_office
def similar(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """What was said before that is like the words being typed. Posted, because an address stands in logs."""
    words = request.POST.get("text", "").strip()
    found = likenesses(campaign, words) if len(words) >= LEAST_TYPED else []
    called = opinions_called(campaign, [label for label, *_rest in found])
    readable = set(visible_opinions(request.user, campaign).filter(pk__in=[one.pk for one in called.values()]))
    rows = [
        {
            "opinion": called[label],
            "kind": Likeness.Kind(kind).label,
            "percent": round(degree * 100),
            "reason": in_words(why),
        }
        for label, kind, degree, why in found
        if label in called and called[label] in readable
    ]
    return render(request, "opinions/triage/_similar.html", {"rows": rows, "campaign": campaign})
