"""Taking over a whole file: all of its rows in one transaction, or none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from bihuan.audit.selectors import DigestOfRows
from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import calendar, day_of
from bihuan.campaigns.services import next_number
from bihuan.common.clock import now
from bihuan.common.workflow import Refused
from bihuan.files.models import StoredFile
from bihuan.jobs.services import enqueue
from bihuan.ledger.events import LedgerImported
from bihuan.ledger.models import (
    ImportBatch,
    Issue,
    LeftOutRow,
    Measure,
    Milestone,
    OutsideNumber,
    ResponsiblePerson,
    SourceCell,
    SupportingUnit,
)
from bihuan.ledger.models.issue import NO_DATE
from bihuan.ledger.policies import only_office
from bihuan.ledger.services.copying import checked_at_once, reserve_ids, write_rows
from bihuan.ledger.services.lights import facts_of, light_for, rules_of
from bihuan.ledger.services.wording import WordsDue
from bihuan.ledger.states import Status
from bihuan.people.models import LEVELS, Person, Unit

ANCESTORS = tuple(f"u{level}" for level in range(1, LEVELS + 1))


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


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that does not reach the ledger: where it stands, the problem as it was read, and why."""

    place: str
    words: str
    reason: str


@act
def import_issues(
    campaign: Campaign, rows: Iterable[ImportedIssue], *, file: StoredFile, left: Sequence[LeftOut] = (), by: Person
) -> ImportBatch:
    """Put every row on the ledger, in the order of the file, with one fact that vouches for all of them.

    Their words reach the search with a job of their own, which takes as long as the import itself.
    `rows` may still be on their way out of the file: they are written some hundreds at a time, in one transaction, so
    that whatever stops their coming leaves none of them. `left` may grow until the last of them has come.

    Raises:
        Refused: not the office, nothing to import, or the file is on this ledger already.
    """
    if reasons := [*only_office(campaign, by=by), *_objections_to_file(campaign, file)]:
        raise Refused(reasons)
    batch = ImportBatch.objects.create(campaign=campaign, file=file, by=by, at=now(), rows=0, digest="")
    first, digest = _write_all(iter(rows), batch)
    if not batch.rows:
        raise Refused(_("No row of the file can be imported; the ledger stays as it is."))
    batch.digest = digest
    batch.save(update_fields=["rows", "digest"])
    LeftOutRow.objects.bulk_create(
        LeftOutRow(batch=batch, place=one.place[:80], words=one.words, reason=one.reason) for one in left
    )
    enqueue("ledger.words", args=WordsDue(batch.pk), by=by.pk)
    record(
        LedgerImported(
            campaign=campaign.pk,
            batch=batch.pk,
            file=file.name,
            file_sha256=file.sha256,
            rows=batch.rows,
            first=first,
            last=first + batch.rows - 1,
            rows_sha256=digest,
        ),
        by=by,
    )
    return batch


def _write_all(rows: Iterator[ImportedIssue], batch: ImportBatch) -> tuple[int, str]:
    """Write the rows as they come; the number of the first, and the digest of all."""
    writer, digest, first = _Writer(batch), DigestOfRows(), 0
    with checked_at_once():
        while some := list(islice(rows, TOGETHER)):
            number = next_number(batch.campaign, "issue", count=len(some))
            first = first or number
            writer.write(list(enumerate(some, start=number)))
            digest.add([row.text, row.deadline_text, row.lead.pk if row.lead else None] for row in some)
            batch.rows += len(some)
    return first, digest.hex()


def _objections_to_file(campaign: Campaign, file: StoredFile) -> Iterator[str]:
    known = ImportBatch.objects.filter(campaign=campaign, file=file).select_related("by").first()
    if known is not None:
        yield _(
            "This very file was imported on %(day)s by %(who)s: %(rows)s issues. Nothing was changed; "
            "to add rows, import a file that holds only those."
        ) % {"day": f"{known.at:%Y-%m-%d}", "who": known.by, "rows": known.rows}


ISSUE = (
    "id",
    "campaign_id",
    "batch_id",
    "number",
    "status",
    "title",
    "original_text",
    "category_id",
    "problem_kind_id",
    "horizon_id",
    "disposition_id",
    "source",
    "lead_unit_id",
    "goal",
    "amount",
    "deadline_text",
    "deadline_flags",
    "due",
    "long_term",
    "registered_on",
    "assigned_on",
    "moved_at",
    "light",
    "light_code",
    "light_value",
    *ANCESTORS,
)
"""The columns of an issue that an import fills; the others begin as on any new issue."""

TOGETHER = 500
"""Rows that are written at a time."""

Placed = Sequence[tuple[int, ImportedIssue]]
"""Rows with the id of their issue."""

Lit = tuple[str, str, int]


class _Writer:
    """Writes rows of one batch; keeps what all of them share."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.day = day_of(batch.campaign)
        self._rules, self._days = rules_of(batch.campaign), calendar()
        self._lights: dict[date, Lit] = {}

    def write(self, numbered: Sequence[tuple[int, ImportedIssue]]) -> None:
        """The rows with everything that belongs to them."""
        ids = reserve_ids(Issue, len(numbered))
        placed = [(issue, row) for issue, (_number, row) in zip(ids, numbered, strict=True)]
        made = (self._issue(issue, number, row) for issue, (number, row) in zip(ids, numbered, strict=True))
        write_rows(Issue, ISSUE, made)
        write_rows(SupportingUnit, ("issue_id", "unit_id"), ((i, unit) for i, row in placed for unit in row.supporting))
        write_rows(ResponsiblePerson, ("issue_id", "part", "person_id", "name"), _responsible(placed))
        write_rows(
            OutsideNumber,
            ("issue_id", "level_id", "number"),
            ((i, level, number) for i, row in placed for level, number in row.outside_numbers),
        )
        write_rows(
            SourceCell,
            ("issue_id", "place", "header", "text"),
            ((i, cell.place, cell.header, cell.text) for i, row in placed for cell in row.cells),
        )
        _write_measures(placed)

    def _light(self, due: date) -> Lit:
        """The light of a fresh issue, which hangs on its deadline alone."""
        if due not in self._lights:
            facts = facts_of(Issue(campaign=self.batch.campaign, due=due), day=self.day, reported_on=None)
            light = light_for(facts, self._rules, self._days)
            self._lights[due] = (light.colour.value, light.code.value, light.value)
        return self._lights[due]

    def _issue(self, issue: int, number: int, row: ImportedIssue) -> tuple[Any, ...]:
        return _issue(issue, number, row, batch=self.batch, day=self.day, light=self._light(row.due))


def _issue(
    issue: int, number: int, row: ImportedIssue, *, batch: ImportBatch, day: date, light: Lit
) -> tuple[Any, ...]:
    lead = row.lead
    return (
        issue,
        batch.campaign_id,
        batch.pk,
        number,
        Status.ASSIGNED.value if lead else Status.REGISTERED.value,
        row.title,
        row.text,
        row.category,
        row.problem_kind,
        row.horizon,
        row.disposition,
        row.source,
        lead.pk if lead else None,
        row.goal,
        row.amount,
        row.deadline_text,
        row.deadline_flags,
        row.due,
        row.long_term,
        day,
        day if lead else None,
        batch.at,
        *light,
        *(getattr(lead, column) if lead else None for column in ANCESTORS),
    )


def _responsible(placed: Placed) -> Iterator[tuple[int, str, int | None, str]]:
    part = ResponsiblePerson.Part.PERSON.value
    for issue, row in placed:
        for person, name in row.responsible:
            yield issue, part, person, "" if person else name


def _write_measures(placed: Placed) -> None:
    """Measures, then their steps, which need the id of their measure."""
    measures = [(i, n, one) for i, row in placed for n, one in enumerate(row.measures, start=1)]
    ids = reserve_ids(Measure, len(measures))
    known = list(zip(ids, measures, strict=True))
    write_rows(Measure, ("id", "issue_id", "position", "text"), ((pk, i, n, one.text) for pk, (i, n, one) in known))
    write_rows(
        Milestone,
        ("issue_id", "measure_id", "text", "due"),
        ((i, pk, text, due) for pk, (i, _n, one) in known for text, due in one.steps),
    )
