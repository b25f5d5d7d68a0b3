"""What every view of outcomes needs: rows that one may see, and what its pages say around their fields."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from bihuan.campaigns.http import campaign_of_row
from bihuan.outcomes.models import ContactPoint, Indicator, Regulation, SpecialAction
from bihuan.outcomes.selectors.visible import (
    visible_actions,
    visible_contacts,
    visible_indicators,
    visible_regulations,
)
from bihuan.people.http import PersonRequest
from bihuan.ui.parts import Door


def regulation_of(request: PersonRequest, pk: int) -> Regulation:
    """A regulation that the viewer may see."""
    rows = visible_regulations(request.user, campaign_of_row(request, Regulation, pk))
    return get_object_or_404(rows.select_related("campaign__root", "unit"), pk=pk)


def indicator_of(request: PersonRequest, pk: int) -> Indicator:
    """An indicator that the viewer may see."""
    rows = visible_indicators(request.user, campaign_of_row(request, Indicator, pk))
    return get_object_or_404(rows.select_related("campaign__root", "unit"), pk=pk)


def action_of(request: PersonRequest, pk: int) -> SpecialAction:
    """A special action that the viewer may see."""
    rows = visible_actions(request.user, campaign_of_row(request, SpecialAction, pk))
    return get_object_or_404(rows.select_related("campaign__root", "unit"), pk=pk)


def contact_of(request: PersonRequest, pk: int) -> ContactPoint:
    """A contact point that the viewer may see."""
    rows = visible_contacts(request.user, campaign_of_row(request, ContactPoint, pk))
    return get_object_or_404(rows.select_related("campaign__root", "unit", "place", "leader"), pk=pk)


def door(page: str, label: str, *args: object) -> Door:
    """A way back."""
    return Door(label, reverse(f"outcomes:{page}", args=args))


def home_door() -> Door:
    """The way back to the overview of outcomes."""
    return door("home", _("Outcomes"))


def around(heading: str, doors: list[Door], *, lead: str = "", objections: list[str] | None = None) -> dict[str, Any]:
    """What a form says around its fields; the last door is the way back."""
    return {
        "heading": heading,
        "lead": lead,
        "doors": [home_door(), *doors],
        "back": doors[-1].url,
        "objections": objections or [],
    }
