"""Reflections: handing in, review with near-copies side by side, the learning garden and its screen."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.audit.selectors import history
from bihuan.audit.telling import told
from bihuan.campaigns.http import campaign_in_sight
from bihuan.files.responses import file_response
from bihuan.files.services import store
from bihuan.people.http import PersonRequest, signed_in
from bihuan.people.selectors import holds
from bihuan.study.forms.reflections import EnteredForm, ReflectionForm, ReviewForm, WordsForm
from bihuan.study.likeness import side_by_side
from bihuan.study.models import Reflection
from bihuan.study.policies import (
    objections_to_reviewing,
    objections_to_taking_part,
    only_author,
    only_workers,
)
from bihuan.study.selectors.reflections import garden as shown
from bihuan.study.selectors.reflections import likenesses, visible_reflections, with_likeness
from bihuan.study.selectors.scope import SEEING
from bihuan.study.services import reflections as services
from bihuan.study.states import ReflectionStatus
from bihuan.study.tables import REFLECTIONS
from bihuan.study.views.loading import door, home_door, reflection_of
from bihuan.ui.answering import form_page
from bihuan.ui.lists import render_list

PER_PAGE = 12
ON_THE_WALL = 6


@require_GET
@signed_in
def reflections(request: PersonRequest) -> HttpResponse:
    """One's own and those of one's scope; those much like another one are marked."""
    campaign = campaign_in_sight(request)
    rows = with_likeness(visible_reflections(request.user, campaign).select_related("author", "unit"))
    reasons = list(only_workers(request.user.unit, campaign, by=request.user))
    context = {"doors": [home_door()], "reasons": reasons}
    return render_list(request, "study/reflections.html", REFLECTIONS.page(request, rows), context)


@require_http_methods(["GET", "POST"])
@signed_in
def reflection_new(request: PersonRequest) -> HttpResponse:
    """Hand one's own in: written here, or as a Word file."""
    campaign = campaign_in_sight(request)
    form = ReflectionForm(request.POST or None, request.FILES or None)
    page: dict[str, Any] = {
        "heading": _("Write a reflection"),
        "submit": _("Hand it in"),
        "draft": "reflection-new",
        "doors": [home_door(), door("reflections", _("Reflections"))],
        "back": reverse("study:reflections"),
        "objections": list(objections_to_taking_part(campaign, by=request.user)),
    }

    def act() -> None:
        said = dict(form.cleaned_data)
        upload = said.pop("file")
        file = store(upload) if upload else None
        made = services.hand_in(campaign, author=request.user, file=file, **said, by=request.user)
        page["back"] = reverse("study:reflection", args=[made.pk])

    return form_page(request, form, act, page=page, done=_("Your reflection is handed in."))


@require_http_methods(["GET", "POST"])
@signed_in
def reflection_enter(request: PersonRequest) -> HttpResponse:
    """Enter somebody's that came by mail or on paper."""
    campaign = campaign_in_sight(request)
    form = EnteredForm(request.POST or None, campaign=campaign)
    page: dict[str, Any] = {
        "heading": _("Enter a reflection"),
        "doors": [home_door(), door("reflections", _("Reflections"))],
        "back": reverse("study:reflections"),
        "objections": list(only_workers(request.user.unit, campaign, by=request.user)),
    }

    def act() -> None:
        made = services.hand_in(campaign, **form.cleaned_data, by=request.user)
        page["back"] = reverse("study:reflection", args=[made.pk])

    return form_page(request, form, act, page=page, done=_("The reflection is entered."))


@require_GET
@signed_in
def reflection(request: PersonRequest, pk: int) -> HttpResponse:
    """One reflection; whoever reviews also sees what it is like."""
    found = reflection_of(request, pk)
    mine = found.author_id == request.user.pk
    reviewing = list(objections_to_reviewing(found, by=request.user))
    inside = holds(request.user, SEEING, over=found.unit, campaign_id=found.campaign_id)
    context = {
        "reflection": found,
        "doors": [home_door(), door("reflections", _("Reflections"))],
        "mine": mine,
        "inside": inside,
        "reviewing": reviewing,
        "likenesses": likenesses(found) if inside else [],
        "is_submitted": found.status == ReflectionStatus.SUBMITTED,
        "is_returned": found.status == ReflectionStatus.RETURNED,
        "facts": told(history(found.stream)[:40]) if mine or inside else [],
    }
    return render(request, "study/reflection.html", context)


def _page(found: Reflection, heading: str, objections: list[str], *, submit: str = "") -> dict[str, Any]:
    return {
        "heading": heading,
        "submit": submit or heading,
        "lead": f"{found.author} · {found.title}",
        "doors": [home_door(), door("reflections", _("Reflections")), door("reflection", found.title, found.pk)],
        "back": reverse("study:reflection", args=[found.pk]),
        "objections": objections,
    }


@require_http_methods(["GET", "POST"])
@signed_in
def again(request: PersonRequest, pk: int) -> HttpResponse:
    """Mend what was sent back, and hand it in again."""
    found = reflection_of(request, pk)
    form = WordsForm(request.POST or None, initial={"title": found.title, "text": found.text})
    objections = list(only_author(found, by=request.user))
    page = _page(found, _("Write it anew"), objections, submit=_("Hand it in again"))
    return form_page(
        request,
        form,
        lambda: services.hand_in_again(found, **form.cleaned_data, by=request.user),
        page=page,
        done=_("Your reflection is handed in again."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def review(request: PersonRequest, pk: int) -> HttpResponse:
    """Accept it, or send it back."""
    found = reflection_of(request, pk)
    form = ReviewForm(request.POST or None)
    objections = list(objections_to_reviewing(found, by=request.user))
    page = _page(found, _("Review the reflection"), objections, submit=_("Decide"))
    page |= {"template": "study/review.html", "reflection": found, "likenesses": likenesses(found)}

    def act() -> None:
        said = form.cleaned_data
        verb = services.accept if said["decision"] == "accept" else services.send_back
        verb(found, comment=said["comment"], by=request.user)

    return form_page(request, form, act, page=page, done=_("The review is recorded."))


@require_POST
@signed_in
def consent(request: PersonRequest, pk: int) -> HttpResponse:
    """Agree, or no longer agree, that others read it."""
    may_show = request.POST.get("may_show") == "1"
    services.consent(reflection_of(request, pk), may_show=may_show, by=request.user)
    done = _("Others may read it once it is accepted.") if may_show else _("It is no longer shown.")
    messages.success(request, done)
    return redirect("study:reflection", pk=pk)


@require_GET
@signed_in
def compare(request: PersonRequest, pk: int, other: int) -> HttpResponse:
    """Two that are alike, side by side, with the sentences that stand in both."""
    found = reflection_of(request, pk)
    if not holds(request.user, SEEING, over=found.unit, campaign_id=found.campaign_id):
        raise Http404
    likeness = get_object_or_404(likenesses(found), other=other)
    ours, theirs = side_by_side(found.text, likeness.other.text)
    context = {
        "reflection": found,
        "other": likeness.other,
        "likeness": likeness,
        "ours": ours,
        "theirs": theirs,
        "doors": [home_door(), door("reflections", _("Reflections")), door("reflection", found.title, found.pk)],
    }
    return render(request, "study/compare.html", context)


@require_GET
@signed_in
def reflection_file(request: PersonRequest, pk: int) -> HttpResponseBase:
    """The Word file, for its writer and those who review: it may say more than what is shown."""
    found = reflection_of(request, pk)
    mine = found.author_id == request.user.pk
    inside = holds(request.user, SEEING, over=found.unit, campaign_id=found.campaign_id)
    if found.file is None or not (mine or inside):
        raise Http404
    return file_response(found.file)


@require_GET
@signed_in
def garden(request: PersonRequest) -> HttpResponse:
    """The learning garden: accepted, and shown with consent."""
    campaign = campaign_in_sight(request)
    part = Paginator(shown(campaign), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "study/garden.html", {"part": part, "doors": [home_door()]})


@require_GET
@signed_in
def wall(request: PersonRequest) -> HttpResponse:
    """The newest of the garden for a screen in the hall."""
    campaign = campaign_in_sight(request)
    return render(request, "study/wall.html", {"campaign": campaign, "rows": shown(campaign)[:ON_THE_WALL]})
