"""Coverage: has everybody done what the plan asks of him, and who has not? Counted for the rows shown only."""

from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from bihuan.campaigns.models import Campaign
from bihuan.people.models import Person
from bihuan.people.selectors import is_administrator
from bihuan.study.models import (
    Attendance,
    Material,
    Participant,
    Reading,
    Reflection,
    SessionTalk,
    SessionTopic,
    StudyPlan,
    StudySession,
    Topic,
)
from bihuan.study.models.plans import LEADING
from bihuan.study.selectors.scope import SEEING, within
from bihuan.study.states import ReflectionStatus, SessionStatus

COUNTED = (ReflectionStatus.SUBMITTED, ReflectionStatus.ACCEPTED)
"""A reflection that was sent back does not count until it is handed in again."""


def _led() -> QuerySet[SessionTopic]:
    return SessionTopic.objects.filter(led_by=OuterRef("person"), session__status=SessionStatus.HELD)


def _spoke() -> QuerySet[SessionTalk]:
    return SessionTalk.objects.filter(person=OuterRef("person"), session__status=SessionStatus.HELD)


def _reflected() -> QuerySet[Reflection]:
    return Reflection.objects.filter(author=OuterRef("person"), status__in=COUNTED)


def _number(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def with_deeds(people: QuerySet[Participant]) -> QuerySet[Participant]:
    """People of plans with what each did: `led`, `spoke`, `came` under it, `read`, `reflected` in all."""
    under, campaign = {"session__plan": OuterRef("plan")}, OuterRef("plan__campaign")
    there = Attendance.objects.filter(person=OuterRef("person"), **under).exclude(status=Attendance.Status.EXCUSED)
    read = Reading.objects.filter(person=OuterRef("person"), finished_on__isnull=False, material__campaign=campaign)
    return people.annotate(
        led=_number(_led().filter(**under), "led_by"),
        spoke=_number(_spoke().filter(**under), "person"),
        came=_number(there, "person"),
        read=_number(read, "person"),
        reflected=_number(_reflected().filter(campaign=campaign), "author"),
    )


def visible_participants(viewer: Person, campaign: Campaign) -> QuerySet[Participant]:
    """People on plans that the viewer's grants reach, and himself: what others did is not everybody's to see."""
    if is_administrator(viewer):
        return Participant.objects.none()
    condition = within(viewer, SEEING, campaign, unit="plan__unit") | Q(person=viewer)
    return Participant.objects.filter(condition, plan__campaign=campaign)


def lacks_leading(people: QuerySet[Participant]) -> QuerySet[Participant]:
    """Of the leading group: those who led no topic in a session that was held."""
    return people.filter(~Exists(_led().filter(session__plan=OuterRef("plan"))), part__in=LEADING)


def lacks_talk(people: QuerySet[Participant]) -> QuerySet[Participant]:
    """Of the leading group: those who gave no theme talk."""
    return people.filter(~Exists(_spoke().filter(session__plan=OuterRef("plan"))), part__in=LEADING)


def lacks_reflection(people: QuerySet[Participant]) -> QuerySet[Participant]:
    """Those who handed in no reflection."""
    return people.filter(~Exists(_reflected().filter(campaign=OuterRef("plan__campaign"))))


LACKS = {"lead": lacks_leading, "talk": lacks_talk, "reflection": lacks_reflection}
"""Each duty by its name in addresses: who has not done it."""


def with_coverage(plans: QuerySet[StudyPlan], viewer: Person, campaign: Campaign) -> QuerySet[StudyPlan]:
    """Plans annotated with `topic_count`, `people`, `held`, by duty how many people lack it, and whether the viewer's
    grants reach the people (`inside`): others read the plan, not who has done what."""
    mine = {"plan": OuterRef("pk")}
    people: QuerySet[Participant] = Participant.objects.filter(**mine)
    return plans.annotate(
        topic_count=_of(Topic, mine),
        people=_of(Participant, mine),
        inside=Case(When(within(viewer, SEEING, campaign), then=Value(value=True)), default=Value(value=False)),
        held=_number(StudySession.objects.filter(**mine, status=SessionStatus.HELD), "plan"),
        **{f"lacks_{duty}": _number(lacks(people), "plan") for duty, lacks in LACKS.items()},
    )


def _of(model: type[Model], mine: dict[str, Any]) -> Coalesce:
    return _number(model._default_manager.filter(**mine), "plan")


def required_of(plan: StudyPlan, *, leading: bool) -> QuerySet[Material]:
    """What the people of a plan must read: materials of its unit and of those above it."""
    audience = [Material.Audience.EVERYONE, *([Material.Audience.COMMITTEE] if leading else [])]
    return Material.objects.filter(Q(unit__in=plan.unit.ancestors), campaign=plan.campaign_id, required_of__in=audience)
