"""One balanced linear separator per class over weighted n-grams (Wang and Manning's NB-SVM)."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags
from sklearn.svm import LinearSVC

from bihuan.triage.features import F32, scaled

_SMOOTHING = 0.3


@dataclass(frozen=True, slots=True)
class Separators:
    """For each class (a column): how telling each n-gram is, its weight, and the offset."""

    tell: F32
    weigh: F32
    offset: F32

    @classmethod
    def of(cls, matrix: csr_matrix, truth: npt.NDArray[np.int64], classes: int) -> Self:
        """Learn to tell each class from the rest; an n-gram counts by how much its share differs between them."""
        tell = np.empty((matrix.shape[1], classes), dtype=np.float32)
        weigh, offset = np.empty_like(tell), np.empty(classes, dtype=np.float32)
        for label in range(classes):
            mine = truth == label
            ours, rest = (np.asarray(matrix[side].sum(axis=0)).ravel() + _SMOOTHING for side in (mine, ~mine))
            tell[:, label] = np.sqrt(np.abs(np.log(ours / ours.sum()) - np.log(rest / rest.sum())))
            told = scaled(csr_matrix(matrix @ diags(tell[:, label])))
            model = LinearSVC(C=1.0, class_weight="balanced", random_state=0).fit(told, mine)
            weigh[:, label], offset[label] = model.coef_[0], model.intercept_[0]
        return cls(tell, weigh, offset)

    @property
    def spoken(self) -> F32:
        """What one n-gram says for each class."""
        return self.tell * self.weigh

    def scores(self, matrix: csr_matrix) -> tuple[F32, F32]:
        """How much speaks for each class, one row per message, and how much of the message is telling for it."""
        telling = np.sqrt(matrix.multiply(matrix) @ (self.tell**2))
        return np.asarray(matrix @ self.spoken / np.maximum(telling, 1e-9) + self.offset), np.asarray(telling)
