"""What every view of study needs: rows that one may see."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from bihuan.campaigns.http import campaign_of_row
from bihuan.people.http import PersonRequest
from bihuan.study.models import Material, Reflection, StudyPlan, StudySession
from bihuan.study.selectors.library import visible_materials
from bihuan.study.selectors.plans import visible_plans
from bihuan.study.selectors.reflections import visible_reflections
from bihuan.study.selectors.sessions import visible_sessions
from bihuan.ui.parts import Door


def plan_of(request: PersonRequest, pk: int) -> StudyPlan:
    """A plan that the viewer may see."""
    plans = visible_plans(request.user, campaign_of_row(request, StudyPlan, pk))
    return get_object_or_404(plans.select_related("campaign__root", "unit", "written_by", "decided_by"), pk=pk)


def session_of(request: PersonRequest, pk: int) -> StudySession:
    """A session that the viewer may see."""
    sessions = visible_sessions(request.user, campaign_of_row(request, StudySession, pk))
    return get_object_or_404(sessions.select_related("campaign__root", "unit", "plan", "speaker"), pk=pk)


def material_of(request: PersonRequest, pk: int) -> Material:
    """A material that the viewer may see."""
    rows = visible_materials(request.user, campaign_of_row(request, Material, pk))
    return get_object_or_404(rows.select_related("campaign__root", "unit", "file", "added_by"), pk=pk)


def reflection_of(request: PersonRequest, pk: int) -> Reflection:
    """A reflection that the viewer may see."""
    rows = visible_reflections(request.user, campaign_of_row(request, Reflection, pk))
    return get_object_or_404(rows.select_related("campaign__root", "unit", "author", "file", "reviewed_by"), pk=pk)


def door(page: str, label: str, *args: object) -> Door:
    """A way back."""
    return Door(label, reverse(f"study:{page}", args=args))


def home_door() -> Door:
    """The way back to one's own study."""
    return door("home", _("Study"))
