"""Tables of outcomes: regulations, indicators, special actions, contact points."""

from bihuan.outcomes.models.actions import Aspect, Case, Inspection, SpecialAction
from bihuan.outcomes.models.contacts import ContactPoint, ContactVisit, Help
from bihuan.outcomes.models.indicators import Indicator, Measurement
from bihuan.outcomes.models.regulations import Regulation, RegulationIssue, RegulationVersion

__all__ = [
    "Aspect",
    "Case",
    "ContactPoint",
    "ContactVisit",
    "Help",
    "Indicator",
    "Inspection",
    "Measurement",
    "Regulation",
    "RegulationIssue",
    "RegulationVersion",
    "SpecialAction",
]
