"""The facts of questionnaires, meetings and talks. Nobody's answer leaves one; see `docs/decisions/anonymity.md`."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop

from bihuan.audit.facts import Fact
from bihuan.opinions.events.voices import _ConsultationFact


@dataclass(frozen=True, kw_only=True)
class _QuestionnaireFact(Fact):
    questionnaire: int

    def stream(self) -> str:
        return f"questionnaire:{self.questionnaire}"


@dataclass(frozen=True, kw_only=True)
class QuestionnaireWritten(_QuestionnaireFact):
    """A questionnaire was begun."""

    kind = "opinions.questionnaire_written"
    sentence = gettext_noop("Questionnaire begun: %(title)s.")
    title: str


@dataclass(frozen=True, kw_only=True)
class QuestionnaireEdited(_QuestionnaireFact):
    """Something in a draft was added, worded anew, moved or taken out; the opened version is sealed by its digest."""

    kind = "opinions.questionnaire_edited"
    sentence = gettext_noop("Draft of version %(version)s changed: %(what)s.")
    version: int
    what: str


@dataclass(frozen=True, kw_only=True)
class QuestionnaireOpened(_QuestionnaireFact):
    """A version was put to use; the digest covers every word of it."""

    kind = "opinions.questionnaire_opened"
    sentence = gettext_noop("Version %(version)s with %(questions)s questions put to use; its wording stands.")
    version: int
    questions: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class QuestionnaireClosed(_QuestionnaireFact):
    """No more answers; the digest covers all that came, in an order that says nothing."""

    kind = "opinions.questionnaire_closed"
    sentence = gettext_noop("Closed with %(sheets)s answers, sealed by a digest.")
    sheets: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class QuestionnaireReopened(_QuestionnaireFact):
    """Answers are taken again."""

    kind = "opinions.questionnaire_reopened"
    sentence = gettext_noop("Open for answers again.")


@dataclass(frozen=True, kw_only=True)
class SlipsPrinted(_QuestionnaireFact):
    """Slips for one answer each were printed; the codes themselves are kept nowhere."""

    kind = "opinions.slips_printed"
    sentence = gettext_noop("%(count)s slips printed for: %(label)s.")
    label: str
    count: int


@dataclass(frozen=True, kw_only=True)
class PapersEntered(_QuestionnaireFact):
    """Paper forms were typed in, all or none."""

    kind = "opinions.papers_entered"
    sentence = gettext_noop("%(count)s paper forms typed in.")
    count: int


@dataclass(frozen=True, kw_only=True)
class ScaleDeclared(Fact):
    """The words of a scale, and what reaches the goal, were laid down."""

    kind = "opinions.scale_declared"
    sentence = gettext_noop("Scale “%(name)s”: %(points)s. Goal: %(threshold)s %% of at least %(least)s answers.")
    campaign: int
    name: str
    points: tuple[str, ...]
    threshold: int
    least: int

    def stream(self) -> str:
        return f"campaign:{self.campaign}"


@dataclass(frozen=True, kw_only=True)
class ConsultationPlanned(_ConsultationFact):
    """An occasion was set for a day to come."""

    kind = "opinions.consultation_planned"
    sentence = gettext_noop("Planned: %(title)s, on %(held_on)s.")
    title: str
    held_on: str


@dataclass(frozen=True, kw_only=True)
class PeopleInvited(_ConsultationFact):
    """People were invited by name. The record keeps their number, not their names."""

    kind = "opinions.people_invited"
    sentence = gettext_noop("%(count)s people invited by name (%(group)s).")
    group: str
    count: int


@dataclass(frozen=True, kw_only=True)
class AttendanceTaken(_ConsultationFact):
    """Of those invited by name, so many came."""

    kind = "opinions.attendance_taken"
    sentence = gettext_noop("Of %(invited)s invited by name, %(came)s came.")
    invited: int
    came: int


@dataclass(frozen=True, kw_only=True)
class MinutesWritten(_ConsultationFact):
    """The minutes were written or worded anew; the digest tells which wording stood when."""

    kind = "opinions.minutes_written"
    sentence = gettext_noop("Minutes written (%(length)s characters).")
    length: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class EnclosureAdded(_ConsultationFact):
    """A file was added to a consultation."""

    kind = "opinions.enclosure_added"
    sentence = gettext_noop("File added: %(title)s.")
    title: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class TalkWritten(_ConsultationFact):
    """A talk was written down at a level of confidence."""

    kind = "opinions.talk_written"
    sentence = gettext_noop("Talk of %(talked_on)s written down. Who reads it: %(level)s.")
    codes: ClassVar = {"level": ("opinions.Talk.level",)}
    talk: int
    talked_on: str
    level: str


@dataclass(frozen=True, kw_only=True)
class _TalkFact(Fact):
    talk: int

    def stream(self) -> str:
        return f"talk:{self.talk}"


@dataclass(frozen=True, kw_only=True)
class OpeningAsked(_TalkFact):
    """Somebody wants to read a sealed talk."""

    kind = "opinions.opening_asked"
    sentence = gettext_noop("Asked to open the sealed talk, because: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class OpeningAgreed(_TalkFact):
    """A second person agreed."""

    kind = "opinions.opening_agreed"
    sentence = gettext_noop("Agreed, as the second person, that %(who)s opens the sealed talk.")
    who: str


@dataclass(frozen=True, kw_only=True)
class TalkRead(_TalkFact):
    """A sealed talk was read, once."""

    kind = "opinions.talk_read"
    sentence = gettext_noop("Read the sealed talk.")
