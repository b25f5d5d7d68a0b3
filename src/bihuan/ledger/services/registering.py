"""Putting a problem on the ledger, keeping its line, and tying voices to it."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign, Term
from bihuan.campaigns.selectors import calendar, day_of
from bihuan.campaigns.services import next_number
from bihuan.common.clock import now
from bihuan.common.text import digest
from bihuan.common.workflow import Refused, lock, move
from bihuan.ledger.events import DetailsChanged, IssueRegistered, VoiceLinked, VoiceUnlinked, WordingEdited
from bihuan.ledger.models import Issue, IssueVoice, OutsideNumber, WordingEdit
from bihuan.ledger.policies import (
    objections_to_changing,
    objections_to_linking,
    objections_to_registering,
    objections_to_wording,
)
from bihuan.ledger.selectors import head_count
from bihuan.ledger.services.deadlines import deadline_columns
from bihuan.ledger.services.lights import light_columns, light_up
from bihuan.ledger.services.wording import keep_words, keep_words_of_new
from bihuan.opinions.models import Disposition, Opinion
from bihuan.opinions.selectors.triage_matters import companions, with_companions
from bihuan.opinions.services import reopen_opinion, write_disposition
from bihuan.opinions.states import BECOME_ISSUE
from bihuan.opinions.states import Status as OpinionStatus
from bihuan.people.models import Person


@dataclass(frozen=True, kw_only=True)
class IssueDetails:
    """What the office writes on the line of the ledger, besides the original words."""

    title: str = ""
    category: Term | None = None
    problem_kind: Term | None = None
    focus: Term | None = None
    horizon: Term | None = None
    disposition: Term | None = None
    source: str = ""
    goal: str = ""
    amount: Decimal | None = None
    deadline_text: str = ""
    review_on: date | None = None
    outside_numbers: tuple[tuple[Term, str], ...] = ()


PLAIN = tuple(f.name for f in fields(IssueDetails) if f.name not in {"outside_numbers", "deadline_text", "title"})


@act
def register(
    campaign: Campaign, *, text: str, details: IssueDetails, by: Person, opinions: tuple[Opinion, ...] = ()
) -> Issue:
    """Put a problem on the ledger in its original words, with the voices it came from."""
    if reasons := list(objections_to_registering(campaign, text=text, by=by)):
        raise Refused(reasons)
    issue = enter(campaign, text=text, details=details, by=by)
    for opinion in with_companions(opinions):
        if opinion.status == OpinionStatus.OPEN or opinion in opinions:  # one that cannot join is refused in words
            _link(issue, opinion, reply="", by=by)
    return issue


def enter(campaign: Campaign, *, text: str, details: IssueDetails, by: Person) -> Issue:
    """The one door onto the ledger. The caller has asked a policy and keeps the unit of work."""
    days = calendar()
    issue = Issue(
        campaign=campaign,
        number=next_number(campaign, "issue"),
        title=details.title or text.strip()[:80],
        original_text=text,
        registered_on=day_of(campaign),
        **{name: getattr(details, name) for name in PLAIN},
        **deadline_columns(campaign, details.deadline_text, days=days),
    )
    for name, value in light_columns(issue, reported_on=None, days=days).items():
        setattr(issue, name, value)
    issue.save()
    _outside_numbers(issue, details)
    keep_words_of_new(issue)
    record(IssueRegistered(issue=issue.pk, number=issue.label, text_sha256=digest(text)), by=by)
    return issue


@act
def change_details(issue: Issue, details: IssueDetails, *, by: Person) -> Issue:
    """Change the line of the ledger, apart from its words, its units and its state."""
    issue = lock(issue)
    if reasons := list(objections_to_changing(issue, by=by)):
        raise Refused(reasons)
    written = {name: getattr(details, name) for name in (*PLAIN, "deadline_text")}
    changed = tuple(name for name, value in written.items() if getattr(issue, name) != value)
    columns = written | (deadline_columns(issue.campaign, details.deadline_text) if "deadline_text" in changed else {})
    Issue.objects.filter(pk=issue.pk).update(**columns, moved_at=now())
    _outside_numbers(issue, details)
    if "goal" in changed:
        keep_words([issue.pk])
    if changed:
        record(DetailsChanged(issue=issue.pk, fields=changed), by=by)
    issue.refresh_from_db()
    light_up(issue)
    return issue


def _outside_numbers(issue: Issue, details: IssueDetails) -> None:
    for level, number in details.outside_numbers:
        OutsideNumber.objects.update_or_create(issue=issue, level=level, defaults={"number": number})


@act
def edit_wording(issue: Issue, *, title: str, reason: str, by: Person) -> WordingEdit:
    """Give the issue a better working title, with a reason; the original words stay as they are."""
    issue = lock(issue)
    if reasons := [*objections_to_changing(issue, by=by), *objections_to_wording(title, reason)]:
        raise Refused(reasons)
    edit = WordingEdit.objects.create(issue=issue, old=issue.title, new=title, reason=reason, by=by, at=now())
    Issue.objects.filter(pk=issue.pk).update(title=title, moved_at=now())
    keep_words([issue.pk])
    record(WordingEdited(issue=issue.pk, old=edit.old, new=title, reason=reason), by=by)
    return edit


def standard_reply(issue: Issue) -> str:
    """What a speaker reads when nobody wrote a word of his own."""
    return _(
        "What you said became issue %(number)s. Its progress stands here, and you will be asked before it closes."
    ) % {"number": issue.label}


@act
def link_voice(issue: Issue, opinion: Opinion, *, reply: str, by: Person) -> IssueVoice:
    """Make the opinion one of the issue's voices, with the waiting ones of its matter; each speaker reads `reply`."""
    voice = _link(issue, opinion, reply=reply, by=by)
    for other in companions(opinion).filter(status=OpinionStatus.OPEN):
        _link(issue, other, reply=reply, by=by)
    return voice


def _link(issue: Issue, opinion: Opinion, *, reply: str, by: Person) -> IssueVoice:
    """The door of BECOME_ISSUE."""
    issue, opinion = lock(issue), lock(opinion)
    if reasons := list(objections_to_linking(issue, opinion, by=by)):
        raise Refused(reasons)
    voice = IssueVoice.objects.create(issue=issue, opinion=opinion, by=by, at=now())
    write_disposition(opinion, kind=Disposition.Kind.BECAME_ISSUE, reply=reply or standard_reply(issue), by=by)
    move(opinion, BECOME_ISSUE)
    record(VoiceLinked(issue=issue.pk, opinion=opinion.label, heads=head_count(issue).people), by=by)
    return voice


@act
def unlink_voice(voice: IssueVoice, *, by: Person) -> Opinion:
    """Take an opinion out again: it waits for another disposition, and the issue keeps the memory of it."""
    issue, voice = lock(voice.issue), lock(voice)
    if reasons := list(objections_to_changing(issue, by=by)):
        raise Refused(reasons)
    IssueVoice.objects.filter(pk=voice.pk).update(removed_at=now())
    reopen_opinion(voice.opinion, by=by)
    record(VoiceUnlinked(issue=issue.pk, opinion=voice.opinion.label), by=by)
    return voice.opinion
