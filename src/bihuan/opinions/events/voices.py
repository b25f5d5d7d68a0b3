"""The facts of the opinions stage. What the public does leaves no fact of its own: see `IntakeSealed`."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from bihuan.audit.facts import Fact


@dataclass(frozen=True, kw_only=True)
class OpinionFact(Fact):
    """Something that happened to one voice: it stands in the history of that voice."""

    opinion: int

    def stream(self) -> str:
        return f"opinion:{self.opinion}"


@dataclass(frozen=True, kw_only=True)
class OpinionReceived(OpinionFact):
    """Somebody of the office wrote down an opinion. Submissions of the public are only sealed by the day."""

    kind = "opinions.received"
    sentence = gettext_noop("Opinion %(label)s written down; it came by: %(channel)s.")
    label: str
    channel: str


@dataclass(frozen=True, kw_only=True)
class OpinionPlaced(OpinionFact):
    """The office found out which unit an opinion is about."""

    kind = "opinions.placed"
    sentence = gettext_noop("Found to be about: %(unit)s.")
    unit: str


@dataclass(frozen=True, kw_only=True)
class OpinionBecameIssue(OpinionFact):
    """An opinion was taken up in the ledger."""

    kind = "opinions.became_issue"
    sentence = gettext_noop("Became an issue. The speaker reads: %(reply)s")
    reply: str


@dataclass(frozen=True, kw_only=True)
class OpinionAnswered(OpinionFact):
    """An opinion was answered on the spot."""

    kind = "opinions.answered"
    sentence = gettext_noop("Answered on the spot. The speaker reads: %(reply)s")
    reply: str


@dataclass(frozen=True, kw_only=True)
class OpinionRefused(OpinionFact):
    """An opinion was not taken up, for a coded reason."""

    kind = "opinions.refused"
    sentence = gettext_noop("Not registered (%(reason)s). The speaker reads: %(reply)s")
    reason: str
    reply: str


@dataclass(frozen=True, kw_only=True)
class OpinionForwarded(OpinionFact):
    """An opinion outside the campaign was handed on."""

    kind = "opinions.forwarded"
    sentence = gettext_noop("Forwarded to %(to)s. The speaker reads: %(reply)s")
    to: str
    reply: str


@dataclass(frozen=True, kw_only=True)
class OpinionReopened(OpinionFact):
    """A disposition was taken back; the opinion waits again."""

    kind = "opinions.reopened"
    sentence = gettext_noop("Disposition taken back (%(was)s); waiting again.")
    was: str


@dataclass(frozen=True, kw_only=True)
class SpeakerAnswered(OpinionFact):
    """The office wrote into the dialogue by receipt. The speaker's own words leave no fact."""

    kind = "opinions.speaker_answered"
    sentence = gettext_noop("Wrote to the speaker: %(text)s")
    text: str


@dataclass(frozen=True, kw_only=True)
class ContactOpened(OpinionFact):
    """Somebody read the contact details that a speaker left."""

    kind = "opinions.contact_opened"
    sentence = gettext_noop("Opened the contact details, because: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class _ConsultationFact(Fact):
    consultation: int

    def stream(self) -> str:
        return f"consultation:{self.consultation}"


@dataclass(frozen=True, kw_only=True)
class ConsultationHeld(_ConsultationFact):
    """An occasion of asking was entered."""

    kind = "opinions.consultation_held"
    sentence = gettext_noop("Entered: %(title)s, held on %(held_on)s.")
    title: str
    held_on: str


@dataclass(frozen=True, kw_only=True)
class ParticipantsCounted(_ConsultationFact):
    """Participants of one group were counted, for the first time or anew."""

    kind = "opinions.participants_counted"
    sentence = gettext_noop("%(group)s: %(invited)s invited, %(attended)s came.")
    group: str
    invited: int
    attended: int


@dataclass(frozen=True, kw_only=True)
class UnitVisited(_ConsultationFact):
    """A round of talks went to a unit."""

    kind = "opinions.unit_visited"
    sentence = gettext_noop("Went to %(unit)s on %(visited_on)s and visited %(people)s people.")
    unit: str
    visited_on: str
    people: int


@dataclass(frozen=True, kw_only=True)
class UnitsVisited(_ConsultationFact):
    """Many visits were entered at once; the digest covers unit, day and people of each."""

    kind = "opinions.units_visited"
    sentence = gettext_noop("%(units)s units visited, %(people)s people.")
    units: int
    people: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class FormsReturned(_ConsultationFact):
    """Forms given out and come back, as they stand now."""

    kind = "opinions.forms_returned"
    sentence = gettext_noop("%(issued)s forms given out, %(returned)s returned.")
    issued: int
    returned: int


@dataclass(frozen=True, kw_only=True)
class _CampaignIntakeFact(Fact):
    campaign: int
    first: int
    last: int
    count: int
    digest: str

    def stream(self) -> str:
        return f"intake:{self.campaign}"


@dataclass(frozen=True, kw_only=True)
class OpinionsImported(_CampaignIntakeFact):
    """Many opinions were written down at once; the digest covers each (`selectors.digest_of_opinions`)."""

    kind = "opinions.imported"
    sentence = gettext_noop("%(count)s opinions taken in together, A-%(first)s to A-%(last)s.")


@dataclass(frozen=True, kw_only=True)
class IntakeSealed(_CampaignIntakeFact):
    """Once a day: every opinion that came since the last time, covered by one digest.

    The one fact about what the public sends. It proves that no voice was changed or taken away without
    telling anybody at which minute which of them came.
    """

    kind = "opinions.intake_sealed"
    sentence = gettext_noop("%(count)s opinions up to A-%(last)s sealed, none changed or missing.")
