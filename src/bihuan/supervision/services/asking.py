"""Asking those who spoke whether they are satisfied, and what follows from their answers."""

from bihuan.audit.services import act, record
from bihuan.campaigns.selectors import day_of
from bihuan.common.clock import now
from bihuan.common.workflow import Refused, lock
from bihuan.ledger.models import Issue
from bihuan.ledger.selectors import standing_voices
from bihuan.opinions.models import Opinion
from bihuan.people.models import Person
from bihuan.supervision.events import DissatisfactionRuled, VoiceAnswered, VoicesAsked
from bihuan.supervision.models import Asking, Ruling
from bihuan.supervision.policies.verbs import (
    no_words,
    objections_to_answering,
    objections_to_asking,
    objections_to_noting,
    objections_to_panellist,
    objections_to_ruling,
    objections_to_speaking_for_oneself,
    objections_to_unreachable,
)


@act
def ask(issue: Issue, *, by: Person) -> list[Asking]:
    """Ask every voice of the issue that was not asked in this cycle: by receipt if it has one, else in person."""
    issue = lock(issue)
    if reasons := list(objections_to_asking(issue, by=by)):
        raise Refused(reasons)
    asked = set(issue.askings.filter(cycle=issue.cycle).values_list("opinion_id", flat=True))
    opinions = {voice.opinion_id: voice.opinion for voice in standing_voices(issue).select_related("opinion__receipt")}
    made = [
        _asking(issue, opinion=opinion, way=_way(opinion), by=by) for pk, opinion in opinions.items() if pk not in asked
    ]
    Asking.objects.bulk_create(made)
    if made:
        record(VoicesAsked(issue=issue.pk, asked=len(made)), by=by)
    return made


@act
def ask_panellist(issue: Issue, *, name: str, by: Person) -> Asking:
    """Ask one representative about an issue that nobody raised."""
    issue = lock(issue)
    raised = standing_voices(issue).exists()
    if reasons := [*objections_to_asking(issue, by=by), *objections_to_panellist(issue, name, raised=raised)]:
        raise Refused(reasons)
    asking = _asking(issue, way=Asking.Way.IN_PERSON, panellist=name.strip(), by=by)
    asking.save()
    record(VoicesAsked(issue=issue.pk, asked=1), by=by)
    return asking


def _way(opinion: Opinion) -> str:
    return Asking.Way.RECEIPT if getattr(opinion, "receipt", None) else Asking.Way.IN_PERSON


def _asking(issue: Issue, *, way: str, by: Person, opinion: Opinion | None = None, panellist: str = "") -> Asking:
    return Asking(
        issue=issue,
        cycle=issue.cycle,
        opinion=opinion,
        panellist=panellist,
        way=way,
        asked_on=day_of(issue.campaign),
        asked_by=by,
    )


@act
def answer_by_receipt(asking: Asking, *, answer: str, words: str = "") -> Asking:
    """The speaker himself answers, known only by his receipt. Answers may be changed until the issue moves on."""
    lock(asking.issue)
    asking = lock(asking)
    reasons = [
        *objections_to_answering(asking, answer=answer, words=words),
        *objections_to_speaking_for_oneself(answer),
    ]
    if reasons:
        raise Refused(reasons)
    return _answered(asking, answer=answer, words=words, by=None)


@act
def note_answer(asking: Asking, *, answer: str, words: str = "", by: Person) -> Asking:
    """Take down an answer given in person or by phone, or that somebody cannot be reached."""
    lock(asking.issue)
    asking = lock(asking)
    reasons = [
        *objections_to_noting(asking, by=by),
        *objections_to_answering(asking, answer=answer, words=words),
        *objections_to_unreachable(answer, words),
    ]
    if reasons:
        raise Refused(reasons)
    return _answered(asking, answer=answer, words=words, by=by)


def _answered(asking: Asking, *, answer: str, words: str, by: Person | None) -> Asking:
    day = day_of(asking.issue.campaign)
    Asking.objects.filter(pk=asking.pk).update(answer=answer, words=words.strip(), answered_on=day)
    asking.answer, asking.words, asking.answered_on = answer, words.strip(), day
    record(VoiceAnswered(issue=asking.issue_id, answer=asking.answer), by=by)
    return asking


@act
def rule_on(asking: Asking, *, reason: str, by: Person) -> Ruling:
    """Rule, one tier higher and with a reason, on a dissatisfied answer that further work cannot meet."""
    lock(asking.issue)
    asking = lock(asking)
    if reasons := [*objections_to_ruling(asking, by=by), *no_words(reason)]:
        raise Refused(reasons)
    ruling = Ruling.objects.create(asking=asking, reason=reason.strip(), by=by, at=now())
    record(DissatisfactionRuled(issue=asking.issue_id, reason=ruling.reason), by=by)
    return ruling
