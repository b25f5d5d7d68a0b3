"""One balanced linear separator per class over weighted n-grams (Wang and Manning's NB-SVM) and fields."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.svm import LinearSVC

from bihuan.triage.features import F32, scaled

_SMOOTHING = 0.1
_OF_FIELDS = 0.1
"""What the fields of a message count beside its n-grams: enough to speak for words never met in decided messages,
too little to speak against those that were."""


@dataclass(frozen=True, slots=True)
class Separators:
    """For each class (a column): how telling each n-gram is, its weight, the weight of each field, and the offset."""

    tell: F32
    weigh: F32
    fields: F32
    offset: F32

    @classmethod
    def of(cls, matrix: csr_matrix, spreads: F32, truth: npt.NDArray[np.int64], classes: int) -> Self:
        """Learn to tell each class from the rest; an n-gram counts by how much its share differs between them."""
        tell = np.empty((matrix.shape[1], classes), dtype=np.float32)
        weigh, offset = np.empty_like(tell), np.empty(classes, dtype=np.float32)
        fields = np.empty((spreads.shape[1], classes), dtype=np.float32)
        about = csr_matrix(_OF_FIELDS * spreads)
        for label in range(classes):
            mine = truth == label
            ours, rest = (np.asarray(matrix[side].sum(axis=0)).ravel() + _SMOOTHING for side in (mine, ~mine))
            tell[:, label] = np.sqrt(np.abs(np.log(ours / ours.sum()) - np.log(rest / rest.sum())))
            told = hstack([scaled(csr_matrix(matrix @ diags(tell[:, label]))), about], format="csr")
            model = LinearSVC(C=1.0, class_weight="balanced", random_state=0).fit(told, mine)
            weigh[:, label], fields[:, label] = np.split(model.coef_[0], [matrix.shape[1]])
            offset[label] = model.intercept_[0]
        return cls(tell, weigh, _OF_FIELDS * fields, offset)

    @property
    def spoken(self) -> F32:
        """What one n-gram says for each class."""
        return self.tell * self.weigh

    def scores(self, matrix: csr_matrix, spreads: F32) -> tuple[F32, F32]:
        """How much speaks for each class, one row per message, and how much of the message is telling for it."""
        telling = np.sqrt(matrix.multiply(matrix) @ (self.tell**2))
        said = matrix @ self.spoken / np.maximum(telling, 1e-9) + spreads @ self.fields
        return np.asarray(said + self.offset), np.asarray(telling)
