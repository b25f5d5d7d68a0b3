"""What a closing certificate says: who did what and when, with the hashes of the evidence. Machine-checkable."""

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from bihuan.audit.models import ChainHead
from bihuan.campaigns.selectors import day_of, policy_of
from bihuan.common.text import digest
from bihuan.ledger.models import Issue
from bihuan.ledger.selectors import approved_plan, head_count, live_evidence
from bihuan.people.models import Person
from bihuan.supervision.models import Closure, Verification
from bihuan.supervision.selectors.closing import notice_period
from bihuan.supervision.selectors.satisfaction import tally

EVIDENCE = ("title", "kind", "revision", "sha256")
"""What the certificate keeps of each piece of live evidence."""


def contents(issue: Issue, verification: Verification, *, by: Person) -> dict[str, Any]:
    """The certificate as plain data."""
    chain = ChainHead.objects.filter(pk=issue.stream).first()
    return {
        "issue": issue.label,
        "campaign": issue.campaign.code,
        "cycle": issue.cycle,
        "title": issue.title,
        "lead_unit": str(issue.lead_unit),
        "supporting_units": [str(row.unit) for row in issue.supporting.select_related("unit").order_by("pk")],
        **_work(issue),
        **_judgement(issue, verification),
        "closed": {"by": str(by), "on": str(day_of(issue.campaign))},
        "record": chain.hash if chain else "",
    }


def _work(issue: Issue) -> dict[str, Any]:
    """What was planned, done and proven."""
    plan = approved_plan(issue)
    targets = issue.targets.select_related("unit").order_by("pk")
    return {
        "plan": {
            "version": plan.version if plan else 0,
            "written_by": str(plan.written_by) if plan else "",
            "approved_by": str(plan.decided_by) if plan else "",
            "approved_on": str(plan.decided_on) if plan else "",
        },
        "measures": [
            {"position": m.position, "text": m.text, "done_on": str(m.done_on)}
            for m in issue.measures.order_by("position")
        ],
        "targets": [
            {"unit": str(t.unit), "goal": f"{t.goal:f}", "done": f"{t.done:f}", "in": t.measured_in} for t in targets
        ],
        "evidence": [
            dict(zip(EVIDENCE, row, strict=True)) for row in live_evidence(issue).order_by("pk").values_list(*EVIDENCE)
        ],
    }


def _judgement(issue: Issue, verification: Verification) -> dict[str, Any]:
    """Who looked, who was asked, who signed, and how long the public could object."""
    period = notice_period(issue)
    signatures = issue.signatures.filter(cycle=issue.cycle).select_related("by").order_by("role")
    return {
        "verification": {
            "by": str(verification.verifier),
            "unit": str(verification.verifier_unit),
            "at": verification.at.isoformat(),
            "place": verification.place,
            "method": verification.method,
            "findings": verification.findings,
            "photos": list(verification.photos.order_by("position").values_list("file__sha256", flat=True)),
        },
        "satisfaction": satisfaction_lines(issue),
        "notice": {"opens": str(period.opens_on), "ends": str(period.ends_on)} if period else None,
        "signatures": [{"role": s.role, "by": str(s.by)} for s in signatures],
    }


def satisfaction_lines(issue: Issue) -> dict[str, int | str]:
    """The four answers as counts; those of a group smaller than the policy's are not told, only “<5”."""
    least = policy_of(issue.campaign).small_group
    count, heads = tally(issue), head_count(issue)
    told = {
        "people": heads.people,
        "satisfied": count.satisfied,
        "dissatisfied": count.dissatisfied,
        "silent": count.silent,
        "unreachable": count.unreachable,
    }
    return {name: value if value == 0 or value >= least else f"<{least}" for name, value in told.items()}


def faults_of(closure: Closure) -> Iterator[str]:
    """Does the certificate still say what it said, and do the evidence files it names still stand?"""
    if digest(closure.certificate) != closure.sha256:
        yield _("Certificate %(closure)s: its text was changed after closing.") % {"closure": closure}
    said = json.loads(closure.certificate)
    known = set(closure.issue.evidence_revisions.values_list("sha256", flat=True))
    for entry in said["evidence"]:
        if entry["sha256"] not in known:
            yield _("Certificate %(closure)s: the file of evidence “%(title)s” is gone or was changed.") % {
                "closure": closure,
                "title": entry["title"],
            }


def faults() -> Iterator[str]:
    """The faults of all certificates."""
    for closure in Closure.objects.select_related("issue").iterator():
        yield from faults_of(closure)
