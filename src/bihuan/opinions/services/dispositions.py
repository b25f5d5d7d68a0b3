"""How an opinion ends, and how an ending is taken back. Each step of the state machine has its one door here;
BECOME_ISSUE alone is taken in the ledger, which writes the ending with `write_disposition` first.
"""

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Term
from bihuan.campaigns.selectors import day_of
from bihuan.common.clock import now
from bihuan.common.workflow import Refused, lock, move
from bihuan.opinions.events import (
    OpinionAnswered,
    OpinionBecameIssue,
    OpinionForwarded,
    OpinionRefused,
    OpinionReopened,
)
from bihuan.opinions.models import Disposition, Opinion
from bihuan.opinions.policies import (
    objections_to_disposing,
    objections_to_forwarding,
    objections_to_reopening,
    objections_to_taking_back,
)
from bihuan.opinions.states import ANSWER, FORWARD, REFUSE, TAKE_BACK
from bihuan.people.models import Person

Kind = Disposition.Kind


@act
def answer(opinion: Opinion, *, reply: str, by: Person) -> Disposition:
    """Answer on the spot: `reply` is the answer.

    Raises:
        Refused: no words for the speaker, disposed of already, or not of the office.
    """
    held = lock(opinion)
    written = write_disposition(held, kind=Kind.ANSWERED, reply=reply, by=by)
    move(held, ANSWER)
    opinion.status = held.status
    return written


@act
def refuse(opinion: Opinion, *, reason: Term, reply: str, by: Person) -> Disposition:
    """Not take it up, for a coded reason that the speaker reads together with `reply`.

    Raises:
        Refused: see `answer`; or the reason is none of this campaign.
    """
    held = lock(opinion)
    written = write_disposition(held, kind=Kind.REFUSED, reply=reply, by=by, reason=reason)
    move(held, REFUSE)
    opinion.status = held.status
    return written


@act
def forward(opinion: Opinion, *, to: str, reply: str, by: Person) -> Disposition:
    """Hand on what is outside the campaign: `to` names who has it now.

    Raises:
        Refused: see `answer`; or nobody is named.
    """
    held = lock(opinion)
    written = write_disposition(held, kind=Kind.FORWARDED, reply=reply, by=by, forwarded_to=to)
    move(held, FORWARD)
    opinion.status = held.status
    return written


def write_disposition(
    opinion: Opinion, *, kind: str, reply: str, by: Person, reason: Term | None = None, forwarded_to: str = ""
) -> Disposition:
    """Write the ending of a locked, open opinion and its fact, inside the caller's unit of work.

    The caller takes the step afterwards, in this order: the database lets an opinion leave OPEN only when an
    ending of the same kind stands.

    Raises:
        Refused: see `answer`.
    """
    objections = list(objections_to_disposing(opinion, reply=reply, by=by, reason=reason))
    if kind == Kind.FORWARDED:
        objections += objections_to_forwarding(to=forwarded_to)
    if objections:
        raise Refused(objections)
    written = Disposition.objects.create(
        opinion=opinion,
        kind=kind,
        reason=reason,
        reply=reply.strip(),
        forwarded_to=forwarded_to.strip(),
        by=by,
        at=now(),
        day=day_of(opinion.campaign),
    )
    _record(written, by=by)
    return written


@act
def take_back(opinion: Opinion, *, by: Person) -> None:
    """Take back an answer, a refusal or a forwarding. The opinion waits again, the old ending stays.

    Raises:
        Refused: it is waiting, it is part of an issue, or the person is not of the office.
    """
    held = lock(opinion)
    objections = list(objections_to_taking_back(held, by=by))
    if objections:
        raise Refused(objections)
    reopen_opinion(opinion, by=by)


@act
def reopen_opinion(opinion: Opinion, *, by: Person) -> None:
    """Let an opinion wait again, whatever its ending.

    For `take_back`, and for the ledger when it takes a voice out of an issue.

    Raises:
        Refused: it is waiting already, or the person is not of the office.
    """
    held = lock(opinion)
    objections = list(objections_to_reopening(held, by=by))
    if objections:
        raise Refused(objections)
    wait_again(held, by=by)
    opinion.status = held.status


def wait_again(held: Opinion, *, by: Person | None) -> None:
    """Take the step of a locked opinion inside the caller's unit of work; `by` is None when its speaker judged so."""
    was = held.get_status_display()
    move(held, TAKE_BACK)
    Disposition.objects.filter(opinion=held, taken_back_at__isnull=True).update(taken_back_at=now())
    record(OpinionReopened(opinion=held.pk, was=str(was)), by=by)


def _record(written: Disposition, *, by: Person) -> None:
    opinion, reply = written.opinion_id, written.reply
    if written.kind == Kind.ANSWERED:
        record(OpinionAnswered(opinion=opinion, reply=reply), by=by)
    elif written.kind == Kind.REFUSED:
        record(OpinionRefused(opinion=opinion, reason=str(written.reason), reply=reply), by=by)
    elif written.kind == Kind.FORWARDED:
        record(OpinionForwarded(opinion=opinion, to=written.forwarded_to, reply=reply), by=by)
    else:
        record(OpinionBecameIssue(opinion=opinion, reply=reply), by=by)
