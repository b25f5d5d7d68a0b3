"""Texts copied from one another: reflections, progress reports, measures that were not written by who signed them.

Near-duplicates are too narrow a net here: a copier changes the opening and adds a paragraph. So it counts how much of
a text stands, in runs of eight letters or more, in another one. Runs that many texts share are quotations, set
phrases and headings of the form; nobody is blamed for them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from bihuan.triage.grams import I64, codes, hashes
from bihuan.triage.text import letters

Bools = npt.NDArray[np.bool_]

_RUN = 8
"""Letters in a run. Eight Chinese letters are four words: by chance two writers seldom choose the same four."""

_SHORTEST = 20
"""A text of fewer letters says too little to be somebody's own."""

_QUOTED_BY = 0.1
_QUOTED_AT_LEAST = 6
"""A run that over a tenth of all texts (six at least) share is a quotation."""

_PASSAGES = 3
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Copy:
    """A text and the one most of it stands in: `share` of its letters, and its longest passages (letters only)."""

    key: str
    source: str
    share: float
    passages: tuple[str, ...]

    @property
    def reason(self) -> str:
        """The finding in words."""
        quoted = "、".join(f"“{passage[:40]}{'…' if len(passage) > 40 else ''}”" for passage in self.passages)
        return f"{self.share:.0%} 的文字与“{self.source}”相同：{quoted}。请人工判断是否抄袭。"


def copied(texts: Mapping[str, str], against: Mapping[str, str] | None = None, *, least: float = 0.5) -> list[Copy]:
    """Find texts of which at least the share `least` stands in another one, the most copied first.

    Without `against` the texts are compared with those before them (so of two equal ones the later is the copy);
    with it, with those alone, where a text of the same key counts as the same text and is passed over.
    """
    keys = [*texts, *(against or ())]
    read = [letters(text) for text in (*texts.values(), *(against or {}).values())]
    runs = _Runs.of(read)
    found = []
    for row, source in runs.nearest(len(texts), keys, alone=against is None):
        told = runs.shared(row, source)
        share = float(told.mean()) if len(read[row]) >= _SHORTEST else 0.0
        if share >= least:
            found.append(Copy(keys[row], keys[source], share, _passages(read[row], told)))
    return sorted(found, key=lambda copy: (-copy.share, copy.key))


@dataclass(frozen=True, slots=True)
class _Runs:
    """The runs of all texts as numbers, where each text begins, and which of its runs a text has (no quotations)."""

    run: I64
    starts: I64
    grid: csr_matrix
    lengths: I64

    @classmethod
    def of(cls, read: Sequence[str]) -> Self:
        hashed, starts = hashes(*codes(read), _RUN)
        different, run = np.unique(hashed, return_inverse=True)
        row = np.repeat(np.arange(len(read)), np.diff(starts))
        grid = csr_matrix((np.ones(len(run), dtype=np.int32), (row, run)), shape=(len(read), len(different)))
        grid.data[:] = 1
        quoted = np.bincount(grid.indices, minlength=len(different)) > max(_QUOTED_AT_LEAST, _QUOTED_BY * len(read))
        grid.data[quoted[grid.indices]] = 0
        grid.eliminate_zeros()
        return cls(run, starts, grid, np.array([len(text) for text in read], dtype=np.int64))

    def nearest(self, texts: int, keys: Sequence[str], *, alone: bool) -> Iterator[tuple[int, int]]:
        """For each of the first rows the source with which it shares most runs, if it shares any."""
        first = 0 if alone else texts
        turned = self.grid[first:].T.tocsr()
        places = {key: place for place, key in enumerate(keys[first:])}
        for start in range(0, texts, _CHUNK):
            overlap = (self.grid[start : min(start + _CHUNK, texts)] @ turned).toarray()
            for offset, shared in enumerate(overlap):
                row = start + offset
                if alone:
                    shared[row:] = 0
                elif keys[row] in places:
                    shared[places[keys[row]]] = 0
                if shared.any():
                    yield row, first + int(shared.argmax())

    def shared(self, row: int, source: int) -> Bools:
        """Which letters of one text stand in another, in runs that are no quotations."""
        mine = self.run[self.starts[row] : self.starts[row + 1]]
        begins = np.isin(mine, np.intersect1d(self.grid[row].indices, self.grid[source].indices))
        edges = np.zeros(self.lengths[row] + _RUN, dtype=np.int64)
        np.add.at(edges, np.flatnonzero(begins), 1)
        np.add.at(edges, np.flatnonzero(begins) + _RUN, -1)
        told: Bools = np.cumsum(edges)[: self.lengths[row]] > 0
        return told


def _passages(text: str, told: Bools) -> tuple[str, ...]:
    """The longest stretches of copied letters."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], told, [False])).astype(np.int8)))
    stretches = [text[start:end] for start, end in edges.reshape(-1, 2).tolist()]
    return tuple(sorted(dict.fromkeys(stretches), key=len, reverse=True)[:_PASSAGES])
