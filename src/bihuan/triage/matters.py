"""Matters: opinions about the same concrete thing, found as groups that a person confirms, splits or joins.

Candidates (the nearest by words) → a readable linker → merging by the mean chance between all members, so that one
accidental likeness never chains two matters together. What people decided is kept to: confirmed messages stay
together, split ones apart.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from bihuan.triage.anchors import neighbours
from bihuan.triage.duplicates import sketched
from bihuan.triage.evidence import F64, Evidence
from bihuan.triage.features import opened
from bihuan.triage.gate import conflicts
from bihuan.triage.grams import I64, gram_set
from bihuan.triage.linker import Linker
from bihuan.triage.names import distinguishing
from bihuan.triage.sketch import Buckets
from bihuan.triage.text import Message, letters

_NEAREST = 20
_LEAST_CHANCE = 0.02
JOIN_FROM = 0.45
"""Mean chance from which two groups are one matter."""


class Matters:
    """Groups messages into matters and finds the matters of a new message.

    `fit` takes matters already judged by people (id → matter; a person's split is two ids with different matters).
    Without it the engine starts with plain weights and no decisions.
    """

    def __init__(self) -> None:
        self.linker = Linker.plain()
        self.groups: dict[str, str] = {}
        self._judged: dict[str, str] = {}
        self._evidence: Evidence | None = None
        self._pairs: tuple[I64, I64] = (np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
        self._signs: F64 = np.empty((0, 0))

    def fit(self, messages: Sequence[Message], judged: Mapping[str, str], *, unclear: Iterable[str] = ()) -> "Matters":
        """Learn the linker from judged messages; the other messages count as not belonging to a judged matter.

        `unclear` names messages about which people did not agree: nothing is learned from them.
        """
        known = {message.id for message in messages}
        self._judged = {one: matter for one, matter in judged.items() if one in known}
        a, b = self._weigh(messages)
        left_out = set(unclear)
        rows, same = [], []
        for row, (i, j) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
            one, other = messages[i].id, messages[j].id
            mine, theirs = self._judged.get(one), self._judged.get(other)
            if (mine or theirs) and one not in left_out and other not in left_out:
                rows.append(row)
                same.append(mine == theirs)
        if rows:
            self.linker = Linker.learned(self._signs[rows], np.array(same))
        return self

    def group(self, messages: Sequence[Message]) -> dict[str, str]:
        """Give every message its matter: the judged name, or the id of the earliest message of the group."""
        a, b = self._weigh(messages)
        chance = self.linker.chance(self._signs)
        known = {message.id: row for row, message in enumerate(messages)}
        judged = {known[one]: matter for one, matter in self._judged.items() if one in known}
        merged = merge(len(messages), a, b, chance, judged=judged)
        self.groups = {}
        for members in merged:
            name = next((judged[row] for row in members if row in judged), messages[min(members)].id)
            self.groups.update((messages[row].id, name) for row in members)
        return dict(self.groups)

    def confirm(self, ids: Iterable[str], matter: str) -> None:
        """Keep to a person's word that these messages are one matter; a split is confirming the parts apart."""
        self._judged.update(dict.fromkeys(ids, matter))

    def _weigh(self, messages: Sequence[Message]) -> tuple[I64, I64]:
        """Weigh the evidence once for the same messages: learning and grouping ask for the same pairs."""
        if self._evidence is None or self._evidence.messages is not messages:
            self._evidence = Evidence(messages)
            self._pairs = candidates(messages, self._evidence)
            self._signs = self._evidence.signs(*self._pairs)
        return self._pairs


def candidates(messages: Sequence[Message], evidence: Evidence) -> tuple[I64, I64]:
    """Pairs worth a look, the smaller row first: each message with its nearest by anchors.

    What the place-and-party gate holds apart is left out, however alike the words are.
    """
    packed = neighbours(evidence.common.columns.matrix([opened(message) for message in messages]), _NEAREST)
    packed = packed[~np.isin(packed, _other_matters(messages))]
    return packed >> 32, packed & 0xFFFFFFFF


def _other_matters(messages: Sequence[Message]) -> I64:
    """Near-equal pairs about different places or parties, packed as smaller row << 32 | larger."""
    a, b = Buckets.of(sketched(messages)).pairs()
    apart = [bool(conflicts(messages[i], messages[j])) for i, j in zip(a.tolist(), b.tolist(), strict=True)]
    packed: I64 = ((a << 32) | b)[np.array(apart, dtype=np.bool_)]
    return packed


def merge(size: int, a: I64, b: I64, chance: F64, *, judged: Mapping[int, str]) -> Iterator[list[int]]:
    """Join the likeliest groups first, as long as the mean chance between all their members is high enough.

    `judged` rows of one matter begin as one group; groups of different judged matters never join.
    """
    ties: list[dict[int, float]] = [{} for _ in range(size)]
    for i, j, value in zip(a.tolist(), b.tolist(), chance.tolist(), strict=True):
        if value > _LEAST_CHANCE:
            ties[i][j] = ties[j][i] = value
    members: dict[int, list[int]] = {row: [row] for row in range(size)}
    named = dict(judged)
    first: dict[str, int] = {}
    for row, matter in judged.items():
        if matter in first:
            _join(first[matter], row, ties, members)
        first.setdefault(matter, row)
    _join_all(ties, members, named)
    yield from members.values()


def _join_all(ties: list[dict[int, float]], members: dict[int, list[int]], named: dict[int, str]) -> None:
    def mean(i: int, j: int) -> float:
        return ties[i][j] / (len(members[i]) * len(members[j]))

    def state(i: int, j: int) -> tuple[float, int, int, int, int]:
        i, j = min(i, j), max(i, j)
        return (-mean(i, j), i, j, len(members[i]), len(members[j]))

    queue = [state(i, j) for i in members for j in ties[i] if i < j and mean(i, j) >= JOIN_FROM]
    heapq.heapify(queue)
    while queue:
        _, i, j, size_i, size_j = heapq.heappop(queue)
        fresh = len(members.get(i, ())) == size_i and len(members.get(j, ())) == size_j
        if not fresh or (i in named and j in named):
            continue
        if j in named:
            named[i] = named[j]
        _join(i, j, ties, members)
        for k in ties[i]:
            if mean(i, k) >= JOIN_FROM:
                heapq.heappush(queue, state(i, k))


def _join(i: int, j: int, ties: list[dict[int, float]], members: dict[int, list[int]]) -> None:
    """Put group j into group i; ties to a third group add up."""
    members[i] += members.pop(j)
    ties[i].pop(j, None)
    for k, value in ties[j].items():
        ties[k].pop(j, None)
        if k != i:
            ties[i][k] = ties[k][i] = ties[i].get(k, 0.0) + value
    ties[j] = {}


def suggested_name(messages: Sequence[Message]) -> str:
    """Name a matter by the title (or opening) that has most in common with the others, and the name it mentions."""
    titles = [message.title or message.text[:30] for message in messages]
    grams = [gram_set(title, 2) for title in titles]
    common = Counter(gram for one in grams for gram in one)
    worth = [sum(common[gram] for gram in one) / (len(one) + 8) for one in grams]
    return titles[int(np.argmax(worth))] if titles else ""


def named_things(messages: Sequence[Message], *, count: int = 3) -> list[str]:
    """The places and parties that most messages of a matter name, for the place column of the hot list."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for message in messages:
        found = {name.key: name.text for name in distinguishing(letters(message.whole))}
        for key, text in found.items():
            seen[key][text] += 1
    ranked = sorted(seen.values(), key=lambda texts: -texts.total())
    return [texts.most_common(1)[0][0] for texts in ranked[:count] if texts.total() * 2 > len(messages)]
