"""Reading a file and trying it out: what an import would do, row by row, before anything is written."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused
from bihuan.documents import ColumnRead, DeadlineReader, DraftRecord, Flow, Meaning, Reading, Unreadable, flow
from bihuan.documents.words import squeeze
from bihuan.ledger.directory import Directory, UnknownUnit, directory_of
from bihuan.ledger.imports.mending import Mended
from bihuan.ledger.imports.rows import Reader, Row
from bihuan.ledger.services.importing import ImportedIssue, LeftOut
from bihuan.timetable.deadlines import Deadline, read_deadline

BESIDE = "-"
"""Stands for “keep the column beside the issue”."""

NAMES = 200
"""Unknown names that the mapping page offers to match, the commonest ones: each takes a comparison with all units."""

KNOWN = frozenset(meaning.value for meaning in Meaning)


def _pairs(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    for pair in words:
        name, _between, value = pair.rpartition("|")
        if name:
            yield name, value


def _meaning(word: str) -> Meaning | None:
    return None if word == BESIDE else Meaning(word)


@dataclass(frozen=True)
class Corrections:
    """What a person said about the file: headers → meanings (None: keep it beside), names → ids of units, fields."""

    columns: Mapping[str, Meaning | None] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)
    mended: Mended = field(default_factory=Mended)

    @classmethod
    def of(
        cls, columns: Iterable[str], units: Iterable[str], mended: Iterable[str] = (), left_out: Iterable[str] = ()
    ) -> "Corrections":
        """From words as they stand in a form: `header|meaning` (or `header|-`), `name|id`, and those of `Mended`."""
        headers = {header: _meaning(word) for header, word in _pairs(columns) if word == BESIDE or word in KNOWN}
        names = {name: int(pk) for name, pk in _pairs(units) if pk.isdecimal()}
        return cls(headers, names, Mended.of(mended, left_out))


@dataclass
class DryRun:
    """What an import would do."""

    directory: Directory
    kept: int | None = None
    """How many doubtful and how many plain rows are remembered, for a page that shows no more; None: all."""
    reading: Reading = field(init=False)
    """Columns, warnings, and what was left out; the records themselves are not in it."""
    doubtful: list[Row] = field(default_factory=list)
    """Rows a clerk should look at."""
    plain: list[Row] = field(default_factory=list)
    count: int = 0
    doubts: int = 0
    importable: int = 0
    assigned: int = 0
    """How many rows there are, deserve a look, can be imported, and have a lead unit."""
    _unknown: Counter[str] = field(default_factory=Counter)
    _written: dict[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> list[Row]:
        """The remembered rows, doubtful ones first."""
        return [*self.doubtful, *self.plain]

    @property
    def columns(self) -> tuple[ColumnRead, ...]:
        """What each column was taken for."""
        return self.reading.columns

    @cached_property
    def unknown_units(self) -> tuple[UnknownUnit, ...]:
        """Names that a person may match to units, the commonest first."""
        return tuple(
            UnknownUnit(self._written[key], count, tuple(self.directory.bearers(key) or self.directory.alike(key)))
            for key, count in self._unknown.most_common(NAMES)
        )

    def add(self, draft: DraftRecord, row: Row) -> None:
        """Count a row; remember it if there is room."""
        self.count += 1
        self.doubts += bool(row.notes)
        if row.issue is not None:
            self.importable += 1
            self.assigned += row.issue.lead is not None
        rows = self.doubtful if row.notes else self.plain
        if self.kept is None or len(rows) < self.kept:
            rows.append(row)
        for name in {*draft.responsible_units.value, *draft.cooperating_units.value, draft.lead_unit.value}:
            if name and self.directory.unit(name) is None:
                self._unknown[squeeze(name)] += 1
                self._written.setdefault(squeeze(name), name)


def try_out(
    content: bytes | Path,
    *,
    name: str,
    campaign: Campaign,
    corrections: Corrections | None = None,
    kept: int | None = None,
    witness: Callable[[DraftRecord, Row], None] | None = None,
) -> DryRun:
    """Read a file and match it with the campaign; nothing is written. `witness` sees every draft with its row.

    Raises:
        Refused: the file cannot be read, with the sentence of the reader.
    """
    corrections = corrections or Corrections()
    with _opened(content, name, campaign, corrections, checked=True) as (drafts, reader):
        dry = DryRun(reader.directory, kept)
        for draft in corrections.mended.over(drafts):
            row = reader.row(draft)
            dry.add(draft, row)
            if witness is not None:
                witness(draft, row)
        dry.reading = drafts.reading
    if not dry.count:
        raise Refused(
            _("No issue was found in %(name)s: it needs a table with one problem per row and a row of headers.")
            % {"name": name}
        )
    return dry


@contextmanager
def issues_in(
    content: Path, *, name: str, campaign: Campaign, corrections: Corrections, left: list[LeftOut]
) -> Iterator[Iterator[ImportedIssue]]:
    """The rows of a file for the ledger, as they are read: while some are written, the next come out of the file.

    What does not reach the ledger is put into `left`, with its reason.

    Raises:
        Refused: the file cannot be read, at the beginning or between two rows.
    """
    with _opened(content, name, campaign, corrections, checked=False) as (drafts, reader):
        yield _issues(drafts, reader, corrections, left)


def _issues(
    drafts: Iterable[DraftRecord], reader: Reader, corrections: Corrections, left: list[LeftOut]
) -> Iterator[ImportedIssue]:
    unticked = _("Not ticked in the review.")
    over = corrections.mended.over(
        drafts, leave=lambda draft: left.append(LeftOut(str(draft.position), draft.problem.value, unticked))
    )
    for row in map(reader.row, over):
        if row.issue is not None:
            yield row.issue
        else:
            why = " ".join(note.sentence for note in row.notes) or _("It cannot be imported.")
            left.append(LeftOut(row.place, row.words, why))


@contextmanager
def _opened(
    content: bytes | Path, name: str, campaign: Campaign, corrections: Corrections, *, checked: bool
) -> Iterator[tuple[Flow, Reader]]:
    """The drafts of a file, and who turns them into rows."""
    deadlines = _deadlines(campaign) if checked else None
    try:
        with flow(
            content, name=name, columns=dict(corrections.columns), deadline_reader=deadlines, checked=checked
        ) as drafts:
            directory = directory_of(campaign, chosen=dict(corrections.units))
            yield drafts, Reader(campaign, directory, year=drafts.year)
    except Unreadable as unreadable:
        raise Refused(unreadable.sentence) from unreadable


def _deadlines(campaign: Campaign) -> DeadlineReader:
    anchor = day_of(campaign)

    def understand(text: str, /, *, year: int | None = None) -> Deadline:
        return read_deadline(text, year=year or campaign.year, anchor=anchor)

    return understand
