"""Whether two messages are about the same concrete matter: a few signs that a person can read, weighed together.

The weights are learned from what people merged and kept apart; without any decisions the ones written here apply.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from bihuan.triage.evidence import AGAINST, F64, SIGNS

WORDS = {
    "title": "标题相近",
    "crossed": "标题与对方正文相近",
    "event": "所说的事相近",
    "place": "提到相同的地点或单位",
    "words": "标题里有相同的少见词",
}
_PLAIN = np.array([6.0, 4.0, 35.0, 1.0, 1.0, -3.0, -1.0, -3.0, -3.0, -0.5])
_PLAIN_OFFSET = -4.0
_STEADY = 10.0
"""Rounded from what several sets of decisions taught; only the order of size matters. The offset is held by the
weight of ten decisions, or the first few splits would let nothing be one matter any more."""


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
            drift = point[-1] - _PLAIN_OFFSET
            value = counted @ np.logaddexp(0, -margin) + 0.5 * draw * away @ away + 0.5 * _STEADY * drift**2
            return float(value), np.append(scaled.T @ pull + draw * away, pull.sum() + _STEADY * drift)

        speaking = len(SIGNS) - AGAINST
        bounds = [(0, None)] * speaking + [(None, 0)] * AGAINST + [(None, None)]
        best = minimize(loss, np.append(plain, _PLAIN_OFFSET), jac=True, bounds=bounds, method="L-BFGS-B").x
        return cls(best[:-1] / scale, float(best[-1]))

    def as_numbers(self) -> list[float]:
        """The weights and the offset, to be kept."""
        return [*self.weights.tolist(), self.offset]

    @classmethod
    def from_numbers(cls, kept: Sequence[float]) -> "Linker":
        """What `as_numbers` gave; plain weights if they belong to other signs."""
        return cls(np.array(kept[:-1]), kept[-1]) if len(kept) == len(SIGNS) + 1 else cls.plain()

    def chance(self, signs: F64) -> F64:
        """Probability for each row of signs."""
        result: F64 = 1 / (1 + np.exp(-(signs @ self.weights + self.offset)))
        return result

    def speaking(self, signs: F64) -> tuple[str, ...]:
        """The names of the signs that speak most for one pair, the strongest first."""
        worth = signs * self.weights
        return tuple(SIGNS[k] for k in np.argsort(-worth) if worth[k] > 0.3 and SIGNS[k] in WORDS)[:3]

    def reason(self, signs: F64) -> str:
        """The same in words."""
        return "、".join(WORDS[sign] for sign in self.speaking(signs)) or "相近之处不多"
