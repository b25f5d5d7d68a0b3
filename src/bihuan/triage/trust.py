"""How far a suggested class can be trusted: the chance that it is right, and whether any class fits at all.

Both are learned from messages that the classes were not learned from: the first by cross-validation, the second by
leaving whole classes out, so that their messages stand for what none of the others is about.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from bihuan.triage import topics
from bihuan.triage.topics import F32

F64 = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

SIGNS = 5 + topics.SIGNS
_RIGHT_SIGNS = 2
ENOUGH = 300
"""With fewer messages than this on either side nothing is known about strangers; the confidence alone decides."""

_STRANGEST = 0.05
"""A message that fits worse than all but so many of the rightly placed ones may belong to none of the classes."""


@dataclass(frozen=True, slots=True)
class Trust:
    """Weights of the signs (the last one is the offset) and the fit under which a message is strange."""

    right: F64
    fits: F64
    strange: float

    @classmethod
    def none(cls) -> Self:
        """Nothing is known of how good the classes are."""
        return cls(np.zeros(_RIGHT_SIGNS + 1), np.zeros(1), 0.0)

    @classmethod
    def learned(cls, known: F64, right: Bools, strangers: F64) -> Self:
        """Learn from the signs of messages of known classes, whether each was placed rightly, and of left-out ones."""
        placed = _logistic(known[:, :_RIGHT_SIGNS], right)
        if min(int(right.sum()), len(strangers)) < ENOUGH:
            return cls(placed, np.zeros(1), 0.0)
        signs = np.concatenate((known, strangers))
        fits = _logistic(signs, np.arange(len(signs)) < len(known), class_weight="balanced")
        return cls(placed, fits, float(np.quantile(_chance(known[right], fits), _STRANGEST)))

    def fit(self, signs: F64) -> F64:
        """How well any class fits: the chance that a message is not of a class that was left out."""
        return _chance(signs, self.fits) if len(self.fits) > 1 else np.ones(len(signs))

    def confidence(self, signs: F64) -> F64:
        """The chance that the best class is right; less for what is stranger than nearly all that it knows."""
        chance = _chance(signs[:, :_RIGHT_SIGNS], self.right)
        return chance * np.minimum(1.0, self.fit(signs) / self.strange) if self.strange else chance

    def is_strange(self, signs: F64) -> Bools:
        """Whether a message may belong to none of the classes."""
        strange: Bools = self.fit(signs) < self.strange
        return strange

    def arrays(self) -> dict[str, F64]:
        """What `from_arrays` needs."""
        return {"right": self.right, "fits": self.fits, "strange": np.array(self.strange)}

    @classmethod
    def from_arrays(cls, kept: Mapping[str, F64]) -> Self:
        """What was kept in a file."""
        return cls(kept["right"], kept["fits"], float(kept["strange"]))


def signs(scores: F32, telling: F32, familiar: F32) -> F64:
    """The signs of trust, one row per message; the first two say whether the best class is the right one.

    Lead of the best class, its score, the second's, how much speaks for any class, how much of the message tells
    the best class from others, and how familiar its fields are.
    """
    ranked = np.sort(scores, axis=1).astype(np.float64)
    best = scores.argmax(axis=1)
    return np.column_stack((
        ranked[:, -1] - ranked[:, -2],
        ranked[:, -1],
        ranked[:, -2],
        np.maximum(scores + 0.5, 0).sum(axis=1),
        telling[np.arange(len(best)), best],
        familiar,
    ))  # fmt: skip


def _logistic(signs: F64, target: Bools, class_weight: str | None = None) -> F64:
    if target.all() or not target.any():
        return np.append(np.ones(signs.shape[1]), 0.0)
    scale = signs.std(axis=0) + 1e-9
    model = LogisticRegression(C=10, class_weight=class_weight).fit(signs / scale, target)
    return np.concatenate((model.coef_[0] / scale, model.intercept_))


def _chance(signs: F64, weights: F64) -> F64:
    chance: F64 = 1 / (1 + np.exp(-(signs @ weights[:-1] + weights[-1])))
    return chance
