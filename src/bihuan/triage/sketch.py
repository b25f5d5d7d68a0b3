"""Sketches of texts and the buckets in which near-equal ones meet (MinHash with banding).

Two texts with Jaccard J agree in one MinHash value with probability J, so in a band of three with J³, and meet in at
least one of 42 bands with 1 - (1 - J³)⁴²: .996 at J = .5, above .9999 at .6, and .0001 at .02, which keeps strangers
apart. Whoever meets is compared exactly afterwards; a sketch only proposes.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from bihuan.triage.folding import fold_contents
from bihuan.triage.grams import I64, U32, U64, hashes, mix

ROWS = 3
BANDS = 42
_VALUES = ROWS * BANDS
_SEED = 2014
_LEAST_AGREEING = 40
"""Of 126 values; 63 ± 6 agree at J = .5, so .00003 of the pairs at the threshold are lost here."""

_CHUNK = 1_000
"""Texts sketched at once: their n-grams then stay in the processor's cache, which halves the time."""

_PAIRS = 20_000
_PAIRS_AT_ONCE = 4_000_000
"""Pairs met in several bands are told apart when so many have come together (32 MB)."""

_MANY = 50_000
_THREADS = 2
"""From so many rows the bands are sorted by two threads: numpy sorts without holding the others up."""

_CROWD = 48
"""In a bucket with more texts than this each is compared with its 48 neighbours, not with all: they form a chain."""

U8 = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Sketches:
    """One row per text: its key in each band, and one byte of each MinHash value to estimate the likeness."""

    keys: U32
    marks: U8

    def __len__(self) -> int:
        return len(self.marks)


def sketch(texts: Sequence[str], titles: Sequence[str]) -> Sketches:
    """Sketch messages by the 4-grams of their contents; a title is only read where the text is short."""
    keys = np.empty((len(texts), BANDS), dtype=np.uint32)
    marks = np.empty((len(texts), _VALUES), dtype=np.uint8)
    for start in range(0, len(texts), _CHUNK):
        rows = slice(start, start + _CHUNK)
        grams, offsets = hashes(*fold_contents(texts[rows], titles[rows]), 4)
        matrix = RMinHash.digest_matrix_from_flat_token_hashes(grams, offsets.astype(np.uint64), _VALUES, _SEED)
        values = _flat(matrix.to_rows()).reshape(-1, _VALUES)
        marks[rows] = values & 0xFF
        keys[rows] = _band_keys(values)
        # a text without letters resembles nothing: give it keys of its own
        empty = np.flatnonzero(np.diff(offsets) == 0)
        keys[start + empty] = mix((start + empty).astype(np.uint64))[:, None].astype(np.uint32)
    return Sketches(keys, marks)


def _flat(rows: Iterable[list[int]]) -> U32:
    """The rows of a matrix behind one another; `np.array` of lists of lists takes twice as long."""
    values = array("I")
    for row in rows:
        values.fromlist(row)
    return np.frombuffer(values, dtype=np.uint32)


def _band_keys(values: U32) -> U32:
    banded = values.reshape(-1, BANDS, ROWS).astype(np.uint64)
    joined: U64 = (banded[:, :, 0] << np.uint64(32)) | banded[:, :, 1]
    return mix(mix(joined) ^ banded[:, :, 2]).astype(np.uint32)


def _for_each_band(work: Callable[[int], None], rows: int) -> None:
    with ThreadPoolExecutor(_THREADS if rows > _MANY else 1) as threads:
        for _ in threads.map(work, range(BANDS)):
            pass


class Buckets:
    """Sketches sorted by the key of each band, to be searched. Never changed once built; arrays may lie in files."""

    def __init__(self, order: U32, ordered: U32, marks: U8) -> None:
        self.order, self.ordered, self.marks = order, ordered, marks

    @classmethod
    def of(cls, sketches: Sketches) -> Self:
        """Sort sketches into buckets."""
        order = np.empty((BANDS, len(sketches)), dtype=np.uint32)
        ordered = np.empty((BANDS, len(sketches)), dtype=np.uint32)

        def sort(band: int) -> None:
            keys = np.ascontiguousarray(sketches.keys[:, band])
            order[band] = np.argsort(keys, kind="stable")
            ordered[band] = keys[order[band]]

        _for_each_band(sort, len(sketches))
        return cls(order, ordered, sketches.marks)

    def __len__(self) -> int:
        return len(self.marks)

    def sketches(self) -> Sketches:
        """What it was built of."""
        keys = np.empty((len(self), BANDS), dtype=np.uint32)
        for band in range(BANDS):
            keys[self.order[band], band] = self.ordered[band]
        return Sketches(keys, self.marks)

    def meeting(self, keys: U32, marks: U8) -> tuple[I64, I64]:
        """Rows that share a bucket with one sketch and look near-equal, and how many of their values agree."""
        found = [np.empty(0, dtype=np.uint32)]
        for band in range(BANDS):
            row = self.ordered[band]
            low = int(np.searchsorted(row, keys[band]))
            if low < len(row) and row[low] == keys[band]:
                high = int(np.searchsorted(row, keys[band], side="right"))
                found.append(self.order[band, max(low, high - _CROWD * 4) : high])
        rows = np.unique(np.concatenate(found)).astype(np.int64)
        return near_equal(rows, self.marks[rows], marks)

    def pairs(self) -> tuple[I64, I64]:
        """All pairs of rows that share a bucket and look near-equal, each once, the smaller row first."""
        met = np.empty(0, dtype=np.uint64)
        fresh: list[U64] = []
        for band in range(BANDS):
            fresh += self._neighbours(band)
            if band == BANDS - 1 or sum(map(len, fresh)) > _PAIRS_AT_ONCE:
                met = np.unique(np.concatenate([met, *fresh]))
                fresh = []
        a, b = (met >> np.uint64(32)).astype(np.int64), (met & np.uint64(0xFFFFFFFF)).astype(np.int64)
        agreeing = self._agreeing(a, b)
        return a[agreeing], b[agreeing]

    def _neighbours(self, band: int) -> Iterator[U64]:
        keys, order = self.ordered[band], self.order[band]
        for apart in range(1, min(_CROWD, len(keys) - 1) + 1):
            here = np.flatnonzero(keys[apart:] == keys[:-apart])
            if not len(here):
                return
            a, b = order[here].astype(np.uint64), order[here + apart].astype(np.uint64)
            yield (np.minimum(a, b) << np.uint64(32)) | np.maximum(a, b)

    def _agreeing(self, a: I64, b: I64) -> npt.NDArray[np.bool_]:
        marks = self.marks
        result = np.empty(len(a), dtype=np.bool_)
        for start in range(0, len(a), _PAIRS):
            rows = slice(start, start + _PAIRS)
            result[rows] = (marks[a[rows]] == marks[b[rows]]).sum(axis=1) >= _LEAST_AGREEING
        return result


def near_equal(rows: I64, theirs: U8, ours: U8) -> tuple[I64, I64]:
    """Of rows with these marks, the ones that look near-equal, and how many of their values agree."""
    agreeing: I64 = (theirs == ours).sum(axis=1)
    near = agreeing >= _LEAST_AGREEING
    return rows[near], agreeing[near]
