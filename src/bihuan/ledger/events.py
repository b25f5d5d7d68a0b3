"""The facts of the ledger. Each belongs to the history of one issue, unless it says otherwise."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy, pgettext_lazy
from django.utils.translation import gettext_noop as _

from bihuan.audit.facts import Fact

VERBS = {
    "added": pgettext_lazy("measure", "added"),
    "changed": pgettext_lazy("measure", "changed"),
    "removed": pgettext_lazy("measure", "removed"),
}
"""What was done to a measure of a draft."""
COLUMNS = {
    "category": gettext_lazy("category"),
    "problem_kind": gettext_lazy("problem kind"),
    "focus": gettext_lazy("focus"),
    "horizon": gettext_lazy("horizon"),
    "disposition": gettext_lazy("disposition"),
    "source": gettext_lazy("Source"),
    "goal": gettext_lazy("Goal"),
    "amount": gettext_lazy("Amount in yuan"),
    "review_on": gettext_lazy("review day"),
    "deadline_text": gettext_lazy("Deadline"),
}
"""What the record calls the fields of a line of the ledger."""


@dataclass(frozen=True, kw_only=True)
class IssueFact(Fact):
    """Something that happened to one issue."""

    issue: int

    def stream(self) -> str:
        return f"issue:{self.issue}"


@dataclass(frozen=True, kw_only=True)
class IssueRegistered(IssueFact):
    """The office put a problem on the ledger; its words are kept by their digest."""

    kind: ClassVar[str] = "ledger.issue_registered"
    sentence: ClassVar[str] = _("registered as %(number)s, in the original words")
    number: str
    text_sha256: str


@dataclass(frozen=True, kw_only=True)
class DetailsChanged(IssueFact):
    """Category, deadline, goal or another field was changed."""

    kind: ClassVar[str] = "ledger.details_changed"
    sentence: ClassVar[str] = _("changed: %(fields)s")
    codes: ClassVar = {"fields": COLUMNS}
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WordingEdited(IssueFact):
    """The working title was changed for a reason; the original words stay."""

    kind: ClassVar[str] = "ledger.wording_edited"
    sentence: ClassVar[str] = _("worded as “%(new)s”, because %(reason)s")
    old: str
    new: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class VoiceLinked(IssueFact):
    """An opinion joined the issue."""

    kind: ClassVar[str] = "ledger.voice_linked"
    sentence: ClassVar[str] = _("opinion %(opinion)s joined, %(heads)s people now")
    opinion: str
    heads: int


@dataclass(frozen=True, kw_only=True)
class VoiceUnlinked(IssueFact):
    """An opinion was taken out again and waits for another disposition."""

    kind: ClassVar[str] = "ledger.voice_unlinked"
    sentence: ClassVar[str] = _("opinion %(opinion)s was taken out again")
    opinion: str


@dataclass(frozen=True, kw_only=True)
class IssueAssigned(IssueFact):
    """The office gave the issue to a lead unit and its supporters."""

    kind: ClassVar[str] = "ledger.issue_assigned"
    sentence: ClassVar[str] = _("assigned to %(lead)s, supported by %(supporting)s")
    lead: str
    supporting: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class IssueDeclined(IssueFact):
    """The lead unit gave the issue back with a reason."""

    kind: ClassVar[str] = "ledger.issue_declined"
    sentence: ClassVar[str] = _("given back by %(unit)s: %(reason)s")
    unit: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ResponsibleNamed(IssueFact):
    """A link of the chain of responsibility was named."""

    kind: ClassVar[str] = "ledger.responsible_named"
    sentence: ClassVar[str] = _("%(part)s: %(name)s")
    codes: ClassVar = {"part": ("ledger.ResponsiblePerson.part",)}
    part: str
    name: str


@dataclass(frozen=True, kw_only=True)
class IssueMerged(IssueFact):
    """The issue went into another one; its words and voices stay its own."""

    kind: ClassVar[str] = "ledger.issue_merged"
    sentence: ClassVar[str] = _("merged into %(into)s")
    into: str
    reply: str


@dataclass(frozen=True, kw_only=True)
class IssueUnmerged(IssueFact):
    """The merge was undone."""

    kind: ClassVar[str] = "ledger.issue_unmerged"
    sentence: ClassVar[str] = _("taken out of %(out_of)s again")
    out_of: str


@dataclass(frozen=True, kw_only=True)
class IssueTransferred(IssueFact):
    """The issue belongs to somebody outside the campaign."""

    kind: ClassVar[str] = "ledger.issue_transferred"
    sentence: ClassVar[str] = _("transferred (%(reason)s): %(reply)s")
    reason: str
    reply: str


@dataclass(frozen=True, kw_only=True)
class IssueRefused(IssueFact):
    """The issue was not kept on the ledger, with a coded reason and a reply."""

    kind: ClassVar[str] = "ledger.issue_refused"
    sentence: ClassVar[str] = _("not kept on the ledger (%(reason)s): %(reply)s")
    reason: str
    reply: str


@dataclass(frozen=True, kw_only=True)
class PlanDrafted(IssueFact):
    """A draft of the plan was written or changed."""

    kind: ClassVar[str] = "ledger.plan_drafted"
    sentence: ClassVar[str] = _("plan version %(version)s drafted")
    version: int


@dataclass(frozen=True, kw_only=True)
class PlanSubmitted(IssueFact):
    """The plan was handed to the supervising team."""

    kind: ClassVar[str] = "ledger.plan_submitted"
    sentence: ClassVar[str] = _("plan version %(version)s submitted, %(measures)s measures")
    version: int
    measures: int
    body_sha256: str


@dataclass(frozen=True, kw_only=True)
class MeasureChanged(IssueFact):
    """A measure was added, changed or removed while the plan was a draft."""

    kind: ClassVar[str] = "ledger.measure_changed"
    sentence: ClassVar[str] = _("measure %(position)s %(verb)s: %(text)s")
    codes: ClassVar = {"verb": VERBS}
    position: int
    verb: str
    text: str


@dataclass(frozen=True, kw_only=True)
class WorkStarted(IssueFact):
    """The lead unit began to work by the approved plan."""

    kind: ClassVar[str] = "ledger.work_started"
    sentence: ClassVar[str] = _("work began by the approved plan")


@dataclass(frozen=True, kw_only=True)
class ProgressReported(IssueFact):
    """The unit reported progress."""

    kind: ClassVar[str] = "ledger.progress_reported"
    sentence: ClassVar[str] = _("progress %(percent)s %%: %(text)s")
    percent: int
    text: str


@dataclass(frozen=True, kw_only=True)
class TargetReached(IssueFact):
    """What was reached of a quantified target in one unit."""

    kind: ClassVar[str] = "ledger.target_reached"
    sentence: ClassVar[str] = _("%(unit)s: %(done)s of %(goal)s %(measured_in)s")
    unit: str
    done: str
    goal: str
    measured_in: str


@dataclass(frozen=True, kw_only=True)
class MilestoneFinished(IssueFact):
    """A milestone was reached."""

    kind: ClassVar[str] = "ledger.milestone_finished"
    sentence: ClassVar[str] = _("milestone reached: %(text)s")
    text: str


@dataclass(frozen=True, kw_only=True)
class MeasureMarked(IssueFact):
    """A measure was marked open, mostly done or done."""

    kind: ClassVar[str] = "ledger.measure_marked"
    sentence: ClassVar[str] = _("measure %(position)s: %(status)s")
    codes: ClassVar = {"status": ("ledger.Measure.status",)}
    position: int
    status: str


@dataclass(frozen=True, kw_only=True)
class EvidenceAdded(IssueFact):
    """A revision of a piece of evidence was stored."""

    kind: ClassVar[str] = "ledger.evidence_added"
    sentence: ClassVar[str] = _("evidence “%(title)s”, revision %(number)s")
    title: str
    number: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class EvidenceWithdrawn(IssueFact):
    """A piece of evidence was withdrawn; its revisions stay."""

    kind: ClassVar[str] = "ledger.evidence_withdrawn"
    sentence: ClassVar[str] = _("evidence “%(title)s” withdrawn: %(reason)s")
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExtensionRequested(IssueFact):
    """The unit asked for more time."""

    kind: ClassVar[str] = "ledger.extension_requested"
    sentence: ClassVar[str] = _("asked to extend to %(until)s: %(reason)s")
    until: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ClosingClaimed(IssueFact):
    """The head of the lead unit says the work is done."""

    kind: ClassVar[str] = "ledger.closing_claimed"
    sentence: ClassVar[str] = _("closing applied for, cycle %(cycle)s")
    cycle: int


@dataclass(frozen=True, kw_only=True)
class ClaimWithdrawn(IssueFact):
    """The unit took its application back."""

    kind: ClassVar[str] = "ledger.claim_withdrawn"
    sentence: ClassVar[str] = _("application for closing taken back")


@dataclass(frozen=True, kw_only=True)
class LedgerImported(Fact):
    """A file was taken over into the ledger: one fact with the digest of all its rows."""

    kind: ClassVar[str] = "ledger.ledger_imported"
    sentence: ClassVar[str] = _("%(rows)s issues imported from %(file)s, numbers %(first)s to %(last)s")
    campaign: int
    batch: int
    file: str
    file_sha256: str
    rows: int
    first: int
    last: int
    rows_sha256: str

    def stream(self) -> str:
        return f"campaign:{self.campaign}"
