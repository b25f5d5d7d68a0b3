"""Writing a draft: its page, and a form for each of its parts."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.policies import objections_to_judging_rules
from bihuan.opinions.forms.questionnaires.building import QuestionForm, ScaleForm, SectionForm
from bihuan.opinions.models import Question, Questionnaire, Scale, Section, Version
from bihuan.opinions.policies.questionnaires import objections_to_opening
from bihuan.opinions.selectors.questionnaires.paper import paper_of, scales_of
from bihuan.opinions.services.questionnaires import building
from bihuan.opinions.services.questionnaires.scales import adopt_standard_scales, declare_scale
from bihuan.opinions.views.doors import for_office, for_readers
from bihuan.opinions.views.questionnaires.office import TEMPLATES, form_frame, found_or_404
from bihuan.people.http import PersonRequest
from bihuan.ui.answering import form_page
from bihuan.ui.parts import Door


@require_GET
@for_office
def draft(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """The draft as a whole, with a door to every part of it."""
    found = found_or_404(request, campaign, pk)
    version = _draft(found)
    paper = paper_of(version)
    context = {
        **form_frame(found, _("Draft of version %(number)s") % {"number": version.number}),
        "questionnaire": found,
        "campaign": campaign,
        "paper": paper,
        "opening_reasons": list(objections_to_opening(found, paper, by=request.user)),
    }
    return render(request, f"{TEMPLATES}/draft.html", context)


@require_http_methods(["GET", "POST"])
@for_office
def section(request: PersonRequest, campaign: Campaign, pk: int, part: int = 0) -> HttpResponse:
    """Add a section, or give one another heading."""
    found = found_or_404(request, campaign, pk)
    version = _draft(found)
    written = get_object_or_404(Section, version=version, pk=part) if part else None
    initial = {"title": written.title, "text": written.text} if written else None
    form = SectionForm(request.POST or None, initial=initial)
    page = _frame(found, _("Section") if written else _("Add a section"))
    return form_page(
        request,
        form,
        lambda: building.write_section(version, section=written, **form.cleaned_data, by=request.user),
        page=page,
        done=_("Changed."),
    )


@require_http_methods(["GET", "POST"])
@for_office
def question(request: PersonRequest, campaign: Campaign, pk: int, part: int = 0) -> HttpResponse:
    """Add a question, or write one anew."""
    found = found_or_404(request, campaign, pk)
    version = _draft(found)
    written = get_object_or_404(Question, version=version, pk=part) if part else None
    form = QuestionForm(version, request.POST or None, question=written)
    page = {**_frame(found, _("Question") if written else _("Add a question")), "draft": f"question-{part}"}
    return form_page(
        request,
        form,
        lambda: building.write_question(version, question=written, draft=form.draft, by=request.user),
        page=page,
        done=_("Changed."),
    )


@require_POST
@for_office
def move(request: PersonRequest, campaign: Campaign, pk: int, part: int) -> HttpResponse:
    """Let a question change places with its neighbour."""
    found = found_or_404(request, campaign, pk)
    moved = get_object_or_404(Question, version=_draft(found), pk=part)
    building.move_question(moved, up=request.POST.get("to") != "down", by=request.user)
    return redirect(_address(found))


@require_POST
@for_office
def remove(request: PersonRequest, campaign: Campaign, pk: int, part: int) -> HttpResponse:
    """Take a question out."""
    found = found_or_404(request, campaign, pk)
    building.remove_question(get_object_or_404(Question, version=_draft(found), pk=part), by=request.user)
    messages.success(request, _("Taken out."))
    return redirect(_address(found))


@require_POST
@for_office
def remove_section(request: PersonRequest, campaign: Campaign, pk: int, part: int) -> HttpResponse:
    """Take a section out with its questions."""
    found = found_or_404(request, campaign, pk)
    building.remove_section(get_object_or_404(Section, version=_draft(found), pk=part), by=request.user)
    messages.success(request, _("Taken out."))
    return redirect(_address(found))


@require_GET
@for_readers
def scales(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """The scales of the campaign, and what reaches the goal on each."""
    context = {
        "campaign": campaign,
        "scales": scales_of(campaign),
        "doors": [Door(_("Questionnaires"), reverse("opinions:questionnaires", args=[campaign.code]))],
        "reasons": list(objections_to_judging_rules(campaign, by=request.user)),
    }
    return render(request, f"{TEMPLATES}/scales.html", context)


@require_POST
@for_readers
def standard_scales(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """Take over the scales that offices use."""
    adopt_standard_scales(campaign, by=request.user)
    return redirect("opinions:scales", campaign.code)


@require_http_methods(["GET", "POST"])
@for_readers
def scale(request: PersonRequest, campaign: Campaign, pk: int = 0) -> HttpResponse:
    """Lay a scale down, or lay it down anew."""
    written = get_object_or_404(scales_of(campaign), pk=pk) if pk else None
    form = ScaleForm(request.POST or None, initial=_as_written(written) if written else None)
    back = reverse("opinions:scales", args=[campaign.code])
    page = {
        "heading": _("Scale"),
        "doors": [Door(_("Scales"), back)],
        "back": back,
        "lead": _("Questionnaires in use keep the scale with which they were opened."),
        "objections": list(objections_to_judging_rules(campaign, by=request.user)),
        "reasons": list(objections_to_judging_rules(campaign, by=request.user)),
    }
    return form_page(
        request,
        form,
        lambda: declare_scale(campaign, form.measure, scale=written, by=request.user),
        page=page,
        done=_("The scale is laid down."),
    )


def _as_written(written: Scale) -> dict[str, object]:
    points = written.points.order_by("position")
    lines = [
        " ".join(filter(None, [one.label, "" if one.score is None else str(one.score), "+" if one.satisfied else ""]))
        for one in points
    ]
    names = ("name", "threshold_percent", "min_base")
    return {**{name: getattr(written, name) for name in names}, "points": "\n".join(lines)}


def _draft(found: Questionnaire) -> Version:
    return get_object_or_404(Version, questionnaire=found, frozen_on__isnull=True)


def _address(found: Questionnaire) -> str:
    return reverse("opinions:questionnaire-draft", args=[found.campaign.code, found.pk])


def _frame(found: Questionnaire, heading: str) -> dict[str, Any]:
    frame = form_frame(found, heading)
    return {**frame, "doors": [*frame["doors"], Door(_("Draft"), _address(found))], "back": _address(found)}
