"""Messages as the desk keeps them: ids, sketches and anchors of the same rows, as they came or sorted for searching."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import numpy as np
import numpy.typing as npt

from bihuan.triage import anchors, duplicates
from bihuan.triage.anchors import Anchored, Postings
from bihuan.triage.grams import U32
from bihuan.triage.sketch import Buckets, Sketches

Bytes = npt.NDArray[np.bytes_]
Shared = tuple[int, list[U32]]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Messages as they came."""

    ids: Bytes
    sketches: Sketches
    filed: Anchored

    def __len__(self) -> int:
        return len(self.ids)


def arrived(ids: Sequence[str], sketches: Sketches, filed: Anchored) -> Arrivals:
    """Put the parts of the same messages together."""
    return Arrivals(np.array([one.encode() for one in ids], dtype=np.bytes_), sketches, filed)


def joined(parts: Sequence[Arrivals]) -> Arrivals:
    """Put arrivals behind one another."""
    return Arrivals(
        np.concatenate([part.ids for part in parts]),
        duplicates.joined([part.sketches for part in parts]),
        anchors.joined([part.filed for part in parts]),
    )


class Segment:
    """Messages sorted for searching. Never changed once built; its arrays may lie in files under its name."""

    def __init__(self, ids: Bytes, by_id: U32, buckets: Buckets, postings: Postings, name: str = "") -> None:
        self.ids, self.by_id, self.buckets, self.postings = ids, by_id, buckets, postings
        self.name = name or uuid4().hex

    @classmethod
    def of(cls, part: Arrivals) -> "Segment":
        """Sort arrivals."""
        by_id = np.argsort(part.ids, kind="stable").astype(np.uint32)
        return cls(part.ids, by_id, Buckets.of(part.sketches), Postings.of(part.filed))

    def __len__(self) -> int:
        return len(self.ids)

    def arrivals(self) -> Arrivals:
        """What it was built of."""
        return Arrivals(self.ids, self.buckets.sketches(), self.postings.unsorted())

    def rows_of(self, one: bytes) -> list[int]:
        """The rows with an id: none, one, or several if it was forgotten and came again."""
        places = range(len(self))  # numpy's search would first widen all ids to the length of this one
        low = bisect_left(places, one, key=self._sorted_id)
        rows: list[int] = self.by_id[low : bisect_right(places, one, lo=low, key=self._sorted_id)].tolist()
        return rows

    def _sorted_id(self, place: int) -> bytes:
        return bytes(self.ids[self.by_id[place]])

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """What `from_arrays` needs."""
        return {
            "ids": self.ids, "by_id": self.by_id, "order": self.buckets.order, "ordered": self.buckets.ordered,
            "marks": self.buckets.marks, "anchor": self.postings.anchor, "row": self.postings.row,
        }  # fmt: skip

    @classmethod
    def from_arrays(cls, name: str, kept: dict[str, npt.NDArray[Any]]) -> "Segment":
        """A segment whose arrays were kept in files."""
        buckets = Buckets(kept["order"], kept["ordered"], kept["marks"])
        return cls(kept["ids"], kept["by_id"], buckets, Postings(kept["anchor"], kept["row"], len(kept["ids"])), name)
