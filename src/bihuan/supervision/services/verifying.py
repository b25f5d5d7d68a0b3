"""Verification and the way back: passed goes on, partly and failed return the issue for another cycle."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import File
from django.db.models import Max

from bihuan.audit.services import act, record
from bihuan.common.clock import now
from bihuan.common.workflow import Refused, lock, move
from bihuan.files.services import store
from bihuan.ledger.models import Issue
from bihuan.ledger.services.lights import light_up
from bihuan.ledger.states import PASS, RETURN
from bihuan.people.models import Person
from bihuan.supervision.events import IssueReturned, IssueVerified
from bihuan.supervision.models import Team, Verification, VerificationPhoto
from bihuan.supervision.policies.verbs import (
    no_words,
    objections_to_photos,
    objections_to_returning,
    objections_to_verification,
    objections_to_verifying,
)


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What a supervisor brings back: the result, and where, when and how it was found."""

    result: str
    method: str
    place: str
    at: datetime
    words: str
    photos: tuple["File[bytes]", ...] = ()


@act
def verify(issue: Issue, findings: Findings, *, by: Person) -> Verification:
    """Write down what an independent supervisor found, and take the step that follows from it."""
    issue = lock(issue)
    if reasons := [
        *objections_to_verifying(issue, by=by),
        *objections_to_verification(issue.campaign, place=findings.place, at=findings.at, findings=findings.words),
        *objections_to_photos(len(findings.photos)),
    ]:
        raise Refused(reasons)
    seen: int = issue.evidence_revisions.aggregate(last=Max("pk"))["last"] or 0
    verification = Verification.objects.create(
        issue=issue,
        cycle=issue.cycle,
        result=findings.result,
        verifier=by,
        verifier_unit=by.unit,
        team=Team.objects.filter(campaign=issue.campaign, members__person=by, members__until__isnull=True).first(),
        place=findings.place.strip(),
        at=findings.at,
        method=findings.method,
        findings=findings.words.strip(),
        evidence_seen=seen,
    )
    _record(verification, photos=_keep_photos(verification, findings), by=by)
    if findings.result == Verification.Result.PASSED:
        move(issue, PASS, moved_at=now())
        light_up(issue)
    else:
        send_back(issue, reason=verification.findings, by=by)
    return verification


def _keep_photos(verification: Verification, findings: Findings) -> tuple[str, ...]:
    """Store the photographs of a visit, without place and device; returns their SHA-256."""
    photos = [store(photo) for photo in findings.photos]
    VerificationPhoto.objects.bulk_create(
        VerificationPhoto(verification=verification, position=position, file=photo)
        for position, photo in enumerate(photos, start=1)
    )
    return tuple(photo.sha256 for photo in photos)


def _record(verification: Verification, *, photos: tuple[str, ...], by: Person) -> None:
    fact = IssueVerified(
        issue=verification.issue_id,
        result=verification.result,
        method=verification.method,
        place=verification.place,
        findings=verification.findings,
        photos=photos,
    )
    record(fact, by=by)


@act
def return_issue(issue: Issue, *, reason: str, by: Person) -> Issue:
    """Send an issue back to rectifying before it is closed."""
    issue = lock(issue)
    if reasons := [*objections_to_returning(issue, RETURN, by=by), *no_words(reason)]:
        raise Refused(reasons)
    return send_back(issue, reason=reason, by=by)


def send_back(issue: Issue, *, reason: str, by: Person | None) -> Issue:
    """The one door of RETURN. The caller has locked the issue and asked a policy."""
    move(issue, RETURN, claimed_on=None, moved_at=now())
    record(IssueReturned(issue=issue.pk, cycle=issue.cycle, reason=reason), by=by)
    light_up(issue)
    return issue
