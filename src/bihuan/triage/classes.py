"""Classes of opinions, learned from what people decided, with the right to say "none of these" or "not sure".

One balanced linear separator per class over weighted character n-grams; each separator weighs the n-grams by how much
they tell its class from the rest (Wang and Manning's NB-SVM). Confidence is the measured share of right answers among
messages of such scores in cross-validation, so .9 means nine of ten.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bihuan.triage.features import F32, Columns, opened, places, scaled
from bihuan.triage.folding import fold
from bihuan.triage.text import Message

_FOLDS = 4
_BATCH = 5_000
_SMOOTHING = 0.3
_ABSTAIN_BELOW = 0.6
"""Confidence under which the engine names its best guess but asks a person."""

_STRANGEST = 0.08
"""A message that fits its best class worse than all but so many of the rightly placed ones may belong to none."""

F64 = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested class. With `abstain` it is only the nearest one: none of the classes may fit.

    `phrases` are the words that speak for the class, `examples` ids of the decided messages most like this one.
    """

    id: str
    label: str
    confidence: float
    abstain: bool
    phrases: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """The suggestion in words."""
        words = "、".join(f"“{phrase}”" for phrase in self.phrases)
        because = f"关键词句：{words}。" if words else "没有找到有说明力的词句。"
        near = f"最相近的已定意见：{'、'.join(self.examples)}。" if self.examples else ""
        unsure = "把握不足，可能不属于任何一类，请人工判断。" if self.abstain else ""
        return f"{because}{near}{unsure}"


class Classifier:
    """Learns classes from decided messages and suggests one for new messages, thousands a second.

    Keeps hashed weights, labels and the ids of the decided messages; none of their text.
    """

    def __init__(self) -> None:
        self.labels: list[str] = []
        self._columns = Columns(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32))
        self._tell = np.empty((0, 0), dtype=np.float32)
        self._weigh = np.empty((0, 0), dtype=np.float32)
        self._offset = np.empty(0, dtype=np.float32)
        self._trust = np.array([0.0, 0.0, 0.0, -np.inf])  # weights of the two signs, offset, least fit
        self._decided = csr_matrix((0, 0), dtype=np.float32)
        self._decided_ids: list[str] = []
        self._spoken: F32 | None = None

    def fit(self, messages: Sequence[Message], labels: Sequence[str]) -> Self:
        """Learn from decided messages. Raises `ValueError` with a sentence when there is too little to learn from."""
        self.labels = sorted(set(labels))
        if len(self.labels) < 2:
            raise ValueError("至少要有两类已定的意见才能学习。")
        truth = np.searchsorted(self.labels, labels)
        texts = [opened(message) for message in messages]
        self._columns = Columns.of(texts, least=2 if len(texts) > 100 else 1)
        self._decided, self._decided_ids = self._columns.matrix(texts), [message.id for message in messages]
        self._trust = self._measured_trust(self._decided, truth)
        self._tell, self._weigh, self._offset = _separators(self._decided, truth, len(self.labels))
        self._spoken = None
        return self

    def predict(self, messages: Iterable[Message], *, explain: bool = True) -> Iterator[Suggestion]:
        """Suggest a class for each message, in order. Without `explain` only label, confidence and abstention."""
        stream = iter(messages)
        while batch := list(islice(stream, _BATCH)):
            texts = [opened(message) for message in batch]
            matrix = self._columns.matrix(texts)
            scores = self._scores(matrix)
            sure = _confidence(scores, self._trust)
            near = self._nearest(matrix) if explain else [()] * len(batch)
            for row, message in enumerate(batch):
                best = int(scores[row].argmax())
                yield Suggestion(
                    message.id,
                    self.labels[best],
                    float(sure[row]),
                    bool(sure[row] < _ABSTAIN_BELOW or scores[row, best] < self._trust[3]),
                    self._phrases(message, best) if explain else (),
                    near[row],
                )

    def _scores(self, matrix: csr_matrix) -> F32:
        lengths = np.sqrt(matrix.multiply(matrix) @ (self._tell**2))
        return np.asarray(matrix @ (self._tell * self._weigh) / np.maximum(lengths, 1e-9) + self._offset)

    def _measured_trust(self, matrix: csr_matrix, truth: npt.NDArray[np.int64]) -> F64:
        """Learn how scores turn into the chance of being right, from messages that were not learned from."""
        folds = min(_FOLDS, int(np.bincount(truth).min()))
        if folds < 2:
            return np.array([0.0, 0.0, 0.0, -np.inf])
        scores = np.zeros((len(truth), len(self.labels)), dtype=np.float32)
        for known, held in StratifiedKFold(folds, shuffle=True, random_state=0).split(scores, truth):
            self._tell, self._weigh, self._offset = _separators(matrix[known], truth[known], len(self.labels))
            scores[held] = self._scores(matrix[held])
        right = scores.argmax(axis=1) == truth
        if right.all() or not right.any():
            return np.array([1.0, 1.0, 0.0, -np.inf])
        signs = _signs(scores)
        model = LogisticRegression(C=10).fit(signs, right)
        return np.concatenate((model.coef_[0], model.intercept_, [np.quantile(signs[right, 1], _STRANGEST)]))

    def _nearest(self, matrix: csr_matrix, count: int = 3) -> list[tuple[str, ...]]:
        """Ids of the decided messages most like each row."""
        found = []
        for start in range(0, matrix.shape[0], 200):
            likeness = (matrix[start : start + 200] @ self._decided.T).toarray()
            best = np.argsort(-likeness, axis=1)[:, :count]
            found += [tuple(self._decided_ids[one] for one in row) for row in best]
        return found

    def _phrases(self, message: Message, label: int, count: int = 4) -> tuple[str, ...]:
        """The passages that speak most for a class."""
        points, _ = fold([message.whole])
        text = points.tobytes().decode("utf-32-le", "replace")
        worth = np.zeros(len(text))
        told = self._told()[label]
        for start, end, column in places(text, self._columns):
            worth[start:end] += told[column] / (end - start)
        return tuple(dict.fromkeys(_passages(text, worth)))[:count]

    def _told(self) -> F32:
        """What each column says for each class, worked out once for all explanations."""
        if self._spoken is None:
            self._spoken = np.ascontiguousarray((self._tell * self._weigh).T * self._columns.rarity)
        return self._spoken

    def save(self, path: Path) -> None:
        """Write the model (hashed weights, labels, ids) to a file that `load` reads."""
        decided = self._decided
        with path.open("wb") as file:
            np.savez_compressed(
                file, labels=np.array(self.labels), column=self._columns.column, rarity=self._columns.rarity,
                tell=self._tell, weigh=self._weigh, offset=self._offset, trust=self._trust,
                data=decided.data, indices=decided.indices, indptr=decided.indptr,
                decided_ids=np.array(self._decided_ids),
            )  # fmt: skip

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a model that `save` wrote."""
        model = cls()
        with np.load(path, allow_pickle=False) as kept:
            model.labels, model._decided_ids = kept["labels"].tolist(), kept["decided_ids"].tolist()
            model._columns = Columns(kept["column"], kept["rarity"])
            model._tell, model._weigh, model._offset = kept["tell"], kept["weigh"], kept["offset"]
            model._trust = kept["trust"]
            shape = (len(model._decided_ids), len(kept["rarity"]))
            model._decided = csr_matrix((kept["data"], kept["indices"], kept["indptr"]), shape=shape)
        return model


def cross_validated(
    messages: Sequence[Message], labels: Sequence[str], *, folds: int = 5, make: Callable[[], Classifier] = Classifier
) -> list[Suggestion]:
    """Suggest a class for every decided message by a model that did not learn from it: how good are we, honestly?"""
    answers: dict[int, Suggestion] = {}
    for known, held in StratifiedKFold(folds, shuffle=True, random_state=0).split(messages, labels):
        model = make().fit([messages[i] for i in known], [labels[i] for i in known])
        answers.update(zip(held.tolist(), model.predict([messages[i] for i in held], explain=False), strict=True))
    return [answers[row] for row in range(len(messages))]


def _separators(matrix: csr_matrix, truth: npt.NDArray[np.int64], classes: int) -> tuple[F32, F32, F32]:
    """For each class: how telling each column is, its weight, and the offset."""
    tell = np.empty((matrix.shape[1], classes), dtype=np.float32)
    weigh, offset = np.empty_like(tell), np.empty(classes, dtype=np.float32)
    for label in range(classes):
        mine = truth == label
        ours, rest = (np.asarray(matrix[side].sum(axis=0)).ravel() + _SMOOTHING for side in (mine, ~mine))
        tell[:, label] = np.sqrt(np.abs(np.log(ours / ours.sum()) - np.log(rest / rest.sum())))
        told = scaled(csr_matrix(matrix @ diags(tell[:, label])))
        model = LinearSVC(C=1.0, class_weight="balanced", random_state=0).fit(told, mine)
        weigh[:, label], offset[label] = model.coef_[0], model.intercept_[0]
    return tell, weigh, offset


def _signs(scores: F32) -> F64:
    """What confidence rests on: the lead of the best class over the second, and how well the best one fits."""
    ranked = np.sort(scores, axis=1).astype(np.float64)
    return np.column_stack((ranked[:, -1] - ranked[:, -2], ranked[:, -1]))


def _confidence(scores: F32, trust: F64) -> F64:
    sure: F64 = 1 / (1 + np.exp(-(_signs(scores) @ trust[:2] + trust[2])))
    return sure


def _passages(text: str, worth: F64, longest: int = 8) -> Iterator[str]:
    """Runs of letters worth more than most, the worthiest run first; a run of one letter says nothing."""
    if not worth.size or worth.max() <= 0:
        return
    strong = worth > max(0.0, float(np.quantile(worth, 0.85)))
    edges = np.flatnonzero(np.diff(np.concatenate(([0], strong.astype(np.int8), [0]))))
    runs = [(a, min(b, a + longest)) for a, b in edges.reshape(-1, 2).tolist() if b - a >= 2]
    for start, end in sorted(runs, key=lambda run: -worth[run[0] : run[1]].sum()):
        yield text[start:end]
