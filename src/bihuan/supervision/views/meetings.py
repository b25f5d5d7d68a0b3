"""Pages of supervision meetings at key nodes, and of the focus lists that visits go by."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bihuan.campaigns.selectors import object_kinds, visible_campaigns
from bihuan.ledger.views.answering import form_page
from bihuan.ledger.views.loading import campaign_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.supervision.forms.visits import MeetingForm, MinutesForm
from bihuan.supervision.models import NodeMeeting
from bihuan.supervision.policies.meetings import objections_to_calling, objections_to_minutes
from bihuan.supervision.services.meetings import call_meeting, keep_minutes
from bihuan.supervision.tables_visits import NODE_MEETINGS
from bihuan.supervision.views.loading import door
from bihuan.ui.lists import render_list
from bihuan.ui.parts import Door


@require_GET
@signed_in
def focus(request: PersonRequest) -> HttpResponse:
    """Whom supervision looks at, and what for: open to the judged as well, so that they can look first."""
    campaign = campaign_of(request)
    context = {"kinds": object_kinds(campaign), "campaign": campaign, "doors": [door()]}
    return render(request, "supervision/visits/focus.html", context)


@require_GET
@signed_in
def node_meetings(request: PersonRequest) -> HttpResponse:
    """Supervision meetings of the campaign."""
    campaign = campaign_of(request)
    rows = NodeMeeting.objects.filter(campaign=campaign).select_related("phase")
    context = {"doors": [door()], "objections": list(objections_to_calling(campaign, by=request.user))}
    return render_list(request, "supervision/visits/meetings.html", NODE_MEETINGS.page(request, rows), context)


def _doors() -> list[Door]:
    return [door(), Door(_("Supervision meetings"), reverse("supervision:node-meetings"))]


def _meeting(request: PersonRequest, pk: int) -> NodeMeeting:
    campaign_of(request)
    rows = NodeMeeting.objects.filter(campaign__in=visible_campaigns(request.user))
    return get_object_or_404(rows.select_related("campaign__root", "phase", "planned_by", "written_by"), pk=pk)


@require_GET
@signed_in
def node_meeting(request: PersonRequest, pk: int) -> HttpResponse:
    """One meeting with its agenda and minutes."""
    found = _meeting(request, pk)
    context = {"meeting": found, "doors": _doors(), "keeping": list(objections_to_minutes(found, by=request.user))}
    return render(request, "supervision/visits/meeting.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def node_meeting_new(request: PersonRequest) -> HttpResponse:
    """Call a meeting."""
    campaign = campaign_of(request)
    form = MeetingForm(request.POST or None, campaign=campaign)
    page: dict[str, Any] = {
        "heading": _("Call a supervision meeting"),
        "submit": _("Call the meeting"),
        "doors": _doors(),
        "back": reverse("supervision:node-meetings"),
        "objections": list(objections_to_calling(campaign, by=request.user)),
    }
    return form_page(
        request,
        form,
        lambda: call_meeting(campaign, by=request.user, **form.cleaned_data),
        page=page,
        done=_("The meeting is called. It counts once its minutes are written."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def node_meeting_minutes(request: PersonRequest, pk: int) -> HttpResponse:
    """Write the minutes."""
    found = _meeting(request, pk)
    form = MinutesForm(request.POST or None)
    here = reverse("supervision:node-meeting", args=[found.pk])
    page = {
        "heading": _("Write the minutes"),
        "submit": _("Keep the minutes"),
        "doors": [*_doors(), Door(found.title, here)],
        "back": here,
        "objections": list(objections_to_minutes(found, by=request.user)),
        "draft": f"node-meeting-{found.pk}",
    }
    return form_page(
        request,
        form,
        lambda: keep_minutes(found, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The minutes are kept."),
    )
