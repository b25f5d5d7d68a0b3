"""The facts of study. Nobody's notes and no reading of a single person is told here: they are his own."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from bihuan.audit.facts import Fact


@dataclass(frozen=True, kw_only=True)
class StudyPlanFact(Fact):
    """Something that happened to a study plan."""

    plan: int

    def stream(self) -> str:
        return f"study-plan:{self.plan}"


@dataclass(frozen=True, kw_only=True)
class PlanWritten(StudyPlanFact):
    """A study plan was begun."""

    kind: ClassVar[str] = "study.plan_written"
    sentence: ClassVar[str] = _("began the study plan of %(unit)s: %(title)s")
    unit: str
    title: str


@dataclass(frozen=True, kw_only=True)
class PlanChanged(StudyPlanFact):
    """Title, aim or period of a study plan was changed."""

    kind: ClassVar[str] = "study.plan_changed"
    sentence: ClassVar[str] = _("changed the frame of the plan: %(title)s, %(starts_on)s to %(ends_on)s")
    title: str
    starts_on: str
    ends_on: str


@dataclass(frozen=True, kw_only=True)
class PlansHandedDown(StudyPlanFact):
    """A plan was given to units below as their draft; `digest` covers the list of units."""

    kind: ClassVar[str] = "study.plans_handed_down"
    sentence: ClassVar[str] = _("gave the plan with %(topics)s topics to %(units)s units as their draft")
    units: int
    topics: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class TopicAdded(StudyPlanFact):
    """A topic was added to a plan."""

    kind: ClassVar[str] = "study.topic_added"
    sentence: ClassVar[str] = _("added topic %(position)s: %(title)s")
    position: int
    title: str


@dataclass(frozen=True, kw_only=True)
class TopicChanged(StudyPlanFact):
    """A topic of a plan was changed."""

    kind: ClassVar[str] = "study.topic_changed"
    sentence: ClassVar[str] = _("changed topic %(position)s: %(title)s")
    position: int
    title: str


@dataclass(frozen=True, kw_only=True)
class TopicRemoved(StudyPlanFact):
    """A topic was taken out of a plan that was not yet in force."""

    kind: ClassVar[str] = "study.topic_removed"
    sentence: ClassVar[str] = _("took topic %(position)s out: %(title)s")
    position: int
    title: str


@dataclass(frozen=True, kw_only=True)
class LeaderNamed(StudyPlanFact):
    """Somebody leads all topics that had nobody."""

    kind: ClassVar[str] = "study.leader_named"
    sentence: ClassVar[str] = _("%(person)s leads the %(topics)s topics that had nobody")
    person: str
    topics: int


@dataclass(frozen=True, kw_only=True)
class PeopleEnlisted(StudyPlanFact):
    """People were put on a plan; one of them by name, many as a number with a digest."""

    kind: ClassVar[str] = "study.people_enlisted"
    sentence: ClassVar[str] = _("put %(people)s people on the plan: %(who)s")
    people: int
    who: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class PersonReleased(StudyPlanFact):
    """Somebody was taken off a plan."""

    kind: ClassVar[str] = "study.person_released"
    sentence: ClassVar[str] = _("took %(person)s off the plan")
    person: str


@dataclass(frozen=True, kw_only=True)
class PlanSubmitted(StudyPlanFact):
    """A study plan was handed in."""

    kind: ClassVar[str] = "study.plan_submitted"
    sentence: ClassVar[str] = _("handed the plan in: %(topics)s topics, %(people)s people")
    topics: int
    people: int


@dataclass(frozen=True, kw_only=True)
class PlanApproved(StudyPlanFact):
    """A study plan came into force."""

    kind: ClassVar[str] = "study.plan_approved"
    sentence: ClassVar[str] = _("approved the plan. %(comment)s")
    comment: str


@dataclass(frozen=True, kw_only=True)
class PlanReturned(StudyPlanFact):
    """A study plan was sent back, with the reason."""

    kind: ClassVar[str] = "study.plan_returned"
    sentence: ClassVar[str] = _("sent the plan back: %(comment)s")
    comment: str


@dataclass(frozen=True, kw_only=True)
class PlanReopened(StudyPlanFact):
    """A plan in force is written anew; until it is approved again it is not in force."""

    kind: ClassVar[str] = "study.plan_reopened"
    sentence: ClassVar[str] = _("took the plan up again: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class SessionFact(Fact):
    """Something that happened to a session."""

    session: int

    def stream(self) -> str:
        return f"study-session:{self.session}"


@dataclass(frozen=True, kw_only=True)
class SessionPlanned(SessionFact):
    """A session was planned."""

    kind: ClassVar[str] = "study.session_planned"
    sentence: ClassVar[str] = _("planned “%(title)s” for %(held_on)s")
    title: str
    held_on: str


@dataclass(frozen=True, kw_only=True)
class SignInOpened(SessionFact):
    """People may sign in with the code on the screen."""

    kind: ClassVar[str] = "study.sign_in_opened"
    sentence: ClassVar[str] = _("opened the sign-in")


@dataclass(frozen=True, kw_only=True)
class SignedIn(SessionFact):
    """Somebody signed in with the code on the screen."""

    kind: ClassVar[str] = "study.signed_in"
    sentence: ClassVar[str] = _("signed in")


@dataclass(frozen=True, kw_only=True)
class AttendanceNoted(SessionFact):
    """Attendance was noted from a list; `digest` covers who and how."""

    kind: ClassVar[str] = "study.attendance_noted"
    sentence: ClassVar[str] = _("noted %(people)s people as “%(status)s”")
    people: int
    status: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class TopicStudied(SessionFact):
    """A session studied a topic of the plan."""

    kind: ClassVar[str] = "study.topic_studied"
    sentence: ClassVar[str] = _("studied “%(topic)s”, led by %(led_by)s")
    topic: str
    led_by: str


@dataclass(frozen=True, kw_only=True)
class TalkGiven(SessionFact):
    """Somebody gave a theme talk."""

    kind: ClassVar[str] = "study.talk_given"
    sentence: ClassVar[str] = _("%(person)s spoke on “%(subject)s”")
    person: str
    subject: str


@dataclass(frozen=True, kw_only=True)
class MaterialUsed(SessionFact):
    """Something was handed out or shown."""

    kind: ClassVar[str] = "study.material_used"
    sentence: ClassVar[str] = _("handed out or showed “%(material)s”")
    material: str


@dataclass(frozen=True, kw_only=True)
class SessionHeld(SessionFact):
    """A session is over and written down."""

    kind: ClassVar[str] = "study.session_held"
    sentence: ClassVar[str] = _("held, %(half_days)s half days, %(present)s present")
    half_days: int
    present: int


@dataclass(frozen=True, kw_only=True)
class SessionCancelled(SessionFact):
    """A session was cancelled."""

    kind: ClassVar[str] = "study.session_cancelled"
    sentence: ClassVar[str] = _("cancelled: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class MaterialAdded(Fact):
    """Something was put into the library."""

    kind: ClassVar[str] = "study.material_added"
    sentence: ClassVar[str] = _("put “%(title)s” into the library of %(unit)s")
    material: int
    title: str
    unit: str

    def stream(self) -> str:
        return f"study-material:{self.material}"


@dataclass(frozen=True, kw_only=True)
class ReadTogether(Fact):
    """A material was read from the first word to the last by people who sat together; `digest` covers who."""

    kind: ClassVar[str] = "study.read_together"
    sentence: ClassVar[str] = _("%(people)s people read it together")
    material: int
    people: int
    digest: str

    def stream(self) -> str:
        return f"study-material:{self.material}"


@dataclass(frozen=True, kw_only=True)
class ReflectionFact(Fact):
    """Something that happened to a reflection."""

    reflection: int

    def stream(self) -> str:
        return f"reflection:{self.reflection}"


@dataclass(frozen=True, kw_only=True)
class ReflectionHandedIn(ReflectionFact):
    """A reflection was handed in, the first time or again."""

    kind: ClassVar[str] = "study.reflection_handed_in"
    sentence: ClassVar[str] = _("handed in “%(title)s” of %(author)s, %(letters)s characters, %(way)s")
    title: str
    author: str
    letters: int
    way: str


@dataclass(frozen=True, kw_only=True)
class ReflectionAccepted(ReflectionFact):
    """A reflection was accepted."""

    kind: ClassVar[str] = "study.reflection_accepted"
    sentence: ClassVar[str] = _("accepted it. %(comment)s")
    comment: str


@dataclass(frozen=True, kw_only=True)
class ReflectionReturned(ReflectionFact):
    """A reflection was sent back, with the reason."""

    kind: ClassVar[str] = "study.reflection_returned"
    sentence: ClassVar[str] = _("sent it back: %(comment)s")
    comment: str


@dataclass(frozen=True, kw_only=True)
class ConsentGiven(ReflectionFact):
    """The writer agrees that others may read it in the learning garden."""

    kind: ClassVar[str] = "study.consent_given"
    sentence: ClassVar[str] = _("may be shown in the learning garden")


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn(ReflectionFact):
    """The writer no longer agrees; it is not shown any more."""

    kind: ClassVar[str] = "study.consent_withdrawn"
    sentence: ClassVar[str] = _("may no longer be shown")
