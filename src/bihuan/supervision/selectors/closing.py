"""What the closing gate reads: verification, evidence, notice period and signatures of the present cycle."""

from bihuan.campaigns.models import ClosurePolicy
from bihuan.campaigns.selectors import calendar, day_of, policy_of
from bihuan.common.reading import asked_once
from bihuan.ledger.models import Issue
from bihuan.supervision.models import Closure, NoticePeriod, Objection, Signature, SupervisionNotice, Verification


@asked_once
def verifications_of(issue: Issue) -> list[Verification]:
    """Every verification of every cycle, the newest first."""
    return list(issue.verifications.select_related("verifier__unit", "verifier_unit", "team").order_by("-pk"))


def passed_verification(issue: Issue) -> Verification | None:
    """The newest verification of the present cycle, if it passed."""
    newest = next((one for one in verifications_of(issue) if one.cycle == issue.cycle), None)
    return newest if newest is not None and newest.result == Verification.Result.PASSED else None


def evidence_changed_since(verification: Verification) -> bool:
    """Was any evidence revised, added or withdrawn after the verifier saw it?"""
    return verification.issue.evidence_revisions.filter(pk__gt=verification.evidence_seen).exists()


@asked_once
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


@asked_once
def signatures_of(issue: Issue) -> list[Signature]:
    """The signatures of the present cycle."""
    return list(issue.signatures.filter(cycle=issue.cycle).select_related("by"))


@asked_once
def notices_of(issue: Issue) -> list[SupervisionNotice]:
    """The notices to the unit, the newest first."""
    return list(issue.supervision_notices.select_related("unit", "issued_by").order_by("-pk"))


@asked_once
def objections_of(issue: Issue) -> list[Objection]:
    """What was said against closing it in a public notice, the newest first."""
    return list(issue.objections.select_related("ruled_by").order_by("-pk"))


@asked_once
def closures_of(issue: Issue) -> list[Closure]:
    """The closures of all cycles, the newest first; an issue on its first way has none."""
    if issue.cycle == 1 and not issue.is_closed:
        return []
    return list(issue.closures.select_related("closed_by").order_by("-cycle"))


def missing_signatures(issue: Issue, policy: ClosurePolicy) -> list[str]:
    """Roles whose signature the policy asks for and the present cycle does not have."""
    have = {signature.role for signature in signatures_of(issue)}
    return [row.role for row in policy.signatures.all() if row.role not in have]
