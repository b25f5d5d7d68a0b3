"""Questionnaires at the desk: the list, one of them, its steps."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.audit.selectors import history
from bihuan.audit.telling import told
from bihuan.campaigns.models import Campaign
from bihuan.opinions.forms.consultations import ReturnsForm
from bihuan.opinions.forms.questionnaires.building import DetailsForm, SlipsForm
from bihuan.opinions.forms.questionnaires.papers import PapersForm, columns
from bihuan.opinions.models import Questionnaire, Sheet, Version
from bihuan.opinions.policies import objections_to_office_work
from bihuan.opinions.policies.questionnaires import objections_to_opening
from bihuan.opinions.selectors.questionnaires.paper import (
    draft_of,
    paper_of,
    small_group,
    version_in_use,
    visible_questionnaires,
)
from bihuan.opinions.services.questionnaires import answering, building, opening
from bihuan.opinions.states import QuestionnaireStatus
from bihuan.opinions.tables_asking import QUESTIONNAIRES
from bihuan.opinions.views.doors import for_office, for_readers
from bihuan.people.http import PersonRequest
from bihuan.ui.answering import form_page
from bihuan.ui.codes import qr_svg
from bihuan.ui.lists import render_list
from bihuan.ui.parts import Door

TEMPLATES = "opinions/questionnaires"


@require_GET
@for_readers
def questionnaires(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """List the questionnaires of a campaign."""
    page = QUESTIONNAIRES.page(request, visible_questionnaires(request.user, campaign))
    reasons = list(objections_to_office_work(campaign, request.user))
    return render_list(request, f"{TEMPLATES}/list.html", page, {"campaign": campaign, "reasons": reasons})


@require_http_methods(["GET", "POST"])
@for_office
def new(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """Begin a questionnaire."""
    form = DetailsForm(campaign, request.POST or None, initial={"admission": Questionnaire.Admission.LINK})
    if form.is_valid():
        made = building.write_questionnaire(campaign, by=request.user, **form.cleaned_data)
        return redirect("opinions:questionnaire-draft", campaign.code, made.pk)
    back = reverse("opinions:questionnaires", args=[campaign.code])
    context = {
        "form": form,
        "heading": _("Begin a questionnaire"),
        "doors": [Door(_("Questionnaires"), back)],
        "back": back,
        "submit": _("Go on to the questions"),
    }
    return render(request, "ui/form_page.html", context, status=422 if form.is_bound else 200)


@require_GET
@for_readers
def questionnaire(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """One questionnaire: how it stands, how people reach it, what to do next."""
    return _page(request, found_or_404(request, campaign, pk))


@require_http_methods(["GET", "POST"])
@for_office
def details(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Title, introduction, channel, last day."""
    found = found_or_404(request, campaign, pk)
    names = ("title", "introduction", "channel", "admission", "last_day")
    opened = found.status != QuestionnaireStatus.DRAFT
    initial = {name: getattr(found, name) for name in names}
    form = DetailsForm(campaign, request.POST or None, initial=initial, opened=opened)
    page = form_frame(found, _("Title, introduction and last day"))
    return form_page(
        request,
        form,
        lambda: building.change_details(found, by=request.user, **form.cleaned_data),
        page=page,
        done=_("Changed."),
    )


@require_POST
@for_office
def open_(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Put the draft to use."""
    found = found_or_404(request, campaign, pk)
    version = get_object_or_404(Version, questionnaire=found, frozen_on__isnull=True)
    done = _("Version %(number)s is in use; its wording stands.") % {"number": version.number}
    return _step(request, found, lambda: opening.open_version(version, by=request.user), done)


@require_POST
@for_office
def close(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Take no more answers."""
    found = found_or_404(request, campaign, pk)
    return _step(request, found, lambda: opening.close_questionnaire(found, by=request.user), _("Closed."))


@require_POST
@for_office
def reopen(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Take answers again."""
    found = found_or_404(request, campaign, pk)
    return _step(request, found, lambda: opening.reopen_questionnaire(found, by=request.user), _("Open again."))


@require_POST
@for_office
def revise(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Begin the next version."""
    found = found_or_404(request, campaign, pk)
    building.revise(found, by=request.user)
    return redirect("opinions:questionnaire-draft", campaign.code, found.pk)


@require_POST
@for_office
def returns(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Write down the paper forms given out and returned."""
    found = found_or_404(request, campaign, pk)
    form = ReturnsForm(campaign, request.POST, auto_id="id_returns_%s")
    if not form.is_valid():
        return _page(request, found, refused={"returns": form})
    return _step(
        request, found, lambda: opening.count_forms(found, **form.cleaned_data, by=request.user), _("Written down.")
    )


@never_cache
@require_POST
@for_office
def slips(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Print slips: the answer to the POST is the sheet, because their codes are shown only once."""
    found = found_or_404(request, campaign, pk)
    form = SlipsForm(request.POST, auto_id="id_slips_%s")
    if not form.is_valid():
        return _page(request, found, refused={"slips": form})
    codes = answering.print_slips(found, **form.cleaned_data, by=request.user)
    address = link_of(request, found)
    sheet = [(code, qr_svg(f"{address}#{code}")) for code in codes]
    context = {"questionnaire": found, "campaign": campaign, "slips": sheet, "address": address}
    return render(request, f"{TEMPLATES}/slips.html", context)


@require_http_methods(["GET", "POST"])
@for_office
def papers(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Type paper forms in, many at a time."""
    found = found_or_404(request, campaign, pk)
    version = get_object_or_404(found.versions.filter(frozen_on__isnull=False).order_by("-number")[:1])
    paper = paper_of(version)
    form = PapersForm(paper, request.POST or None)
    page = {
        **form_frame(found, _("Type paper forms in")),
        "template": f"{TEMPLATES}/papers.html",
        "back": reverse("opinions:questionnaire-papers", args=[campaign.code, found.pk]),
        "questionnaire": found,
        "columns": columns(paper),
        "entered": Sheet.objects.filter(version__questionnaire=found, on_paper=True).count(),
        "submit": _("Take these forms in"),
    }
    return form_page(
        request,
        form,
        lambda: answering.enter_papers(version, form.papers, by=request.user),
        page=page,
        done=_("All lines were taken in. The next ones, please."),
    )


@require_GET
@for_readers
def sheet(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """The questionnaire as it is printed, numbers beside the answers."""
    found = found_or_404(request, campaign, pk)
    version = version_in_use(found) or draft_of(found)
    address = link_of(request, found)
    context = {
        "questionnaire": found,
        "campaign": campaign,
        "paper": paper_of(version) if version else None,
        "address": address,
        "code": qr_svg(address),
        "back": address_of(found),
    }
    return render(request, f"{TEMPLATES}/sheet.html", context)


def found_or_404(request: PersonRequest, campaign: Campaign, pk: int) -> Questionnaire:
    """The questionnaire, if the viewer may see it."""
    return get_object_or_404(visible_questionnaires(request.user, campaign), pk=pk)


def address_of(found: Questionnaire) -> str:
    """The page of a questionnaire."""
    return reverse("opinions:questionnaire", args=[found.campaign.code, found.pk])


def link_of(request: PersonRequest, found: Questionnaire) -> str:
    """The short link, whole, as it is printed."""
    return request.build_absolute_uri(reverse("ask:fill", args=[found.code]))


def form_frame(found: Questionnaire, heading: str) -> dict[str, Any]:
    """What every form about a questionnaire needs on its page."""
    doors = [
        Door(_("Questionnaires"), reverse("opinions:questionnaires", args=[found.campaign.code])),
        Door(found.title, address_of(found)),
    ]
    return {"heading": heading, "doors": doors, "back": address_of(found), "campaign": found.campaign}


def _step(request: PersonRequest, found: Questionnaire, act: Callable[[], object], done: str) -> HttpResponse:
    act()
    messages.success(request, done)
    return redirect(address_of(found))


def _page(request: PersonRequest, found: Questionnaire, *, refused: dict[str, object] | None = None) -> HttpResponse:
    refused, campaign = refused or {}, found.campaign
    draft, used = draft_of(found), version_in_use(found)
    shown = used or draft
    held = found.consultation
    issued = {"issued": held.forms_issued, "returned": held.forms_returned} if held else {}
    address = link_of(request, found)
    context = {
        **form_frame(found, found.title),
        "questionnaire": found,
        "campaign": campaign,
        "draft": draft,
        "used": used,
        "paper": paper_of(shown) if shown else None,
        "opening_reasons": list(objections_to_opening(found, paper_of(draft), by=request.user)) if draft else [],
        "reasons": list(objections_to_office_work(campaign, request.user)),
        "address": address,
        "code": qr_svg(address),
        "takes": found.status == QuestionnaireStatus.OPEN,
        "by_slip": found.admission == Questionnaire.Admission.SLIP,
        "batches": found.batches.order_by("pk"),
        "left": found.slips.count(),
        "entered": Sheet.objects.filter(version__questionnaire=found, on_paper=True).count(),
        "waiting": Sheet.objects.filter(version__questionnaire=found, shaken=False).count(),
        "heard": found.voices.count(),
        "least": small_group(campaign),
        "forms": {
            "returns": refused.get("returns", ReturnsForm(campaign, initial=issued, auto_id="id_returns_%s")),
            "slips": refused.get("slips", SlipsForm(auto_id="id_slips_%s")),
        },
        "refused": refused,
        "facts": told(history(found.stream), named=False),
    }
    return render(request, f"{TEMPLATES}/questionnaire.html", context, status=422 if refused else 200)
