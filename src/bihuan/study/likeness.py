"""Two reflections side by side: which sentences stand in both."""

import re
from dataclasses import dataclass

from bihuan.triage import letters

_SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;]?|\n+")
SHORTEST = 8
"""Letters from which an equal sentence is more than a set phrase."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of a text; `shared` when the other text has it as well."""

    text: str
    shared: bool


def side_by_side(ours: str, theirs: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts as sentences, each marked when the other one has it too; punctuation and spaces do not matter."""
    a, b = _SENTENCE.findall(ours), _SENTENCE.findall(theirs)
    in_a, in_b = {letters(one) for one in a}, {letters(one) for one in b}
    return [_piece(one, in_b) for one in a], [_piece(one, in_a) for one in b]


def _piece(sentence: str, others: set[str]) -> Piece:
    plain = letters(sentence)
    return Piece(sentence, len(plain) >= SHORTEST and plain in others)
