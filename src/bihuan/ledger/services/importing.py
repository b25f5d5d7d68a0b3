"""Taking over a whole file: all of its rows in one transaction, or none."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from bihuan.audit.selectors import digest_of
from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.campaigns.services import next_number
from bihuan.common.clock import now
from bihuan.common.workflow import Refused
from bihuan.files.models import StoredFile
from bihuan.ledger.events import LedgerImported
from bihuan.ledger.models import (
    ImportBatch,
    Issue,
    Measure,
    Milestone,
    OutsideNumber,
    ResponsiblePerson,
    SourceCell,
    SupportingUnit,
)
from bihuan.ledger.models.issue import NO_DATE
from bihuan.ledger.policies import only_office
from bihuan.ledger.states import Status
from bihuan.people.models import LEVELS, Person, Unit

CHUNK = 2000
"""Rows held in memory as model objects at a time."""


@dataclass(frozen=True, slots=True)
class ImportedMeasure:
    """One measure with its dated steps."""

    text: str
    steps: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedCell:
    """Words of the file that no field holds, and where they stood."""

    place: str
    header: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedIssue:
    """One row, already resolved against the campaign's units, terms and people (by id); `lead` None: not assigned.

    There is no status: what the file says about it is one of `cells`.
    """

    text: str
    title: str
    category: int | None = None
    problem_kind: int | None = None
    horizon: int | None = None
    disposition: int | None = None
    source: str = ""
    lead: Unit | None = None
    supporting: tuple[int, ...] = ()
    responsible: tuple[tuple[int | None, str], ...] = ()
    outside_numbers: tuple[tuple[int, str], ...] = ()
    goal: str = ""
    amount: Decimal | None = None
    deadline_text: str = ""
    deadline_flags: str = ""
    due: date = NO_DATE
    long_term: bool = False
    measures: tuple[ImportedMeasure, ...] = ()
    cells: tuple[ImportedCell, ...] = ()


@act
def import_issues(campaign: Campaign, rows: Sequence[ImportedIssue], *, file: StoredFile, by: Person) -> ImportBatch:
    """Put every row on the ledger, in the order of the file, with one fact that vouches for all of them.

    Raises:
        Refused: not the office, nothing to import, or the file is on this ledger already.
    """
    reasons = list(only_office(campaign, by=by))
    if not rows:
        reasons.append(_("No row of the file can be imported; the ledger stays as it is."))
    reasons += _objections_to_file(campaign, file)
    if reasons:
        raise Refused(reasons)
    first = next_number(campaign, "issue", count=len(rows))
    batch = ImportBatch.objects.create(
        campaign=campaign, file=file, by=by, at=now(), rows=len(rows), digest=_digest(rows)
    )
    numbered = iter(enumerate(rows, start=first))
    while chunk := list(islice(numbered, CHUNK)):
        _write(chunk, batch, day=day_of(campaign))
    record(
        LedgerImported(
            campaign=campaign.pk,
            batch=batch.pk,
            file=file.name,
            file_sha256=file.sha256,
            rows=len(rows),
            first=first,
            last=first + len(rows) - 1,
            rows_sha256=batch.digest,
        ),
        by=by,
    )
    return batch


def _objections_to_file(campaign: Campaign, file: StoredFile) -> Iterator[str]:
    known = ImportBatch.objects.filter(campaign=campaign, file=file).select_related("by").first()
    if known is not None:
        yield _(
            "This very file was imported on %(day)s by %(who)s: %(rows)s issues. Nothing was changed; "
            "to add rows, import a file that holds only those."
        ) % {"day": f"{known.at:%Y-%m-%d}", "who": known.by, "rows": known.rows}


def _digest(rows: Sequence[ImportedIssue]) -> str:
    return digest_of([[row.text, row.deadline_text, row.lead.pk if row.lead else None] for row in rows])


def _write(chunk: list[tuple[int, ImportedIssue]], batch: ImportBatch, *, day: date) -> None:
    issues = [_issue(row, number, batch, day) for number, row in chunk]
    Issue.objects.bulk_create(issues)
    pairs = [(issue, row) for issue, (_number, row) in zip(issues, chunk, strict=True)]
    for parts in (_supporting, _responsible, _outside_numbers, _cells):
        _bulk(parts, pairs)
    _write_measures(pairs)


def _issue(row: ImportedIssue, number: int, batch: ImportBatch, day: date) -> Issue:
    lead = row.lead
    return Issue(
        campaign_id=batch.campaign_id,
        batch=batch,
        number=number,
        status=Status.ASSIGNED if lead else Status.REGISTERED,
        title=row.title,
        original_text=row.text,
        category_id=row.category,
        problem_kind_id=row.problem_kind,
        horizon_id=row.horizon,
        disposition_id=row.disposition,
        source=row.source,
        lead_unit=lead,
        goal=row.goal,
        amount=row.amount,
        deadline_text=row.deadline_text,
        deadline_flags=row.deadline_flags,
        due=row.due,
        long_term=row.long_term,
        registered_on=day,
        assigned_on=day if lead else None,
        moved_at=batch.at,
        **({f"u{level}": getattr(lead, f"u{level}") for level in range(1, LEVELS + 1)} if lead else {}),
    )


Pairs = list[tuple[Issue, ImportedIssue]]


def _bulk(parts: Callable[[Issue, ImportedIssue], Iterable[Model]], pairs: Pairs) -> None:
    made: list[Any] = [part for issue, row in pairs for part in parts(issue, row)]
    if made:
        type(made[0])._default_manager.bulk_create(made)


def _supporting(issue: Issue, row: ImportedIssue) -> Iterator[Model]:
    return (SupportingUnit(issue=issue, unit_id=unit) for unit in row.supporting)


def _responsible(issue: Issue, row: ImportedIssue) -> Iterator[Model]:
    part = ResponsiblePerson.Part.PERSON
    return (
        ResponsiblePerson(issue=issue, part=part, person_id=person, name="" if person else name)
        for person, name in row.responsible
    )


def _outside_numbers(issue: Issue, row: ImportedIssue) -> Iterator[Model]:
    return (OutsideNumber(issue=issue, level_id=level, number=number) for level, number in row.outside_numbers)


def _cells(issue: Issue, row: ImportedIssue) -> Iterator[Model]:
    return (SourceCell(issue=issue, place=c.place, header=c.header, text=c.text) for c in row.cells)


def _write_measures(pairs: Pairs) -> None:
    """Measures, then their steps: a step needs the id of its measure."""
    steps: list[tuple[Measure, tuple[tuple[str, date], ...]]] = []
    for issue, row in pairs:
        for position, measure in enumerate(row.measures, start=1):
            steps.append((Measure(issue=issue, position=position, text=measure.text), measure.steps))
    Measure.objects.bulk_create([measure for measure, _steps in steps])
    Milestone.objects.bulk_create(
        [
            Milestone(issue_id=measure.issue_id, measure=measure, text=text, due=due)
            for measure, dated in steps
            for text, due in dated
        ]
    )
