"""How common letter pairs are among all messages: what only a few share says more than what everybody writes.

Names and title words are weighed by their letter pairs too. Counts are kept in hash buckets, so they neither hold text
nor grow with the number of messages, and nothing has to be understood to count a message: that takes microseconds.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Self

import numpy as np
import numpy.typing as npt

from bihuan.triage.features import BITS, Columns, buckets, once_each, read
from bihuan.triage.mentions import Key
from bihuan.triage.text import Message

_STALE = 1.1
"""Rarities are worked out anew when the messages have grown by this much; in between they hardly move."""

_ALL_COLUMNS = np.arange(1 << BITS, dtype=np.int32)


class Commonness:
    """In how many messages each pair of letters occurs."""

    def __init__(self) -> None:
        self.messages = 0
        self.pairs = np.zeros(1 << BITS, dtype=np.int32)
        self._columns: Columns | None = None
        self._columns_at = 0

    @classmethod
    def of(cls, messages: Sequence[Message]) -> Self:
        """Count one set of messages."""
        counted = cls()
        counted.add(messages)
        return counted

    def add(self, messages: Sequence[Message]) -> None:
        """Count more messages."""
        for grams, offsets in buckets(*read([message.whole for message in messages]), (2,)):
            np.add.at(self.pairs, once_each(grams, offsets), np.int32(1))
        self.messages += len(messages)

    @property
    def columns(self) -> Columns:
        """Every bucket of letter pairs as a column, weighed by how rare it is."""
        if self._columns is None or self.messages > self._columns_at * _STALE:
            rarity = np.full(1 << BITS, math.log(1 + self.messages) + 1, dtype=np.float32)
            seen = np.flatnonzero(self.pairs)
            rarity[seen] -= np.log1p(self.pairs[seen])
            self._columns = Columns(_ALL_COLUMNS, rarity, (2,))
            self._columns_at = self.messages
        return self._columns

    def rarities(self, things: Iterable[Key | str]) -> dict[Key | str, float]:
        """How rare names and title words are by their rarest pair: 1 if only one message has it, 0 if all do."""
        listed = list(things)
        if not listed:
            return {}
        scale = math.log(self.messages + 1)
        ((grams, offsets),) = buckets(*read([thing if isinstance(thing, str) else thing[1] for thing in listed]), (2,))
        counts = np.append(self.pairs[grams], self.messages)
        rarest = np.minimum.reduceat(counts, np.minimum(offsets[:-1], len(counts) - 1))
        worth = np.log((self.messages + 1) / np.clip(rarest, 1, self.messages)) / scale
        return dict(zip(listed, worth.tolist(), strict=True))

    def arrays(self) -> dict[str, npt.NDArray[np.int32]]:
        """What `from_arrays` needs."""
        return {"pairs": self.pairs, "messages": np.array([self.messages], dtype=np.int32)}

    @classmethod
    def from_arrays(cls, kept: Mapping[str, npt.NDArray[np.int32]]) -> Self:
        """Counts that were kept in files."""
        counted = cls()
        counted.pairs, counted.messages = np.array(kept["pairs"]), int(kept["messages"][0])
        return counted
