"""Whether two messages are about the same concrete matter: a few signs that a person can read, weighed together.

The weights are learned from what people merged and kept apart; without any decisions the ones written here apply.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain
from math import log
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bihuan.triage.features import Columns
from bihuan.triage.grams import I64, gram_set
from bihuan.triage.names import distinguishing, names, without_names
from bihuan.triage.text import Message, letters

T = TypeVar("T")
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
"""The signs in order; likenesses are cosines of weighted n-grams from 0 to 1. The last five speak against."""

_AGAINST = 5
WORDS = {
    "title": "标题相近",
    "crossed": "标题与对方正文相近",
    "event": "所说的事相近",
    "place": "提到相同的地点或单位",
    "words": "标题里有相同的少见词",
}
_PLAIN = np.array([6.0, 4.0, 35.0, 1.0, 1.0, -3.0, -1.0, -3.0, -3.0, -0.5])
_PLAIN_OFFSET = -4.0
"""Rounded from what several sets of decisions taught; only the order of size matters."""

_OPENING = 60
_NUMBERED = re.compile("[0-9一二三四五六七八九十]+(?:号线|线|路|期|栋|组|幼|中|小)")
_WORD = 4

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a message names and says in its title, read once."""

    anywhere: frozenset[Key]
    opening: frozenset[Key]
    districts: frozenset[str]
    numbers: frozenset[str]
    words: frozenset[str]


def mentions(message: Message) -> Mentions:
    """Read names, districts, numbers and title words of a message."""
    title, body = letters(message.title), letters(message.text)
    opening = distinguishing(title) + distinguishing(body[:_OPENING])
    return Mentions(
        frozenset(name.key for name in opening + distinguishing(body)),
        frozenset(name.key for name in opening),
        frozenset(name.core for name in names(title + " " + body) if name.kind == "county"),
        frozenset(_NUMBERED.findall(title)),
        gram_set(title, _WORD),
    )


class Evidence:
    """Everything the signs of any two of these messages are computed from."""

    def __init__(self, messages: Sequence[Message]) -> None:
        self.messages = messages
        wholes = [message.whole for message in messages]
        grams = Columns.of(wholes, sizes=(2,), least=1)
        self._grams = grams
        self.title = grams.matrix([message.title for message in messages])
        self.text = grams.matrix([message.text for message in messages])
        self.whole = grams.matrix(wholes)
        events = [without_names(letters(one.title)) + " " + without_names(letters(one.text)) for one in messages]
        self.event = Columns.of(events, sizes=(2,), least=1).matrix(events)
        self.mentions = [mentions(message) for message in messages]
        self.days = np.array([_day(message.time) for message in messages])

    def nearest(self, message: Message, count: int) -> list[int]:
        """Rows of the messages whose words are most like those of another one."""
        likeness = (self.whole @ self._grams.matrix([message.whole]).T).toarray().ravel()
        return [int(row) for row in np.argsort(-likeness)[:count] if likeness[row] > 0]

    @cached_property
    def _name_rarity(self) -> dict[Key, float]:
        return _rarity(one.anywhere for one in self.mentions)

    @cached_property
    def _word_rarity(self) -> dict[str, float]:
        return _rarity(one.words for one in self.mentions)

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
            np.log1p(np.where(np.isnan(gap), 30.0, gap)),
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
            min(sum(self._word_rarity[word] for word in ours.words & theirs.words) / 10, 1.0),
            float(elsewhere),
            float(min(apart, 2)),
            _disjoint(ours.numbers, theirs.numbers),
            _disjoint(ours.districts, theirs.districts),
        )

    def _shared(self, ours: frozenset[Key], theirs: frozenset[Key]) -> float:
        """Rarity of the names in common as a part of the rarity of the names of whoever names less."""
        total = min(self._weight(ours), self._weight(theirs))
        return self._weight(ours & theirs) / total if total else 0.0

    def _weight(self, keys: Iterable[Key]) -> float:
        return sum(self._name_rarity[key] for key in keys)


def _rarity(sets: Iterable[frozenset[T]]) -> dict[T, float]:
    """How rare each thing is: 1 if only one message has it, 0 if all do."""
    listed = list(sets)
    counts = Counter(chain.from_iterable(listed))
    scale = log(len(listed) + 1)
    return {thing: log((len(listed) + 1) / count) / scale for thing, count in counts.items()}


def _disjoint(ours: frozenset[str], theirs: frozenset[str]) -> float:
    return float(bool(ours and theirs and not ours & theirs))


@dataclass(frozen=True, slots=True)
class Linker:
    """Weights of the signs. `chance` is the probability that two messages are about one matter."""

    weights: F64
    offset: float

    @classmethod
    def plain(cls) -> "Linker":
        """The linker of an office that has decided nothing yet."""
        return cls(_PLAIN, _PLAIN_OFFSET)

    @classmethod
    def learned(cls, signs: F64, same: npt.NDArray[np.bool_], *, weight: float = 2.0, draw: float = 200.0) -> "Linker":
        """Learn from judged pairs by logistic regression; `weight` says how much more a merged pair counts.

        The plain weights are where it starts from and what it is drawn back to, so a few decisions move them a little
        and many move them far. No sign may come to speak against its meaning (a shared place never lowers the
        chance): nobody would believe the reason. Stays `plain` if all pairs agree.
        """
        if not len(same) or same.all() or not same.any():
            return cls.plain()
        scale = signs.std(axis=0) + 1e-9
        scaled, target = signs / scale, np.where(same, 1.0, -1.0)
        counted = np.where(same, weight, 1.0)
        plain = _PLAIN * scale

        def loss(point: F64) -> tuple[float, F64]:
            margin = target * (scaled @ point[:-1] + point[-1])
            pull = -target * counted / (1 + np.exp(np.minimum(margin, 500)))
            away = point[:-1] - plain
            value = counted @ np.logaddexp(0, -margin) + 0.5 * draw * away @ away
            return float(value), np.append(scaled.T @ pull + draw * away, pull.sum())

        speaking = len(SIGNS) - _AGAINST
        bounds = [(0, None)] * speaking + [(None, 0)] * _AGAINST + [(None, None)]
        best = minimize(loss, np.append(plain, _PLAIN_OFFSET), jac=True, bounds=bounds, method="L-BFGS-B").x
        return cls(best[:-1] / scale, float(best[-1]))

    def chance(self, signs: F64) -> F64:
        """Probability for each row of signs."""
        result: F64 = 1 / (1 + np.exp(-(signs @ self.weights + self.offset)))
        return result

    def reason(self, signs: F64) -> str:
        """The signs that speak most for one pair, in words."""
        worth = signs * self.weights
        said = [SIGNS[k] for k in np.argsort(-worth) if worth[k] > 0.3 and SIGNS[k] in WORDS]
        return "、".join(WORDS[sign] for sign in said[:3]) or "相近之处不多"


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
