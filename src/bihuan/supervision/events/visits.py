"""The facts of visits and of supervision meetings. A visit has a history of its own: not every eye may read it."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from bihuan.audit.facts import Fact
from bihuan.ledger.events import IssueFact


@dataclass(frozen=True, kw_only=True)
class VisitFact(Fact):
    """Something about a visit; who may read the visit may read it."""

    visit: int

    def stream(self) -> str:
        return f"visit:{self.visit}"


@dataclass(frozen=True, kw_only=True)
class VisitPlanned(VisitFact):
    """A visit was planned."""

    kind: ClassVar[str] = "supervision.visit_planned"
    sentence: ClassVar[str] = _("%(team)s goes to %(unit)s on %(day)s")
    team: str
    unit: str
    day: str
    announced: bool


@dataclass(frozen=True, kw_only=True)
class VisitedAgain(VisitFact):
    """A second visit within the campaign's window was planned, with a reason (督查条例, art. 15)."""

    kind: ClassVar[str] = "supervision.visited_again"
    sentence: ClassVar[str] = _("although there are visits near it (%(others)s): %(reason)s")
    others: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class VisitBegun(VisitFact):
    """The visitors arrived; from now on the unit sees the visit."""

    kind: ClassVar[str] = "supervision.visit_begun"
    sentence: ClassVar[str] = _("the visit began")


@dataclass(frozen=True, kw_only=True)
class VisitNoted(VisitFact):
    """A visitor noted something."""

    kind: ClassVar[str] = "supervision.visit_noted"
    sentence: ClassVar[str] = _("%(item)s: %(answer)s. %(note)s")
    codes: ClassVar = {"answer": ("supervision.VisitEntry.answer",)}
    item: str
    answer: str
    note: str
    photos: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class VisitConcluded(VisitFact):
    """The visitors wrote their conclusion."""

    kind: ClassVar[str] = "supervision.visit_concluded"
    sentence: ClassVar[str] = _("concluded: %(words)s")
    words: str


@dataclass(frozen=True, kw_only=True)
class VisitCancelled(VisitFact):
    """A planned visit does not take place."""

    kind: ClassVar[str] = "supervision.visit_cancelled"
    sentence: ClassVar[str] = _("cancelled: %(words)s")
    words: str


@dataclass(frozen=True, kw_only=True)
class FoundAtVisit(IssueFact):
    """An issue came onto the ledger from a visit."""

    kind: ClassVar[str] = "supervision.found_at_visit"
    sentence: ClassVar[str] = _("found at visit no. %(visit)s to %(unit)s")
    visit: int
    unit: str


@dataclass(frozen=True, kw_only=True)
class MeetingFact(Fact):
    """Something about a supervision meeting; it belongs to the campaign's history."""

    campaign: int
    title: str

    def stream(self) -> str:
        return f"campaign:{self.campaign}"


@dataclass(frozen=True, kw_only=True)
class NodeMeetingPlanned(MeetingFact):
    """A supervision meeting was planned."""

    kind: ClassVar[str] = "supervision.node_meeting_planned"
    sentence: ClassVar[str] = _("%(title)s on %(day)s")
    day: str


@dataclass(frozen=True, kw_only=True)
class NodeMeetingKept(MeetingFact):
    """The minutes of a supervision meeting were written."""

    kind: ClassVar[str] = "supervision.node_meeting_kept"
    sentence: ClassVar[str] = _("%(title)s: %(attended)s attended, minutes of %(length)s characters (%(digest)s)")
    attended: int
    length: int
    digest: str
