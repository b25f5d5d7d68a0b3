"""The signs by which two messages are about the same concrete matter, or are not."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from bihuan.triage.commonness import Commonness
from bihuan.triage.grams import I64
from bihuan.triage.mentions import Key, Mentions, mentions
from bihuan.triage.names import without_names
from bihuan.triage.text import Message, letters

F64 = npt.NDArray[np.float64]

SIGNS = (
    "title",  # likeness of the titles (0 if one has none)
    "crossed",  # likeness of one's title to the other's text, the better of the two
    "event",  # likeness of what is left when all names are blanked
    "place",  # places and parties in common, as a part of those that the shorter list names, rare ones counting more
    "words",  # rare title words in common, 1 for about ten of the rarest
    "elsewhere",  # both name things in the opening, none in common
    "apart",  # kinds of things of which both openings name another one (at most 2)
    "numbers",  # both titles number something (1号线, 三期, 五组), no number in common
    "district",  # both name districts, none in common
    "days",  # logarithm of the days between them
)
"""The signs in order; likenesses are cosines of weighted letter pairs from 0 to 1."""

AGAINST = 5
"""So many of the signs, the last ones, speak against one matter."""

_UNKNOWN_DAYS = 30.0


class Evidence:
    """Everything the signs of any two of these messages are computed from.

    `common` says how rare words and names are; without it, they are counted in these messages alone.
    """

    def __init__(self, messages: Sequence[Message], common: Commonness | None = None) -> None:
        self.messages = messages
        self.mentions = [mentions(message) for message in messages]
        self.common = common or Commonness.of(messages)
        events = [without_names(letters(one.title)) + " " + without_names(letters(one.text)) for one in messages]
        size = len(messages)
        said = self.common.columns.matrix([*(one.title for one in messages), *(one.text for one in messages), *events])
        self.title, self.text, self.event = said[:size], said[size : 2 * size], said[2 * size :]
        self.days = np.array([_day(message.time) for message in messages])
        things = {thing for one in self.mentions for things in (one.anywhere, one.words) for thing in things}
        self._rarity = self.common.rarities(things)

    def signs(self, a: I64, b: I64) -> F64:
        """The signs of the pairs (a[k], b[k]), one row each."""
        crossed = np.maximum(cosines(self.title, self.text, a, b), cosines(self.text, self.title, a, b))
        named = np.array([self._named(self.mentions[i], self.mentions[j]) for i, j in zip(a, b, strict=True)])
        named = named.reshape(len(a), 6)
        gap = np.abs(self.days[a] - self.days[b])
        return np.column_stack((
            cosines(self.title, self.title, a, b),
            crossed,
            cosines(self.event, self.event, a, b),
            named,
            np.log1p(np.where(np.isnan(gap), _UNKNOWN_DAYS, gap)),
        ))  # fmt: skip

    def _named(self, ours: Mentions, theirs: Mentions) -> tuple[float, ...]:
        elsewhere = bool(ours.opening and theirs.opening)
        elsewhere &= not ours.opening & theirs.anywhere and not theirs.opening & ours.anywhere
        apart = sum(
            not {key for key in ours.opening & theirs.opening if key[0] == kind}
            for kind in {kind for kind, _ in ours.opening} & {kind for kind, _ in theirs.opening}
        )
        return (
            max(self._shared(ours.anywhere, theirs.anywhere), self._shared(ours.opening, theirs.opening)),
            min(self._weight(ours.words & theirs.words) / 10, 1.0),
            float(elsewhere),
            float(min(apart, 2)),
            _disjoint(ours.numbers, theirs.numbers),
            _disjoint(ours.districts, theirs.districts),
        )

    def _shared(self, ours: frozenset[Key], theirs: frozenset[Key]) -> float:
        """Rarity of the names in common as a part of the rarity of the names of whoever names less."""
        total = min(self._weight(ours), self._weight(theirs))
        return self._weight(ours & theirs) / total if total else 0.0

    def _weight(self, things: Iterable[Key | str]) -> float:
        return sum(self._rarity[thing] for thing in things)


def _disjoint(ours: frozenset[str], theirs: frozenset[str]) -> float:
    return float(bool(ours and theirs and not ours & theirs))


def cosines(left: csr_matrix, right: csr_matrix, a: I64, b: I64) -> F64:
    """Cosine of row a[k] of one matrix and row b[k] of the other (rows of length one)."""
    found = [np.zeros(0)]
    for start in range(0, len(a), 20_000):
        rows = slice(start, start + 20_000)
        found.append(np.asarray(left[a[rows]].multiply(right[b[rows]]).sum(axis=1)).ravel())
    return np.concatenate(found)


def _day(time: str) -> float:
    try:
        return datetime.fromisoformat(time).timestamp() / 86_400
    except ValueError:
        return float("nan")
