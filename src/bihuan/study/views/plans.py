"""Plans: coverage as a list, one plan with its topics, and everything that is done to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.audit.selectors import history
from bihuan.audit.telling import told
from bihuan.campaigns.http import campaign_in_sight
from bihuan.people.http import PersonRequest, signed_in
from bihuan.people.selectors import holds, units_below
from bihuan.study.forms.plans import (
    DecisionForm,
    EnlistForm,
    FrameForm,
    HandDownForm,
    LeaderForm,
    PlanForm,
    ReasonForm,
    TopicForm,
)
from bihuan.study.models import Participant, StudyPlan, Topic
from bihuan.study.models.plans import LEADING
from bihuan.study.policies import (
    objections_to_amending,
    objections_to_changing,
    objections_to_deciding,
    objections_to_enlisting,
    objections_to_handing_down,
    objections_to_planning,
    objections_to_submitting,
    only_workers,
)
from bihuan.study.selectors.coverage import required_of, visible_participants, with_coverage, with_deeds
from bihuan.study.selectors.plans import missing_of, visible_plans
from bihuan.study.selectors.scope import SEEING
from bihuan.study.services import plans as services
from bihuan.study.states import CHANGEABLE, PlanStatus
from bihuan.study.tables import PEOPLE, PLANS
from bihuan.study.views.loading import door, home_door, plan_of
from bihuan.ui.answering import form_page
from bihuan.ui.lists import render_list


@require_GET
@signed_in
def plans(request: PersonRequest) -> HttpResponse:
    """Every plan in sight with how far it is covered, and who is missing behind each number."""
    campaign = campaign_in_sight(request)
    rows = with_coverage(visible_plans(request.user, campaign).select_related("unit"), request.user, campaign)
    page = PLANS.page(request, rows)
    reasons = list(only_workers(request.user.unit, campaign, by=request.user))
    return render_list(request, "study/plans.html", page, {"doors": [home_door()], "reasons": reasons})


@require_GET
@signed_in
def people(request: PersonRequest) -> HttpResponse:
    """Who is on plans and what each did; the filters find who is missing."""
    campaign = campaign_in_sight(request)
    rows = visible_participants(request.user, campaign).select_related("person", "plan__unit")
    page = PEOPLE.page(request, with_deeds(rows))
    context = {"heading": _("Coverage by person"), "doors": [home_door(), door("plans", _("Plans and coverage"))]}
    return render_list(request, "study/list.html", page, context)


@require_GET
@signed_in
def plan(request: PersonRequest, pk: int) -> HttpResponse:
    """One plan: what is fixed and what is missing, its topics, its leading group, its history."""
    found, by = plan_of(request, pk), request.user
    leading = with_deeds(found.participants.filter(part__in=LEADING)).select_related("person").order_by("part", "pk")
    context = {
        "plan": found,
        "doors": [home_door(), door("plans", _("Plans and coverage"))],
        "missing": missing_of(found),
        "topics": found.topics.select_related("leader").order_by("position"),
        "leading": leading,
        "inside": holds(by, SEEING, over=found.unit, campaign_id=found.campaign_id),
        "people": found.participants.count(),
        "required": required_of(found, leading=False).count(),
        "changing": list(objections_to_changing(found, by=by)),
        "enlisting": list(objections_to_enlisting(found, by=by)),
        "submitting": list(objections_to_submitting(found, by=by)),
        "deciding": list(objections_to_deciding(found, by=by)),
        "planning": list(objections_to_planning(found, speaker=None, by=by)),
        "amending": list(objections_to_amending(found, reason="…", by=by)),
        "handing": list(objections_to_handing_down(found, by=by)),
        "is_draft": found.status in CHANGEABLE,
        "is_submitted": found.status == PlanStatus.SUBMITTED,
        "is_in_force": found.status == PlanStatus.IN_FORCE,
        "is_frame": found.level == StudyPlan.Level.COMMISSION,
        "facts": told(history(found.stream)[:40]),
    }
    return render(request, "study/plan.html", context)


def _page(found: StudyPlan, heading: str, objections: list[str], *, submit: str = "") -> dict[str, Any]:
    return {
        "heading": heading,
        "submit": submit or heading,
        "lead": f"{found.unit} · {found.title}",
        "doors": [home_door(), door("plans", _("Plans and coverage")), door("plan", str(found.unit), found.pk)],
        "back": reverse("study:plan", args=[found.pk]),
        "objections": objections,
    }


@require_http_methods(["GET", "POST"])
@signed_in
def plan_new(request: PersonRequest) -> HttpResponse:
    """Begin the plan of a unit."""
    campaign = campaign_in_sight(request)
    form = PlanForm(request.POST or None, viewer=request.user, initial={"unit": request.user.unit})
    page: dict[str, Any] = {
        "heading": _("Write a study plan"),
        "doors": [home_door(), door("plans", _("Plans and coverage"))],
        "back": reverse("study:plans"),
        "objections": list(only_workers(request.user.unit, campaign, by=request.user)),
    }

    def act() -> None:
        made = services.write_plan(campaign, **form.cleaned_data, by=request.user)
        page["back"] = reverse("study:plan", args=[made.pk])

    return form_page(request, form, act, page=page, done=_("The plan is begun. Now its topics and its people."))


@require_http_methods(["GET", "POST"])
@signed_in
def plan_change(request: PersonRequest, pk: int) -> HttpResponse:
    """Change title, aim or period."""
    found = plan_of(request, pk)
    frame = {name: getattr(found, name) for name in ("title", "aim", "starts_on", "ends_on")}
    form = FrameForm(request.POST or None, initial=frame)
    page = _page(found, _("Change the frame of the plan"), list(objections_to_changing(found, by=request.user)))
    return form_page(
        request,
        form,
        lambda: services.change_frame(found, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The plan was changed."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def topic_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a topic."""
    found = plan_of(request, pk)
    form = TopicForm(request.POST or None, campaign=found.campaign)
    page = _page(found, _("Add a topic"), list(objections_to_changing(found, by=request.user)))
    return form_page(
        request,
        form,
        lambda: services.add_topic(found, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The topic was added."),
    )


def _topic(request: PersonRequest, pk: int, number: int) -> Topic:
    found = plan_of(request, pk)
    topic = get_object_or_404(Topic.objects.select_related("leader"), plan=found, pk=number)
    topic.plan = found
    return topic


@require_http_methods(["GET", "POST"])
@signed_in
def topic(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """Change a topic."""
    found = _topic(request, pk, number)
    said = {name: getattr(found, name) for name in ("title", "content", "planned_on", "half_days", "leader")}
    form = TopicForm(request.POST or None, campaign=found.plan.campaign, initial=said)
    page = _page(found.plan, _("Change a topic"), list(objections_to_changing(found.plan, by=request.user)))
    return form_page(
        request,
        form,
        lambda: services.change_topic(found, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The topic was changed."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def lead_the_rest(request: PersonRequest, pk: int) -> HttpResponse:
    """Let one person lead every topic that has nobody."""
    found = plan_of(request, pk)
    form = LeaderForm(request.POST or None, campaign=found.campaign)
    page = _page(found, _("Who leads the other topics"), list(objections_to_changing(found, by=request.user)))
    return form_page(
        request,
        form,
        lambda: services.lead_the_rest(found, leader=form.cleaned_data["leader"], by=request.user),
        page=page,
        done=_("Every topic has somebody who leads it."),
    )


@require_POST
@signed_in
def topic_remove(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """Take a topic out."""
    services.remove_topic(_topic(request, pk, number), by=request.user)
    messages.success(request, _("The topic was taken out."))
    return redirect("study:plan", pk=pk)


@require_http_methods(["GET", "POST"])
@signed_in
def enlist(request: PersonRequest, pk: int) -> HttpResponse:
    """Put somebody on the plan, or give him another part."""
    found = plan_of(request, pk)
    form = EnlistForm(request.POST or None, campaign=found.campaign)
    page = _page(found, _("Put somebody on the plan"), list(objections_to_enlisting(found, by=request.user)))

    def act() -> None:
        chosen = form.cleaned_data
        services.enlist(found, [chosen["person"]], part=chosen["part"], by=request.user)

    return form_page(request, form, act, page=page, done=_("The plan has one more person."))


@require_POST
@signed_in
def enlist_everybody(request: PersonRequest, pk: int) -> HttpResponse:
    """Put all of the unit on the plan."""
    count = services.enlist_everybody(plan_of(request, pk), by=request.user)
    messages.success(request, _("%(count)s people of the unit were put on the plan.") % {"count": count})
    return redirect("study:plan", pk=pk)


@require_POST
@signed_in
def release(request: PersonRequest, pk: int) -> HttpResponse:
    """Take somebody off the plan."""
    found = plan_of(request, pk)
    chosen = request.POST.get("participant", "")
    key = int(chosen) if chosen.isdecimal() else 0
    participant = get_object_or_404(Participant.objects.select_related("person"), plan=found, pk=key)
    participant.plan = found
    services.release(participant, by=request.user)
    messages.success(request, _("%(person)s is no longer on the plan.") % {"person": participant.person})
    return redirect("study:plan", pk=pk)


@require_http_methods(["GET", "POST"])
@signed_in
def hand_down(request: PersonRequest, pk: int) -> HttpResponse:
    """Give the topics to the units below."""
    found = plan_of(request, pk)
    form = HandDownForm(request.POST or None)
    page = _page(found, _("Give it to the units"), list(objections_to_handing_down(found, by=request.user)))

    def act() -> None:
        units = units_below(found.unit).filter(kind__in=form.cleaned_data["kinds"], active=True)
        services.hand_down(found, units=list(units.order_by("path")), by=request.user)

    done = _("Units without a plan have these topics as a draft now; each names its people and who leads.")
    return form_page(request, form, act, page=page, done=done)


@require_POST
@signed_in
def submit(request: PersonRequest, pk: int) -> HttpResponse:
    """Hand the plan in."""
    services.submit_plan(plan_of(request, pk), by=request.user)
    messages.success(request, _("The plan is handed in."))
    return redirect("study:plan", pk=pk)


@require_http_methods(["GET", "POST"])
@signed_in
def decide(request: PersonRequest, pk: int) -> HttpResponse:
    """Put the plan in force, or send it back."""
    found = plan_of(request, pk)
    form = DecisionForm(request.POST or None)
    objections = list(objections_to_deciding(found, by=request.user))
    page = _page(found, _("Decide on the plan"), objections, submit=_("Decide"))

    def act() -> None:
        said = form.cleaned_data
        verb = services.approve_plan if said["decision"] == "approve" else services.return_plan
        verb(found, comment=said["comment"], by=request.user)

    return form_page(request, form, act, page=page, done=_("The decision is recorded."))


@require_http_methods(["GET", "POST"])
@signed_in
def amend(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a plan in force up again."""
    found = plan_of(request, pk)
    form = ReasonForm(request.POST or None)
    objections = list(objections_to_amending(found, reason="…", by=request.user))
    return form_page(
        request,
        form,
        lambda: services.amend_plan(found, **form.cleaned_data, by=request.user),
        page=_page(found, _("Take the plan up again"), objections),
        done=_("The plan can be changed again; hand it in when it is ready."),
    )
