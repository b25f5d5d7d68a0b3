"""Passages that stand word for word in an earlier report, or twice in this one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bihuan.documents.checking.model import Earlier, Finding, Kind, Line, Place

SHINGLE = 16
"""Letters compared at a time."""
LEAST = 50
"""Letters of a passage that is no formula: the longest customary phrases stay below."""
LEAST_INSIDE = 80
"""Letters of a passage that stands twice in the same report."""

_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_TITLES = re.compile(r"《[^《》]*》")


@dataclass(frozen=True)
class _Letters:
    """The letters of a line without punctuation and titles, each with its place."""

    text: str
    places: tuple[int, ...]


def copied_passages(lines: Sequence[Line], earlier: Sequence[Earlier]) -> Iterator[Finding]:
    """Longest passages shared with each earlier report, then with the report's own earlier lines."""
    letters = [_letters(line.text) for line in lines]
    for report in earlier:
        known = _shingles(_letters(report.text).text)
        for line, own in zip(lines, letters, strict=True):
            for start, end in _runs(own.text, known, LEAST):
                place = _place(line, own, start, end)
                words = f"与《{report.name}》逐字相同 {end - start} 字，疑似照抄，请改写或注明。"
                yield Finding(Kind.COPY, words, (place,))
    yield from _twice(lines, letters)


def _twice(lines: Sequence[Line], letters: Sequence[_Letters]) -> Iterator[Finding]:
    known: set[str] = set()
    for line, own in zip(lines, letters, strict=True):
        for start, end in _runs(own.text, known, LEAST_INSIDE):
            words = f"这一段与本文前面逐字相同 {end - start} 字，疑似重复粘贴。"
            yield Finding(Kind.COPY, words, (_place(line, own, start, end),))
        known |= _shingles(own.text)


def _letters(text: str) -> _Letters:
    bare = _TITLES.sub(lambda found: "　" * len(found[0]), text)
    found = list(_LETTER.finditer(bare))
    return _Letters("".join(each[0] for each in found), tuple(each.start() for each in found))


def _shingles(text: str) -> set[str]:
    return {text[n : n + SHINGLE] for n in range(len(text) - SHINGLE + 1)}


def _runs(text: str, known: set[str], least: int) -> Iterator[tuple[int, int]]:
    """Maximal stretches all of whose shingles are known."""
    start: int | None = None
    last = len(text) - SHINGLE + 1
    for n in range(last + 1):
        if n < last and text[n : n + SHINGLE] in known:
            start = n if start is None else start
        elif start is not None:
            if n - 1 + SHINGLE - start >= least:
                yield start, n - 1 + SHINGLE
            start = None


def _place(line: Line, letters: _Letters, start: int, end: int) -> Place:
    return line.place(letters.places[start], letters.places[end - 1] + 1)
