"""Publishing and withdrawing. What was published is frozen; a correction is another version."""

from django.db.models import Max

from bihuan.audit.services import act, record
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused, lock
from bihuan.ledger.models import Issue
from bihuan.ledger.states import Status
from bihuan.people.models import Person
from bihuan.publication.events import Published, Withdrawn
from bihuan.publication.models import Publication
from bihuan.publication.policies import (
    objections_to_draft,
    objections_to_publishing,
    objections_to_reason,
    objections_to_withdrawing,
)
from bihuan.publication.snapshot import drafted
from bihuan.supervision.services.noticing import open_notice


@act
def publish(issue: Issue, *, kind: str, scope: str, by: Person, seen: str = "") -> Publication:
    """Freeze what may be told about an issue and publish it within a scope.

    The first notice of a cycle also opens the public notice, in the same unit of work: its working days run only
    from the day on which people could read it. `seen` is the digest of the preview; if anything changed since,
    nothing is published.

    Raises:
        Refused: every objection, as sentences.
    """
    issue = lock(issue)
    draft = drafted(issue, kind=kind, scope=scope)
    if reasons := [
        *objections_to_publishing(issue, kind=kind, by=by),
        *objections_to_draft(issue, draft, scope=scope, seen=seen),
    ]:
        raise Refused(reasons)
    if kind == Publication.Kind.NOTICE and issue.status == Status.VERIFIED:
        issue = open_notice(issue, by=by).issue
    last: int = issue.publications.aggregate(last=Max("version"))["last"] or 0
    publication = Publication.objects.create(
        campaign=issue.campaign,
        issue=issue,
        kind=kind,
        scope=scope,
        version=last + 1,
        cycle=issue.cycle,
        snapshot=draft.text,
        sha256=draft.sha256,
        published_by=by,
        published_on=day_of(issue.campaign),
    )
    record(_told(publication), by=by)
    return publication


def _told(publication: Publication) -> Published:
    return Published(
        issue=publication.issue_id,
        what=publication.kind,
        scope=publication.scope,
        version=publication.version,
        sha256=publication.sha256,
    )


@act
def withdraw(publication: Publication, *, reason: str, by: Person) -> Publication:
    """Take a version down, with the reason. It stays in the record and never comes back."""
    lock(publication.issue)
    publication = lock(publication)
    if reasons := [*objections_to_withdrawing(publication, by=by), *objections_to_reason(reason)]:
        raise Refused(reasons)
    day, words = day_of(publication.campaign), reason.strip()
    Publication.objects.filter(pk=publication.pk, withdrawn_on__isnull=True).update(
        withdrawn_on=day, withdrawn_because=words
    )
    publication.withdrawn_on, publication.withdrawn_because = day, words
    record(Withdrawn(issue=publication.issue_id, version=publication.version, reason=words), by=by)
    return publication
