"""The same for many voices: first whom it reaches and what happens, then, once that is confirmed, it happens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bihuan.campaigns.models import Campaign, Term
from bihuan.opinions.forms.triage import CategoryForm, EndingForm, NameForm, ResponsibleForm
from bihuan.opinions.models import Opinion, Suggestion
from bihuan.opinions.policies.matters import MOST_AT_ONCE
from bihuan.opinions.selectors import visible_opinions
from bihuan.opinions.selectors.triage_matters import standing_ties, with_companions
from bihuan.opinions.services.triage_matters import merge
from bihuan.opinions.services.triage_sorting import Left, categorise, dispose, hand_to, waiting_with_companions
from bihuan.opinions.views.doors import for_office
from bihuan.opinions.views.triage_queue import queue_address
from bihuan.people.http import PersonRequest
from bihuan.people.models import Unit
from bihuan.ui.messages import offer_undo
from bihuan.ui.parts import Door


@dataclass(frozen=True)
class Preview:
    """What a bulk action is about to do, for the page that asks."""

    heading: str
    explains: str
    submit: str
    form: forms.Form
    chosen: Sequence[Opinion]
    reached: Sequence[Opinion]
    notes: dict[int, str] = field(default_factory=dict)

    @property
    def rows(self) -> list[tuple[Opinion, str]]:
        """Whom it reaches, each with what happens to it."""
        return [(one, self.notes.get(one.pk, "")) for one in self.reached]

    @property
    def others(self) -> int:
        """How many it reaches that were not ticked: they stand together with one that was."""
        ticked = {one.pk for one in self.chosen}
        return sum(one.pk not in ticked for one in self.reached)

    @property
    def heads(self) -> int:
        """How many people are behind them."""
        return sum(one.heads for one in self.reached)


def chosen_of(request: PersonRequest, campaign: Campaign) -> list[Opinion]:
    """The ticked voices that the viewer may read, by number."""
    keys = [int(pk) for pk in request.POST.getlist("pk")[: MOST_AT_ONCE + 1] if pk.isdecimal()]
    found = visible_opinions(request.user, campaign).filter(pk__in=keys)
    return list(found.select_related("campaign__root", "channel", "about_unit", "group", "category").order_by("number"))


def _answer(
    request: PersonRequest, campaign: Campaign, preview: Preview, act: Callable[[], HttpResponse]
) -> HttpResponse:
    """Do it when it was confirmed and nothing is missing; else ask."""
    if preview.form.is_bound and preview.form.is_valid():
        return act()
    context = {
        "campaign": campaign,
        "preview": preview,
        "back": request.POST.get("back", ""),
        "doors": [Door(_("Triage desk"), queue_address(campaign, request.POST.get("back", "")))],
    }
    return render(request, "opinions/triage/bulk.html", context, status=422 if preview.form.errors else 200)


def _data(request: PersonRequest) -> object:
    """The form is read only after the preview: before, there are only the ticks."""
    return request.POST if "sure" in request.POST else None


def _home(request: PersonRequest, campaign: Campaign, *, at: int | None = None) -> HttpResponse:
    return redirect(queue_address(campaign, request.POST.get("back", ""), at=at))


@require_POST
@for_office
def accept(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """Take over the suggested category of each voice that has one."""
    chosen = chosen_of(request, campaign)
    said = Suggestion.objects.filter(opinion__in=chosen, category__isnull=False).select_related("category")
    by_opinion = {one.opinion_id: one for one in said}
    reached = [one for one in chosen if one.pk in by_opinion]
    preview = Preview(
        _("Accept the suggested categories"),
        _("Each opinion gets the category that was suggested for it. Those without a suggestion stay as they are."),
        _("Accept for %(count)s opinions") % {"count": len(reached)},
        forms.Form(_data(request)),  # type: ignore[arg-type] # the POST or nothing
        chosen,
        reached,
        {
            pk: f"{one.category} · {one.category_confidence:.0%}"
            + (f" · {_('not sure')}" if one.category_unsure else "")
            for pk, one in by_opinion.items()
        },
    )

    def act() -> HttpResponse:
        by_category: dict[Term, list[Opinion]] = {}
        for one in reached:
            category = by_opinion[one.pk].category
            if category:
                by_category.setdefault(category, []).append(one)
        count = sum(categorise(campaign, ones, category=term, by=request.user) for term, ones in by_category.items())
        messages.success(request, _("%(count)s opinions have their category.") % {"count": count})
        return _home(request, campaign)

    return _answer(request, campaign, preview, act)


@require_POST
@for_office
def set_category(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """One category for many voices."""
    chosen = chosen_of(request, campaign)
    form = CategoryForm(campaign, _data(request))
    preview = Preview(
        _("Set the category"),
        _("The engine learns from every decision."),
        _("Set it for %(count)s opinions") % {"count": len(chosen)},
        form,
        chosen,
        chosen,
        {one.pk: str(one.category) for one in chosen if one.category},
    )

    def act() -> HttpResponse:
        count = categorise(campaign, chosen, category=form.cleaned_data["category"], by=request.user)
        messages.success(request, _("%(count)s opinions have their category.") % {"count": count})
        return _home(request, campaign)

    return _answer(request, campaign, preview, act)


@require_POST
@for_office
def set_responsible(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """One responsible unit for many voices."""
    chosen = chosen_of(request, campaign)
    form = ResponsibleForm(campaign, _data(request))
    preview = Preview(
        _("Set the responsible unit"),
        _("It stands beside the opinions; nothing is sent yet."),
        _("Set it for %(count)s opinions") % {"count": len(chosen)},
        form,
        chosen,
        chosen,
    )

    def act() -> HttpResponse:
        unit: Unit = form.cleaned_data["unit"]
        count = hand_to(campaign, chosen, unit=unit, by=request.user)
        messages.success(request, _("%(unit)s is responsible for %(count)s opinions.") % {"unit": unit, "count": count})
        return _home(request, campaign)

    return _answer(request, campaign, preview, act)


@require_POST
@for_office
def put_together(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """Put voices together as one matter; it can be undone."""
    chosen = chosen_of(request, campaign)
    reached = with_companions(chosen)
    ties = {tie.opinion_id: tie.matter for tie in standing_ties().filter(opinion__in=reached).select_related("matter")}
    begin = next(iter(ties.values()), None)
    name = begin.name if begin else " ".join(chosen[0].text.split())[:40] if chosen else ""
    form = NameForm(campaign, _data(request), initial={"name": request.POST.get("called") or name})
    preview = Preview(
        _("Put together as one matter"),
        _("Each keeps its own words, heads and receipt; all get the same ending. It can be undone at any time."),
        _("Put %(count)s opinions together") % {"count": len(reached)},
        form,
        chosen,
        reached,
        {pk: str(matter) for pk, matter in ties.items()},
    )

    def act() -> HttpResponse:
        matter, done = merge(campaign, chosen, name=form.cleaned_data["name"], by=request.user)
        sentence = _("Put together as %(matter)s.") % {"matter": matter}
        offer_undo(request, sentence, reverse("opinions:matter-undo", args=[campaign.code, done.pk]))
        return _home(request, campaign, at=chosen[0].number)

    return _answer(request, campaign, preview, act)


@require_POST
@for_office
def end(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """End voices with the same words, with everybody who stands together with them."""
    chosen = chosen_of(request, campaign)
    reached = waiting_with_companions(chosen)
    question = chosen[0].text if len(chosen) == 1 else ""
    form = EndingForm(campaign, _data(request), question=question)
    preview = Preview(
        _("End them with the same words"),
        _("Each speaker reads these words with the receipt code. Every ending can be taken back."),
        ngettext("End %(count)s opinion", "End %(count)s opinions", len(reached)) % {"count": len(reached)},
        form,
        chosen,
        reached,
    )

    def act() -> HttpResponse:
        done, left = dispose(campaign, chosen, ending=form.ending, by=request.user)
        _tell(request, done, left)
        after = visible_opinions(request.user, campaign).filter(status="open", number__gt=chosen[-1].number)
        return _home(request, campaign, at=after.order_by("received_on", "pk").values_list("number", flat=True).first())

    return _answer(request, campaign, preview, act)


def _tell(request: PersonRequest, done: Sequence[Opinion], left: Sequence[Left]) -> None:
    """What was done, and who stayed and why."""
    if done:
        sentence = ngettext("%(count)s opinion has its ending.", "%(count)s opinions have their ending.", len(done))
        messages.success(request, sentence % {"count": len(done)})
    for one in left:
        messages.warning(request, f"{one.opinion.label}: {' '.join(one.reasons)}")
