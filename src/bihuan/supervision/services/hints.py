"""What people do with a hint: ask the unit, answer, confirm, dismiss, and write a notice. Nothing happens by itself."""

from typing import TypedDict

from bihuan.audit.services import act, record
from bihuan.campaigns.selectors import calendar, day_of
from bihuan.common.workflow import Refused, Step, lock, move
from bihuan.people.models import Person
from bihuan.supervision.events.hints import HintAnswered, HintAsked, HintDecided, HintNoticed
from bihuan.supervision.models import Hint, SupervisionNotice
from bihuan.supervision.policies import hints as policy
from bihuan.supervision.policies.verbs import no_words
from bihuan.supervision.services.notices import Words, issue_notice, notify_unit
from bihuan.supervision.states import ASK_UNIT, CONFIRM_HINT, DISMISS_HINT

ANSWER_WORKDAYS = 5
"""Working days that a unit has to explain itself: as long as for a reminder (提醒函)."""


class _About(TypedDict):
    hint: int
    type: str
    unit: str


def about(hint: Hint) -> _About:
    """What every fact of a hint names."""
    return {"hint": hint.pk, "type": hint.kind, "unit": hint.unit.name}


@act
def ask_unit(hint: Hint, *, question: str, by: Person) -> Hint:
    """Put the hint to the unit, which sees it from now on and may answer within working days."""
    hint = lock(hint)
    if reasons := [*policy.objections_to_asking_unit(hint, by=by), *no_words(question)]:
        raise Refused(reasons)
    today = day_of(hint.campaign)
    due = calendar().add_workdays(today, ANSWER_WORKDAYS)
    move(hint, ASK_UNIT, question=question.strip(), asked_on=today, asked_by=by, answer_due=due)
    record(HintAsked(**about(hint), due=due.isoformat()), by=by)
    return hint


@act
def answer_hint(hint: Hint, *, answer: str, by: Person) -> Hint:
    """The unit explains itself."""
    hint = lock(hint)
    if reasons := [*policy.objections_to_answering_hint(hint, by=by), *no_words(answer)]:
        raise Refused(reasons)
    hint.answer, hint.answered_on, hint.answered_by = answer.strip(), day_of(hint.campaign), by
    hint.save(update_fields=["answer", "answered_on", "answered_by"])
    record(HintAnswered(**about(hint)), by=by)
    return hint


@act
def confirm_hint(hint: Hint, *, comment: str, by: Person) -> Hint:
    """A person holds it to be true, having heard the unit. Nothing follows from it by itself."""
    return _rule(hint, CONFIRM_HINT, comment=comment, by=by)


@act
def dismiss_hint(hint: Hint, *, comment: str, by: Person) -> Hint:
    """A person finds it explained. The same finding is not raised again."""
    return _rule(hint, DISMISS_HINT, comment=comment, by=by)


def _rule(hint: Hint, step: Step, *, comment: str, by: Person) -> Hint:
    hint = lock(hint)
    objections = policy.objections_to_confirming if step is CONFIRM_HINT else policy.objections_to_dismissing
    if reasons := [*objections(hint, by=by), *no_words(comment)]:
        raise Refused(reasons)
    move(hint, step, ruling=comment.strip(), decided_on=day_of(hint.campaign), decided_by=by)
    record(HintDecided(**about(hint), verdict=hint.status, ruling=hint.ruling), by=by)
    return hint


@act
def notice_about_hint(hint: Hint, words: Words, *, by: Person) -> SupervisionNotice:
    """Issue a numbered notice about a confirmed hint: about its issue while that is open, else to the unit."""
    hint = lock(hint)
    if reasons := list(policy.objections_to_hint_notice(hint, by=by)):
        raise Refused(reasons)
    issue = hint.issue
    if issue is not None and not issue.is_closed and issue.lead_unit_id == hint.unit_id:
        notice = issue_notice(issue, kind=words.kind, text=words.text, reply_due=words.reply_due, by=by)
    else:
        notice = notify_unit(hint.campaign, hint.unit, words, by=by)
    hint.notice = notice
    hint.save(update_fields=["notice"])
    record(HintNoticed(**about(hint), notice=str(notice)), by=by)
    return notice
