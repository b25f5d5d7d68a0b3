"""A paper as data: what stands in it, in order. How it looks is decided by what writes it (Word) or shows it (page)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure in running text: its path and name, its value, and how it is told (“52”, “69.23%”)."""

    path: str
    label: str
    value: int
    text: str
    url: str = ""
    """Address of the list that it counts, for pages."""


Inline: TypeAlias = str | Stated
Parts: TypeAlias = tuple[Inline, ...]
Cell: TypeAlias = str | Parts


@dataclass(frozen=True, slots=True)
class Masthead:
    """发文机关标志 in red, the document number below it, and the red line."""

    office: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """The title, 2号小标宋, centred."""

    text: str


@dataclass(frozen=True, slots=True)
class Addressee:
    """主送机关: the left-most line before the body, with its colon."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 一、 2 （一） 3 1. 4 （1）; `text` carries its number."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """A paragraph of running text, indented by two characters."""

    parts: Parts


@dataclass(frozen=True, slots=True)
class Note:
    """A note below a table or a figure, smaller."""

    parts: Parts


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table. `head` repeats on every page; `widths` are shares of the text width."""

    head: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    caption: str = ""
    labels: bool = False
    """Cells in even columns (from 0) are labels: a form, not a list."""


@dataclass(frozen=True, slots=True)
class Signed:
    """发文机关署名 and 成文日期 at the right, four characters in."""

    office: str
    day: date


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: copies to, and who printed it when, between two lines."""

    copies: str
    office: str
    day: date


@dataclass(frozen=True, slots=True)
class Break:
    """The next block begins on a new page."""


Block: TypeAlias = Masthead | Title | Addressee | Heading | Body | Note | Grid | Signed | Imprint | Break


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. `origin` and `as_of` say which records its figures were taken from, and on which day."""

    kind: str
    title: str
    office: str
    origin: str
    as_of: date
    blocks: tuple[Block, ...]
    landscape: bool = False

    @property
    def rows(self) -> int:
        """Rows of all tables: how long the paper is, roughly."""
        return sum(len(block.rows) for block in self.blocks if isinstance(block, Grid))

    def stated(self) -> list[Stated]:
        """The figures of the paper, each once, in the order in which they appear."""
        found: dict[str, Stated] = {}
        for parts in self.texts():
            for part in parts:
                if isinstance(part, Stated):
                    found.setdefault(part.path, part)
        return list(found.values())

    def texts(self) -> Iterator[Parts]:
        """Every run of text that may hold figures."""
        for block in self.blocks:
            if isinstance(block, Body | Note):
                yield block.parts
            elif isinstance(block, Grid):
                yield from (cell for row in block.rows for cell in row if not isinstance(cell, str))
