"""The facts of the sealed channel: who opened what and when, never a word of it."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from bihuan.audit.facts import Fact


@dataclass(frozen=True, kw_only=True)
class _KeeperFact(Fact):
    campaign: int
    person: str

    def stream(self) -> str:
        return f"campaign:{self.campaign}"


@dataclass(frozen=True, kw_only=True)
class KeeperAppointed(_KeeperFact):
    """The leading official appointed a keeper of the sealed channel."""

    kind = "opinions.keeper_appointed"
    sentence = gettext_noop("%(person)s was appointed keeper of the sealed channel")


@dataclass(frozen=True, kw_only=True)
class KeeperRelieved(_KeeperFact):
    """A keeper was relieved; from this moment he opens nothing."""

    kind = "opinions.keeper_relieved"
    sentence = gettext_noop("%(person)s no longer keeps the sealed channel")


@dataclass(frozen=True, kw_only=True)
class _TipOffFact(Fact):
    tip_off: int
    label: str

    def stream(self) -> str:
        return f"tip-off:{self.tip_off}"


@dataclass(frozen=True, kw_only=True)
class TipOffOpened(_TipOffFact):
    """A keeper read a tip-off."""

    kind = "opinions.tip_off_opened"
    sentence = gettext_noop("Opened the sealed %(label)s")


@dataclass(frozen=True, kw_only=True)
class TipOffAnswered(_TipOffFact):
    """A keeper wrote to whoever sent a tip-off; the words stay sealed."""

    kind = "opinions.tip_off_answered"
    sentence = gettext_noop("Wrote to the sender of %(label)s")


@dataclass(frozen=True, kw_only=True)
class TipOffMoved(_TipOffFact):
    """A keeper passed a tip-off on, or ended it; the words to its sender stay sealed."""

    kind = "opinions.tip_off_moved"
    sentence = gettext_noop("%(label)s: %(status)s")
    status: str
