"""Sessions: planned, opened to sign in, filled with what was studied and said, held."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack

from bihuan.audit.selectors import digest_of
from bihuan.audit.services import act, record
from bihuan.common.clock import now
from bihuan.common.workflow import Refused, lock, move
from bihuan.people.models import Person
from bihuan.study import events
from bihuan.study.codes import holds_ticket, is_current
from bihuan.study.models import (
    Attendance,
    Material,
    SessionMaterial,
    SessionTalk,
    SessionTopic,
    StudyPlan,
    StudySession,
    Topic,
)
from bihuan.study.policies import (
    objections_to_adding,
    objections_to_cancelling,
    objections_to_holding,
    objections_to_leading,
    objections_to_noting,
    objections_to_opening,
    objections_to_planning,
    objections_to_signing_in,
    objections_to_talk,
)
from bihuan.study.states import CANCEL_SESSION, HOLD_SESSION, OPEN_SIGN_IN


class _Needed(TypedDict):
    kind: str
    title: str
    held_on: date


class Occasion(_Needed, total=False):
    """What is known about a session when it is planned."""

    audience: str
    half_days: int
    place: str
    speaker: Person | None
    guest_speaker: str


@act
def plan_session(plan: StudyPlan, *, by: Person, **occasion: Unpack[Occasion]) -> StudySession:
    """Plan a session under a plan in force.

    Raises:
        Refused: the plan is not in force, or not of the unit or the office.
    """
    if reasons := list(objections_to_planning(plan, speaker=occasion.get("speaker"), by=by)):
        raise Refused(reasons)
    session = StudySession.objects.create(campaign=plan.campaign, plan=plan, unit=plan.unit, **occasion)
    fact = events.SessionPlanned(session=session.pk, title=session.title, held_on=session.held_on.isoformat())
    record(fact, by=by)
    return session


@act
def open_sign_in(session: StudySession, *, by: Person) -> StudySession:
    """Let people sign in with the code on the screen."""
    session = lock(session)
    if reasons := list(objections_to_opening(session, by=by)):
        raise Refused(reasons)
    move(session, OPEN_SIGN_IN)
    record(events.SignInOpened(session=session.pk), by=by)
    return session


@act
def sign_in(session: StudySession, *, code: str = "", ticket: str = "", by: Person) -> Attendance:
    """Note that the person is in the room, proved by the code on the screen. Signing in twice changes nothing."""
    scanned = is_current(session.pk, code) or holds_ticket(session.pk, by.pk, ticket)
    if reasons := list(objections_to_signing_in(session, scanned=scanned)):
        raise Refused(reasons)
    mark, new = Attendance.objects.get_or_create(
        session=session,
        person=by,
        defaults={"status": Attendance.Status.PRESENT, "way": Attendance.Way.CODE, "at": now(), "by": by},
    )
    if new:
        record(events.SignedIn(session=session.pk), by=by)
    return mark


@act
def note_attendance(session: StudySession, people: Sequence[Person], *, status: str, by: Person) -> int:
    """Note people from a list as present, excused or made up for; the last word counts. Return how many."""
    if reasons := list(objections_to_noting(session, by=by)):
        raise Refused(reasons)
    moment = now()
    marks = [
        Attendance(session=session, person=person, status=status, way=Attendance.Way.LIST, at=moment, by=by)
        for person in people
    ]
    Attendance.objects.bulk_create(
        marks,
        update_conflicts=True,
        unique_fields=["session", "person"],
        update_fields=["status", "way", "at", "by"],
    )
    words = str(Attendance.Status(status).label)
    digest = digest_of([[person.pk, status] for person in people])
    record(events.AttendanceNoted(session=session.pk, people=len(people), status=words, digest=digest), by=by)
    return len(marks)


@act
def study_topic(session: StudySession, *, topic: Topic, led_by: Person | None, by: Person) -> SessionTopic:
    """Write down that a topic was studied, and who led; saying it again replaces who led."""
    if reasons := list(objections_to_leading(session, topic=topic, led_by=led_by, by=by)):
        raise Refused(reasons)
    row, _new = SessionTopic.objects.update_or_create(session=session, topic=topic, defaults={"led_by": led_by})
    led = led_by.label if led_by else "—"
    record(events.TopicStudied(session=session.pk, topic=topic.title, led_by=led), by=by)
    return row


@act
def give_talk(session: StudySession, *, person: Person, subject: str, by: Person) -> SessionTalk:
    """Write down a theme talk."""
    if reasons := list(objections_to_talk(session, person=person, by=by)):
        raise Refused(reasons)
    talk, _new = SessionTalk.objects.get_or_create(session=session, person=person, subject=subject.strip())
    record(events.TalkGiven(session=session.pk, person=person.label, subject=talk.subject), by=by)
    return talk


@act
def use_material(session: StudySession, *, material: Material, by: Person) -> SessionMaterial:
    """Write down what was handed out or shown."""
    if reasons := list(objections_to_adding(session, by=by)):
        raise Refused(reasons)
    row, _new = SessionMaterial.objects.get_or_create(session=session, material=material)
    record(events.MaterialUsed(session=session.pk, material=material.title), by=by)
    return row


@act
def hold_session(
    session: StudySession, *, summary: str, guests: int = 0, half_days: int = 0, by: Person
) -> StudySession:
    """Close a session with its minutes. `guests` came without an account; `half_days` 0 keeps what was planned.

    Raises:
        Refused: the day has not come, nobody came, or nothing says what was studied.
    """
    session = lock(session)
    session.guests = guests
    if reasons := list(objections_to_holding(session, summary=summary, by=by)):
        raise Refused(reasons)
    half_days = half_days or session.half_days
    move(session, HOLD_SESSION, summary=summary.strip(), guests=guests, half_days=half_days)
    there = session.attendance.exclude(status=Attendance.Status.EXCUSED).count() + guests
    record(events.SessionHeld(session=session.pk, half_days=half_days, present=there), by=by)
    return session


@act
def cancel_session(session: StudySession, *, reason: str, by: Person) -> StudySession:
    """Cancel a session that is only planned, with the reason."""
    session = lock(session)
    if reasons := list(objections_to_cancelling(session, reason=reason, by=by)):
        raise Refused(reasons)
    move(session, CANCEL_SESSION)
    record(events.SessionCancelled(session=session.pk, reason=reason.strip()), by=by)
    return session
