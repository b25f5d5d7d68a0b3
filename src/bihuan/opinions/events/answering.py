"""The facts of answering: clocks, more time, who is in charge, words that are used again."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from bihuan.audit.facts import Fact


@dataclass(frozen=True, kw_only=True)
class _RuleFact(Fact):
    campaign: int

    def stream(self) -> str:
        return f"campaign:{self.campaign}"


@dataclass(frozen=True, kw_only=True)
class ClockSet(_RuleFact):
    """The supervising tier set how long voices of a channel (or of all others) may wait."""

    kind = "opinions.clock_set"
    sentence = gettext_noop("Voices by %(channel)s: first word within %(respond)s, ending within %(settle)s days")
    channel: str
    respond: int
    settle: int


@dataclass(frozen=True, kw_only=True)
class AfterClosingSet(_RuleFact):
    """The supervising tier set what follows when somebody is not satisfied with a closed issue."""

    kind = "opinions.after_closing_set"
    sentence = gettext_noop("Not satisfied after closing: %(what)s")
    what: str


@dataclass(frozen=True, kw_only=True)
class ReplyTemplateKept(_RuleFact):
    """The office wrote, changed or retired words for replies."""

    kind = "opinions.reply_template_kept"
    sentence = gettext_noop("Words for replies “%(name)s”: %(text)s")
    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class _ChargeFact(Fact):
    opinion: int

    def stream(self) -> str:
        return f"opinion:{self.opinion}"


@dataclass(frozen=True, kw_only=True)
class ChargeTaken(_ChargeFact):
    """Somebody was asked first, and answers for the voice (首问负责)."""

    kind = "opinions.charge_taken"
    sentence = gettext_noop("%(person)s was asked first and answers for it")
    person: str


@dataclass(frozen=True, kw_only=True)
class ChargeOffered(_ChargeFact):
    """Whoever is in charge asked somebody else to take over; until then nothing changes."""

    kind = "opinions.charge_offered"
    sentence = gettext_noop("To be handed on to %(person)s, because: %(reason)s")
    person: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ChargeDecided(_ChargeFact):
    """Whoever was asked to take over accepted, or declined."""

    kind = "opinions.charge_decided"
    sentence = gettext_noop("%(person)s: %(decision)s")
    person: str
    decision: str


@dataclass(frozen=True, kw_only=True)
class MoreTimeGiven(_ChargeFact):
    """The leading official gave more time for an ending; the speaker reads the reason."""

    kind = "opinions.more_time_given"
    sentence = gettext_noop("More time until %(until)s: %(reason)s")
    until: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class HandOverTaken(_RuleFact):
    """A file of voices was taken in; what was there already came in once only."""

    kind = "opinions.hand_over_taken"
    sentence = gettext_noop("%(name)s: %(taken)s of %(rows)s rows taken in, the others were there already")
    name: str
    rows: int
    taken: int
