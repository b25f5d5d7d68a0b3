"""Around an occasion of asking: planning it, inviting, minutes, files, and taking opinions down on the spot."""

import secrets

from django.contrib.staticfiles import finders
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from bihuan.campaigns.models import Campaign
from bihuan.common.workflow import Refused
from bihuan.files.responses import file_response
from bihuan.files.services import store
from bihuan.opinions.forms.meetings import (
    AttendanceForm,
    EncloseForm,
    InviteForm,
    MinutesForm,
    PlanForm,
    TakeDownForm,
)
from bihuan.opinions.models import Consultation, Enclosure
from bihuan.opinions.policies.voices import objections_to_having_been
from bihuan.opinions.selectors import visible_consultations
from bihuan.opinions.selectors.meetings import last_taken
from bihuan.opinions.services import meetings
from bihuan.opinions.tables import address as opinion_address
from bihuan.opinions.views.doors import for_office, for_readers
from bihuan.people.http import PersonRequest
from bihuan.ui.answering import form_page
from bihuan.ui.parts import Door

JSON = "application/json"
WORKER = "opinions/taking-worker.js"


@require_http_methods(["GET", "POST"])
@for_office
def plan(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """Set an occasion for a day to come."""
    form = PlanForm(campaign, request.POST or None)
    back = reverse("opinions:consultations", args=[campaign.code])
    page = {
        "heading": _("Plan an occasion"),
        "doors": [Door(_("Occasions of asking"), back)],
        "back": back,
        "lead": _("It stands in the list at once, and counts from its day on."),
    }
    return form_page(
        request,
        form,
        lambda: meetings.plan(campaign, by=request.user, **form.cleaned_data),
        page=page,
        done=_("Planned. Now invite people."),
    )


@require_http_methods(["GET", "POST"])
@for_office
def invite(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Invite people by name."""
    found = consultation_or_404(request, campaign, pk)
    form = InviteForm(campaign, request.POST or None)
    return form_page(
        request,
        form,
        lambda: meetings.invite(found, by=request.user, **form.cleaned_data),
        page=frame(found, _("Invite by name")),
        done=_("They are on the list."),
    )


@require_http_methods(["GET", "POST"])
@for_office
def attendance(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Tick who came."""
    found = consultation_or_404(request, campaign, pk)
    form = AttendanceForm(found, request.POST if request.method == "POST" else None)
    page = {**frame(found, _("Who came")), "objections": list(objections_to_having_been(found))}
    return form_page(
        request,
        form,
        lambda: meetings.take_attendance(found, came=[one.pk for one in form.cleaned_data["came"]], by=request.user),
        page=page,
        done=_("The groups are counted."),
    )


@require_GET
@for_office
def invitation(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """A sheet to be sent out, and the list of signatures."""
    found = consultation_or_404(request, campaign, pk)
    context = {
        **frame(found, _("Invitation")),
        "consultation": found,
        "campaign": campaign,
        "invitees": found.invitees.select_related("group").order_by("group__position", "pk"),
    }
    return render(request, "opinions/meetings/invitation.html", context)


@require_http_methods(["GET", "POST"])
@for_office
def minutes(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Write the minutes."""
    found = consultation_or_404(request, campaign, pk)
    form = MinutesForm(request.POST or None, initial={"text": found.minutes})
    page = {
        **frame(found, pgettext("consultation", "Write the minutes")),
        "objections": list(objections_to_having_been(found)),
        "draft": "minutes",
    }
    return form_page(
        request,
        form,
        lambda: meetings.write_minutes(found, by=request.user, **form.cleaned_data),
        page=page,
        done=_("The minutes are written."),
    )


@require_http_methods(["GET", "POST"])
@for_office
def enclose(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Add a file."""
    found = consultation_or_404(request, campaign, pk)
    form = EncloseForm(request.POST or None, request.FILES or None)

    def act() -> None:
        given = form.cleaned_data
        meetings.enclose(found, file=store(given["file"]), title=given["title"], by=request.user)

    return form_page(request, form, act, page=frame(found, _("Add a file")), done=_("The file was added."))


@require_GET
@for_readers
def enclosure(request: PersonRequest, campaign: Campaign, pk: int, part: int) -> FileResponse:
    """A file of a consultation, for everybody who sees the consultation."""
    found = consultation_or_404(request, campaign, pk)
    added = get_object_or_404(Enclosure.objects.select_related("file"), consultation=found, pk=part)
    return file_response(added.file, name=added.title)


@never_cache
@require_http_methods(["GET", "POST"])
@for_office
def take_down(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Take opinions down while people speak. A script sends them one by one, asking for JSON; a form works without."""
    found = consultation_or_404(request, campaign, pk)
    form = TakeDownForm(campaign, request.POST or None, initial={"mark": secrets.token_urlsafe(18)})
    if request.method == "GET":
        return _taking(request, found, form)
    wants_json = request.headers.get("Accept") == JSON
    try:
        if not form.is_valid():
            raise Refused([str(error) for errors in form.errors.values() for error in errors])
        opinion, code = meetings.take_down(found, by=request.user, **form.cleaned_data)
    except Refused as refused:
        if wants_json:
            return JsonResponse({"reasons": refused.reasons}, status=422)
        for reason in refused.reasons if form.is_valid() else ():
            form.add_error(None, reason)
        return _taking(request, found, form)
    if wants_json:
        return JsonResponse({"label": opinion.label, "url": opinion_address(opinion), "code": code})
    return redirect("opinions:take-down", campaign.code, found.pk)


@require_GET
def worker(_request: HttpRequest) -> HttpResponse:
    """The service worker that opens the page without a network; it must lie above the page in the address."""
    path = finders.find(WORKER)
    if not isinstance(path, str):
        raise Http404
    with open(path, encoding="utf-8") as file:
        return HttpResponse(file.read(), content_type="text/javascript")


def consultation_or_404(request: PersonRequest, campaign: Campaign, pk: int) -> Consultation:
    """The consultation, if the viewer may see it."""
    return get_object_or_404(visible_consultations(request.user, campaign), pk=pk)


def frame(found: Consultation, heading: str) -> dict[str, object]:
    """What every form about a consultation needs on its page."""
    back = reverse("opinions:consultation", args=[found.campaign.code, found.pk])
    doors = [
        Door(_("Occasions of asking"), reverse("opinions:consultations", args=[found.campaign.code])),
        Door(found.title, back),
    ]
    return {"heading": heading, "doors": doors, "back": back}


def _taking(request: PersonRequest, found: Consultation, form: TakeDownForm) -> HttpResponse:
    context = {
        **frame(found, _("Take opinions down")),
        "consultation": found,
        "campaign": found.campaign,
        "form": form,
        # The copy that a device keeps for the time without a network holds nobody's words.
        "taken": [] if "kept" in request.GET else last_taken(found),
        "voices": getattr(found, "voices", 0),
        "reasons": list(objections_to_having_been(found)),
    }
    return render(request, "opinions/meetings/take_down.html", context, status=422 if form.errors else 200)
