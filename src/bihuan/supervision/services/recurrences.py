"""A closed issue that comes back: the engine notices it at night, a person confirms or declines it.

What is new is compared once. The index of closed issues is made in memory for each round: there are thousands of them,
not millions, and a round without anything new costs two queries.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign, ClosurePolicy
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused, lock, move
from bihuan.ledger.models import Issue
from bihuan.ledger.services.registering import IssueDetails, link_voice, register
from bihuan.opinions.engine import library, message_of
from bihuan.opinions.models import Opinion
from bihuan.opinions.states import Status as OpinionStatus
from bihuan.people.models import Person, Unit
from bihuan.supervision.events.recurrences import RecurrenceConfirmed, RecurrenceDeclined
from bihuan.supervision.models import Recurrence, RecurrenceReach
from bihuan.supervision.policies.recurrences import objections_to_deciding_recurrence, outcome_of
from bihuan.supervision.policies.verbs import no_words
from bihuan.supervision.selectors.recurrences import (
    closed_before,
    new_issues,
    new_opinions,
    own_issues,
    voices_of,
)
from bihuan.supervision.services.closing import bring_back
from bihuan.supervision.states import CONFIRM_RECURRENCE, DECLINE_RECURRENCE

if TYPE_CHECKING:
    from bihuan.triage import Desk, Message

SAME_MATTER = 0.5
"""Chance from which something new is shown as the same matter; the triage desk proposes from the same one."""

MOST = 3
"""Closed issues shown for one new thing."""

BATCH = 200


@dataclass(frozen=True)
class Likeness:
    """A closed issue that something new resembles."""

    issue: Issue
    kind: str
    degree: float
    reason: str


class Memory:
    """What is closed, ready to be asked about something new."""

    def __init__(self, campaign: Campaign) -> None:
        closed = closed_before(campaign)
        self.issues = {issue.pk: issue for issue in closed}
        messages = {message.id: message for message in self._messages(closed)}
        self.desk: Desk = library().Desk(messages)
        self.desk.add(messages.values())
        for key in self.issues:
            self.desk.settle([one for one in messages if one.partition("/")[0] == str(key)], f"={key}")

    def _messages(self, closed: Iterable[Issue]) -> "Iterator[Message]":
        """The words of each issue and of those who raised it. The place stands in the title: names there weigh more."""
        for issue in self.issues.values():
            yield issue_message(issue, name=str(issue.pk))
        for key, opinion in voices_of(closed):  # type: ignore[arg-type] # a queryset, spelled for the reader
            heard = message_of(opinion)
            yield library().Message(f"{key}/{opinion.pk}", heard.text, title=heard.title, time=heard.time)

    def like(self, message: "Message") -> list[Likeness]:
        """The closed issues that a message resembles, the likeliest first. Another place is another matter."""
        found: dict[int, Likeness] = {}
        for match in self.desk.duplicates(message):
            if match.verdict == "duplicate":
                self._note(found, match.id_b, Recurrence.Kind.SAME_WORDS, match.likeness, match.reason)
        for link in self.desk.matters(message):
            if link.chance >= SAME_MATTER:
                self._note(found, link.nearest, Recurrence.Kind.SAME_MATTER, link.chance, link.reason)
        return list(found.values())[:MOST]

    def _note(self, found: dict[int, Likeness], name: str, kind: str, degree: float, reason: str) -> None:
        key = int(name.partition("/")[0])
        found.setdefault(key, Likeness(self.issues[key], kind, degree, reason[:300]))


def issue_message(issue: Issue, *, name: str) -> "Message":
    """An issue as the engine reads it."""
    place = issue.lead_unit.name if issue.lead_unit and issue.lead_unit.kind == Unit.Kind.SCHOOL else ""
    when = issue.registered_on.isoformat()
    made: Message = library().Message(name, issue.original_text, title=place, time=when)
    return made


def find_recurrences(campaign: Campaign) -> int:
    """Compare what is new with what is closed; return how many likenesses were noticed.

    Rows and the mark of how far we are come in one transaction: whoever dies in between does the batch again.
    """
    reach, _made = RecurrenceReach.objects.get_or_create(campaign=campaign)
    opinions, issues = new_opinions(campaign, reach), new_issues(campaign, reach)
    if not (opinions.exists() or issues.exists()):
        return 0
    memory, count = Memory(campaign), 0
    while heard := list(opinions.filter(number__gt=reach.opinion)[:BATCH]):
        rows = [row for one in heard for row in _of_opinion(memory, one)]
        count += _keep(reach, rows, opinion=heard[-1].number)
    while registered := list(issues.filter(number__gt=reach.issue).select_related("lead_unit", "campaign")[:BATCH]):
        rows = [row for one in registered for row in _of_issue(memory, one)]
        count += _keep(reach, rows, issue=registered[-1].number)
    return count


def _of_opinion(memory: Memory, opinion: Opinion) -> Iterator[Recurrence]:
    likely = [one for one in memory.like(message_of(opinion)) if _closed_by(one.issue, opinion.received_on)]
    mine = own_issues(opinion) if likely else set()
    for one in likely:
        if one.issue.pk not in mine:
            yield _row(one, opinion.campaign, opinion=opinion)


def _of_issue(memory: Memory, issue: Issue) -> Iterator[Recurrence]:
    for one in memory.like(issue_message(issue, name=f"new/{issue.pk}")):
        if one.issue.pk != issue.pk and _closed_by(one.issue, issue.registered_on):
            yield _row(one, issue.campaign, issue=issue)


def _closed_by(issue: Issue, day: object) -> bool:
    """What was said before the closing is no recurrence."""
    return issue.closed_on is not None and issue.closed_on <= day  # type: ignore[operator] # a date


def _row(
    one: Likeness, campaign: Campaign, *, opinion: Opinion | None = None, issue: Issue | None = None
) -> Recurrence:
    return Recurrence(
        campaign=campaign,
        closed_issue=one.issue,
        cycle=one.issue.cycle,
        opinion=opinion,
        issue=issue,
        kind=one.kind,
        degree=one.degree,
        reason=one.reason,
        found_on=day_of(campaign),
    )


@transaction.atomic
def _keep(reach: RecurrenceReach, rows: list[Recurrence], **compared: int) -> int:
    Recurrence.objects.bulk_create(rows, ignore_conflicts=True)
    RecurrenceReach.objects.filter(pk=reach.pk).update(**compared)
    for name, number in compared.items():
        setattr(reach, name, number)
    return len(rows)


@act
def confirm(recurrence: Recurrence, *, comment: str, by: Person) -> Recurrence:
    """It came back: by the campaign's policy the closed issue is re-opened, or a new issue is linked to it.

    Raises:
        Refused: decided already, no words, or neither of the office nor of the team.
    """
    row = _undecided(recurrence, words=comment, by=by)
    outcome = outcome_of(row)
    led_to = _reopened(row, words=comment, by=by) if outcome == ClosurePolicy.Recurrence.REOPEN else _linked(row, by=by)
    day = day_of(row.campaign)
    move(row, CONFIRM_RECURRENCE, decided_by=by, decided_on=day, words=comment.strip(), led_to=led_to)
    fact = RecurrenceConfirmed(issue=row.closed_issue_id, new=row.new, outcome=outcome, words=row.words)
    record(fact, by=by)
    return row


@act
def decline(recurrence: Recurrence, *, comment: str, by: Person) -> Recurrence:
    """It is another matter; the closed issue stays closed."""
    row = _undecided(recurrence, words=comment, by=by)
    move(row, DECLINE_RECURRENCE, decided_by=by, decided_on=day_of(row.campaign), words=comment.strip())
    record(RecurrenceDeclined(issue=row.closed_issue_id, new=row.new, words=row.words), by=by)
    return row


def _undecided(recurrence: Recurrence, *, words: str, by: Person) -> Recurrence:
    lock(recurrence.closed_issue)
    row = lock(recurrence)
    if reasons := [*objections_to_deciding_recurrence(row, by=by), *no_words(words)]:
        raise Refused(reasons)
    return row


def _reopened(row: Recurrence, *, words: str, by: Person) -> Issue:
    """The closed issue again, with the new voice among those who raised it."""
    issue = lock(row.closed_issue)
    if issue.is_closed:
        reason = _("It came back in %(new)s. %(words)s") % {"new": row.new, "words": words}
        bring_back(issue, reason=reason, by=by)
    if row.opinion and row.opinion.status == OpinionStatus.OPEN:
        link_voice(issue, row.opinion, reply="", by=by)
    if row.issue:
        _point_back(row.issue, to=issue)
    return issue


def _linked(row: Recurrence, *, by: Person) -> Issue:
    """A new issue that points back at the closed one: the one it was noticed in, or one made of the voice."""
    issue = row.issue
    if issue is None:
        opinion = row.opinion
        assert opinion is not None  # noqa: S101 - the table holds one or the other
        voices = (opinion,) if opinion.status == OpinionStatus.OPEN else ()
        issue = register(row.campaign, text=opinion.text, details=IssueDetails(), by=by, opinions=voices)
    _point_back(issue, to=row.closed_issue)
    return issue


def _point_back(issue: Issue, *, to: Issue) -> None:
    Issue.objects.filter(pk=issue.pk, recurs=None).update(recurs=to)
