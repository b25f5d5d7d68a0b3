"""What the engine hands over: draft records whose every field knows where it was read and how surely."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, NamedTuple, Protocol, TypeVar

Value_co = TypeVar("Value_co", covariant=True)


class Meaning(StrEnum):
    """What a column or a label says about an issue."""

    NUMBER = "number"
    OUTSIDE_NUMBER = "outside_number"
    CATEGORY = "category"
    PROBLEM = "problem"
    GOAL = "goal"
    MEASURES = "measures"
    DEADLINE = "deadline"
    START = "start"
    LEAD_UNIT = "lead_unit"
    UNITS = "units"
    COOPERATING = "cooperating"
    UNITS_AND_PERSONS = "units_and_persons"
    LEADER = "leader"
    PERSONS = "persons"
    SUPERVISING = "supervising"
    ACCEPTANCE = "acceptance"
    STATUS = "status"
    PROGRESS = "progress"
    EVIDENCE = "evidence"
    AMOUNT = "amount"
    SITE = "site"
    KIND = "kind"
    SOURCE = "source"
    CLOSED_ON = "closed_on"
    NOTE = "note"


class Position(NamedTuple):
    """Where something was read; only what the format knows is set, all counted from 1.

    A tuple, as `Field` is one: a large ledger makes a dozen of each for every row (a frozen dataclass took four times
    as long).
    """

    sheet: str | None = None
    cell: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    page: int | None = None
    paragraph: int | None = None
    line: int | None = None

    def __str__(self) -> str:
        if self.cell:
            return f"{self.sheet}!{self.cell}" if self.sheet else self.cell
        words = (
            (self.page, "第{}页"),
            (self.table, "表{}"),
            (self.row, "第{}行"),
            (self.column, "第{}列"),
            (self.paragraph, "第{}段"),
            (self.line, "第{}行"),
        )
        return "".join(word.format(number) for number, word in words if number is not None)


class Field(NamedTuple, Generic[Value_co]):
    """One value of a draft record, where it stood, and how sure the reader is (0 to 1)."""

    value: Value_co
    positions: tuple[Position, ...] = ()
    confidence: float = 1.0


NOTHING: Field[None] = Field(None)
NONE_NAMED: Field[tuple[str, ...]] = Field(())


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step of an issue that is spread over several rows."""

    measure: str | None
    units: tuple[str, ...]
    deadline_text: str | None
    deadline_date: datetime.date | None
    goal: str | None
    position: Position


@dataclass(frozen=True, slots=True)
class Extra:
    """What stood in a column that was not understood: kept, so that nothing is lost."""

    header: str
    value: str
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRecord:
    """One issue as the document has it, before a person has looked at it."""

    position: Position
    problem: Field[str]
    no: Field[str | None] = NOTHING
    outside_numbers: tuple[tuple[str, Field[str]], ...] = ()
    category: Field[str | None] = NOTHING
    lead_unit: Field[str | None] = NOTHING
    responsible_units: Field[tuple[str, ...]] = NONE_NAMED
    cooperating_units: Field[tuple[str, ...]] = NONE_NAMED
    responsible_persons: Field[tuple[str, ...]] = NONE_NAMED
    deadline_text: Field[str | None] = NOTHING
    deadline_iso: str | None = None
    """ISO form of a cell that holds a real date and shows it otherwise."""
    deadline_date: Field[datetime.date | None] = NOTHING
    deadline_flags: frozenset[str] = frozenset()
    long_term: bool = False
    immediate: bool = False
    goal: Field[str | None] = NOTHING
    measures: Field[tuple[str, ...]] = NONE_NAMED
    milestones: tuple[Milestone, ...] = ()
    supervising_unit: Field[str | None] = NOTHING
    acceptance_unit: Field[str | None] = NOTHING
    progress_status: Field[str | None] = NOTHING
    progress_text: Field[str | None] = NOTHING
    evidence: Field[str | None] = NOTHING
    amount: Field[str | None] = NOTHING
    site_unit: Field[str | None] = NOTHING
    kind: Field[str | None] = NOTHING
    source: Field[str | None] = NOTHING
    started: Field[str | None] = NOTHING
    extras: tuple[Extra, ...] = ()
    hidden: bool = False
    """The row is hidden in the file (a filter, usually); it is an issue all the same."""
    evidence_asked: bool = False
    """The layout has a place for evidence, so that an empty one says something."""


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """What one column was taken for, and why."""

    header: str
    position: Position
    meaning: Meaning | None
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """A fault or a doubt, in words. `record_no`: the number as written, or the name of a table of totals."""

    what: str
    record_no: str | None
    sentence: str
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was understood of one file."""

    format: str
    layout: str
    records: tuple[DraftRecord, ...]
    warnings: tuple[ReadingWarning, ...] = ()
    columns: tuple[ColumnRead, ...] = ()
    title: str = ""
    year: int | None = None
    """The year that the document gives for deadlines that name none."""
    left_out: tuple[str, ...] = field(default=())
    """What was seen and is no record (summary sheets, instructions, subtotals), one sentence each."""


class DeadlineSense(Protocol):
    """What the reader needs to know of a deadline; `bihuan.timetable` offers it."""

    @property
    def date(self) -> datetime.date | None: ...

    @property
    def flags(self) -> Collection[str]: ...


class DeadlineReader(Protocol):
    """Understands a deadline phrase; passed in by the caller, because the two engines are siblings.

    `year` counts only for phrases without one, and those are flagged `no_year`.
    """

    def __call__(self, text: str, /, *, year: int) -> DeadlineSense: ...
