"""Near-duplicates of one submission: exact text → MinHash → exact check → place-and-party gate.

The index keeps sketches and ids, no text: whoever owns the texts hands over a way to look one up, and the few that are
needed for a check or a reason are read when they are needed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

import numpy as np

from bihuan.triage import reasons
from bihuan.triage.gate import Conflict, conflicts
from bihuan.triage.grams import I64, jaccard
from bihuan.triage.hands import Spread
from bihuan.triage.layers import Layers
from bihuan.triage.sketch import Buckets, Sketches, near_equal, sketch
from bihuan.triage.text import Message, content

THRESHOLD = 0.5
"""Jaccard of character 4-grams from which two texts are near-duplicates."""

_CHUNK = 20_000
_MOST = 64
"""A template that thousands sent has that many near-duplicates; a person looks at a few, the others follow by ties."""

_BATCH = 500

_Columns = tuple[list[str], list[str]]
_Batch = tuple[dict[int, Message], list[tuple[int, int]]]

Verdict = Literal["duplicate", "other_matter"]


@dataclass(frozen=True, slots=True)
class Match:
    """Two near-equal messages and what to make of it. `other_matter` is never to be merged without a person.

    `changes` are the few short passages in which two duplicates differ, ours and theirs.
    """

    id_a: str
    id_b: str
    verdict: Verdict
    likeness: float
    conflicts: tuple[Conflict, ...]
    reason: str
    changes: tuple[tuple[str, str], ...] = ()


def judge(a: Message, b: Message) -> Match | None:
    """Compare two messages exactly; None if they are not near-equal. Symmetrical but for the order of the ids."""
    ours, theirs = content(a), content(b)
    likeness = 1.0 if ours == theirs else jaccard(ours, theirs)
    if likeness < THRESHOLD or not ours:
        return None
    parted = tuple(conflicts(a, b))
    verdict: Verdict = "other_matter" if parted else "duplicate"
    changed = () if parted else reasons.changes(ours, theirs)
    return Match(a.id, b.id, verdict, likeness, parted, reasons.of_match(likeness, parted, changed), changed)


class Duplicates:
    """An index of messages that finds the near-duplicates of a new one, or all of them.

    `recall` returns the message of an id that was added; it may read a database and is never called from another
    process. Adding the same messages one by one or all at once leads to the same matches. For a large stock `spread`
    may be a `map` that works in several processes (`hands`).
    """

    def __init__(self, recall: Callable[[str], Message] | Mapping[str, Message], *, spread: Spread = map) -> None:
        self._recall = recall.__getitem__ if isinstance(recall, Mapping) else recall
        self._spread = spread
        self._ids: list[str] = []
        self._layers = Layers(Buckets.of, Buckets.sketches, joined)

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, messages: Iterable[Message]) -> None:
        """Take messages in. A million is best added in one call; memory then is about 600 bytes each."""
        for part in self._spread(_sketched_columns, self._columns(messages)):
            self._layers.add(part)
        self._layers.tidy()

    def _columns(self, messages: Iterable[Message]) -> Iterator[_Columns]:
        """Note the ids; texts and titles by the thousands, as lists, which go to another process quickest."""
        stream = iter(messages)
        while chunk := list(islice(stream, _CHUNK)):
            self._ids += [message.id for message in chunk]
            yield [message.text for message in chunk], [message.title for message in chunk]

    def query(self, message: Message) -> list[Match]:
        """Find the near-duplicates of a message among those added (itself left out), the likeliest first."""
        rows = near_rows(sketched([message]), self._layers.sorted_parts(), self._layers.waiting())
        found = (judge(message, self._recall(self._ids[row])) for row in rows if self._ids[row] != message.id)
        return by_likeness(found)

    def pairs(self) -> Iterator[Match]:
        """Yield every pair of near-duplicates among the messages added, in the order in which they were added."""
        self._layers.settle(all_in_one=True)
        for buckets in self._layers.layers:
            for matches in self._spread(_judged, self._batches(*buckets.pairs())):
                yield from matches

    def _batches(self, a: I64, b: I64) -> Iterator[_Batch]:
        """Pairs by the hundreds with their messages, each read once."""
        for start in range(0, len(a), _BATCH):
            pairs = list(zip(a[start : start + _BATCH].tolist(), b[start : start + _BATCH].tolist(), strict=True))
            yield {row: self._recall(self._ids[row]) for row in sorted({row for pair in pairs for row in pair})}, pairs


def _judged(batch: _Batch) -> list[Match]:
    messages, pairs = batch
    return [match for a, b in pairs if (match := judge(messages[a], messages[b]))]


def near_rows(
    new: Sketches,
    sorted_parts: Iterable[tuple[int, Buckets]],
    waiting: Iterable[tuple[int, Sketches]],
    most: int = _MOST,
) -> list[int]:
    """Rows that look near-equal to the one sketch of `new`, those that agree most first, at most so many.

    Each part comes with the row at which it begins.
    """
    rows, agreeing = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for first, buckets in sorted_parts:
        found, values = buckets.meeting(new.keys[0], new.marks[0])
        rows.append(first + found)
        agreeing.append(values)
    for first, part in waiting:
        meeting = np.flatnonzero((part.keys == new.keys[0]).any(axis=1))
        found, values = near_equal(meeting, part.marks[meeting], new.marks[0])
        rows.append(first + found)
        agreeing.append(values)
    best = np.argsort(-np.concatenate(agreeing), kind="stable")[:most]
    nearest: list[int] = np.concatenate(rows)[best].tolist()
    return nearest


def by_likeness(matches: Iterable[Match | None]) -> list[Match]:
    """The likeliest first."""
    return sorted((match for match in matches if match), key=lambda match: (-match.likeness, match.id_b))


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


def sketched(messages: Sequence[Message]) -> Sketches:
    """Sketch the contents of messages."""
    return _sketched_columns(([message.text for message in messages], [message.title for message in messages]))


def _sketched_columns(columns: _Columns) -> Sketches:
    return sketch(*columns)


def joined(parts: Sequence[Sketches]) -> Sketches:
    """Put sketches behind one another."""
    return Sketches(np.concatenate([one.keys for one in parts]), np.concatenate([one.marks for one in parts]))
