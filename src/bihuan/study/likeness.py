"""Two reflections side by side: which words stand in both, in runs too long to be chosen twice by chance."""

import unicodedata
from dataclasses import dataclass
from itertools import groupby

RUN = 8
"""Letters in a run, as the engine counts them: eight Chinese letters are four words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `shared` when the other text has the same words."""

    text: str
    shared: bool


def side_by_side(ours: str, theirs: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, each told whether the other one has it too; punctuation and width do not matter."""
    a, b = _letters(ours), _letters(theirs)
    return _pieces(ours, a, _runs(b)), _pieces(theirs, b, _runs(a))


def _letters(text: str) -> list[tuple[int, str]]:
    """Letters and digits with their places."""
    return [(place, unicodedata.normalize("NFKC", c).lower()) for place, c in enumerate(text) if c.isalnum()]


def _runs(letters: list[tuple[int, str]]) -> set[str]:
    read = [c for _place, c in letters]
    return {"".join(read[start : start + RUN]) for start in range(len(read) - RUN + 1)}


def _pieces(text: str, letters: list[tuple[int, str]], others: set[str]) -> list[Piece]:
    shared = [False] * len(text)
    read = [c for _place, c in letters]
    for start in range(len(read) - RUN + 1):
        if "".join(read[start : start + RUN]) in others:
            first, last = letters[start][0], letters[start + RUN - 1][0]
            shared[first : last + 1] = [True] * (last + 1 - first)
    parts = groupby(zip(text, shared, strict=True), key=lambda one: one[1])
    return [Piece("".join(c for c, _told in part), told) for told, part in parts]
