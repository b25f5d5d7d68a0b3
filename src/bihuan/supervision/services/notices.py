"""Numbered notices to units: issue, receive, reply, review; and what follows when no reply comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import calendar, day_of
from bihuan.campaigns.services import next_number
from bihuan.common.workflow import Refused, Step, lock, move
from bihuan.ledger.models import Issue
from bihuan.people.models import Person, Unit
from bihuan.supervision.events import (
    EscalationSet,
    NoticeEscalated,
    NoticeExcused,
    NoticeIssued,
    NoticeReceived,
    NoticeReplied,
    NoticeReviewed,
)
from bihuan.supervision.models import EscalationStep, NoticeExcuse, SupervisionNotice
from bihuan.supervision.policies import notices as policy
from bihuan.supervision.policies.verbs import no_words
from bihuan.supervision.selectors.notices import next_step, overdue, wording_of_slip
from bihuan.supervision.states import ESCALATE, REPLY, SEND_BACK, SETTLE


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a notice says: its kind, its text, and the day by which the unit replies."""

    kind: str
    text: str
    reply_due: date


class _About(TypedDict):
    campaign: int
    issue: int | None
    type: str
    mark: str


def _about(notice: SupervisionNotice) -> _About:
    return {"campaign": notice.campaign_id, "issue": notice.issue_id, "type": notice.kind, "mark": notice.mark}


@act
def issue_notice(issue: Issue, *, kind: str, text: str, reply_due: date, by: Person) -> SupervisionNotice:
    """Send the lead unit a numbered notice about an issue; until it is settled the issue cannot be closed."""
    issue = lock(issue)
    if reasons := [*policy.objections_to_noticing_issue(issue, reply_due=reply_due, by=by), *no_words(text)]:
        raise Refused(reasons)
    unit = issue.lead_unit or issue.campaign.root
    words = Words(kind=kind, text=text, reply_due=reply_due)
    return _send(SupervisionNotice(campaign=issue.campaign, issue=issue, unit=unit), words, by=by)


@act
def notify_unit(campaign: Campaign, unit: Unit, words: Words, *, by: Person) -> SupervisionNotice:
    """Send a unit a numbered notice that is about no single issue, for instance a circular."""
    if reasons := [
        *policy.objections_to_noticing(campaign, unit, reply_due=words.reply_due, by=by),
        *no_words(words.text),
    ]:
        raise Refused(reasons)
    return _send(SupervisionNotice(campaign=campaign, unit=unit), words, by=by)


def _send(notice: SupervisionNotice, words: Words, *, by: Person | None) -> SupervisionNotice:
    """Number and keep a notice. The number is taken in the same transaction: what fails leaves no gap."""
    today = day_of(notice.campaign)
    notice.kind, notice.text, notice.reply_due = words.kind, words.text.strip(), words.reply_due
    notice.year, notice.issued_on, notice.issued_by = today.year, today, by
    notice.number = next_number(notice.campaign, f"notice-{notice.kind}-{notice.year}")
    notice.save(force_insert=True)
    record(
        NoticeIssued(**_about(notice), unit=notice.unit.name, due=notice.reply_due.isoformat()),
        by=by,
    )
    return notice


@act
def receive_notice(notice: SupervisionNotice, *, by: Person) -> SupervisionNotice:
    """The unit signs that the notice has come."""
    notice = lock(notice)
    if reasons := list(policy.objections_to_receiving(notice, by=by)):
        raise Refused(reasons)
    notice.received_on, notice.received_by = day_of(notice.campaign), by
    notice.save(update_fields=["received_on", "received_by"])
    record(NoticeReceived(**_about(notice)), by=by)
    return notice


@act
def reply_to_notice(notice: SupervisionNotice, *, reply: str, by: Person) -> SupervisionNotice:
    """The unit answers; whoever answers has received it."""
    notice = lock(notice)
    if reasons := [*policy.objections_to_replying(notice, by=by), *no_words(reply)]:
        raise Refused(reasons)
    today = day_of(notice.campaign)
    received = {} if notice.received_on else {"received_on": today, "received_by": by}
    move(notice, REPLY, reply=reply.strip(), replied_on=today, **received)
    record(NoticeReplied(**_about(notice)), by=by)
    return notice


@act
def settle_notice(notice: SupervisionNotice, *, by: Person) -> SupervisionNotice:
    """The team accepts the reply."""
    return _review(notice, SETTLE, by=by)


@act
def send_notice_back(notice: SupervisionNotice, *, by: Person) -> SupervisionNotice:
    """The reply does not answer; the unit replies again."""
    return _review(notice, SEND_BACK, by=by)


def _review(notice: SupervisionNotice, step: Step, *, by: Person) -> SupervisionNotice:
    notice = lock(notice)
    if reasons := list(policy.objections_to_reviewing(notice, by=by)):
        raise Refused(reasons)
    move(notice, step)
    record(NoticeReviewed(**_about(notice), verdict=notice.status), by=by)
    return notice


@act
def excuse_notice(notice: SupervisionNotice, *, until: date, reason: str, by: Person) -> NoticeExcuse:
    """Do not press a notice further until a day. The next morning it is overdue again without anybody's doing."""
    notice = lock(notice)
    if reasons := [*policy.objections_to_excusing(notice, until=until, by=by), *no_words(reason)]:
        raise Refused(reasons)
    excuse = NoticeExcuse.objects.create(
        notice=notice, until=until, reason=reason.strip(), by=by, on=day_of(notice.campaign)
    )
    record(NoticeExcused(**_about(notice), until=until.isoformat(), reason=excuse.reason), by=by)
    return excuse


@act
def set_escalation(campaign: Campaign, steps: Sequence[EscalationStep], *, by: Person) -> None:
    """Say what follows a notice without reply. An empty list switches it off."""
    if reasons := list(policy.objections_to_escalation(campaign, steps, by=by)):
        raise Refused(reasons)
    campaign.escalation.all().delete()
    for step in steps:
        step.campaign = campaign
    EscalationStep.objects.bulk_create(steps)
    said = tuple(f"{step.slip} {step.after_workdays}+{step.reply_workdays}" for step in steps)
    record(EscalationSet(campaign=campaign.pk, steps=said), by=by)


def escalate_overdue(campaign: Campaign) -> int:
    """Send the next slip for every notice that got no reply in time; returns how many. Run by the clock.

    Each notice is a unit of work of its own: a crash in between loses nothing, and a second run does nothing twice.
    """
    steps = {step.slip: step for step in campaign.escalation.all()}
    return sum(escalate(notice, steps) is not None for notice in overdue(campaign)) if steps else 0


@act
def escalate(notice: SupervisionNotice, steps: dict[str, EscalationStep]) -> SupervisionNotice | None:
    """Replace one notice by the next slip, if its time has come; None if not."""
    notice = lock(notice)
    step = next_step(notice, steps)
    if step is None:
        return None
    today = day_of(notice.campaign)
    due = calendar().add_workdays(today, step.reply_workdays)
    sharper = SupervisionNotice(
        campaign=notice.campaign, issue=notice.issue, unit=notice.unit, slip=step.slip, follows=notice
    )
    _send(sharper, Words(kind=step.kind, text=wording_of_slip(notice, step, due), reply_due=due), by=None)
    move(notice, ESCALATE)
    record(NoticeEscalated(**_about(notice), slip=step.slip, next=sharper.mark), by=None)
    return sharper
