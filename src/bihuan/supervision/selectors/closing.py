"""What the closing gate reads: verification, evidence, notice period and signatures of the present cycle."""

from bihuan.campaigns.models import ClosurePolicy
from bihuan.campaigns.selectors import calendar, day_of, policy_of
from bihuan.ledger.models import Issue
from bihuan.supervision.models import NoticePeriod, Verification


def passed_verification(issue: Issue) -> Verification | None:
    """The newest verification of the present cycle, if it passed."""
    newest = (
        issue.verifications.filter(cycle=issue.cycle)
        .select_related("verifier__unit", "verifier_unit")
        .order_by("-pk")
        .first()
    )
    return newest if newest is not None and newest.result == Verification.Result.PASSED else None


def evidence_changed_since(verification: Verification) -> bool:
    """Was any evidence revised, added or withdrawn after the verifier saw it?"""
    return verification.issue.evidence_revisions.filter(pk__gt=verification.evidence_seen).exists()


def notice_period(issue: Issue) -> NoticePeriod | None:
    """The public notice of the present cycle."""
    return issue.notice_periods.filter(cycle=issue.cycle).first()


def planned_notice(issue: Issue) -> NoticePeriod:
    """The public notice as it would run from today, not yet kept: the day it opens does not count."""
    policy, opens = policy_of(issue.campaign), day_of(issue.campaign)
    return NoticePeriod(
        issue=issue,
        cycle=issue.cycle,
        opens_on=opens,
        ends_on=calendar().add_workdays(opens, max(policy.notice_workdays, 1)),
        workdays=policy.notice_workdays,
    )


def missing_signatures(issue: Issue, policy: ClosurePolicy) -> list[str]:
    """Roles whose signature the policy asks for and the present cycle does not have."""
    have = set(issue.signatures.filter(cycle=issue.cycle).values_list("role", flat=True))
    return [row.role for row in policy.signatures.all() if row.role not in have]
