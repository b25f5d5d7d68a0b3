"""The facts of supervision. Those about an issue belong to its history."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from bihuan.audit.facts import Fact
from bihuan.ledger.events import IssueFact


@dataclass(frozen=True, kw_only=True)
class TeamFact(Fact):
    """Something that happened to a team; it belongs to the campaign's history."""

    campaign: int
    team: str

    def stream(self) -> str:
        return f"campaign:{self.campaign}"


@dataclass(frozen=True, kw_only=True)
class TeamFormed(TeamFact):
    """A supervision team was formed."""

    kind: ClassVar[str] = "supervision.team_formed"
    sentence: ClassVar[str] = _("%(team)s was formed")


@dataclass(frozen=True, kw_only=True)
class MemberJoined(TeamFact):
    """Somebody joined a team."""

    kind: ClassVar[str] = "supervision.member_joined"
    sentence: ClassVar[str] = _("%(person)s joined %(team)s as %(part)s")
    codes: ClassVar = {"part": ("supervision.TeamMember.part",)}
    person: str
    part: str


@dataclass(frozen=True, kw_only=True)
class MemberLeft(TeamFact):
    """Somebody left a team; the membership stays in the history."""

    kind: ClassVar[str] = "supervision.member_left"
    sentence: ClassVar[str] = _("%(person)s left %(team)s")
    person: str


@dataclass(frozen=True, kw_only=True)
class AreaAdded(TeamFact):
    """A team took over a part of the tree."""

    kind: ClassVar[str] = "supervision.area_added"
    sentence: ClassVar[str] = _("%(team)s supervises %(unit)s")
    unit: str


@dataclass(frozen=True, kw_only=True)
class PlanApproved(IssueFact):
    """The supervising team approved a plan."""

    kind: ClassVar[str] = "supervision.plan_approved"
    sentence: ClassVar[str] = _("plan version %(version)s approved. %(comment)s")
    version: int
    comment: str


@dataclass(frozen=True, kw_only=True)
class PlanReturned(IssueFact):
    """The supervising team sent a plan back."""

    kind: ClassVar[str] = "supervision.plan_returned"
    sentence: ClassVar[str] = _("plan version %(version)s returned: %(comment)s")
    version: int
    comment: str


@dataclass(frozen=True, kw_only=True)
class ExtensionDecided(IssueFact):
    """A request for more time was decided."""

    kind: ClassVar[str] = "supervision.extension_decided"
    sentence: ClassVar[str] = _("extension to %(until)s: %(decision)s. %(comment)s")
    codes: ClassVar = {"decision": ("ledger.Extension.status",)}
    until: str
    decision: str
    comment: str


@dataclass(frozen=True, kw_only=True)
class IssueVerified(IssueFact):
    """A supervisor verified what was done."""

    kind: ClassVar[str] = "supervision.issue_verified"
    sentence: ClassVar[str] = _("verified (%(method)s, %(place)s): %(result)s. %(findings)s")
    codes: ClassVar = {"result": ("supervision.Verification.result",), "method": ("supervision.Verification.method",)}
    result: str
    method: str
    place: str
    findings: str
    photos: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class IssueReturned(IssueFact):
    """The issue went back to rectifying; another cycle begins."""

    kind: ClassVar[str] = "supervision.issue_returned"
    sentence: ClassVar[str] = _("returned for rework, cycle %(cycle)s: %(reason)s")
    cycle: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class VoicesAsked(IssueFact):
    """Those who raised it were asked whether they are satisfied."""

    kind: ClassVar[str] = "supervision.voices_asked"
    sentence: ClassVar[str] = _("%(asked)s voices asked whether they are satisfied")
    asked: int


@dataclass(frozen=True, kw_only=True)
class VoiceAnswered(IssueFact):
    """One voice answered; which one is not kept here."""

    kind: ClassVar[str] = "supervision.voice_answered"
    sentence: ClassVar[str] = _("one of those asked answered: %(answer)s")
    codes: ClassVar = {"answer": ("supervision.Asking.answer",)}
    answer: str


@dataclass(frozen=True, kw_only=True)
class DissatisfactionRuled(IssueFact):
    """A reasoned ruling one tier higher on a dissatisfied answer."""

    kind: ClassVar[str] = "supervision.dissatisfaction_ruled"
    sentence: ClassVar[str] = _("ruling on a dissatisfied answer: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class NoticeFact(Fact):
    """Something about a notice to a unit; it belongs to its issue's history, or to the campaign's."""

    codes: ClassVar = {
        "type": ("supervision.SupervisionNotice.kind",),
        "verdict": ("supervision.SupervisionNotice.status",),
        "slip": ("supervision.SupervisionNotice.slip",),
    }
    campaign: int
    issue: int | None
    type: str
    mark: str

    def stream(self) -> str:
        return f"issue:{self.issue}" if self.issue else f"campaign:{self.campaign}"


@dataclass(frozen=True, kw_only=True)
class NoticeIssued(NoticeFact):
    """A supervision notice was issued to a unit."""

    kind: ClassVar[str] = "supervision.notice_issued"
    sentence: ClassVar[str] = _("%(type)s%(mark)s to %(unit)s, reply by %(due)s")
    unit: str
    due: str


@dataclass(frozen=True, kw_only=True)
class NoticeReceived(NoticeFact):
    """The unit signed for a notice."""

    kind: ClassVar[str] = "supervision.notice_received"
    sentence: ClassVar[str] = _("%(type)s%(mark)s: received")


@dataclass(frozen=True, kw_only=True)
class NoticeReplied(NoticeFact):
    """The unit replied to a notice."""

    kind: ClassVar[str] = "supervision.notice_replied"
    sentence: ClassVar[str] = _("%(type)s%(mark)s: reply came in")


@dataclass(frozen=True, kw_only=True)
class NoticeReviewed(NoticeFact):
    """The reply to a notice was accepted, or sent back."""

    kind: ClassVar[str] = "supervision.notice_reviewed"
    sentence: ClassVar[str] = _("%(type)s%(mark)s: %(verdict)s")
    verdict: str


@dataclass(frozen=True, kw_only=True)
class NoticeExcused(NoticeFact):
    """A notice is not pressed further until a day; then it comes back by itself."""

    kind: ClassVar[str] = "supervision.notice_excused"
    sentence: ClassVar[str] = _("%(type)s%(mark)s: not pressed further until %(until)s. %(reason)s")
    until: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class NoticeEscalated(NoticeFact):
    """No reply came in time: a sharper slip went out by the campaign's rule."""

    kind: ClassVar[str] = "supervision.notice_escalated"
    sentence: ClassVar[str] = _("%(type)s%(mark)s got no reply in time: %(slip)s, %(next)s")
    slip: str
    next: str


@dataclass(frozen=True, kw_only=True)
class EscalationSet(Fact):
    """The campaign's rule for notices without reply was changed."""

    kind: ClassVar[str] = "supervision.escalation_set"
    sentence: ClassVar[str] = _("notices without reply: %(steps)s")
    campaign: int
    steps: tuple[str, ...]

    def stream(self) -> str:
        return f"campaign:{self.campaign}"


@dataclass(frozen=True, kw_only=True)
class NoticeOpened(IssueFact):
    """The public notice began."""

    kind: ClassVar[str] = "supervision.notice_opened"
    sentence: ClassVar[str] = _("in public notice from %(opens)s to %(ends)s, %(workdays)s working days")
    opens: str
    ends: str
    workdays: int


@dataclass(frozen=True, kw_only=True)
class ObjectionReceived(IssueFact):
    """Somebody objected during the public notice."""

    kind: ClassVar[str] = "supervision.objection_received"
    sentence: ClassVar[str] = _("an objection came in")


@dataclass(frozen=True, kw_only=True)
class ObjectionRuled(IssueFact):
    """An objection was upheld or dismissed, with words."""

    kind: ClassVar[str] = "supervision.objection_ruled"
    sentence: ClassVar[str] = _("objection %(verdict)s: %(ruling)s")
    codes: ClassVar = {"verdict": ("supervision.Objection.status",)}
    verdict: str
    ruling: str


@dataclass(frozen=True, kw_only=True)
class IssueSigned(IssueFact):
    """A signature that the policy asks for."""

    kind: ClassVar[str] = "supervision.issue_signed"
    sentence: ClassVar[str] = _("signed as %(role)s")
    codes: ClassVar = {"role": ("supervision.Signature.role",)}
    role: str


@dataclass(frozen=True, kw_only=True)
class IssueClosed(IssueFact):
    """The issue was struck off the ledger, with a certificate."""

    kind: ClassVar[str] = "supervision.issue_closed"
    sentence: ClassVar[str] = _("closed, with a certificate")
    cycle: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class IssueReopened(IssueFact):
    """A closed issue came back onto the ledger."""

    kind: ClassVar[str] = "supervision.issue_reopened"
    sentence: ClassVar[str] = _("re-opened, cycle %(cycle)s: %(reason)s")
    cycle: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class LookedBack(IssueFact):
    """A re-inspection found the matter held, or relapsed."""

    kind: ClassVar[str] = "supervision.looked_back"
    sentence: ClassVar[str] = _("look-back: %(outcome)s. %(findings)s")
    codes: ClassVar = {"outcome": ("supervision.LookBack.status",)}
    outcome: str
    findings: str


@dataclass(frozen=True, kw_only=True)
class SampleFact(Fact):
    """Something about a random sample; it belongs to the campaign's history."""

    campaign: int
    sample: int

    def stream(self) -> str:
        return f"campaign:{self.campaign}"


@dataclass(frozen=True, kw_only=True)
class SampleOrdered(SampleFact):
    """A random sample was ordered and its list fixed. The hash of this very event becomes the seed."""

    kind: ClassVar[str] = "supervision.sample_ordered"
    sentence: ClassVar[str] = _("sample %(sample)s ordered: %(size)s of %(population)s closed issues, list %(sha256)s")
    size: int
    population: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class SampleDrawn(SampleFact):
    """A random sample was drawn with the seed that its order left in the record."""

    kind: ClassVar[str] = "supervision.sample_drawn"
    sentence: ClassVar[str] = _("sample %(sample)s drawn: %(numbers)s")
    numbers: tuple[str, ...]
    seed: str


@dataclass(frozen=True, kw_only=True)
class IssueSampled(IssueFact):
    """A closed issue was drawn for a re-inspection."""

    kind: ClassVar[str] = "supervision.issue_sampled"
    sentence: ClassVar[str] = _("drawn in sample %(sample)s, to be looked at again by %(due)s")
    sample: int
    due: str


@dataclass(frozen=True, kw_only=True)
class VoiceCameBack(IssueFact):
    """One of those who raised it says, by receipt, that a closed issue is not right; neither who nor the words."""

    kind: ClassVar[str] = "supervision.voice_came_back"
    sentence: ClassVar[str] = _("one of those who raised it says it is not right; to be decided by %(due)s")
    due: str


@dataclass(frozen=True, kw_only=True)
class CameBackDeclined(IssueFact):
    """A supervisor left the issue closed although a speaker says it is not right; the speaker reads the reason."""

    kind: ClassVar[str] = "supervision.came_back_declined"
    sentence: ClassVar[str] = _("left closed although somebody says it is not right: %(reason)s")
    reason: str
