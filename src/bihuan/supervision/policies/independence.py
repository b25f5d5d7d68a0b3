"""Separation of duties along the tree: whoever is responsible, wrote or approved the plan never verifies the issue."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bihuan.ledger.models import Issue
from bihuan.ledger.selectors import helpers_of, persons_of, plans_of
from bihuan.people.models import Person, Unit


def responsible_units(issue: Issue) -> list[Unit]:
    """Lead unit and supporting units."""
    units = helpers_of(issue)
    return [issue.lead_unit, *units] if issue.lead_unit else units


def objections_to_verifier(issue: Issue, person: Person, *, unit: Unit | None = None) -> Iterator[str]:
    """Sentences against this person as the verifier of this issue. `unit` is the unit he had when he verified."""
    home = unit or person.unit
    for responsible in responsible_units(issue):
        if home.is_within(responsible):
            yield _("%(person)s belongs to %(unit)s, which is responsible for this issue, and cannot verify it.") % {
                "person": person,
                "unit": responsible,
            }
    plans = plans_of(issue)
    named = [*(row.person_id for row in persons_of(issue)), *(plan.responsible_id for plan in plans)]
    if person.pk in named:
        yield _("%(person)s is a responsible person of this issue and cannot verify it.") % {"person": person}
    if any(plan.written_by_id == person.pk for plan in plans):
        yield _("%(person)s wrote the plan and cannot verify what came of it.") % {"person": person}
    if any(plan.decided_by_id == person.pk for plan in plans):
        yield _("%(person)s decided on the plan and cannot verify what came of it.") % {"person": person}
