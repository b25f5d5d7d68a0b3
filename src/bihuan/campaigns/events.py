"""The facts of this stage: what was set up, and every change of a rule by which units are judged."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop

from bihuan.audit.facts import Fact


@dataclass(frozen=True, kw_only=True)
class CampaignFact(Fact):
    """A fact in the history of one campaign."""

    campaign: int

    def stream(self) -> str:
        return f"campaign:{self.campaign}"


@dataclass(frozen=True, kw_only=True)
class CampaignCreated(CampaignFact):
    """A campaign was set up from a template."""

    kind: ClassVar[str] = "campaigns.campaign_created"
    sentence: ClassVar[str] = gettext_noop(
        "Set up the campaign “%(name)s” over %(root)s from the template %(template)s."
    )

    name: str
    root: str
    template: str


@dataclass(frozen=True, kw_only=True)
class CampaignStoodStill(CampaignFact):
    """A demonstration was fixed on one day, or set going again (empty `day`)."""

    kind: ClassVar[str] = "campaigns.campaign_stood_still"
    sentence: ClassVar[str] = gettext_noop("The campaign now lives on the day: %(day)s.")

    day: str
