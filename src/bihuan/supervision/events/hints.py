"""Facts of hints against formalism. They stand in the hint's own history: a suspicion is nobody else's business."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from bihuan.audit.facts import Fact


@dataclass(frozen=True, kw_only=True)
class HintFact(Fact):
    """Something that happened to one hint."""

    codes: ClassVar = {"type": ("supervision.Hint.kind",)}
    hint: int
    type: str
    unit: str

    def stream(self) -> str:
        return f"hint:{self.hint}"


@dataclass(frozen=True, kw_only=True)
class HintFound(HintFact):
    """The nightly reading found something that a person should look at."""

    kind: ClassVar[str] = "supervision.hint_found"
    sentence: ClassVar[str] = _("%(type)s noticed in what %(unit)s handed in")


@dataclass(frozen=True, kw_only=True)
class HintAsked(HintFact):
    """A supervisor put the hint to the unit."""

    kind: ClassVar[str] = "supervision.hint_asked"
    sentence: ClassVar[str] = _("%(unit)s was asked about “%(type)s”, to answer by %(due)s")
    due: str


@dataclass(frozen=True, kw_only=True)
class HintAnswered(HintFact):
    """The unit explained itself."""

    kind: ClassVar[str] = "supervision.hint_answered"
    sentence: ClassVar[str] = _("%(unit)s answered the question about “%(type)s”")


@dataclass(frozen=True, kw_only=True)
class HintDecided(HintFact):
    """A person confirmed or dismissed a hint."""

    kind: ClassVar[str] = "supervision.hint_decided"
    sentence: ClassVar[str] = _("“%(type)s” at %(unit)s: %(verdict)s. %(ruling)s")
    codes: ClassVar = {"type": ("supervision.Hint.kind",), "verdict": ("supervision.Hint.status",)}
    verdict: str
    ruling: str


@dataclass(frozen=True, kw_only=True)
class HintNoticed(HintFact):
    """A confirmed hint led to a numbered notice."""

    kind: ClassVar[str] = "supervision.hint_noticed"
    sentence: ClassVar[str] = _("%(notice)s was issued to %(unit)s about “%(type)s”")
    notice: str
