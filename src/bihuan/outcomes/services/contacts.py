"""Contact points: linked, visited, helped, ended."""

from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.common.workflow import Refused, lock
from bihuan.outcomes import events
from bihuan.outcomes.models import ContactPoint, ContactVisit, Help
from bihuan.outcomes.policies import objections_to_caring, objections_to_contact
from bihuan.people.models import Person, Unit


class _Needed(TypedDict):
    form: str
    place: Unit
    since: date


class Link(_Needed, total=False):
    """Who takes care of whom, in which form."""

    leader: Person | None
    goal: str


@act
def link(campaign: Campaign, *, unit: Unit, by: Person, **said: Unpack[Link]) -> ContactPoint:
    """Let a unit, or one of its leaders, take care of another unit."""
    if reasons := list(objections_to_contact(unit, campaign, place=said["place"], by=by)):
        raise Refused(reasons)
    made, new = ContactPoint.objects.get_or_create(
        campaign=campaign,
        unit=unit,
        form=said["form"],
        place=said["place"],
        leader=said.get("leader"),
        defaults={"since": said["since"], "goal": said.get("goal", "")},
    )
    if new:
        who = str(made.leader or made.unit)
        fact = events.ContactLinked(contact=made.pk, form=str(made.get_form_display()), who=who, place=made.place.name)
        record(fact, by=by)
    return made


@act
def visit(contact: ContactPoint, *, on: date, people: int, raised: str, promised: str = "", by: Person) -> ContactVisit:
    """Enter a visit: what was raised, what was promised."""
    if reasons := list(objections_to_caring(contact, on=on, by=by)):
        raise Refused(reasons)
    made = ContactVisit.objects.create(contact=contact, on=on, people=people, raised=raised, promised=promised, by=by)
    record(events.ContactVisited(contact=contact.pk, on=on.isoformat(), people=people), by=by)
    return made


class Given(TypedDict):
    """Help that arrived; money is counted in yuan."""

    kind: str
    what: str
    on: date
    quantity: Decimal
    measured_in: str


@act
def give_help(contact: ContactPoint, *, by: Person, **given: Unpack[Given]) -> Help:
    """Enter help that arrived."""
    if reasons := list(objections_to_caring(contact, on=given["on"], by=by)):
        raise Refused(reasons)
    made = Help.objects.create(contact=contact, by=by, **given)
    fact = events.HelpGiven(
        contact=contact.pk, what=made.what, quantity=f"{made.quantity.normalize():f}", measured_in=made.measured_in
    )
    record(fact, by=by)
    return made


@act
def end_contact(contact: ContactPoint, *, until: date, by: Person) -> ContactPoint:
    """End the care on a day."""
    contact = lock(contact)
    if reasons := list(objections_to_caring(contact, on=until, by=by)):
        raise Refused(reasons)
    ContactPoint.objects.filter(pk=contact.pk).update(until=max(until, contact.since))
    contact.refresh_from_db()
    record(events.ContactEnded(contact=contact.pk, until=str(contact.until)), by=by)
    return contact
