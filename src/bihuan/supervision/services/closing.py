"""The one door to CLOSED, the certificate it writes, and the way back out of it."""

from bihuan.audit.services import act, record
from bihuan.campaigns.selectors import calendar, day_of, policy_of
from bihuan.common.clock import now
from bihuan.common.text import canonical, digest
from bihuan.common.workflow import Refused, Stale, Step, lock, move
from bihuan.ledger.models import Issue
from bihuan.ledger.services.lights import light_up
from bihuan.ledger.states import CLOSE, REOPEN
from bihuan.people.models import Person
from bihuan.supervision.certificate import contents
from bihuan.supervision.events import IssueClosed, IssueReopened, IssueSigned, LookedBack
from bihuan.supervision.models import Closure, LookBack, Reopening, Signature
from bihuan.supervision.policies.gate import objections_to_closing
from bihuan.supervision.policies.verbs import (
    no_words,
    objections_to_looking_back,
    objections_to_reopening,
    objections_to_signing,
)
from bihuan.supervision.selectors.closing import passed_verification
from bihuan.supervision.states import FIND_HELD, FIND_RELAPSED


@act
def sign(issue: Issue, *, role: str, by: Person) -> Signature:
    """Give one of the signatures that the policy asks for."""
    issue = lock(issue)
    if reasons := list(objections_to_signing(issue, role, by=by)):
        raise Refused(reasons)
    signature = Signature.objects.create(issue=issue, cycle=issue.cycle, role=role, by=by, at=now())
    record(IssueSigned(issue=issue.pk, role=role), by=by)
    return signature


@act
def close(issue: Issue, *, by: Person) -> Closure:
    """Strike the issue off the ledger, if nothing at all stands against it.

    Writes the certificate and schedules the look-backs; long-term items also get a first review date.

    Raises:
        Refused: every objection at once, as sentences.
        Stale: the issue moved on while the page was open.
    """
    issue = lock(issue)
    if reasons := list(objections_to_closing(issue, by=by)):
        raise Refused(reasons)
    verification = passed_verification(issue)
    if verification is None:  # the gate has just said otherwise, under the lock
        raise Stale(issue)
    certificate = canonical(contents(issue, verification, by=by))
    closure = Closure.objects.create(
        issue=issue,
        cycle=issue.cycle,
        verification=verification,
        closed_by=by,
        closed_on=day_of(issue.campaign),
        certificate=certificate,
        sha256=digest(certificate),
    )
    move(issue, CLOSE, closed_on=closure.closed_on, progress=100, moved_at=now())
    _schedule(issue, closure)
    record(IssueClosed(issue=issue.pk, cycle=issue.cycle, sha256=closure.sha256), by=by)
    light_up(issue)
    return closure


def _schedule(issue: Issue, closure: Closure) -> None:
    policy, days = policy_of(issue.campaign), calendar()
    dates = [(days.add_workdays(closure.closed_on, row.after_workdays), False) for row in policy.look_backs.all()]
    if issue.long_term:
        dates.append((days.add_workdays(closure.closed_on, policy.watch_review_days), True))
    LookBack.objects.bulk_create(
        [LookBack(issue=issue, cycle=issue.cycle, due=due, watch=watch) for due, watch in dates]
    )


@act
def reopen(issue: Issue, *, reason: str, by: Person) -> Reopening:
    """Take a closed issue back onto the ledger; everything that was, stays in its history."""
    issue = lock(issue)
    if reasons := [*objections_to_reopening(issue, by=by), *no_words(reason)]:
        raise Refused(reasons)
    return bring_back(issue, reason=reason, by=by)


def bring_back(issue: Issue, *, reason: str, by: Person | None) -> Reopening:
    """Take the step of a locked issue inside the caller's unit of work; `by` is None where the policy alone decides."""
    move(issue, REOPEN, claimed_on=None, closed_on=None, moved_at=now())
    reopening = Reopening.objects.create(
        issue=issue, cycle=issue.cycle, reason=reason.strip(), by=by, on=day_of(issue.campaign)
    )
    record(IssueReopened(issue=issue.pk, cycle=issue.cycle, reason=reopening.reason), by=by)
    light_up(issue)
    return reopening


@act
def find_held(look_back: LookBack, *, place: str, findings: str, by: Person) -> LookBack:
    """The re-inspection found that the matter held; a watched item gets its next review date."""
    look_back = _look_back(look_back, FIND_HELD, place=place, findings=findings, by=by)
    if look_back.watch:
        policy = policy_of(look_back.issue.campaign)
        due = calendar().add_workdays(day_of(look_back.issue.campaign), policy.watch_review_days)
        LookBack.objects.create(issue=look_back.issue, cycle=look_back.cycle, due=due, watch=True)
    return look_back


@act
def find_relapsed(look_back: LookBack, *, place: str, findings: str, by: Person) -> LookBack:
    """The re-inspection found a relapse: the issue comes back onto the ledger."""
    look_back = _look_back(look_back, FIND_RELAPSED, place=place, findings=findings, by=by)
    bring_back(lock(look_back.issue), reason=findings, by=by)
    return look_back


def _look_back(look_back: LookBack, step: Step, *, place: str, findings: str, by: Person) -> LookBack:
    lock(look_back.issue)
    look_back = lock(look_back)
    if reasons := [*objections_to_looking_back(look_back, by=by), *no_words(findings)]:
        raise Refused(reasons)
    move(
        look_back,
        step,
        place=place.strip(),
        findings=findings.strip(),
        done_by=by,
        done_on=day_of(look_back.issue.campaign),
    )
    fact = LookedBack(issue=look_back.issue_id, outcome=look_back.status, findings=look_back.findings)
    record(fact, by=by)
    return look_back
