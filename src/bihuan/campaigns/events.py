"""The facts of this stage: what was set up, and every change of a rule by which units are judged."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy, gettext_noop

from bihuan.audit.facts import Fact

LISTS = ("campaigns.Term.taxonomy", "campaigns.Channel.way")
"""The lists of words of a campaign: its taxonomies, and its channels under the four ways of asking."""


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


@dataclass(frozen=True, kw_only=True)
class PhaseChanged(CampaignFact):
    """A phase has another name or other days."""

    kind: ClassVar[str] = "campaigns.phase_changed"
    sentence: ClassVar[str] = gettext_noop(
        "Changed the phase “%(name)s”: %(starts_on)s to %(ends_on)s (before: “%(before)s”, %(before_days)s); "
        "looked back at from %(look_back_on)s."
    )

    name: str
    starts_on: str
    ends_on: str
    before: str
    before_days: str
    look_back_on: str


@dataclass(frozen=True, kw_only=True)
class WordAdded(CampaignFact):
    """A word was added to a taxonomy, or a channel to a way of asking."""

    kind: ClassVar[str] = "campaigns.word_added"
    sentence: ClassVar[str] = gettext_noop("Added “%(name)s” (%(code)s) to: %(list)s.")
    codes: ClassVar = {"list": LISTS}

    list: str
    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class WordRenamed(CampaignFact):
    """A word of a taxonomy or a channel is called otherwise; its code stays."""

    kind: ClassVar[str] = "campaigns.word_renamed"
    sentence: ClassVar[str] = gettext_noop("Renamed “%(before)s” to “%(name)s” in: %(list)s.")
    codes: ClassVar = {"list": LISTS}

    list: str
    code: str
    name: str
    before: str


@dataclass(frozen=True, kw_only=True)
class WordRetired(CampaignFact):
    """A word or a channel is offered no longer; where it was used, it stays."""

    kind: ClassVar[str] = "campaigns.word_retired"
    sentence: ClassVar[str] = gettext_noop("Took “%(name)s” out of use in: %(list)s.")
    codes: ClassVar = {"list": LISTS}

    list: str
    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class WordRestored(CampaignFact):
    """A word or a channel is offered again."""

    kind: ClassVar[str] = "campaigns.word_restored"
    sentence: ClassVar[str] = gettext_noop("Put “%(name)s” to use again in: %(list)s.")
    codes: ClassVar = {"list": LISTS}

    list: str
    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class LightRulesChanged(CampaignFact):
    """The rules of the warning lights are others; `rules` are the new ones, in order."""

    kind: ClassVar[str] = "campaigns.light_rules_changed"
    sentence: ClassVar[str] = gettext_noop("Changed the light rules to: %(rules)s.")

    rules: tuple[str, ...]
    before: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ClosurePolicyChanged(CampaignFact):
    """The conditions of closing are others; each change with what stood before."""

    kind: ClassVar[str] = "campaigns.closure_policy_changed"
    sentence: ClassVar[str] = gettext_noop("Changed what closing asks for: %(changes)s.")

    changes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CalendarFact(Fact):
    """A fact about the working days, which belong to the whole site."""

    def stream(self) -> str:
        return "calendar"


@dataclass(frozen=True, kw_only=True)
class DayEntered(CalendarFact):
    """One day was declared a working day or a day off."""

    kind: ClassVar[str] = "campaigns.day_entered"
    sentence: ClassVar[str] = gettext_noop("Entered %(day)s as: %(what)s (%(note)s).")
    codes: ClassVar = {"what": {"on": gettext_lazy("working day"), "off": gettext_lazy("day off")}}

    day: str
    what: str
    note: str


@dataclass(frozen=True, kw_only=True)
class DayWithdrawn(CalendarFact):
    """An entered day follows the official calendar again."""

    kind: ClassVar[str] = "campaigns.day_withdrawn"
    sentence: ClassVar[str] = gettext_noop("Withdrew what was entered for %(day)s.")

    day: str


@dataclass(frozen=True, kw_only=True)
class NoticeEntered(CalendarFact):
    """A whole year's notice of holidays was entered."""

    kind: ClassVar[str] = "campaigns.notice_entered"
    sentence: ClassVar[str] = gettext_noop(
        "Entered the holiday notice of %(year)s: %(off)s days off, %(make_up)s make-up days."
    )

    year: int
    off: int
    make_up: int
