"""After closing: a speaker says it came back. By policy it is re-opened at once, or a supervisor decides in time."""

from django.utils.translation import gettext as _

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import calendar, day_of
from bihuan.common.workflow import Refused, lock, move
from bihuan.ledger.models import Issue
from bihuan.opinions.models import ListeningPolicy, Opinion
from bihuan.opinions.selectors.answering import listening_policy
from bihuan.people.models import Person
from bihuan.supervision.events import CameBackDeclined, VoiceCameBack
from bihuan.supervision.models import CameBack
from bihuan.supervision.policies.returning import objections_to_coming_back, objections_to_deciding_came_back
from bihuan.supervision.policies.verbs import no_words
from bihuan.supervision.services.closing import bring_back
from bihuan.supervision.states import DECLINE, TAKE_UP, CameBackStatus


@act
def say_it_came_back(issue: Issue, *, opinion: Opinion, words: str) -> CameBack:
    """Whoever spoke says, by receipt, that a closed issue is not right. Once for each closing; saying it again adds
    nothing, because the first word already leads to a decision.

    Raises:
        Refused: nothing is said, or the issue is not closed.
    """
    issue = lock(issue)
    known = CameBack.objects.filter(issue=issue, cycle=issue.cycle, opinion=opinion).first()
    if known:
        return known
    if reasons := list(objections_to_coming_back(issue, opinion=opinion, words=words)):
        raise Refused(reasons)
    policy, day = listening_policy(issue.campaign), day_of(issue.campaign)
    row = CameBack.objects.create(
        issue=issue,
        cycle=issue.cycle,
        opinion=opinion,
        words=words.strip(),
        on=day,
        due=calendar().add_workdays(day, policy.decide_workdays),
    )
    record(VoiceCameBack(issue=issue.pk, due=row.due.isoformat()), by=None)
    if policy.after_closing == ListeningPolicy.AfterClosing.AT_ONCE:
        _take_up(row, reason=_("It is not right, says one of those who raised it; the policy re-opens at once."))
    return row


@act
def take_up(came_back: CameBack, *, comment: str, by: Person) -> CameBack:
    """A supervisor takes the issue up again, with the reason that its unit reads."""
    row = _undecided(came_back, words=comment, by=by)
    _take_up(row, reason=comment, by=by)
    return row


@act
def decline(came_back: CameBack, *, comment: str, by: Person) -> CameBack:
    """A supervisor leaves the issue closed, with a reason that the speaker reads by receipt."""
    row = _undecided(came_back, words=comment, by=by)
    day = day_of(row.issue.campaign)
    move(row, DECLINE, decided_by=by, decided_on=day, reason=comment.strip())
    record(CameBackDeclined(issue=row.issue_id, reason=row.reason), by=by)
    return row


@act
def take_up_overdue(campaign: Campaign) -> int:
    """Re-open what nobody decided in time, and return how many: silence is no answer."""
    late = CameBack.objects.filter(
        issue__campaign=campaign, status=CameBackStatus.OPEN, due__lt=day_of(campaign)
    ).select_related("issue__campaign")
    for row in late:
        lock(row.issue)
        _take_up(row, reason=_("It is not right, says one of those who raised it; nobody decided in time."))
    return len(late)


def _undecided(came_back: CameBack, *, words: str, by: Person) -> CameBack:
    lock(came_back.issue)
    row = lock(came_back)
    if reasons := [*objections_to_deciding_came_back(row, by=by), *no_words(words)]:
        raise Refused(reasons)
    return row


def _take_up(row: CameBack, *, reason: str, by: Person | None = None) -> None:
    """The issue comes back once, whoever else said so in the meantime: all of them are taken up with it."""
    day = day_of(row.issue.campaign)
    same = CameBack.objects.filter(issue=row.issue, cycle=row.cycle, status=CameBackStatus.OPEN)
    for one in same:
        move(one, TAKE_UP, decided_by=by, decided_on=day, reason=reason.strip())
    row.refresh_from_db()
    issue = lock(row.issue)
    if issue.is_closed:
        bring_back(issue, reason=reason, by=by)
