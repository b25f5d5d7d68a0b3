"""Facts of phases: what a unit handed in, with whom its team talked, how it was judged, and when it went on."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from bihuan.audit.facts import Fact


@dataclass(frozen=True, kw_only=True)
class PhaseOpened(Fact):
    """The office opened a phase for units; it belongs to the campaign's history."""

    kind: ClassVar[str] = "supervision.phase_opened"
    sentence: ClassVar[str] = _("%(count)s units began the phase “%(phase)s”")
    campaign: int
    phase: str
    count: int

    def stream(self) -> str:
        return f"campaign:{self.campaign}"


@dataclass(frozen=True, kw_only=True)
class StandingFact(Fact):
    """Something about one unit in one phase."""

    standing: int

    def stream(self) -> str:
        return f"standing:{self.standing}"


@dataclass(frozen=True, kw_only=True)
class PaperHandedIn(StandingFact):
    """A unit handed in a version of a plan."""

    kind: ClassVar[str] = "supervision.paper_handed_in"
    sentence: ClassVar[str] = _("%(paper)s, version %(version)s, handed in: %(name)s")
    paper: str
    version: int
    name: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class PaperCommented(StandingFact):
    """A supervisor remarked on a place of a plan."""

    kind: ClassVar[str] = "supervision.paper_commented"
    sentence: ClassVar[str] = _("%(paper)s, version %(version)s, %(place)s: %(words)s")
    paper: str
    version: int
    place: str
    words: str


@dataclass(frozen=True, kw_only=True)
class PaperJudged(StandingFact):
    """The team passed a plan, or asked for another version."""

    kind: ClassVar[str] = "supervision.paper_judged"
    sentence: ClassVar[str] = _("%(paper)s, version %(version)s: %(verdict)s. %(words)s")
    codes: ClassVar = {"verdict": ("supervision.PaperVerdict.verdict",)}
    paper: str
    version: int
    verdict: str
    words: str


@dataclass(frozen=True, kw_only=True)
class TalkHeld(StandingFact):
    """The team talked with a group of the unit; what was said is not in the record."""

    kind: ClassVar[str] = "supervision.talk_held"
    sentence: ClassVar[str] = _("talked with %(heads)s people (%(group)s) on %(day)s")
    group: str
    heads: int
    day: str


@dataclass(frozen=True, kw_only=True)
class TalkNotesRead(StandingFact):
    """Somebody of the team opened the notes of a talk."""

    kind: ClassVar[str] = "supervision.talk_notes_read"
    sentence: ClassVar[str] = _("read the notes of the talk of %(day)s (%(group)s)")
    group: str
    day: str


@dataclass(frozen=True, kw_only=True)
class UnitJudged(StandingFact):
    """The team looked back at the unit's phase."""

    kind: ClassVar[str] = "supervision.unit_judged"
    sentence: ClassVar[str] = _("look-back at the phase: %(outcome)s. %(words)s %(notice)s")
    codes: ClassVar = {"outcome": ("supervision.PhaseJudgement.outcome",)}
    outcome: str
    words: str
    notice: str


@dataclass(frozen=True, kw_only=True)
class UnitWentOn(StandingFact):
    """The unit went on to the next phase, or finished the last one."""

    kind: ClassVar[str] = "supervision.unit_went_on"
    sentence: ClassVar[str] = _("went on: %(to)s")
    to: str
