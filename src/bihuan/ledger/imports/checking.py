"""Reading a file and trying it out: what an import would do, row by row, before anything is written."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused
from bihuan.documents import ColumnRead, DeadlineReader, Meaning, Reading, Unreadable, read
from bihuan.documents.words import squeeze
from bihuan.ledger.directory import Directory, UnknownUnit, directory_of
from bihuan.ledger.imports.rows import Reader, Row
from bihuan.ledger.services.importing import ImportedIssue
from bihuan.timetable.deadlines import Deadline, read_deadline

BESIDE = "-"
"""Stands for “keep the column beside the issue”."""

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
    """What a person said about the file: headers → meanings (None: keep it beside), names → ids of units."""

    columns: Mapping[str, Meaning | None] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, columns: Iterable[str], units: Iterable[str]) -> "Corrections":
        """From pairs as they stand in an address: `header|meaning` (or `header|-`) and `name|id`."""
        headers = {header: _meaning(word) for header, word in _pairs(columns) if word == BESIDE or word in KNOWN}
        return cls(headers, {name: int(pk) for name, pk in _pairs(units) if pk.isdecimal()})


@dataclass(frozen=True)
class DryRun:
    """What an import would do."""

    reading: Reading
    rows: tuple[Row, ...]
    directory: Directory

    @cached_property
    def issues(self) -> tuple[ImportedIssue, ...]:
        """The rows that can be imported."""
        return tuple(row.issue for row in self.rows if row.issue is not None)

    @cached_property
    def assigned(self) -> int:
        """How many have a lead unit."""
        return sum(1 for issue in self.issues if issue.lead is not None)

    @cached_property
    def doubtful(self) -> tuple[Row, ...]:
        """Rows a clerk should look at."""
        return tuple(row for row in self.rows if row.notes)

    @property
    def columns(self) -> tuple[ColumnRead, ...]:
        """What each column was taken for."""
        return self.reading.columns

    @cached_property
    def unknown_units(self) -> tuple[UnknownUnit, ...]:
        """Names that a person may match to units, the commonest first."""
        names: Counter[str] = Counter()
        shown: dict[str, str] = {}
        for draft in self.reading.records:
            named = {*draft.responsible_units.value, *draft.cooperating_units.value, draft.lead_unit.value}
            for name in named - {None, ""}:
                if self.directory.unit(str(name)) is None:
                    names[squeeze(str(name))] += 1
                    shown.setdefault(squeeze(str(name)), str(name))
        return tuple(
            UnknownUnit(shown[key], count, tuple(self.directory.bearers(key) or self.directory.alike(key)))
            for key, count in names.most_common()
        )


def try_out(content: bytes | Path, *, name: str, campaign: Campaign, corrections: Corrections | None = None) -> DryRun:
    """Read a file and match it with the campaign; nothing is written.

    Raises:
        Refused: the file cannot be read, with the sentence of the reader.
    """
    corrections = corrections or Corrections()
    try:
        reading = read(content, name=name, columns=dict(corrections.columns), deadline_reader=_deadlines(campaign))
    except Unreadable as unreadable:
        raise Refused(unreadable.sentence) from unreadable
    if not reading.records:
        raise Refused(
            _("No issue was found in %(name)s: it needs a table with one problem per row and a row of headers.")
            % {"name": name}
        )
    directory = directory_of(campaign, chosen=dict(corrections.units))
    reader = Reader(campaign, directory, year=reading.year)
    return DryRun(reading, tuple(reader.row(draft) for draft in reading.records), directory)


def _deadlines(campaign: Campaign) -> DeadlineReader:
    anchor = day_of(campaign)

    @lru_cache(maxsize=4096)
    def understand(text: str, /, *, year: int | None = None) -> Deadline:
        return read_deadline(text, year=year or campaign.year, anchor=anchor)

    return understand
