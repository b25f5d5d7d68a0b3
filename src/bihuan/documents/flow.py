"""Records as they come: a large ledger is matched and written while the rest of it is still being read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from bihuan.documents.checks import check
from bihuan.documents.checks.records import record_faults
from bihuan.documents.checks.wording import refuse_if_secret
from bihuan.documents.columns import Corrections
from bihuan.documents.deadlines import Understanding
from bihuan.documents.layouts import Found, read_layouts
from bihuan.documents.model import DeadlineReader, DraftRecord, Reading, ReadingWarning
from bihuan.documents.source import Source


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known before the first record."""

    layout: str
    year: int | None


Told = Opening | DraftRecord | Reading
"""What a reader says of a file, in this order: one opening, any number of records, and a reading without records."""


def tell(source: Source, corrections: Corrections, *, checked: bool) -> Iterator[Told]:
    """Say what a file holds. `checked`: the reading that comes last carries the warnings about the file as a whole."""
    refuse_if_secret(source)
    found = Found()
    records = read_layouts(source, corrections, found, _sketch if checked else _nothing)
    first = next(records, None)
    yield Opening(found.layout, found.year)
    if first is not None:
        yield first
        yield from records
    yield Reading(
        format=source.format,
        layout=found.layout,
        records=(),
        warnings=tuple(check(source, found)) if checked else (),
        columns=tuple(found.columns),
        title=found.title,
        year=found.year,
        left_out=tuple(found.left_out),
    )


def _sketch(record: DraftRecord) -> DraftRecord:
    """What the checks of the whole file compare: a third of the memory of the record itself."""
    return DraftRecord(
        position=record.position,
        problem=record.problem,
        no=record.no,
        category=record.category,
        site_unit=record.site_unit,
        responsible_units=record.responsible_units,
        measures=record.measures,
        goal=record.goal,
        amount=record.amount,
    )


def _nothing(_record: DraftRecord) -> None:
    """An import that has been looked at before need not be compared with itself again."""


class Flow:
    """The records of a file in order, their deadlines understood; `reading` is there once the last one was taken."""

    def __init__(self, told: Iterator[Told], deadline_reader: DeadlineReader | None, *, checked: bool) -> None:
        self._told = told
        self._deadline_reader = deadline_reader
        self._checked = checked
        self.reading = Reading(format="", layout="none", records=())

    @cached_property
    def opening(self) -> Opening:
        """Waits until the file is parsed, if need be."""
        return cast(Opening, next(self._told))

    @property
    def year(self) -> int | None:
        """The year that the document gives for deadlines that name none."""
        return self.opening.year

    def __iter__(self) -> Iterator[DraftRecord]:
        understand = self._understanding()
        faults: list[ReadingWarning] = []
        for one in self._told:
            if isinstance(one, DraftRecord):
                record = understand(one)
                if self._checked:
                    faults += record_faults(record)
                yield record
            elif isinstance(one, Reading):
                self.reading = replace(one, warnings=(*faults, *one.warnings))

    def _understanding(self) -> Callable[[DraftRecord], DraftRecord]:
        opening = self.opening
        if self._deadline_reader is None:
            return lambda record: record
        return Understanding(self._deadline_reader, year=opening.year, layout=opening.layout).of
