"""What a column or label means, guessed from its words; a person's correction always wins."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bihuan.documents.model import Meaning
from bihuan.documents.synonyms import SYNONYMS
from bihuan.documents.words import squeeze

LONGEST = 24
"""Longer texts are sentences, not headers."""

REMARK_COSTS = 0.9
"""A header whose bracket had to be left out is a little less sure."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A meaning with its strength (0 to 1) and the reason in words."""

    meaning: Meaning
    confidence: float
    reason: str


@lru_cache(maxsize=8192)
def guess(header: str) -> Guess | None:
    """The likeliest meaning of a header's words; None where they say nothing we know."""
    bare = re.sub(r"[*※★:：]+", "", squeeze(header))
    if not bare or len(bare) > LONGEST:
        return None
    without_remark = re.sub(r"\([^()]*\)$", "", bare)
    for words, cost in ((bare, 1.0), (without_remark, REMARK_COSTS)):
        for synonyms in SYNONYMS:
            if synonyms.pattern.fullmatch(words):
                return Guess(synonyms.meaning, synonyms.confidence * cost, f"表头“{header.strip()}”是常用写法")
    return None


def guess_path(path: tuple[str, ...]) -> Guess | None:
    """The meaning of a header of several rows: its last words, or all words together (责任 / 单位)."""
    leaf = path[-1]
    together = guess("".join(path[-2:])) if len(path) > 1 else None
    if together and len(squeeze(leaf)) <= 2:
        return together
    return guess(leaf) or together


Corrections = Mapping[str, Meaning | None]
"""A person's own mapping: header as shown (blanks do not count) → meaning; None keeps it as an extra."""


def correction_key(path: tuple[str, ...], corrections: Corrections) -> str | None:
    """The entry of `corrections` that speaks of this header: the whole path or its last words."""
    names = {squeeze(" / ".join(path)), squeeze(path[-1])}
    return next((header for header in corrections if squeeze(header) in names), None)
