"""Reading sessions: who sees them, whom they expect, who came."""

from django.db.models import CharField, Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bihuan.campaigns.models import Campaign
from bihuan.people.models import Person
from bihuan.study.models import Attendance, Participant, StudySession
from bihuan.study.models.plans import LEADING
from bihuan.study.selectors.scope import seen
from bihuan.study.states import SessionStatus


def visible_sessions(viewer: Person, campaign: Campaign) -> QuerySet[StudySession]:
    """Sessions of the viewer's line of units and of whatever his grants reach."""
    return StudySession.objects.filter(seen(viewer, campaign), campaign=campaign)


def with_presence(sessions: QuerySet[StudySession]) -> QuerySet[StudySession]:
    """Annotated with how many were `came` (present or made up for): one look into the index per row shown."""
    there = Attendance.objects.filter(session=OuterRef("pk")).exclude(status=Attendance.Status.EXCUSED)
    number = there.order_by().values("session").annotate(n=Count("pk")).values("n")
    return sessions.annotate(came=Coalesce(Subquery(number, output_field=IntegerField()), 0))


def expected(session: StudySession) -> QuerySet[Participant]:
    """Whom a session expects, each annotated with `came`: the status of the attendance, or None."""
    mine = Attendance.objects.filter(session=session.pk, person=OuterRef("person"))
    people = Participant.objects.filter(plan=session.plan_id)
    if session.audience == StudySession.Audience.COMMITTEE:
        people = people.filter(part__in=LEADING)
    return people.annotate(came=Subquery(mine.values("status")[:1], output_field=CharField(null=True)))


def tally(session: StudySession) -> dict[str, int]:
    """Expected, present, excused, made up for and missing among the expected; `others` came beside them."""
    status = Attendance.Status
    counts: dict[str, int] = expected(session).aggregate(
        expected=Count("pk"),
        present=Count("pk", filter=Q(came=status.PRESENT)),
        excused=Count("pk", filter=Q(came=status.EXCUSED)),
        made_up=Count("pk", filter=Q(came=status.MADE_UP)),
        missing=Count("pk", filter=Q(came__isnull=True)),
    )
    there = session.attendance.filter(status=status.PRESENT).count()
    return {**counts, "others": there - counts["present"] + session.guests}


def held_sessions(campaign: Campaign) -> QuerySet[StudySession]:
    """Sessions that took place."""
    return StudySession.objects.filter(campaign=campaign, status=SessionStatus.HELD)
