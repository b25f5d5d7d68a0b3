"""What every view of study needs: the campaign one works in, and rows that one may see."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from bihuan.audit.selectors import history
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import current_campaign, visible_campaigns
from bihuan.people.http import PersonRequest
from bihuan.study.models import Material, Reflection, StudyPlan, StudySession
from bihuan.study.selectors.library import visible_materials
from bihuan.study.selectors.plans import visible_plans
from bihuan.study.selectors.reflections import visible_reflections
from bihuan.study.selectors.sessions import visible_sessions
from bihuan.ui.parts import Door, Fact


def campaign_in_sight(request: PersonRequest) -> Campaign:
    """The campaign chosen in the frame, else the newest one.

    Raises:
        Http404: no campaign concerns this person.
    """
    campaign = current_campaign(request)
    if campaign is None:
        raise Http404
    return campaign


def _campaign_of(request: PersonRequest, pk: int) -> Campaign:
    """The campaign of a row: its address holds also while another campaign is chosen in the frame."""
    return get_object_or_404(visible_campaigns(request.user).select_related("root"), pk=pk)


def plan_of(request: PersonRequest, pk: int) -> StudyPlan:
    """A plan that the viewer may see."""
    key = StudyPlan.objects.filter(pk=pk).values_list("campaign", flat=True).first() or 0
    plans = visible_plans(request.user, _campaign_of(request, key))
    return get_object_or_404(plans.select_related("campaign__root", "unit", "written_by", "decided_by"), pk=pk)


def session_of(request: PersonRequest, pk: int) -> StudySession:
    """A session that the viewer may see."""
    key = StudySession.objects.filter(pk=pk).values_list("campaign", flat=True).first() or 0
    sessions = visible_sessions(request.user, _campaign_of(request, key))
    return get_object_or_404(sessions.select_related("campaign__root", "unit", "plan", "speaker"), pk=pk)


def material_of(request: PersonRequest, pk: int) -> Material:
    """A material that the viewer may see."""
    key = Material.objects.filter(pk=pk).values_list("campaign", flat=True).first() or 0
    rows = visible_materials(request.user, _campaign_of(request, key))
    return get_object_or_404(rows.select_related("campaign__root", "unit", "file", "added_by"), pk=pk)


def reflection_of(request: PersonRequest, pk: int) -> Reflection:
    """A reflection that the viewer may see."""
    key = Reflection.objects.filter(pk=pk).values_list("campaign", flat=True).first() or 0
    rows = visible_reflections(request.user, _campaign_of(request, key))
    return get_object_or_404(rows.select_related("campaign__root", "unit", "author", "file", "reviewed_by"), pk=pk)


def door(page: str, label: str, *args: object) -> Door:
    """A way back."""
    return Door(label, reverse(f"study:{page}", args=args))


def home_door() -> Door:
    """The way back to one's own study."""
    return door("home", _("Study"))


def told(stream: str) -> list[Fact]:
    """The latest of what happened to an object."""
    events = history(stream)[:40]
    return [Fact(localdate(event.at), f"{event.actor_label} {event.sentence}".strip()) for event in events]
