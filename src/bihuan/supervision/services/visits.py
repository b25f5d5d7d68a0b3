"""Planning visits, ordering the day, beginning, concluding and cancelling."""

from dataclasses import dataclass
from datetime import date, timedelta

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.campaigns.services import next_number
from bihuan.common.clock import now
from bihuan.common.workflow import Refused, lock, move
from bihuan.people.models import Person, Unit
from bihuan.supervision.events.visits import VisitBegun, VisitCancelled, VisitConcluded, VisitedAgain, VisitPlanned
from bihuan.supervision.models import Visit, VisitItem, Visitor
from bihuan.supervision.policies import visits as policy
from bihuan.supervision.policies.verbs import no_words
from bihuan.supervision.selectors.visits import checklist_for, last_place, near_visits, route, teams_for
from bihuan.supervision.states import BEGIN_VISIT, CANCEL_VISIT, CONCLUDE_VISIT


@dataclass(frozen=True, kw_only=True)
class Journey:
    """Where a visit goes: when, who, what for, and why once more if the unit was visited lately."""

    unit: Unit
    planned_on: date
    announced: bool
    visitors: tuple[Person, ...]
    purpose: str
    again_reason: str = ""


@act
def plan_visit(campaign: Campaign, journey: Journey, *, by: Person) -> Visit:
    """Plan a visit and keep its checklist in today's words.

    Raises:
        Refused: not of the team's area, a visitor who is not independent, or a duplicate without a reason.
    """
    campaign = lock(campaign)  # two teams that plan for one unit at once must see each other
    unit, day, again = journey.unit, journey.planned_on, journey.again_reason.strip()
    if reasons := list(
        policy.objections_to_planning(campaign, unit, journey.visitors, planned_on=day, again_reason=again, by=by)
    ):
        raise Refused(reasons)
    window = timedelta(days=campaign.visit_window_days)
    near = [str(other) for other in near_visits(campaign, unit, day)]
    visit = Visit.objects.create(
        campaign=campaign,
        number=next_number(campaign, "visit"),
        team=teams_for(campaign, by, unit)[0],
        unit=unit,
        announced=journey.announced,
        purpose=journey.purpose.strip(),
        planned_on=day,
        place_in_day=last_place([person.pk for person in journey.visitors], campaign, day) + 1,
        near_from=day - window,
        near_to=day + window,
        again_reason=again if near else "",
        planned_by=by,
    )
    Visitor.objects.bulk_create(Visitor(visit=visit, person=one, unit=one.unit) for one in journey.visitors)
    items = checklist_for(campaign, unit)
    for item in items:
        item.visit = visit
    VisitItem.objects.bulk_create(items)
    fact = VisitPlanned(
        visit=visit.pk, team=visit.team.name, unit=unit.name, day=day.isoformat(), announced=visit.announced
    )
    record(fact, by=by)
    if near:
        record(VisitedAgain(visit=visit.pk, others=tuple(near), reason=again), by=by)
    return visit


@act
def go_earlier(visit: Visit, *, by: Person) -> None:
    """Change places with the visit before it on the visitor's own route of the day; the first stays the first."""
    if reasons := list(policy.objections_to_going(visit, by=by)):
        raise Refused(reasons)
    order = list(route(by, visit.campaign, visit.planned_on))
    place = order.index(visit)
    if place:
        order[place - 1 : place + 1] = [order[place], order[place - 1]]
    for number, one in enumerate(order, start=1):
        if one.place_in_day != number:
            Visit.objects.filter(pk=one.pk, ended_on__isnull=True).update(place_in_day=number)


@act
def begin_visit(visit: Visit, *, by: Person) -> Visit:
    """The visitors are there; from now on the unit sees the visit, announced or not."""
    visit = lock(visit)
    if reasons := list(policy.objections_to_beginning(visit, by=by)):
        raise Refused(reasons)
    return begin(visit, by=by)


def begin(visit: Visit, *, by: Person) -> Visit:
    """The one door of BEGIN_VISIT. The caller has locked the visit and asked a policy."""
    move(visit, BEGIN_VISIT, begun_at=now())
    record(VisitBegun(visit=visit.pk), by=by)
    return visit


@act
def conclude_visit(visit: Visit, *, conclusion: str, by: Person) -> Visit:
    """Say what the visit found; the unit reads it (督查条例, art. 16)."""
    visit = lock(visit)
    if reasons := [*policy.objections_to_concluding(visit, by=by), *no_words(conclusion)]:
        raise Refused(reasons)
    words = conclusion.strip()
    move(visit, CONCLUDE_VISIT, conclusion=words, ended_on=day_of(visit.campaign), ended_by=by)
    record(VisitConcluded(visit=visit.pk, words=words), by=by)
    return visit


@act
def cancel_visit(visit: Visit, *, reason: str, by: Person) -> Visit:
    """A planned visit does not take place."""
    visit = lock(visit)
    if reasons := [*policy.objections_to_cancelling(visit, by=by), *no_words(reason)]:
        raise Refused(reasons)
    words = reason.strip()
    move(visit, CANCEL_VISIT, conclusion=words, ended_on=day_of(visit.campaign), ended_by=by)
    record(VisitCancelled(visit=visit.pk, words=words), by=by)
    return visit
