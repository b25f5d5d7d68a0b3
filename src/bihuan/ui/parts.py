"""What the larger components are given: small frozen records, so that a page's needs can be typed and tested.

A stage builds these in its views or tables; a template hands them to the tag of the same name. Every text is
already a sentence or a word in the reader's language.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Door:
    """A way on: the words of a link and where it leads."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Tab:
    """One saved view or sibling page."""

    label: str
    url: str
    count: int | str | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class PathStep:
    """One state on the path. `state` is done, now or ahead."""

    label: str
    note: str = ""
    state: str = "ahead"


@dataclass(frozen=True, slots=True)
class GateLine:
    """One condition of a gate. `sentence` speaks when it fails; what passed is quiet."""

    name: str
    passed: bool
    sentence: str
    detail: str = ""
    door: Door | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Who holds a duty, and why someone is barred from another."""

    name: str
    holder: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what happened. `weighty` marks a change of state; `sentence` may hold `<b>` as a SafeString."""

    when: date
    sentence: str
    url: str = ""
    weighty: bool = False


@dataclass(frozen=True, slots=True)
class Clear:
    """One of the six that a plan makes clear."""

    name: str
    value: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled value of a record."""

    name: str
    value: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """One utterance of a dialogue; `mine` is the reader's own."""

    speaker: str
    when: str
    words: str
    mine: bool = False


@dataclass(frozen=True, slots=True)
class LongWork:
    """Progress of background work that may be left."""

    title: str
    done: int
    total: int
    next: str = ""
    poll_url: str = ""
    finished: bool = False


def still_failing(lines: Sequence[GateLine]) -> list[GateLine]:
    """Return the lines of a gate that still speak."""
    return [line for line in lines if not line.passed]
