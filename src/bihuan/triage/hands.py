"""Work for several processors: a `map` whose calls run in other processes, for stocks of hundreds of thousands."""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 2
"""So many calls per process wait for their turn or for being fetched; more would only fill the memory."""


class Spread(Protocol):
    """What `map` does with one iterable: the results in the order of the items."""

    def __call__(self, work: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]: ...


def processors() -> int:
    """Processors that this process may use, at most four: the parent hands out and takes in no faster."""
    return min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


@contextmanager
def hands(count: int) -> Iterator[Spread]:
    """Give a `map` that works in `count` processes; the plain one for a single processor.

    Work must be a function of a module; items and results are copied between the processes. These are never forked
    from this one: a child of a process whose sketching threads have started would wait for them for ever.
    """
    if count < 2:
        yield map
        return
    with ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn")) as pool:

        def spread(work: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
            begun: deque[Future[Result]] = deque()
            for item in items:
                begun.append(pool.submit(work, item))
                if len(begun) >= _AHEAD * count:
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()

        yield spread
