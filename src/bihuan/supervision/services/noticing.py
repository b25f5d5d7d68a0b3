"""The public notice and the objections to it; notices to units are in `notices`."""

from bihuan.audit.services import act, record
from bihuan.campaigns.selectors import day_of
from bihuan.common.clock import now
from bihuan.common.text import new_receipt_code
from bihuan.common.workflow import Refused, Step, lock, move
from bihuan.ledger.models import Issue
from bihuan.ledger.states import OPEN_NOTICE
from bihuan.opinions.receipts import code_for, digest_of
from bihuan.people.models import Person
from bihuan.supervision.events import (
    NoticeOpened,
    ObjectionReceived,
    ObjectionRuled,
)
from bihuan.supervision.models import NoticePeriod, Objection
from bihuan.supervision.policies.verbs import (
    no_words,
    objections_to_objecting,
    objections_to_opening_notice,
    objections_to_ruling_objection,
)
from bihuan.supervision.selectors.closing import planned_notice
from bihuan.supervision.services.verifying import send_back
from bihuan.supervision.states import DISMISS, UPHOLD


@act
def open_notice(issue: Issue, *, by: Person) -> NoticePeriod:
    """Begin the public notice: today and the following working days, as many as the policy says.

    The day of publication does not count; the notice ends with the last working day.
    """
    issue = lock(issue)
    if reasons := list(objections_to_opening_notice(issue, by=by)):
        raise Refused(reasons)
    period = planned_notice(issue)
    period.opened_by = by
    period.save(force_insert=True)
    move(issue, OPEN_NOTICE, moved_at=now())
    fact = NoticeOpened(
        issue=issue.pk,
        opens=period.opens_on.isoformat(),
        ends=period.ends_on.isoformat(),
        workdays=period.workdays,
    )
    record(fact, by=by)
    return period


@act
def object_to(period: NoticePeriod, *, text: str, ticket: str = "") -> tuple[Objection, str]:
    """Somebody, without an account, objects to what is published. Returns the receipt code, shown once.

    `ticket` names the form it was written in; the same form sent twice is one objection with one code.
    """
    issue = lock(period.issue)
    period.issue = issue
    code = code_for(f"objection {ticket}") if ticket else new_receipt_code()
    known = Objection.objects.filter(receipt_digest=digest_of(code)).first()
    if known is not None:
        return known, code
    if reasons := list(objections_to_objecting(period, text=text)):
        raise Refused(reasons)
    objection = Objection.objects.create(
        period=period,
        issue=issue,
        text=text.strip(),
        received_on=day_of(issue.campaign),
        receipt_digest=digest_of(code),
    )
    record(ObjectionReceived(issue=issue.pk), by=None)
    return objection, code


@act
def dismiss_objection(objection: Objection, *, ruling: str, by: Person) -> Objection:
    """The objection is not right, and here is why."""
    lock(objection.issue)
    return _rule(objection, DISMISS, ruling=ruling, by=by)


@act
def uphold_objection(objection: Objection, *, ruling: str, by: Person) -> Objection:
    """The objection is right: the issue goes back to rectifying."""
    issue = lock(objection.issue)
    objection = _rule(objection, UPHOLD, ruling=ruling, by=by)
    send_back(issue, reason=objection.ruling, by=by)
    return objection


def _rule(objection: Objection, step: Step, *, ruling: str, by: Person) -> Objection:
    objection = lock(objection)
    if reasons := [*objections_to_ruling_objection(objection, by=by), *no_words(ruling)]:
        raise Refused(reasons)
    move(objection, step, ruling=ruling.strip(), ruled_by=by, ruled_on=day_of(objection.issue.campaign))
    fact = ObjectionRuled(issue=objection.issue_id, verdict=objection.status, ruling=objection.ruling)
    record(fact, by=by)
    return objection
