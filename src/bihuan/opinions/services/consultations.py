"""Occasions of asking: that they were held, who came, where they went, how many forms came back."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, TypedDict, Unpack

from bihuan.audit.selectors import digest_of
from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign, Channel, Term
from bihuan.common.workflow import Refused
from bihuan.opinions.events import (
    ConsultationHeld,
    FormsReturned,
    ParticipantsCounted,
    UnitsVisited,
    UnitVisited,
)
from bihuan.opinions.models import Consultation, Participants, VisitedUnit
from bihuan.opinions.policies import (
    objections_to_counting,
    objections_to_holding,
    objections_to_office_work,
    objections_to_returning,
)
from bihuan.people.models import Person, Unit


class _Needed(TypedDict):
    channel: Channel
    kind: str
    title: str
    convener: Unit
    held_on: date


class Occasion(_Needed, total=False):
    """What is known about one occasion."""

    topic: str
    place: str
    minutes: str


class Visit(NamedTuple):
    """One unit that a round of talks went to."""

    unit: Unit
    people: int
    visited_on: date


@act
def hold(campaign: Campaign, *, by: Person, **occasion: Unpack[Occasion]) -> Consultation:
    """Enter an occasion of asking: a symposium, a round of talks, a batch of forms.

    Raises:
        Refused: a day to come, a channel of another campaign, or not of the office.
    """
    objections = list(objections_to_holding(campaign, channel=occasion["channel"], held_on=occasion["held_on"], by=by))
    if objections:
        raise Refused(objections)
    held = Consultation.objects.create(campaign=campaign, **occasion)
    record(ConsultationHeld(consultation=held.pk, title=held.title, held_on=held.held_on.isoformat()), by=by)
    return held


@act
def count_participants(
    consultation: Consultation,
    *,
    group: Term,
    attended: int,
    invited: int = 0,
    unit: Unit | None = None,
    by: Person,
) -> Participants:
    """Count those of one group who came or, in one unit, were talked to; counting again replaces it.

    Raises:
        Refused: not a group of this campaign, or not of the office.
    """
    objections = list(objections_to_counting(consultation, group=group, by=by))
    if objections:
        raise Refused(objections)
    counted, _ = Participants.objects.update_or_create(
        consultation=consultation, group=group, unit=unit, defaults={"attended": attended, "invited": invited}
    )
    record(
        ParticipantsCounted(consultation=consultation.pk, group=str(group), invited=invited, attended=attended),
        by=by,
    )
    return counted


@act
def visit_unit(consultation: Consultation, *, visit: Visit, by: Person) -> VisitedUnit:
    """Enter one unit that a round of talks went to; entering it again replaces the day and the number.

    Raises:
        Refused: not of the office.
    """
    _check(consultation, by)
    visited, _ = VisitedUnit.objects.update_or_create(
        consultation=consultation,
        unit=visit.unit,
        defaults={"visited_on": visit.visited_on, "people_visited": visit.people},
    )
    fact = UnitVisited(
        consultation=consultation.pk,
        unit=str(visit.unit),
        visited_on=visit.visited_on.isoformat(),
        people=visit.people,
    )
    record(fact, by=by)
    return visited


@act
def visit_units(consultation: Consultation, *, visits: Sequence[Visit], by: Person) -> None:
    """Enter many units at once, with one fact whose digest covers each of them.

    Raises:
        Refused: not of the office.
        IntegrityError: a unit is there already or stands twice in `visits`; nothing is written.
    """
    _check(consultation, by)
    VisitedUnit.objects.bulk_create(
        VisitedUnit(consultation=consultation, unit=unit, visited_on=day, people_visited=people)
        for unit, people, day in visits
    )
    fact = UnitsVisited(
        consultation=consultation.pk,
        units=len(visits),
        people=sum(visit.people for visit in visits),
        digest=digest_of([[visit.unit.pk, visit.people, visit.visited_on.isoformat()] for visit in visits]),
    )
    record(fact, by=by)


@act
def return_forms(consultation: Consultation, *, issued: int, returned: int, by: Person) -> None:
    """Write down how many forms were given out and how many came back, as it stands now.

    Raises:
        Refused: more came back than were given out, or not of the office.
    """
    objections = list(objections_to_returning(consultation, issued=issued, returned=returned, by=by))
    if objections:
        raise Refused(objections)
    Consultation.objects.filter(pk=consultation.pk).update(forms_issued=issued, forms_returned=returned)
    consultation.forms_issued, consultation.forms_returned = issued, returned
    record(FormsReturned(consultation=consultation.pk, issued=issued, returned=returned), by=by)


def _check(consultation: Consultation, by: Person) -> None:
    objections = list(objections_to_office_work(consultation.campaign, by))
    if objections:
        raise Refused(objections)
