"""The team's decisions on plans and on requests for more time."""

from bihuan.audit.services import act, record
from bihuan.campaigns.selectors import day_of
from bihuan.common.clock import now
from bihuan.common.workflow import Refused, lock, move
from bihuan.ledger.models import Extension, Issue, Plan
from bihuan.ledger.services.deadlines import deadline_columns
from bihuan.ledger.services.lights import light_up
from bihuan.ledger.states import (
    ACCEPT_PLAN,
    APPROVE_PLAN,
    DENY_EXTENSION,
    GRANT_EXTENSION,
    REPLACE_PLAN,
    SEND_PLAN_BACK,
    PlanStatus,
    Status,
)
from bihuan.people.models import Person
from bihuan.supervision.events import ExtensionDecided, PlanApproved, PlanReturned
from bihuan.supervision.policies.verbs import (
    no_words,
    objections_to_approving_plan,
    objections_to_deciding_extension,
    objections_to_deciding_plan,
)


@act
def approve_plan(plan: Plan, *, comment: str = "", by: Person) -> Plan:
    """Approve a submitted plan. The first approval lets the work begin; a later one replaces the version before."""
    issue = lock(plan.issue)
    plan = lock(plan)
    if reasons := list(objections_to_approving_plan(plan, by=by)):
        raise Refused(reasons)
    for older in issue.plans.filter(status=PlanStatus.APPROVED):
        move(older, REPLACE_PLAN)
    move(plan, ACCEPT_PLAN, decided_by=by, decided_on=day_of(issue.campaign), comment=comment)
    if issue.status == Status.ASSIGNED:
        move(issue, APPROVE_PLAN, moved_at=now())
    if plan.deadline_text and plan.deadline_text != issue.deadline_text:
        Issue.objects.filter(pk=issue.pk).update(
            **deadline_columns(issue.campaign, plan.deadline_text, anchor=day_of(issue.campaign))
        )
        issue.refresh_from_db()
    record(PlanApproved(issue=issue.pk, version=plan.version, comment=comment), by=by)
    light_up(issue)
    return plan


@act
def return_plan(plan: Plan, *, comment: str, by: Person) -> Plan:
    """Send a submitted plan back, with what has to be better."""
    issue = lock(plan.issue)
    plan = lock(plan)
    if reasons := [*objections_to_deciding_plan(plan, by=by), *no_words(comment)]:
        raise Refused(reasons)
    move(plan, SEND_PLAN_BACK, decided_by=by, decided_on=day_of(issue.campaign), comment=comment)
    record(PlanReturned(issue=issue.pk, version=plan.version, comment=comment), by=by)
    return plan


@act
def grant_extension(extension: Extension, *, comment: str = "", by: Person) -> Extension:
    """Give more time: the deadline moves, the old one stays on the request."""
    issue = lock(extension.issue)
    extension = lock(extension)
    if reasons := list(objections_to_deciding_extension(extension, by=by)):
        raise Refused(reasons)
    move(extension, GRANT_EXTENSION, decided_by=by, decided_on=day_of(issue.campaign), comment=comment)
    Issue.objects.filter(pk=issue.pk).update(due=extension.asked_for, moved_at=now())
    issue.due = extension.asked_for
    _decided(extension, by=by)
    light_up(issue)
    return extension


@act
def deny_extension(extension: Extension, *, comment: str, by: Person) -> Extension:
    """Refuse more time, with the reason."""
    issue = lock(extension.issue)
    extension = lock(extension)
    if reasons := [*objections_to_deciding_extension(extension, by=by), *no_words(comment)]:
        raise Refused(reasons)
    move(extension, DENY_EXTENSION, decided_by=by, decided_on=day_of(issue.campaign), comment=comment)
    _decided(extension, by=by)
    return extension


def _decided(extension: Extension, *, by: Person) -> None:
    fact = ExtensionDecided(
        issue=extension.issue_id,
        until=extension.asked_for.isoformat(),
        decision=extension.status,
        comment=extension.comment,
    )
    record(fact, by=by)
