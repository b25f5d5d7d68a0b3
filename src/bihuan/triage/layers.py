"""Sorted layers that grow: what comes late is kept as it came, and sorted in together once there is enough of it.

Sorting a million rows for each late-comer would take seconds, comparing with a few thousand unsorted rows takes less
than a millisecond. A layer is joined with its neighbour only when that one is not much larger, so every row is sorted
a logarithmic number of times, however the rows arrive (the way log-structured merge trees do it).
"""

from collections.abc import Callable, Iterator, Sequence, Sized
from typing import Generic, TypeVar

Part = TypeVar("Part", bound=Sized)
"""Rows as they came."""
Layer = TypeVar("Layer", bound=Sized)
"""Rows made searchable; never changed once made."""

TAIL = 2_000
"""So many rows may wait unsorted."""


class Layers(Generic[Part, Layer]):
    """Searchable layers, the oldest and largest first, and a tail of parts that are not sorted in yet.

    `sort` makes a layer of a part, `unsort` gives the part back, `join` puts parts behind one another.
    """

    def __init__(
        self,
        sort: Callable[[Part], Layer],
        unsort: Callable[[Layer], Part],
        join: Callable[[Sequence[Part]], Part],
        layers: Sequence[Layer] = (),
    ) -> None:
        self._sort, self._unsort, self._join = sort, unsort, join
        self.layers = list(layers)
        self.tail: list[Part] = []
        self._rows = sum(map(len, layers))

    def __len__(self) -> int:
        return self._rows

    def add(self, part: Part) -> None:
        """Put rows behind the others, unsorted."""
        self.tail.append(part)
        self._rows += len(part)

    def tidy(self) -> None:
        """Sort the tail in if it has grown long. To be called after each batch, not within one."""
        if sum(map(len, self.tail)) > TAIL:
            self.settle()

    def settle(self, *, all_in_one: bool = False) -> None:
        """Sort the tail in, joined with the layers that are not much larger, or with all of them."""
        fresh = self.tail
        size = sum(map(len, fresh))
        while self.layers and (all_in_one or len(self.layers[-1]) < 2 * size):
            if len(self.layers) == 1 and not size:
                return
            last = self.layers.pop()
            fresh = [self._unsort(last), *fresh]
            size += len(last)
        self.tail = []
        if size:
            self.layers.append(self._sort(fresh[0] if len(fresh) == 1 else self._join(fresh)))

    def sorted_parts(self) -> Iterator[tuple[int, Layer]]:
        """The layers, each with the row at which it begins."""
        first = 0
        for layer in self.layers:
            yield first, layer
            first += len(layer)

    def waiting(self) -> Iterator[tuple[int, Part]]:
        """The parts of the tail, each with the row at which it begins."""
        first = self._rows - sum(map(len, self.tail))
        for part in self.tail:
            yield first, part
            first += len(part)
