"""Study plans: written, handed down, filled with topics and people, handed in and decided."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack

from bihuan.audit.selectors import digest_of
from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused, lock, move
from bihuan.people.models import Person, Unit
from bihuan.study import events
from bihuan.study.models import Participant, StudyPlan, Topic
from bihuan.study.policies import (
    objections_to_amending,
    objections_to_changing,
    objections_to_comment,
    objections_to_deciding,
    objections_to_enlisting,
    objections_to_handing_down,
    objections_to_releasing,
    objections_to_submitting,
    objections_to_topic,
    objections_to_writing,
)
from bihuan.study.selectors.plans import next_position
from bihuan.study.states import AMEND_PLAN, APPROVE_PLAN, RETURN_PLAN, SUBMIT_PLAN


class PlanFrame(TypedDict):
    """What a plan says of itself."""

    title: str
    aim: str
    starts_on: date | None
    ends_on: date | None


class TopicContent(TypedDict):
    """What a topic says; `leader` is on the plan."""

    title: str
    content: str
    planned_on: date | None
    half_days: int
    leader: Person | None


@act
def write_plan(campaign: Campaign, *, unit: Unit, by: Person, **frame: Unpack[PlanFrame]) -> StudyPlan:
    """Begin the study plan of a unit.

    Raises:
        Refused: not of the unit or the office, or there is one already.
    """
    if reasons := list(objections_to_writing(unit, campaign, by=by)):
        raise Refused(reasons)
    level = StudyPlan.Level.COMMISSION if unit.pk == campaign.root_id else StudyPlan.Level.UNIT
    plan = StudyPlan.objects.create(campaign=campaign, unit=unit, level=level, written_by=by, **frame)
    record(events.PlanWritten(plan=plan.pk, unit=unit.name, title=plan.title), by=by)
    return plan


@act
def change_frame(plan: StudyPlan, *, by: Person, **frame: Unpack[PlanFrame]) -> StudyPlan:
    """Change title, aim or period while the plan is being written."""
    plan = lock(plan)
    if reasons := list(objections_to_changing(plan, by=by)):
        raise Refused(reasons)
    StudyPlan.objects.filter(pk=plan.pk).update(**frame)
    plan.refresh_from_db()
    fact = events.PlanChanged(
        plan=plan.pk, title=plan.title, starts_on=str(plan.starts_on or "…"), ends_on=str(plan.ends_on or "…")
    )
    record(fact, by=by)
    return plan


@act
def add_topic(plan: StudyPlan, *, by: Person, **content: Unpack[TopicContent]) -> Topic:
    """Add a topic at the end of a plan that is being written."""
    plan = lock(plan)
    reasons = list(objections_to_topic(plan, planned_on=content["planned_on"], leader=content["leader"], by=by))
    if reasons:
        raise Refused(reasons)
    topic = Topic.objects.create(plan=plan, position=next_position(plan), **content)
    record(events.TopicAdded(plan=plan.pk, position=topic.position, title=topic.title), by=by)
    return topic


@act
def change_topic(topic: Topic, *, by: Person, **content: Unpack[TopicContent]) -> Topic:
    """Change a topic of a plan that is being written."""
    plan = lock(topic.plan)
    reasons = list(objections_to_topic(plan, planned_on=content["planned_on"], leader=content["leader"], by=by))
    if reasons:
        raise Refused(reasons)
    Topic.objects.filter(pk=topic.pk).update(**content)
    record(events.TopicChanged(plan=plan.pk, position=topic.position, title=content["title"]), by=by)
    topic.refresh_from_db()
    return topic


@act
def lead_the_rest(plan: StudyPlan, *, leader: Person, by: Person) -> int:
    """Let somebody of the plan lead every topic that has nobody yet; return how many."""
    plan = lock(plan)
    if reasons := list(objections_to_topic(plan, planned_on=None, leader=leader, by=by)):
        raise Refused(reasons)
    count = plan.topics.filter(leader__isnull=True).update(leader=leader)
    record(events.LeaderNamed(plan=plan.pk, person=leader.label, topics=count), by=by)
    return count


@act
def remove_topic(topic: Topic, *, by: Person) -> None:
    """Take a topic out of a plan that is being written; the others keep their numbers."""
    plan = lock(topic.plan)
    if reasons := list(objections_to_changing(plan, by=by)):
        raise Refused(reasons)
    record(events.TopicRemoved(plan=plan.pk, position=topic.position, title=topic.title), by=by)
    Topic.objects.filter(pk=topic.pk).delete()


@act
def enlist(plan: StudyPlan, people: Sequence[Person], *, part: str, by: Person) -> int:
    """Put people on a plan, or give those who are on it another part; return how many are new."""
    plan = lock(plan)
    if reasons := list(objections_to_enlisting(plan, by=by)):
        raise Refused(reasons)
    known = set(plan.participants.values_list("person_id", flat=True))
    fresh = [person for person in people if person.pk not in known]
    plan.participants.filter(person__in=people).update(part=part)
    Participant.objects.bulk_create(Participant(plan=plan, person=person, part=part) for person in fresh)
    shown = "、".join(person.label for person in people[:3]) + (" …" if len(people) > 3 else "")
    digest = digest_of([[person.pk, part] for person in people])
    record(events.PeopleEnlisted(plan=plan.pk, people=len(people), who=shown, digest=digest), by=by)
    return len(fresh)


@act
def enlist_everybody(plan: StudyPlan, *, by: Person) -> int:
    """Put every open account of the unit on the plan who is not on it yet; return how many."""
    known = plan.participants.values("person")
    people = list(Person.objects.filter(unit=plan.unit, is_active=True).exclude(pk__in=known).order_by("pk"))
    return enlist(plan, people, part=Participant.Part.MEMBER, by=by)


@act
def release(participant: Participant, *, by: Person) -> None:
    """Take somebody off a plan; what he did under it stays."""
    lock(participant.plan)
    if reasons := list(objections_to_releasing(participant, by=by)):
        raise Refused(reasons)
    Participant.objects.filter(pk=participant.pk).delete()
    record(events.PersonReleased(plan=participant.plan_id, person=participant.person.label), by=by)


@act
def hand_down(plan: StudyPlan, *, units: Sequence[Unit], by: Person) -> int:
    """Give the topics to units below as drafts of their own; units that have a plan keep it. Return how many got one.

    Each unit still names its people and who leads: the frame is common, the responsibility is its own.
    """
    plan = lock(plan)
    if reasons := list(objections_to_handing_down(plan, by=by)):
        raise Refused(reasons)
    having = set(StudyPlan.objects.filter(campaign=plan.campaign).values_list("unit_id", flat=True))
    fresh = [unit for unit in units if unit.pk not in having]
    made = StudyPlan.objects.bulk_create(_copy(plan, unit, by=by) for unit in fresh)
    topics = list(plan.topics.order_by("position"))
    Topic.objects.bulk_create(
        Topic(
            plan=draft,
            position=topic.position,
            title=topic.title,
            content=topic.content,
            planned_on=topic.planned_on,
            half_days=topic.half_days,
        )
        for draft in made
        for topic in topics
    )
    digest = digest_of([[unit.pk] for unit in fresh])
    record(events.PlansHandedDown(plan=plan.pk, units=len(fresh), topics=len(topics), digest=digest), by=by)
    return len(fresh)


def _copy(plan: StudyPlan, unit: Unit, *, by: Person) -> StudyPlan:
    return StudyPlan(
        campaign=plan.campaign,
        unit=unit,
        level=StudyPlan.Level.UNIT,
        title=plan.title,
        aim=plan.aim,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        follows=plan,
        written_by=by,
    )


@act
def submit_plan(plan: StudyPlan, *, by: Person) -> StudyPlan:
    """Hand a plan in, once plan, content, time and people are fixed.

    Raises:
        Refused: every thing that is missing, as sentences.
    """
    plan = lock(plan)
    if reasons := list(objections_to_submitting(plan, by=by)):
        raise Refused(reasons)
    move(plan, SUBMIT_PLAN, submitted_by=by, submitted_on=day_of(plan.campaign))
    fact = events.PlanSubmitted(plan=plan.pk, topics=plan.topics.count(), people=plan.participants.count())
    record(fact, by=by)
    return plan


@act
def approve_plan(plan: StudyPlan, *, comment: str = "", by: Person) -> StudyPlan:
    """Put a plan in force."""
    plan = lock(plan)
    if reasons := list(objections_to_deciding(plan, by=by)):
        raise Refused(reasons)
    move(plan, APPROVE_PLAN, decided_by=by, decided_on=day_of(plan.campaign), comment=comment.strip())
    record(events.PlanApproved(plan=plan.pk, comment=comment.strip()), by=by)
    return plan


@act
def return_plan(plan: StudyPlan, *, comment: str, by: Person) -> StudyPlan:
    """Send a plan back, saying what is missing."""
    plan = lock(plan)
    if reasons := [*objections_to_deciding(plan, by=by), *objections_to_comment(comment)]:
        raise Refused(reasons)
    move(plan, RETURN_PLAN, decided_by=by, decided_on=day_of(plan.campaign), comment=comment.strip())
    record(events.PlanReturned(plan=plan.pk, comment=comment.strip()), by=by)
    return plan


@act
def amend_plan(plan: StudyPlan, *, reason: str, by: Person) -> StudyPlan:
    """Take a plan in force up again; it is handed in and approved anew."""
    plan = lock(plan)
    if reasons := list(objections_to_amending(plan, reason=reason, by=by)):
        raise Refused(reasons)
    move(plan, AMEND_PLAN)
    record(events.PlanReopened(plan=plan.pk, reason=reason.strip()), by=by)
    return plan
