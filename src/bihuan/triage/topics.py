"""How messages spread over the fields of public affairs, thousands at once, and what is familiar to the classes."""

from dataclasses import dataclass
from functools import cache
from typing import Self

import numpy as np
import numpy.typing as npt

from bihuan.triage.fields import FIELDS
from bihuan.triage.grams import I64, U32, U64

F32 = npt.NDArray[np.float32]

SIGNS = 3
_LENGTHS = (2, 3, 4)
_LETTER = np.uint64(16)
_SLOTS = np.uint32((1 << 18) - 1)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one length, packed and sorted, with their fields; one in two fields is there twice."""

    packed: U64
    field: I64


@cache
def _words() -> dict[int, _Words]:
    listed = sorted({(word[:4], field) for field, said in enumerate(FIELDS.values()) for word in said.split()})
    words = {}
    for length in _LENGTHS:
        mine = [(word, field) for word, field in listed if len(word) == length]
        letters = np.array([[ord(letter) for letter in word] for word, _ in mine], dtype=np.uint32).ravel()
        packed = _packed(letters, np.arange(0, len(letters), length), length)
        order = np.argsort(packed, kind="stable")
        words[length] = _Words(packed[order], np.array([field for _, field in mine])[order])
    return words


@cache
def _beginnings() -> npt.NDArray[np.bool_]:
    """Which slots the first two letters of a word fall into; nine of ten places in a text are turned away by it."""
    taken = np.zeros(int(_SLOTS) + 1, dtype=np.bool_)
    for said in FIELDS.values():
        for word in said.split():
            taken[_slot(np.array([ord(word[0])], dtype=np.uint32), np.array([ord(word[1])], dtype=np.uint32))] = True
    return taken


def _slot(first: U32, second: U32) -> U32:
    return ((first << np.uint32(9)) ^ second) & _SLOTS


def _packed(flat: U32, at: I64, length: int) -> U64:
    """The letters from each place on as one number; letters beyond the basic plane are in no word and may collide."""
    packed = np.zeros(len(at), dtype=np.uint64)
    for step in range(length):
        packed = (packed << _LETTER) | (flat[at + step].astype(np.uint64) & np.uint64(0xFFFF))
    return packed


def spread(flat: U32, starts: I64) -> F32:
    """One row per text (see `folding.fold`): 1 + log of how often each field's words occur, scaled to length one."""
    counts = np.zeros((len(starts) - 1, len(FIELDS)), dtype=np.float32)
    begun = np.flatnonzero(_beginnings()[_slot(flat[:-1], flat[1:])])
    row = np.searchsorted(starts, begun, side="right") - 1
    left = starts[row + 1] - begun
    for length, words in _words().items():
        inside = left >= length
        packed, rows = _packed(flat, begun[inside], length), row[inside]
        low = np.searchsorted(words.packed, packed)
        for step in (0, 1):
            place = np.minimum(low + step, len(words.packed) - 1)
            same = (words.packed[place] == packed) & (low + step == place)
            np.add.at(counts, (rows[same], words.field[place[same]]), np.float32(1))
    return _unit(np.log1p(counts))


@dataclass(frozen=True, slots=True)
class Familiar:
    """What the decided messages are about: how rare each field is, how often it leads, and the mean of each class."""

    rarity: F32
    leads: F32
    means: F32

    @classmethod
    def of(cls, spreads: F32, truth: I64, classes: int) -> Self:
        """Learn from decided messages."""
        rarity = np.maximum(np.log((1 + len(spreads)) / (1 + (spreads > 0).sum(axis=0))), 0.1).astype(np.float32)
        weighed = _unit(spreads * rarity)
        leads = np.bincount(weighed.argmax(axis=1), minlength=spreads.shape[1]) / max(1, len(spreads))
        means = np.stack([weighed[truth == label].mean(axis=0) for label in range(classes)])
        return cls(rarity, leads.astype(np.float32), _unit(means))

    def signs(self, spreads: F32) -> F32:
        """For each message: likeness to the nearest class, its lead over the second, how familiar its main field is."""
        weighed = _unit(spreads * self.rarity)
        likeness = np.sort(weighed @ self.means.T, axis=1)
        familiar = np.log(self.leads[weighed.argmax(axis=1)] + 0.001)
        return np.column_stack((likeness[:, -1], likeness[:, -1] - likeness[:, -2], familiar)).astype(np.float32)


def _unit(rows: F32) -> F32:
    scaled: F32 = rows / np.maximum(np.sqrt((rows**2).sum(axis=1, keepdims=True)), 1e-9)
    return scaled
