"""Character n-grams of many texts at once, as numbers: the common ground of sketches and classes.

A text becomes its code points; an n-gram becomes one hashed integer. Everything is done on flat arrays with row
offsets, because a Python loop over the n-grams of a million messages would take an hour.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

U32 = npt.NDArray[np.uint32]
U64 = npt.NDArray[np.uint64]
I64 = npt.NDArray[np.int64]

_ODD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: spreads neighbouring code points far apart
_MIX = np.uint64(0xBF58476D1CE4E5B9)  # second round of splitmix64


def codes(texts: Sequence[str]) -> tuple[U32, I64]:
    """Code points of all texts, one after the other, and where each text begins (one more entry than texts)."""
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    flat = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return flat, np.concatenate(([0], np.cumsum(lengths)))


def mix(values: U64) -> U64:
    """Spread integers over 64 bits (the finisher of splitmix64), so that any of their bits can be used."""
    values = values ^ (values >> np.uint64(30))
    values *= _MIX
    values ^= values >> np.uint64(27)
    return values


def hashes(flat: U32, starts: I64, n: int) -> tuple[U64, I64]:
    """Hash every n-gram of every text; n-grams never reach over the end of a text.

    A text shorter than n has one n-gram: itself.
    """
    padded = np.concatenate((flat.astype(np.uint64), np.zeros(n - 1, dtype=np.uint64)))
    rolled = np.zeros(len(flat), dtype=np.uint64)
    for step in range(n):
        rolled *= _ODD
        rolled += padded[step : step + len(flat)]
    lengths = np.diff(starts)
    counts = np.where(lengths >= n, lengths - n + 1, np.minimum(lengths, 1))
    offsets = np.concatenate(([0], np.cumsum(counts)))
    places = np.arange(offsets[-1]) + np.repeat(starts[:-1] - offsets[:-1], counts)
    return mix(rolled[places] + np.uint64(n)), offsets


@lru_cache(maxsize=512)  # a message that has near-duplicates is compared with one after the other
def gram_set(text: str, n: int = 4) -> frozenset[str]:
    """The n-grams of one text as strings; a shorter text is its own only n-gram, an empty one has none."""
    return frozenset({text[i : i + n] for i in range(max(1, len(text) - n + 1))}) if text else frozenset()


def jaccard(a: str, b: str, n: int = 4) -> float:
    """Shared n-grams as a part of all n-grams of two texts: 1 for equal texts (two empty ones too), 0 for strangers."""
    ours, theirs = gram_set(a, n), gram_set(b, n)
    shared = len(ours & theirs)
    union = len(ours) + len(theirs) - shared
    return shared / union if union else 1.0
