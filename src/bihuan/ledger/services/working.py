"""Doing the work: start, progress, targets, measures, extensions, and the application for closing."""

from datetime import date
from decimal import Decimal

from bihuan.audit.services import act, record
from bihuan.campaigns.selectors import day_of
from bihuan.common.clock import now
from bihuan.common.workflow import Refused, Step, lock, move
from bihuan.ledger.events import (
    ClaimWithdrawn,
    ClosingClaimed,
    ExtensionRequested,
    MeasureMarked,
    MilestoneFinished,
    ProgressReported,
    TargetReached,
    WorkStarted,
)
from bihuan.ledger.models import Extension, Issue, Measure, Milestone, ProgressReport, Target
from bihuan.ledger.policies import (
    objections_to_claiming,
    objections_to_extending,
    objections_to_extension_reason,
    objections_to_marking,
    objections_to_quantity,
    objections_to_report,
    objections_to_starting,
    objections_to_withdrawing_claim,
    objections_to_working,
)
from bihuan.ledger.services.lights import light_up
from bihuan.ledger.services.wording import keep_words
from bihuan.ledger.states import (
    CLAIM,
    MARK_DONE,
    MARK_MOSTLY_DONE,
    MARK_OPEN,
    START,
    WITHDRAW_CLAIM,
    MeasureStatus,
)
from bihuan.people.models import Person

MARKS: dict[str, Step] = {
    MeasureStatus.OPEN: MARK_OPEN,
    MeasureStatus.MOSTLY_DONE: MARK_MOSTLY_DONE,
    MeasureStatus.DONE: MARK_DONE,
}


@act
def start(issue: Issue, *, by: Person) -> Issue:
    """Begin to work by the approved plan."""
    issue = lock(issue)
    if reasons := list(objections_to_starting(issue, by=by)):
        raise Refused(reasons)
    move(issue, START, started_on=day_of(issue.campaign), moved_at=now())
    record(WorkStarted(issue=issue.pk), by=by)
    light_up(issue)
    return issue


@act
def report_progress(issue: Issue, *, percent: int, text: str, by: Person) -> ProgressReport:
    """Report at the campaign's rhythm."""
    issue = lock(issue)
    if reasons := [*objections_to_working(issue, by=by), *objections_to_report(percent, text)]:
        raise Refused(reasons)
    report = ProgressReport.objects.create(
        issue=issue, cycle=issue.cycle, percent=percent, text=text.strip(), on=day_of(issue.campaign), by=by
    )
    Issue.objects.filter(pk=issue.pk).update(progress=percent, moved_at=now())
    issue.progress = percent
    record(ProgressReported(issue=issue.pk, percent=percent, text=report.text), by=by)
    keep_words([issue.pk])
    light_up(issue)
    return report


@act
def reach(target: Target, *, done: Decimal, by: Person) -> Target:
    """Write how much of a target one unit has reached."""
    issue = lock(target.issue)
    target = lock(target)
    if reasons := [*objections_to_working(issue, by=by), *objections_to_quantity(done)]:
        raise Refused(reasons)
    Target.objects.filter(pk=target.pk).update(done=done)
    target.done = done
    record(
        TargetReached(
            issue=issue.pk,
            unit=target.unit.name,
            done=f"{done.normalize():f}",
            goal=f"{target.goal.normalize():f}",
            measured_in=target.measured_in,
        ),
        by=by,
    )
    return target


@act
def finish_milestone(milestone: Milestone, *, by: Person) -> Milestone:
    """A milestone was reached today."""
    issue = lock(milestone.issue)
    if reasons := list(objections_to_working(issue, by=by)):
        raise Refused(reasons)
    day = day_of(issue.campaign)
    Milestone.objects.filter(pk=milestone.pk, done_on__isnull=True).update(done_on=day)
    record(MilestoneFinished(issue=issue.pk, text=milestone.text), by=by)
    milestone.refresh_from_db()
    return milestone


@act
def mark_measure(measure: Measure, *, status: str, by: Person) -> Measure:
    """Mark a measure open, mostly done, or done; done needs its targets met and evidence of a result."""
    issue = lock(measure.issue)
    measure = lock(measure)
    if reasons := list(objections_to_marking(measure, status=status, by=by)):
        raise Refused(reasons)
    move(measure, MARKS[status], done_on=day_of(issue.campaign) if status == MeasureStatus.DONE else None)
    record(MeasureMarked(issue=issue.pk, position=measure.position, status=status), by=by)
    return measure


@act
def request_extension(issue: Issue, *, until: date, reason: str, by: Person) -> Extension:
    """Ask the supervising team for more time; the old deadline stands until it decides."""
    issue = lock(issue)
    if reasons := [*objections_to_extending(issue, until=until, by=by), *objections_to_extension_reason(reason)]:
        raise Refused(reasons)
    request = Extension.objects.create(
        issue=issue,
        old_due=issue.due,
        asked_for=until,
        reason=reason.strip(),
        requested_by=by,
        requested_on=day_of(issue.campaign),
    )
    record(ExtensionRequested(issue=issue.pk, until=until.isoformat(), reason=request.reason), by=by)
    return request


@act
def claim(issue: Issue, *, by: Person) -> Issue:
    """Apply for closing (申请销号): the head of the lead unit says that the work is done."""
    issue = lock(issue)
    if reasons := list(objections_to_claiming(issue, by=by)):
        raise Refused(reasons)
    move(issue, CLAIM, claimed_on=day_of(issue.campaign), moved_at=now())
    record(ClosingClaimed(issue=issue.pk, cycle=issue.cycle), by=by)
    light_up(issue)
    return issue


@act
def withdraw_claim(issue: Issue, *, by: Person) -> Issue:
    """Take the application back, to go on working."""
    issue = lock(issue)
    if reasons := list(objections_to_withdrawing_claim(issue, by=by)):
        raise Refused(reasons)
    move(issue, WITHDRAW_CLAIM, claimed_on=None, moved_at=now())
    record(ClaimWithdrawn(issue=issue.pk), by=by)
    light_up(issue)
    return issue
