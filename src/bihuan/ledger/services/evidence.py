"""Evidence: stored as revisions, never overwritten; withdrawn by one more revision."""

from django.db.models import Max

from bihuan.audit.services import act, record
from bihuan.common.clock import now
from bihuan.common.workflow import Refused, lock
from bihuan.files.models import StoredFile
from bihuan.ledger.events import EvidenceAdded, EvidenceWithdrawn
from bihuan.ledger.models import Evidence, EvidenceRevision, Measure
from bihuan.ledger.policies import (
    objections_to_evidence,
    objections_to_setting_aside,
    objections_to_title,
    objections_to_withdrawing,
)
from bihuan.people.models import Person, Unit


@act
def add_evidence(
    measure: Measure, *, title: str, kind: str, file: StoredFile, by: Person, unit: Unit | None = None
) -> Evidence:
    """Add a piece of evidence to a measure, with its first revision."""
    issue = lock(measure.issue)
    if reasons := [*objections_to_evidence(issue, by=by), *objections_to_title(title)]:
        raise Refused(reasons)
    evidence = Evidence.objects.create(issue=issue, measure=measure, unit=unit, kind=kind, title=title.strip())
    _revision(evidence, file=file, note="", by=by)
    return evidence


@act
def revise_evidence(evidence: Evidence, *, file: StoredFile, note: str, by: Person) -> EvidenceRevision:
    """Put a better file in the place of an earlier one; the earlier one stays readable."""
    issue = lock(evidence.issue)
    if reasons := list(objections_to_evidence(issue, by=by)):
        raise Refused(reasons)
    return _revision(evidence, file=file, note=note, by=by)


@act
def withdraw_evidence(evidence: Evidence, *, reason: str, by: Person) -> EvidenceRevision:
    """Say that a piece of evidence no longer counts, and why."""
    lock(evidence.issue)
    if reasons := [*objections_to_withdrawing(evidence, by=by), *objections_to_setting_aside(reason)]:
        raise Refused(reasons)
    revision = EvidenceRevision.objects.create(
        issue_id=evidence.issue_id,
        evidence=evidence,
        number=_next(evidence),
        withdrawn=True,
        note=reason.strip(),
        by=by,
        at=now(),
    )
    record(EvidenceWithdrawn(issue=evidence.issue_id, title=evidence.title, reason=revision.note), by=by)
    return revision


def _next(evidence: Evidence) -> int:
    last: int = evidence.revisions.aggregate(last=Max("number"))["last"] or 0
    return last + 1


def _revision(evidence: Evidence, *, file: StoredFile, note: str, by: Person) -> EvidenceRevision:
    revision = EvidenceRevision.objects.create(
        issue_id=evidence.issue_id,
        evidence=evidence,
        number=_next(evidence),
        file=file,
        sha256=file.sha256,
        note=note.strip(),
        by=by,
        at=now(),
    )
    fact = EvidenceAdded(issue=evidence.issue_id, title=evidence.title, number=revision.number, sha256=file.sha256)
    record(fact, by=by)
    return revision
