"""What visitors note on the spot. A phone without network sends it later, perhaps twice; it is kept once."""

from dataclasses import dataclass

from django.core.files.base import File

from bihuan.audit.services import act, record
from bihuan.common.clock import now
from bihuan.common.workflow import Refused, lock
from bihuan.files.services import store
from bihuan.ledger.models import Issue
from bihuan.ledger.services.registering import IssueDetails, enter
from bihuan.people.models import Person
from bihuan.supervision.events.visits import FoundAtVisit, VisitNoted
from bihuan.supervision.models import Visit, VisitEntry, VisitItem, VisitPhoto
from bihuan.supervision.policies.visits import objections_to_noting, objections_to_raising
from bihuan.supervision.services.visits import begin
from bihuan.supervision.states import VisitStatus


@dataclass(frozen=True, kw_only=True)
class Note:
    """One entry as the phone made it. `key` is its random word; with `raises` it becomes an issue in the same step."""

    key: str
    answer: str
    item: VisitItem | None = None
    words: str = ""
    photos: tuple["File[bytes]", ...] = ()
    raises: bool = False


@act
def take_note(visit: Visit, note: Note, *, by: Person) -> VisitEntry:
    """Keep an entry once. The first one begins the visit: who notes something is there.

    Raises:
        Refused: not a visitor, nothing said about what is wanting, too many photographs, a cancelled visit.
    """
    visit = lock(visit)
    kept = visit.entries.filter(key=note.key).first()
    if kept is not None:
        return kept
    reasons = list(objections_to_noting(visit, answer=note.answer, note=note.words, photos=len(note.photos), by=by))
    if note.raises:
        reasons += objections_to_raising(answer=note.answer)
    if reasons:
        raise Refused(reasons)
    if visit.status == VisitStatus.PLANNED:
        visit = begin(visit, by=by)
    return _keep(visit, note, by=by)


def _keep(visit: Visit, note: Note, *, by: Person) -> VisitEntry:
    words = note.words.strip()
    entry = VisitEntry.objects.create(
        visit=visit,
        item=note.item,
        key=note.key,
        answer=note.answer,
        note=words,
        issue=_raise(visit, note, by=by) if note.raises else None,
        by=by,
        at=now(),
    )
    photos = [store(photo) for photo in note.photos]
    VisitPhoto.objects.bulk_create(
        VisitPhoto(entry=entry, position=position, file=photo) for position, photo in enumerate(photos, start=1)
    )
    fact = VisitNoted(
        visit=visit.pk,
        item=note.item.text if note.item else "—",
        answer=note.answer,
        note=words,
        photos=tuple(photo.sha256 for photo in photos),
    )
    record(fact, by=by)
    return entry


def _raise(visit: Visit, note: Note, *, by: Person) -> Issue:
    """The finding in the visitor's own words, on the ledger; the office assigns it."""
    details = IssueDetails(source=f"{visit} {visit.unit}")
    issue = enter(visit.campaign, text=note.words.strip(), details=details, by=by)
    record(FoundAtVisit(issue=issue.pk, visit=visit.number, unit=visit.unit.name), by=by)
    return issue
