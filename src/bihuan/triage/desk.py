"""One index of all opinions for the desk: near-duplicates and matters of a new one in milliseconds, among a million.

It keeps sketches, anchors, counts and ids, no text. Files are plain arrays in a folder that several processes map into
their memory; one process writes, and what was written is never changed, only followed and one day replaced.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Self

import numpy as np

from bihuan.triage import anchors, shelf
from bihuan.triage.commonness import Commonness
from bihuan.triage.duplicates import Match, by_likeness, judge, near_rows, sketched
from bihuan.triage.evidence import Evidence
from bihuan.triage.features import CHUNK, opened
from bihuan.triage.layers import Layers
from bihuan.triage.linker import Linker
from bihuan.triage.matters import candidates
from bihuan.triage.segment import Segment, arrived, joined
from bihuan.triage.text import Message

_CLOSER_LOOK = 10
"""So many of the nearest by anchors are read and weighed for one new message."""

_LEAST_CHANCE = 0.02
_LESSONS = 5_000
"""The linker learns from so many of the latest settled messages; more would not move ten weights."""

Recall = Callable[[Sequence[str]], Mapping[str, Message]]


@dataclass(frozen=True, slots=True)
class Link:
    """A message that may belong to a matter: how likely, by which message, and why, in words and by names of signs."""

    matter: str
    chance: float
    nearest: str
    reason: str
    signs: tuple[str, ...] = ()


class Desk:
    """Everything heard so far, ready to say what a new message repeats and which matter it may belong to.

    `recall` returns the messages of ids that were added, as far as they still exist; it is called once per question.
    """

    def __init__(self, recall: Recall | Mapping[str, Message]) -> None:
        self._recall = _from_mapping(recall) if isinstance(recall, Mapping) else recall
        self._layers = Layers(Segment.of, Segment.arrivals, joined)
        self._common = Commonness()
        self._linker = Linker.plain()
        self._settled: dict[str, str] = {}
        self._gone: set[int] = set()
        self._waiting: dict[str, list[int]] = {}  # rows of ids that are not sorted in yet

    def __len__(self) -> int:
        return len(self._layers) - len(self._gone)

    def __contains__(self, one: object) -> bool:
        return isinstance(one, str) and self._row(one) is not None

    def add(self, messages: Iterable[Message]) -> None:
        """Take messages in; those with an id that is known are passed over."""
        stream = iter(messages)
        while chunk := list(islice(stream, CHUNK)):
            fresh = list({message.id: message for message in chunk if message.id not in self}.values())
            if not fresh:
                continue
            for row, message in enumerate(fresh, len(self._layers)):
                self._waiting.setdefault(message.id, []).append(row)
            self._common.add(fresh)
            filed = anchors.anchored(fresh, self._common.columns)
            self._layers.add(arrived([message.id for message in fresh], sketched(fresh), filed))
        self._layers.tidy()
        if not self._layers.tail:
            self._waiting.clear()

    def forget(self, ids: Iterable[str]) -> None:
        """Find these no longer."""
        self._gone.update(row for row in map(self._row, ids) if row is not None)

    def duplicates(self, message: Message) -> list[Match]:
        """Near-duplicates of a message (itself left out), the likeliest first."""
        return by_likeness(judge(message, other) for other in self._others(self._near_equal(message), message.id))

    def matters(self, message: Message, count: int = 3) -> list[Link]:
        """Suggest the matters of a message, the likeliest first: settled ones by name, others by a member's id."""
        others = self._others(self._akin(message), message.id)
        if not others:
            return []
        evidence = Evidence([*others, message], self._common)
        signs = evidence.signs(np.arange(len(others)), np.full(len(others), len(others)))
        chance = self._linker.chance(signs)
        best: dict[str, Link] = {}
        for place in np.argsort(-chance).tolist():
            matter = self.matter(others[place].id)
            if chance[place] >= _LEAST_CHANCE and matter not in best and not _held_apart(others[place], message):
                why, said = self._linker.reason(signs[place]), self._linker.speaking(signs[place])
                best[matter] = Link(matter, float(chance[place]), others[place].id, why, said)
        return list(best.values())[:count]

    def settle(self, ids: Iterable[str], matter: str) -> None:
        """Keep to a person's word that these are one matter; the last word on each counts, "" takes it back."""
        for one in ids:
            self._settled.pop(one, None)
            if matter:
                self._settled[one] = matter

    def matter(self, one: str) -> str:
        """The settled matter of an id, else the id itself: a matter of its own until somebody says otherwise."""
        return self._settled.get(one, one)

    def learn(self) -> bool:
        """Weigh the signs anew by what was settled; False if that taught nothing (too little, or all of one kind)."""
        recalled = self._recall(list(self._settled)[-_LESSONS:])
        known = [message for one, message in recalled.items() if one in self._settled]
        if len(known) < 2:
            return False
        evidence = Evidence(known, self._common)
        a, b = candidates(known, evidence)
        same = np.array([self.matter(known[i].id) == self.matter(known[j].id) for i, j in zip(a, b, strict=True)])
        if not len(same) or same.all() or not same.any():
            return False
        self._linker = Linker.learned(evidence.signs(a, b), same)
        return True

    def save(self, folder: Path) -> None:
        """Write what is new into a folder that `open` reads; readers see all of it or nothing."""
        self._layers.settle()
        self._waiting.clear()
        state = {"settled": self._settled, "gone": sorted(self._gone), "linker": self._linker.as_numbers()}
        shelf.save(folder, self._layers.layers, self._common, state)

    @classmethod
    def open(cls, folder: Path, recall: Recall | Mapping[str, Message]) -> Self:
        """Open what `save` wrote; an empty desk if there is nothing."""
        desk = cls(recall)
        kept = shelf.load(folder)
        if kept:
            desk._layers = Layers(Segment.of, Segment.arrivals, joined, kept.segments)
            desk._common = kept.common
            desk._linker = Linker.from_numbers(kept.state["linker"])
            desk._settled, desk._gone = kept.state["settled"], set(kept.state["gone"])
        return desk

    def _row(self, one: str) -> int | None:
        """The row under which an id is found, if it is."""
        rows = [first + row for first, part in self._layers.sorted_parts() for row in part.rows_of(one.encode())]
        rows += self._waiting.get(one, [])
        return next((row for row in rows if row not in self._gone), None)

    def _id(self, row: int) -> str:
        for parts in (self._layers.sorted_parts(), self._layers.waiting()):
            for first, part in parts:
                if first <= row < first + len(part):
                    return bytes(part.ids[row - first]).decode()
        raise IndexError(row)

    def _others(self, rows: Sequence[int], but: str) -> list[Message]:
        """Read the messages of rows, in their order; one that no longer exists is left out."""
        ids = [self._id(row) for row in rows if row not in self._gone]
        recalled = self._recall([one for one in ids if one != but])
        return [recalled[one] for one in ids if one != but and one in recalled]

    def _near_equal(self, message: Message) -> list[int]:
        """Rows whose sketches look near-equal to a message's, those that agree most first."""
        sorted_parts = ((first, part.buckets) for first, part in self._layers.sorted_parts())
        waiting = ((first, part.sketches) for first, part in self._layers.waiting())
        return near_rows(sketched([message]), sorted_parts, waiting)

    def _akin(self, message: Message) -> list[int]:
        """Rows that share the most telling anchors with a message."""
        mine = anchors.strongest(self._common.columns.matrix([opened(message)]))
        sorted_parts = ((first, part.postings) for first, part in self._layers.sorted_parts())
        waiting = ((first, part.filed) for first, part in self._layers.waiting())
        return anchors.nearest(mine, sorted_parts, waiting, _CLOSER_LOOK)


def _from_mapping(messages: Mapping[str, Message]) -> Recall:
    return lambda ids: {one: messages[one] for one in ids if one in messages}


def _held_apart(a: Message, b: Message) -> bool:
    match = judge(a, b)
    return bool(match and match.verdict == "other_matter")
