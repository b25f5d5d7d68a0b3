"""What the checker takes and gives: lines of a report, known figures, earlier reports, findings with their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from bihuan.documents.model import Position
from bihuan.documents.source import Grid


class Kind(StrEnum):
    """What is wrong."""

    SUM = "sum"
    PERCENT = "percent"
    PART = "part"
    ENUMERATION = "enumeration"
    NUMBERING = "numbering"
    DATE = "date"
    RECORD = "record"
    COPY = "copy"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one line: `line` is its index in the report, `start` and `end` count characters."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that cannot be right, as a sentence, with the places that contradict each other."""

    kind: Kind
    sentence: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. `text` has unified punctuation and digits, character for character as long as `shown`."""

    index: int
    shown: str
    text: str
    position: Position
    heading: bool = False

    def sentences(self) -> Iterator["Sentence"]:
        """The sentences of the line, each knowing where it begins."""
        for found in _SENTENCE.finditer(self.text):
            yield Sentence(self, found.start(), found[0])

    def place(self, start: int, end: int) -> Place:
        """A stretch of this line."""
        return Place(self.index, start, end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a line; `start` is where it begins in the line."""

    line: Line
    start: int
    text: str

    def place(self, start: int, end: int) -> Place:
        """A stretch of the sentence, counted in it, as a place in the line."""
        return self.line.place(self.start + start, self.start + end)


@dataclass(frozen=True, slots=True)
class Claim:
    """How a figure is told in running text: a pattern with one group `n`, and words that must stand before it."""

    pattern: str
    context: str = ""
    """Only after these words and before the next words of `contexts`; empty: anywhere."""


@dataclass(frozen=True, slots=True)
class Known:
    """A figure as the records give it today, and how reports speak of it."""

    path: str
    label: str
    value: int
    claims: tuple[Claim, ...] = ()
    told: str = ""
    """How papers tell it, where that is not simply the number: a rate in percent."""

    @property
    def text(self) -> str:
        """The figure as it stands in a paper."""
        return self.told or str(self.value)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier report, to find copied passages in."""

    name: str
    text: str


@dataclass(frozen=True)
class Report:
    """The lines of the checked file and what was found in them, in reading order."""

    format: str
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    grids: tuple[Grid, ...] = field(default=(), repr=False)

    def words(self, place: Place) -> str:
        """What stands at a place, as the file shows it."""
        return self.lines[place.line].shown[place.start : place.end]


_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]?")
