"""Weighted character n-grams of messages, for classes: single letters and pairs, the opening counted twice.

No words: cutting Chinese text into words needs a dictionary and four times the time, and pairs of letters carry nearly
all of it (figures in docs/decisions/triage.md). The title opens the message; where there is none, the first sentence
says what it is about, so the opening counts twice in either case. Nothing is stored but hashed columns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, vstack

from bihuan.triage.folding import fold
from bihuan.triage.grams import I64, U32, U64, hashes
from bihuan.triage.text import Message

F32 = npt.NDArray[np.float32]
I32 = npt.NDArray[np.int32]

SIZES = (1, 2)
BITS = 21
_OPENING = 70
CHUNK = 1_000
"""Texts read at once: their n-grams then stay in the processor's cache, which halves the time."""

_ZERO, _NINE = ord("0"), ord("9")


def opened(message: Message) -> str:
    """The message with its opening said twice."""
    whole = message.whole
    return f"{whole[:_OPENING]}\n{whole}"


def read(texts: Sequence[str]) -> tuple[U32, I64]:
    """The letters of all texts (see `folding.fold`), with all numbers alike: an amount says nothing of the class."""
    flat, starts = fold(texts)
    return np.where((flat >= _ZERO) & (flat <= _NINE), np.uint32(_ZERO), flat), starts


def buckets(flat: U32, starts: I64, sizes: Sequence[int] = SIZES) -> list[tuple[U64, I64]]:
    """Hash bucket of every n-gram of every text, and where each text begins, for each size of n-gram."""
    found = []
    for size in sizes:
        grams, offsets = hashes(flat, starts, size)
        found.append((grams >> np.uint64(64 - BITS), offsets))
    return found


def once_each(grams: U64, offsets: I64) -> I64:
    """The buckets of each text without repetitions."""
    rows = np.repeat(np.arange(len(offsets) - 1, dtype=np.uint64), np.diff(offsets))
    entries, _ = _counted(((rows << np.uint64(BITS)) | grams).astype(np.int64))
    return entries & ((1 << BITS) - 1)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which buckets are columns (-1: none), and how much the column's rarity counts."""

    column: I32
    rarity: F32
    sizes: tuple[int, ...] = SIZES

    @classmethod
    def of(cls, texts: Sequence[str], *, least: int = 2, steep: float = 1.0, sizes: tuple[int, ...] = SIZES) -> Self:
        """Choose the n-grams that occur in at least `least` of the texts; the steeper, the more rare ones count."""
        seen = np.zeros(1 << BITS, dtype=np.int32)
        for start in range(0, len(texts), CHUNK):
            for grams, offsets in buckets(*read(texts[start : start + CHUNK]), sizes):
                np.add.at(seen, once_each(grams, offsets), np.int32(1))
        chosen = np.flatnonzero(seen >= least)
        column = np.full(1 << BITS, -1, dtype=np.int32)
        column[chosen] = np.arange(len(chosen))
        rarity = (np.log((1 + len(texts)) / (1 + seen[chosen])) + 1) ** steep
        return cls(column, rarity.astype(np.float32), sizes)

    def matrix(self, texts: Sequence[str]) -> csr_matrix:
        """One row per text: (1 + log count) × rarity, scaled to length one."""
        parts = [self.rows(*read(texts[start : start + CHUNK])) for start in range(0, len(texts), CHUNK)]
        return vstack(parts, format="csr") if parts else csr_matrix((0, len(self.rarity)), dtype=np.float32)

    def rows(self, flat: U32, starts: I64) -> csr_matrix:
        """`matrix` for texts that were read, not too many at once."""
        texts = len(starts) - 1
        entries = [np.empty(0, dtype=np.int64)]
        for grams, offsets in buckets(flat, starts, self.sizes):
            found = self.column[grams]
            known = found >= 0
            rows = np.repeat(np.arange(texts, dtype=np.int64) << 32, np.diff(offsets))
            entries.append(rows[known] | found[known])
        # sorting whole numbers takes a third of the time that sparse matrices need to sum up repetitions
        entry, count = _counted(np.concatenate(entries))
        bounds = np.searchsorted(entry, np.arange(texts + 1, dtype=np.int64) << 32)
        column = (entry & 0xFFFFFFFF).astype(np.int32)
        worth = ((1 + np.log(count)) * self.rarity[column]).astype(np.float32)
        return scaled(csr_matrix((worth, column, bounds), shape=(texts, len(self.rarity))))


def _counted(entries: I64) -> tuple[I64, I64]:
    """The different numbers in order, and how often each occurs."""
    entries.sort()
    first = np.flatnonzero(np.diff(entries, prepend=-1))
    return entries[first], np.diff(first, append=len(entries))


def scaled(matrix: csr_matrix) -> csr_matrix:
    """Scale each row to length one."""
    lengths = np.sqrt(np.add.reduceat(np.append(matrix.data**2, 0), matrix.indptr[:-1]))
    lengths[np.diff(matrix.indptr) == 0] = 1
    np.maximum(lengths, 1e-12, out=lengths)
    matrix.data = (matrix.data / np.repeat(lengths, np.diff(matrix.indptr))).astype(np.float32)
    return matrix


def places(text: str, columns: Columns) -> Iterator[tuple[int, int, int]]:
    """Where in the letters of a text each known n-gram stands: start, end, column."""
    for size, (grams, offsets) in zip(columns.sizes, buckets(*read([text]), columns.sizes), strict=True):
        for begin, end in pairwise(offsets.tolist()):
            for at, column in enumerate(columns.column[grams[begin:end]].tolist()):
                if column >= 0:
                    yield at, at + size, column
