"""Special actions: planned, begun, inspections and cases entered, concluded. Counts of people, never names."""

from datetime import date
from typing import TypedDict, Unpack

from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused, lock, move
from bihuan.outcomes import events
from bihuan.outcomes.models import Aspect, Case, Inspection, SpecialAction
from bihuan.outcomes.policies import (
    objections_to_beginning,
    objections_to_concluding,
    objections_to_handling,
    objections_to_inspecting,
    objections_to_planning_action,
    objections_to_shaping,
    under_way,
)
from bihuan.outcomes.states import BEGIN, CONCLUDE
from bihuan.people.models import Person, Unit


class Intent(TypedDict):
    """What an action is to be."""

    title: str
    basis: str
    goal: str
    starts_on: date
    ends_on: date | None


@act
def plan_action(campaign: Campaign, *, unit: Unit, by: Person, **intent: Unpack[Intent]) -> SpecialAction:
    """Plan a special action."""
    if reasons := list(objections_to_planning_action(unit, campaign, title=intent["title"], by=by)):
        raise Refused(reasons)
    made = SpecialAction.objects.create(campaign=campaign, unit=unit, **intent)
    record(events.ActionPlanned(action=made.pk, title=made.title, basis=made.basis or "—"), by=by)
    return made


@act
def add_aspect(action: SpecialAction, *, title: str, by: Person) -> Aspect:
    """Say one more wrong that the action is about."""
    action = lock(action)
    if reasons := list(objections_to_shaping(action, by=by)):
        raise Refused(reasons)
    last = action.aspects.aggregate(last=Max("position"))["last"] or 0
    aspect, new = Aspect.objects.get_or_create(action=action, title=title.strip(), defaults={"position": last + 1})
    if new:
        record(events.AspectAdded(action=action.pk, title=aspect.title), by=by)
    return aspect


@act
def begin(action: SpecialAction, *, by: Person) -> SpecialAction:
    """Begin the action."""
    action = lock(action)
    if reasons := list(objections_to_beginning(action, by=by)):
        raise Refused(reasons)
    move(action, BEGIN)
    record(events.ActionBegun(action=action.pk, aspects=action.aspects.count()), by=by)
    return action


class Seen(TypedDict):
    """One inspection."""

    unit: Unit
    on: date
    announced: bool
    inspectors: int
    findings: str


@act
def inspect(action: SpecialAction, *, by: Person, **seen: Unpack[Seen]) -> Inspection:
    """Enter an inspection, announced or not."""
    action = lock(action)
    if reasons := list(objections_to_inspecting(action, unit=seen["unit"], on=seen["on"], by=by)):
        raise Refused(reasons)
    made = Inspection.objects.create(action=action, **seen)
    way = _("announced") if made.announced else _("unannounced")
    record(events.Inspected(action=action.pk, unit=made.unit.name, on=made.on.isoformat(), way=way), by=by)
    return made


@act
def find_case(
    action: SpecialAction,
    *,
    title: str,
    found_on: date,
    aspect: Aspect | None = None,
    inspection: Inspection | None = None,
    by: Person,
) -> Case:
    """Enter a violation that was found."""
    if reasons := list(under_way(action, by=by)):
        raise Refused(reasons)
    made = Case.objects.create(action=action, title=title, found_on=found_on, aspect=aspect, inspection=inspection)
    record(events.CaseFound(action=action.pk, title=made.title), by=by)
    return made


@act
def handle_case(case: Case, *, persons: int, handling: str, by: Person) -> Case:
    """Enter how many people were dealt with, and how."""
    case = lock(case)
    if reasons := list(objections_to_handling(case, handling=handling, by=by)):
        raise Refused(reasons)
    day, words = day_of(case.action.campaign), handling.strip()
    Case.objects.filter(pk=case.pk).update(persons=persons, handling=words, handled_on=day)
    case.persons, case.handling, case.handled_on = persons, words, day
    record(events.CaseHandled(action=case.action_id, title=case.title, persons=persons, handling=words), by=by)
    return case


@act
def conclude(action: SpecialAction, *, summary: str, by: Person) -> SpecialAction:
    """Conclude the action."""
    action = lock(action)
    if reasons := list(objections_to_concluding(action, summary=summary, by=by)):
        raise Refused(reasons)
    move(action, CONCLUDE, summary=summary.strip(), ends_on=action.ends_on or day_of(action.campaign))
    fact = events.ActionConcluded(
        action=action.pk,
        inspections=action.inspections.count(),
        cases=action.cases.count(),
        persons=action.cases.aggregate(n=Sum("persons"))["n"] or 0,
    )
    record(fact, by=by)
    return action
