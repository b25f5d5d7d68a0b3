"""Where two nearly equal texts differ, fast enough to be asked for every candidate pair.

A walk over both texts: equal stretches are jumped by halving, and where the texts part the nearest spot is sought at
which six letters agree again. `difflib` finds smaller differences but needs time that grows with the square of the
length. A passage that moved is reported as differing, which is what a reader would say too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_AGREE = 6
"""Letters that must agree before the texts count as together again: fewer would agree by chance (的问题, 希望)."""

_REACH = 80
"""How far ahead the texts may be apart; a longer insertion ends the walk and the rest counts as one difference."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the texts part: their words here (either may be empty), and the common words around."""

    ours: str
    theirs: str
    before: str
    after: str


@lru_cache(maxsize=64)  # the gate and the reason ask for the same pair
def differences(a: str, b: str, *, around: int = 12) -> Sequence[Difference]:
    """The places where `a` and `b` differ, in order, with up to `around` common letters before and after each."""
    end = _common_end(a, b)
    a_end, b_end = len(a) - end, len(b) - end
    found: list[Difference] = []
    i = j = 0
    while True:
        step = _common_start(a[i:a_end], b[j:b_end])
        i, j = i + step, j + step
        if i == a_end and j == b_end:
            return tuple(found)
        skip, miss = _together_again(a[i:a_end], b[j:b_end])
        before, after = a[max(0, i - around) : i], a[i + skip : i + skip + around]
        found.append(Difference(a[i : i + skip], b[j : j + miss], before, after))
        i, j = i + skip, j + miss


def _common_start(a: str, b: str) -> int:
    """Length of the common beginning, by halving: comparing slices is one call, comparing letters is many."""
    low, high = 0, min(len(a), len(b))
    if a[:high] == b[:high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if a[low:middle] == b[low:middle] else (low, middle - 1)
    return low


def _common_end(a: str, b: str) -> int:
    """Length of the common end of two texts."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        same = a[len(a) - middle : len(a) - low] == b[len(b) - middle : len(b) - low]
        low, high = (middle, high) if same else (low, middle - 1)
    return low


def _together_again(a: str, b: str) -> tuple[int, int]:
    """How many letters to pass over on each side until both agree again; all of them if they never do."""
    best: tuple[int, int] | None = None
    for skip in range(min(_REACH, len(a) - _AGREE + 1)):
        if best and skip >= sum(best):
            break
        miss = b.find(a[skip : skip + _AGREE], 0, _REACH + _AGREE)
        if miss >= 0 and (best is None or skip + miss < sum(best)):
            best = (skip, miss)
    return best or (len(a), len(b))
