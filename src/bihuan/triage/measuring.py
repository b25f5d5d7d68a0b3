"""Measuring how far suggestions can be trusted, on messages that were not learned from."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedKFold

from bihuan.triage import trust
from bihuan.triage.separators import Separators
from bihuan.triage.topics import F32, Familiar
from bihuan.triage.trust import F64, Trust

I64 = npt.NDArray[np.int64]

_FOLDS = 4
_LEFT_OUT = 7
"""So many times some of the classes are left out."""

_ENOUGH = 1_500
_STRANGERS = 400
"""From so many messages the classes are learned while others are left out, and so many of those are looked at: more
change the eight weights of trust little and cost minutes."""


def measured(matrix: csr_matrix, spreads: F32, truth: I64) -> Trust:
    """Learn how scores turn into trust. Without enough messages of each class nothing can be known."""
    folds = min(_FOLDS, int(np.bincount(truth).min()))
    if folds < 2:
        return Trust.none()
    known = np.zeros((len(truth), trust.SIGNS))
    right = np.zeros(len(truth), dtype=np.bool_)
    for learned, held in StratifiedKFold(folds, shuffle=True, random_state=0).split(truth, truth):
        known[held], best = _signs(matrix, spreads, truth, learned, held)
        right[held] = best == truth[held]
    if len(truth) < trust.ENOUGH:  # there will not be enough strangers to learn from
        return Trust.learned(known, right, known[:0])
    strangers = [_signs(matrix, spreads, *split)[0] for split in _classes_left_out(truth)]
    return Trust.learned(known, right, np.concatenate([known[:0], *strangers]))


def _signs(matrix: csr_matrix, spreads: F32, truth: I64, learned: I64, held: I64) -> tuple[F64, I64]:
    """Learn from some rows; the signs of others and the class that each would be given."""
    known, labels = np.unique(truth[learned], return_inverse=True)
    separators = Separators.of(matrix[learned], spreads[learned], labels, len(known))
    familiar = Familiar.of(spreads[learned], labels, len(known))
    scores, telling = separators.scores(matrix[held], spreads[held])
    return trust.signs(scores, telling, familiar.signs(spreads[held])), known[scores.argmax(axis=1)]


def _classes_left_out(truth: I64) -> Iterator[tuple[I64, I64, I64]]:
    """Ways to leave classes out: the truth, the rows of the other classes, rows of those left out."""
    classes = int(truth.max()) + 1
    dice = np.random.default_rng(0)
    for turn in range(min(classes, _LEFT_OUT) if classes > 2 else 0):
        out = truth % _LEFT_OUT == turn
        rest, left = (dice.permutation(np.flatnonzero(side)) for side in (~out, out))
        if len(np.unique(truth[rest[:_ENOUGH]])) > 1:
            yield truth, rest[:_ENOUGH], left[:_STRANGERS]
