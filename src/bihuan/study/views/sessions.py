"""Sessions: the list, one of them, what was studied and said in it, and its minutes."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.audit.selectors import history
from bihuan.audit.telling import told
from bihuan.campaigns.http import campaign_in_sight
from bihuan.people.http import PersonRequest, signed_in
from bihuan.people.selectors import holds
from bihuan.study.forms.plans import ReasonForm
from bihuan.study.forms.sessions import HoldForm, SessionForm, TalkForm, TopicStudiedForm, UseForm
from bihuan.study.models import StudySession
from bihuan.study.policies import (
    objections_to_adding,
    objections_to_cancelling,
    objections_to_noting,
    objections_to_opening,
    objections_to_planning,
    only_workers,
)
from bihuan.study.selectors.scope import SEEING
from bihuan.study.selectors.sessions import tally, visible_sessions, with_presence
from bihuan.study.services import sessions as services
from bihuan.study.states import SessionStatus
from bihuan.study.tables import SESSIONS
from bihuan.study.views.loading import door, home_door, plan_of, session_of
from bihuan.ui.answering import form_page
from bihuan.ui.lists import render_list


@require_GET
@signed_in
def sessions(request: PersonRequest) -> HttpResponse:
    """Sessions in sight, the latest first."""
    campaign = campaign_in_sight(request)
    rows = with_presence(visible_sessions(request.user, campaign).select_related("unit", "speaker"))
    page = SESSIONS.page(request, rows)
    return render_list(
        request, "study/list.html", page, {"heading": pgettext("study", "Sessions"), "doors": [home_door()]}
    )


@require_http_methods(["GET", "POST"])
@signed_in
def session_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Plan a session under a plan in force."""
    plan = plan_of(request, pk)
    form = SessionForm(request.POST or None, campaign=plan.campaign)
    page: dict[str, Any] = {
        "heading": _("Plan a session"),
        "lead": f"{plan.unit} · {plan.title}",
        "doors": [home_door(), door("plans", _("Plans and coverage")), door("plan", str(plan.unit), plan.pk)],
        "back": reverse("study:plan", args=[plan.pk]),
        "objections": list(objections_to_planning(plan, speaker=None, by=request.user)),
    }

    def act() -> None:
        made = services.plan_session(plan, **form.cleaned_data, by=request.user)
        page["back"] = reverse("study:session", args=[made.pk])

    return form_page(request, form, act, page=page, done=_("The session is planned."))


@require_GET
@signed_in
def session(request: PersonRequest, pk: int) -> HttpResponse:
    """One session."""
    return _page(request, session_of(request, pk))


def _page(
    request: PersonRequest, found: StudySession, *, refused: Mapping[str, forms.Form] | None = None
) -> HttpResponse:
    refused, by = refused or {}, request.user
    adding = list(objections_to_adding(found, by=by))
    context = {
        "session": found,
        "doors": [home_door(), door("sessions", pgettext("study", "Sessions"))],
        "tally": tally(found),
        "topics": found.topics.select_related("topic", "led_by").order_by("topic__position"),
        "talks": found.talks.select_related("person").order_by("pk"),
        "materials": found.materials.select_related("material").order_by("pk"),
        "mine": found.attendance.filter(person=by).first(),
        "forms": {} if adding else _small_forms(found, refused),
        "refused": refused,
        "adding": adding,
        "inside": holds(by, SEEING, over=found.unit, campaign_id=found.campaign_id),
        "works": not list(only_workers(found.unit, found.campaign, by=by)),
        "opening": list(objections_to_opening(found, by=by)),
        "noting": list(objections_to_noting(found, by=by)),
        "is_planned": found.status == SessionStatus.PLANNED,
        "is_open": found.status == SessionStatus.OPEN,
        "is_running": found.status in (SessionStatus.PLANNED, SessionStatus.OPEN),
        "facts": told(history(found.stream)[:40]),
    }
    return render(request, "study/session.html", context, status=422 if refused else 200)


def _small_forms(found: StudySession, refused: Mapping[str, forms.Form]) -> dict[str, forms.Form]:
    return {
        "topic": refused.get("topic") or TopicStudiedForm(session=found, auto_id="id_topic_%s"),
        "talk": refused.get("talk") or TalkForm(campaign=found.campaign, auto_id="id_talk_%s"),
        "use": refused.get("use") or UseForm(session=found, auto_id="id_use_%s"),
    }


@require_POST
@signed_in
def open_sign_in(request: PersonRequest, pk: int) -> HttpResponse:
    """Open the sign-in and show the code."""
    services.open_sign_in(session_of(request, pk), by=request.user)
    return redirect("study:screen", pk=pk)


@require_POST
@signed_in
def study_topic(request: PersonRequest, pk: int) -> HttpResponse:
    """Write down a topic and who led."""
    found = session_of(request, pk)
    form = TopicStudiedForm(request.POST, session=found, auto_id="id_topic_%s")
    if not form.is_valid():
        return _page(request, found, refused={"topic": form})
    services.study_topic(found, **form.cleaned_data, by=request.user)
    return redirect("study:session", pk=pk)


@require_POST
@signed_in
def give_talk(request: PersonRequest, pk: int) -> HttpResponse:
    """Write down a theme talk."""
    found = session_of(request, pk)
    form = TalkForm(request.POST, campaign=found.campaign, auto_id="id_talk_%s")
    if not form.is_valid():
        return _page(request, found, refused={"talk": form})
    services.give_talk(found, **form.cleaned_data, by=request.user)
    return redirect("study:session", pk=pk)


@require_POST
@signed_in
def use_material(request: PersonRequest, pk: int) -> HttpResponse:
    """Write down what was handed out or shown."""
    found = session_of(request, pk)
    form = UseForm(request.POST, session=found, auto_id="id_use_%s")
    if not form.is_valid():
        return _page(request, found, refused={"use": form})
    services.use_material(found, **form.cleaned_data, by=request.user)
    return redirect("study:session", pk=pk)


def _form(found: StudySession, heading: str, objections: list[str], *, submit: str = "") -> dict[str, Any]:
    return {
        "heading": heading,
        "submit": submit or heading,
        "lead": found.title,
        "doors": [home_door(), door("sessions", pgettext("study", "Sessions")), door("session", found.title, found.pk)],
        "back": reverse("study:session", args=[found.pk]),
        "objections": objections,
    }


@require_http_methods(["GET", "POST"])
@signed_in
def hold(request: PersonRequest, pk: int) -> HttpResponse:
    """Close the session with its minutes."""
    found = session_of(request, pk)
    form = HoldForm(request.POST or None, initial={"half_days": found.half_days})
    page = _form(found, _("Write the minutes"), list(objections_to_adding(found, by=request.user)))
    return form_page(
        request,
        form,
        lambda: services.hold_session(found, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The session was held; it counts from now on."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def cancel(request: PersonRequest, pk: int) -> HttpResponse:
    """Cancel the session."""
    found = session_of(request, pk)
    form = ReasonForm(request.POST or None)
    objections = list(objections_to_cancelling(found, reason="…", by=request.user))
    return form_page(
        request,
        form,
        lambda: services.cancel_session(found, **form.cleaned_data, by=request.user),
        page=_form(found, _("Cancel the session"), objections),
        done=_("The session was cancelled."),
    )
