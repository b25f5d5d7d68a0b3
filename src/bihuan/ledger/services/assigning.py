"""Who has to deal with an issue, and where it goes when it is not for this ledger."""

from collections.abc import Iterable

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Term
from bihuan.campaigns.selectors import day_of
from bihuan.common.clock import now
from bihuan.common.workflow import Refused, lock, move
from bihuan.ledger.events import (
    IssueAssigned,
    IssueDeclined,
    IssueMerged,
    IssueRefused,
    IssueTransferred,
    IssueUnmerged,
    ResponsibleNamed,
)
from bihuan.ledger.models import Issue, ResponsiblePerson, SupportingUnit
from bihuan.ledger.policies import (
    objections_to_assigning,
    objections_to_changing,
    objections_to_declining,
    objections_to_merging,
    objections_to_refusing,
    objections_to_setting_aside,
    objections_to_transferring,
    objections_to_unmerging,
)
from bihuan.ledger.services.lights import light_up
from bihuan.ledger.states import ASSIGN, DECLINE, MERGE, REFUSE, TRANSFER, UNMERGE
from bihuan.people.models import LEVELS, Person, Unit

NOBODY = {f"u{level}": None for level in range(1, LEVELS + 1)}


def tree_columns(lead: Unit) -> dict[str, int | None]:
    """The lead unit's ancestors as columns of the issue."""
    return {f"u{level}": getattr(lead, f"u{level}") for level in range(1, LEVELS + 1)}


@act
def assign(issue: Issue, *, lead: Unit, supporting: Iterable[Unit] = (), by: Person) -> Issue:
    """Give the issue to a lead unit, and name the units that support it."""
    issue = lock(issue)
    if reasons := list(objections_to_assigning(issue, by=by, lead=lead)):
        raise Refused(reasons)
    helpers = [unit for unit in dict.fromkeys(supporting) if unit.pk != lead.pk]
    day = day_of(issue.campaign)
    move(issue, ASSIGN, lead_unit=lead, assigned_on=day, moved_at=now(), **tree_columns(lead))
    SupportingUnit.objects.filter(issue=issue).exclude(unit__in=helpers).delete()
    SupportingUnit.objects.bulk_create(
        [SupportingUnit(issue=issue, unit=unit) for unit in helpers], ignore_conflicts=True
    )
    record(IssueAssigned(issue=issue.pk, lead=lead.name, supporting=tuple(u.name for u in helpers)), by=by)
    light_up(issue)
    return issue


@act
def decline(issue: Issue, *, reason: str, by: Person) -> Issue:
    """The lead unit gives the issue back to the office with a reason."""
    issue = lock(issue)
    if reasons := [*objections_to_declining(issue, by=by), *objections_to_setting_aside(reason)]:
        raise Refused(reasons)
    unit = str(issue.lead_unit)
    SupportingUnit.objects.filter(issue=issue).delete()
    move(issue, DECLINE, lead_unit=None, assigned_on=None, moved_at=now(), **NOBODY)
    record(IssueDeclined(issue=issue.pk, unit=unit, reason=reason), by=by)
    return issue


@act
def name_responsible(
    issue: Issue, *, part: str, person: Person | None = None, name: str = "", by: Person
) -> ResponsiblePerson:
    """Fill one link of the chain of responsibility."""
    issue = lock(issue)
    if reasons := list(objections_to_changing(issue, by=by)):
        raise Refused(reasons)
    row, _made = ResponsiblePerson.objects.update_or_create(
        issue=issue, part=part, defaults={"person": person, "name": "" if person else name}
    )
    record(ResponsibleNamed(issue=issue.pk, part=row.part, name=str(row)), by=by)
    return row


@act
def merge(issue: Issue, *, into: Issue, reply: str, by: Person) -> Issue:
    """Let the issue go into another one: its words, number and voices stay its own, and it can be taken out again."""
    issue, into = (lock(row) for row in (issue, into))
    if reasons := list(objections_to_merging(issue, into=into, by=by)):
        raise Refused(reasons)
    move(issue, MERGE, merged_into=into, aside_reply=reply, moved_at=now())
    record(IssueMerged(issue=issue.pk, into=into.label, reply=reply), by=by)
    light_up(issue)
    return issue


@act
def unmerge(issue: Issue, *, by: Person) -> Issue:
    """Take an issue out of the one it was merged into."""
    issue = lock(issue)
    if reasons := list(objections_to_unmerging(issue, by=by)):
        raise Refused(reasons)
    out_of = issue.merged_into.label if issue.merged_into else ""
    move(issue, UNMERGE, merged_into=None, lead_unit=None, aside_reply="", moved_at=now(), **NOBODY)
    record(IssueUnmerged(issue=issue.pk, out_of=out_of), by=by)
    light_up(issue)
    return issue


@act
def transfer(issue: Issue, *, reason: Term, reply: str, by: Person) -> Issue:
    """Hand the issue to somebody outside the campaign, with a coded reason and a reply for its voices."""
    issue = lock(issue)
    if reasons := [*objections_to_transferring(issue, by=by), *objections_to_setting_aside(reply)]:
        raise Refused(reasons)
    move(issue, TRANSFER, aside_reason=reason, aside_reply=reply, moved_at=now())
    record(IssueTransferred(issue=issue.pk, reason=reason.name, reply=reply), by=by)
    light_up(issue)
    return issue


@act
def refuse(issue: Issue, *, reason: Term, reply: str, by: Person) -> Issue:
    """Do not keep the issue on the ledger; a leading official approves this by doing it."""
    issue = lock(issue)
    if reasons := [*objections_to_refusing(issue, by=by), *objections_to_setting_aside(reply)]:
        raise Refused(reasons)
    move(issue, REFUSE, aside_reason=reason, aside_reply=reply, moved_at=now())
    record(IssueRefused(issue=issue.pk, reason=reason.name, reply=reply), by=by)
    light_up(issue)
    return issue
