"""The closing gate: 不整改完成不销号，不满意不销号. Seven objections; closing is possible when none of them speaks.

The same sentences stand at the button, on the page, in the refusal of every route, and (in other words) in the
guards of the database. Sources: the district commission's report of 2014 (closure rule), the education supervision
regulation of 2012 arts 20-23 (verified and published), and `loop.md` for the seven points.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bihuan.campaigns.models import ClosurePolicy
from bihuan.campaigns.selectors import day_of, policy_of
from bihuan.ledger.models import Issue
from bihuan.ledger.policies import missing_points, objections_of_measures, wrong_state
from bihuan.ledger.selectors import approved_plan, current_plan, extensions_of, plans_of, unanswered_questions
from bihuan.ledger.states import CLOSE, PlanStatus
from bihuan.people.models import Person
from bihuan.people.policies import objections_to_role
from bihuan.people.roles import Role
from bihuan.supervision.policies.independence import objections_to_verifier, responsible_units
from bihuan.supervision.selectors.closing import (
    evidence_changed_since,
    missing_signatures,
    notice_period,
    notices_of,
    objections_of,
    passed_verification,
)
from bihuan.supervision.selectors.satisfaction import Tally, tally, unasked
from bihuan.supervision.states import NOTICE_DONE, ObjectionStatus
from bihuan.ui.keyset import Words


def measures(issue: Issue, policy: ClosurePolicy) -> Iterator[str]:
    """1: every measure done, every target met in every unit, each with evidence of a result."""
    yield from objections_of_measures(issue)


def plan_first(issue: Issue, policy: ClosurePolicy) -> Iterator[str]:
    """2: the plan was approved before work began, and is complete."""
    plan, newest = approved_plan(issue), current_plan(issue)
    if plan is None:
        yield _("No plan was approved.")
        return
    if newest is not None and newest.status != PlanStatus.APPROVED:
        yield _("Plan version %(version)s is “%(status)s”; it must be decided first.") % {
            "version": newest.version,
            "status": newest.get_status_display(),
        }
    decided = [old for old in plans_of(issue) if old.decided_on and old.status in ("approved", "replaced")]
    first = decided[-1] if decided else None
    if first is None or issue.started_on is None or (first.decided_on and first.decided_on > issue.started_on):
        yield _("Work began before a plan was approved.")
    yield from missing_points(plan, with_measures=False)


def nothing_open(issue: Issue, policy: ClosurePolicy) -> Iterator[str]:
    """3: no open notice, extension request or unanswered question."""
    notices = sum(notice.status not in NOTICE_DONE for notice in notices_of(issue))
    if notices:
        yield ngettext(
            "%(n)s supervision notice is not settled.", "%(n)s supervision notices are not settled.", notices
        ) % {"n": notices}
    if any(extension.status == "requested" for extension in extensions_of(issue)):
        yield _("A request for more time is undecided; decide it first.")
    questions = unanswered_questions(issue)
    if questions:
        yield ngettext(
            "%(n)s question of those who raised it is unanswered; answer it first.",
            "%(n)s questions of those who raised it are unanswered; answer them first.",
            questions,
        ) % {"n": questions}


def verified(issue: Issue, policy: ClosurePolicy) -> Iterator[str]:
    """4: passed by an independent supervisor, with place, time, method and findings."""
    verification = passed_verification(issue)
    if verification is None:
        yield _("No supervisor has passed it in cycle %(cycle)s yet.") % {"cycle": issue.cycle}
        return
    yield from objections_to_verifier(issue, verification.verifier, unit=verification.verifier_unit)
    if evidence_changed_since(verification):
        yield _("Evidence was changed after the verification; it must be verified again.")


def satisfied(issue: Issue, policy: ClosurePolicy) -> Iterator[str]:
    """5: everyone who can be reached was asked; silence is never consent; a dissatisfied voice blocks."""
    left = unasked(issue)
    if left:
        yield ngettext(
            "%(n)s of those who raised it was not asked yet.", "%(n)s of those who raised it were not asked yet.", left
        ) % {"n": left}
    count = tally(issue)
    if count.dissatisfied_open:
        yield ngettext(
            "%(n)s of those asked is dissatisfied; rework it, or let the next higher tier rule.",
            "%(n)s of those asked are dissatisfied; rework it, or let the next higher tier rule.",
            count.dissatisfied_open,
        ) % {"n": count.dissatisfied_open}
    yield from _enough_answers(count, policy)
    if count.answered and count.satisfied * 100 < policy.min_satisfied_percent * count.answered:
        yield _("%(satisfied)s of %(answered)s who answered are satisfied; the policy asks for %(percent)s %%.") % {
            "satisfied": count.satisfied,
            "answered": count.answered,
            "percent": policy.min_satisfied_percent,
        }


def _enough_answers(count: Tally, policy: ClosurePolicy) -> Iterator[str]:
    needed = count.needed(policy)
    if count.raised and not count.reachable:
        return  # nobody who raised it can be reached: the certificate says so, and nobody counts as satisfied
    if count.answered < needed:
        yield _(
            "%(answered)s of %(reachable)s who can be reached have answered; %(needed)s answers are needed. "
            "Silence is not consent."
        ) % {"answered": count.answered, "reachable": count.reachable, "needed": needed}


def noticed(issue: Issue, policy: ClosurePolicy) -> Iterator[str]:
    """6: the public notice has passed, and no objection is undecided."""
    undecided = sum(objection.status == ObjectionStatus.OPEN for objection in objections_of(issue))
    if undecided:
        yield ngettext("%(n)s objection is undecided.", "%(n)s objections are undecided.", undecided) % {"n": undecided}
    if not policy.notice_required:
        return
    period = notice_period(issue)
    if period is None:
        yield _("There was no public notice yet; %(days)s working days are needed.") % {"days": policy.notice_workdays}
    elif period.ends_on >= day_of(issue.campaign):
        yield _("The public notice runs until %(day)s.") % {"day": period.ends_on}


def signed(issue: Issue, policy: ClosurePolicy) -> Iterator[str]:
    """7: signatures that the policy names."""
    for role in missing_signatures(issue, policy):
        yield _("The signature of the %(role)s is missing.") % {"role": Role(role).label}


Check = Callable[[Issue, ClosurePolicy], Iterator[str]]
GATE: tuple[tuple[Words, Check], ...] = (
    (gettext_lazy("measures done"), measures),
    (gettext_lazy("plan first"), plan_first),
    (gettext_lazy("nothing left open"), nothing_open),
    (gettext_lazy("independent verification"), verified),
    (gettext_lazy("those who spoke are satisfied"), satisfied),
    (gettext_lazy("public notice over"), noticed),
    (gettext_lazy("signatures complete"), signed),
)


@dataclass(frozen=True)
class GateRow:
    """One of the seven points of the gate and what still speaks against it."""

    number: int
    title: str
    sentences: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Nothing speaks against it."""
        return not self.sentences


def gate(issue: Issue) -> list[GateRow]:
    """All seven points, passed or not, as the page shows them."""
    policy = policy_of(issue.campaign)
    return [
        GateRow(number, str(title), tuple(check(issue, policy))) for number, (title, check) in enumerate(GATE, start=1)
    ]


def objections_to_closing(issue: Issue, *, by: Person, rows: Sequence[GateRow] | None = None) -> Iterator[str]:
    """Everything that stands against closing: the person, the state, and the seven points.

    `rows` are the points if the caller has just read them for the same page; the service never passes any.
    """
    yield from objections_to_closer(issue, by=by)
    yield from wrong_state(issue, CLOSE)
    for row in gate(issue) if rows is None else rows:
        yield from row.sentences


def objections_to_closer(issue: Issue, *, by: Person) -> Iterator[str]:
    """The leader of a supervising team strikes off, and never in his own unit's cause."""
    yield from objections_to_role(
        by, [Role.TEAM_LEADER], over=issue.lead_unit or issue.campaign.root, campaign_id=issue.campaign_id
    )
    for unit in responsible_units(issue):
        if by.unit.is_within(unit):
            yield _("You belong to %(unit)s, which is responsible for this issue; somebody else must close it.") % {
                "unit": unit
            }
