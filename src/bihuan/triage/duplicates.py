"""Near-duplicates of one submission: exact text → MinHash → exact check → place-and-party gate.

The index keeps sketches and ids, no text: whoever owns the texts hands over a way to look one up, and the few that are
needed for a check or a reason are read when they are needed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal, Self

import numpy as np

from bihuan.triage import reasons
from bihuan.triage.gate import Conflict, conflicts
from bihuan.triage.grams import jaccard
from bihuan.triage.sketch import Buckets, Sketches, sketch
from bihuan.triage.text import Message, content

THRESHOLD = 0.5
"""Jaccard of character 4-grams from which two texts are near-duplicates."""

_TAIL = 2_000
"""So many late-comers are compared one by one before they are sorted in: sorting costs, comparing them does not."""

_PLENTY = 24
"""Twice the letters that a text needs to stand without its title, since a few may fold to none."""

Verdict = Literal["duplicate", "other_matter"]


@dataclass(frozen=True, slots=True)
class Match:
    """Two near-equal messages and what to make of it. `other_matter` is never to be merged without a person."""

    id_a: str
    id_b: str
    verdict: Verdict
    likeness: float
    conflicts: tuple[Conflict, ...]
    reason: str


def judge(a: Message, b: Message) -> Match | None:
    """Compare two messages exactly; None if they are not near-equal. Symmetrical but for the order of the ids."""
    ours, theirs = content(a), content(b)
    likeness = 1.0 if ours == theirs else jaccard(ours, theirs)
    if likeness < THRESHOLD or not ours:
        return None
    parted = tuple(conflicts(a, b))
    verdict: Verdict = "other_matter" if parted else "duplicate"
    return Match(a.id, b.id, verdict, likeness, parted, reasons.of_match(ours, theirs, likeness, parted))


class Duplicates:
    """An index of messages that finds the near-duplicates of a new one, or all of them.

    `recall` returns the message of an id that was added; it may read a database. Adding the same messages one by one
    or all at once leads to the same matches.
    """

    def __init__(self, recall: Callable[[str], Message] | Mapping[str, Message]) -> None:
        self._recall = recall.__getitem__ if isinstance(recall, Mapping) else recall
        self._ids: list[str] = []
        self._segments: list[tuple[int, Buckets]] = []  # the row of the first message, and the messages
        self._tail: list[Sketches] = []

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, messages: Iterable[Message]) -> None:
        """Take messages in. A million is best added in one call; memory then is about 600 bytes each."""
        stream = iter(messages)
        while chunk := list(islice(stream, 50_000)):
            self._ids += [message.id for message in chunk]
            self._tail.append(sketch([_sketched(message) for message in chunk]))
        if sum(map(len, self._tail)) > _TAIL:
            self._sort_in()

    def query(self, message: Message) -> list[Match]:
        """Find the near-duplicates of a message among those added (itself left out), the likeliest first."""
        new = sketch([_sketched(message)])
        rows: list[int] = []
        for first, buckets in self._segments:
            rows += (first + buckets.meeting(new.keys[0], new.marks[0])).tolist()
        first = len(self) - sum(map(len, self._tail))
        for part in self._tail:
            rows += (first + np.flatnonzero((part.keys == new.keys[0]).any(axis=1))).tolist()
            first += len(part)
        found = (judge(message, self._recall(self._ids[row])) for row in rows if self._ids[row] != message.id)
        return sorted((match for match in found if match), key=lambda match: (-match.likeness, match.id_b))

    def pairs(self) -> Iterator[Match]:
        """Yield every pair of near-duplicates among the messages added, in the order in which they were added."""
        self._sort_in(all_in_one=True)
        if not self._segments:
            return
        for a, b in zip(*self._segments[0][1].pairs(), strict=True):
            match = judge(self._recall(self._ids[a]), self._recall(self._ids[b]))
            if match:
                yield match

    def save(self, path: Path) -> None:
        """Write the index (sketches and ids, no text) to a file that `load` reads."""
        self._sort_in(all_in_one=True)
        sketches = self._segments[0][1].sketches if self._segments else sketch([])
        with path.open("wb") as file:
            np.savez(file, keys=sketches.keys, marks=sketches.marks, ids=np.array(self._ids, dtype=np.str_))

    @classmethod
    def load(cls, path: Path, recall: Callable[[str], Message] | Mapping[str, Message]) -> Self:
        """Read an index that `save` wrote."""
        index = cls(recall)
        with np.load(path, allow_pickle=False) as kept:
            index._ids = kept["ids"].tolist()
            index._tail = [Sketches(kept["keys"], kept["marks"])]
        index._sort_in()
        return index

    def _sort_in(self, *, all_in_one: bool = False) -> None:
        """Turn the late-comers into a sorted segment, joined with the segments that are not much larger.

        So each message is sorted a logarithmic number of times, however they arrive.
        """
        fresh = self._tail
        size = sum(map(len, fresh))
        while self._segments and (all_in_one or len(self._segments[-1][1].sketches) < 2 * size):
            if len(self._segments) == 1 and not size:
                return
            _, last = self._segments.pop()
            fresh = [last.sketches, *fresh]
            size += len(last.sketches)
        if size:
            self._segments.append((len(self) - size, Buckets(_joined(fresh))))
        self._tail = []


def groups(matches: Iterable[Match], ids: Sequence[str]) -> dict[str, str]:
    """Give every id the first id of its group: those tied by `duplicate` matches, whatever the chain between them."""
    leader = {one: one for one in ids}
    place = {one: index for index, one in enumerate(ids)}

    def find(one: str) -> str:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for match in matches:
        if match.verdict == "duplicate":
            first, second = sorted((find(match.id_a), find(match.id_b)), key=place.__getitem__)
            leader[second] = first
    return {one: find(one) for one in ids}


def _sketched(message: Message) -> str:
    """A text with the letters of the message's content: the text as it stands where that is plain to see.

    Counting letters of the opening is quick, folding all of them is what the sketch does anyway.
    """
    text = message.text
    plain = "://" not in text and "_" not in text
    return text if plain and sum(map(str.isalnum, text[:60])) >= _PLENTY else content(message)


def _joined(parts: Sequence[Sketches]) -> Sketches:
    if len(parts) == 1:
        return parts[0]
    return Sketches(np.concatenate([one.keys for one in parts]), np.concatenate([one.marks for one in parts]))
