"""How common words and names are among all messages: what only a few share says more than what everybody writes.

Counts are kept in hash buckets, so they neither hold text nor grow with the number of messages.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Self
from zlib import crc32

import numpy as np
import numpy.typing as npt

from bihuan.triage.features import BITS, Columns, buckets, once_each, read
from bihuan.triage.mentions import Key, Mentions
from bihuan.triage.text import Message

_TELLING_BITS = 20
_STALE = 1.05
"""Rarities are worked out anew when the messages have grown by this much; in between they hardly move."""

_ALL_COLUMNS = np.arange(1 << BITS, dtype=np.int32)


class Commonness:
    """In how many messages each pair of letters, each name and each title word occurs."""

    def __init__(self) -> None:
        self.messages = 0
        self.pairs = np.zeros(1 << BITS, dtype=np.int32)
        self.telling = np.zeros(1 << _TELLING_BITS, dtype=np.int32)
        self._columns: Columns | None = None
        self._columns_at = 0

    @classmethod
    def of(cls, messages: Sequence[Message], mentioned: Iterable[Mentions]) -> Self:
        """Count one set of messages."""
        counted = cls()
        counted.add(messages, mentioned)
        return counted

    def add(self, messages: Sequence[Message], mentioned: Iterable[Mentions]) -> None:
        """Count more messages, with what each of them mentions."""
        for grams, offsets in buckets(*read([message.whole for message in messages]), (2,)):
            np.add.at(self.pairs, once_each(grams, offsets), 1)
        places = [_place(thing) for one in mentioned for things in (one.anywhere, one.words) for thing in things]
        np.add.at(self.telling, np.array(places, dtype=np.int64), 1)
        self.messages += len(messages)

    @property
    def columns(self) -> Columns:
        """Every bucket of letter pairs as a column, weighed by how rare it is."""
        if self._columns is None or self.messages > self._columns_at * _STALE:
            rarity = np.log((1 + self.messages) / (1 + self.pairs)) + 1
            self._columns = Columns(_ALL_COLUMNS, rarity.astype(np.float32), (2,))
            self._columns_at = self.messages
        return self._columns

    def rarity(self, thing: Key | str) -> float:
        """How rare a name or title word is: 1 if only one message has it, 0 if all do."""
        count = min(max(int(self.telling[_place(thing)]), 1), self.messages)
        return math.log((self.messages + 1) / count) / math.log(self.messages + 1) if self.messages else 1.0

    def arrays(self) -> dict[str, npt.NDArray[np.int32]]:
        """What `from_arrays` needs."""
        return {"pairs": self.pairs, "telling": self.telling, "messages": np.array([self.messages], dtype=np.int32)}

    @classmethod
    def from_arrays(cls, kept: Mapping[str, npt.NDArray[np.int32]]) -> Self:
        """Counts that were kept in files."""
        counted = cls()
        counted.pairs, counted.telling = np.array(kept["pairs"]), np.array(kept["telling"])
        counted.messages = int(kept["messages"][0])
        return counted


def _place(thing: Key | str) -> int:
    text = thing if isinstance(thing, str) else "\t".join(thing)
    return crc32(text.encode()) >> (32 - _TELLING_BITS)
