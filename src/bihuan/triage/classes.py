"""Classes of opinions, learned from what people decided, with the right to say "none of these" or "not sure".

One balanced linear separator per class over weighted character n-grams; each separator weighs the n-grams by how much
they tell its class from the rest (Wang and Manning's NB-SVM). Confidence is the measured share of right answers among
messages of such scores in cross-validation, so .9 means nine of ten.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, vstack
from sklearn.model_selection import StratifiedKFold

from bihuan.triage import trust
from bihuan.triage.features import CHUNK, F32, Columns, opened, places, read
from bihuan.triage.folding import fold
from bihuan.triage.measuring import measured
from bihuan.triage.separators import Separators
from bihuan.triage.text import Message
from bihuan.triage.topics import Familiar, spread
from bihuan.triage.trust import Trust

_ABSTAIN_BELOW = 0.6
"""Confidence under which the engine names its best guess but asks a person."""

_STEEP = 1.5
"""How much more rare n-grams count: places and things name a class, common words do not."""

_OTHERS = 2
_SHARPNESS = 4.0
"""How fast the chance of a class falls with its distance from the best one (scores of separators lie about 1 apart)."""

_NONE = np.empty((0, 0), dtype=np.float32)
F64 = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested class. With `abstain` it is only the nearest one: none of the classes may fit.

    `phrases` are the words that speak for the class, `examples` ids of the decided messages most like this one,
    `others` the next best classes with their confidence, `fit` how well any class fits (low: none of these).
    """

    id: str
    label: str
    confidence: float
    abstain: bool
    phrases: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    others: tuple[tuple[str, float], ...] = ()
    fit: float = 1.0

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
        self.version = ""
        self._columns = Columns(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32))
        self._separators = Separators(_NONE, _NONE, _NONE, _NONE)
        self._familiar = Familiar(_NONE, _NONE, _NONE)
        self._trust = Trust.none()
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
        self._columns = Columns.of(texts, least=_least(len(texts)), steep=_STEEP)
        self._decided, spreads = self._read(texts)
        self._decided_ids = [message.id for message in messages]
        self._trust = measured(self._decided, spreads, truth)
        self._separators = Separators.of(self._decided, spreads, truth, len(self.labels))
        self._familiar = Familiar.of(spreads, truth, len(self.labels))
        self._spoken = None
        self.version = _version(self._arrays())
        return self

    def suggest(self, message: Message) -> Suggestion:
        """Suggest a class for one message, with all reasons."""
        return next(self.predict([message]))

    def predict(self, messages: Iterable[Message], *, explain: bool = True) -> Iterator[Suggestion]:
        """Suggest a class for each message, in order. Without `explain` only label, confidence and abstention."""
        stream = iter(messages)
        while batch := list(islice(stream, CHUNK)):
            matrix, spreads = self._read([opened(message) for message in batch])
            scores, telling = self._separators.scores(matrix, spreads)
            signs = trust.signs(scores, telling, self._familiar.signs(spreads))
            sure, strange, fit = self._trust.confidence(signs), self._trust.is_strange(signs), self._trust.fit(signs)
            best = scores.argmax(axis=1).tolist()
            near = self._nearest(matrix) if explain else []
            for row, message in enumerate(batch):
                abstain = bool(strange[row] or sure[row] < _ABSTAIN_BELOW)
                plain = Suggestion(message.id, self.labels[best[row]], float(sure[row]), abstain, fit=float(fit[row]))
                yield self._explained(plain, message, scores[row], near[row]) if explain else plain

    def _read(self, texts: Sequence[str]) -> tuple[csr_matrix, F32]:
        """Weighted n-grams of texts, and how they spread over the fields."""
        parts = [read(texts[start : start + CHUNK]) for start in range(0, len(texts), CHUNK)]
        matrix = vstack([self._columns.rows(*part) for part in parts], format="csr")
        return matrix, np.concatenate([spread(*part) for part in parts])

    def _explained(self, plain: Suggestion, message: Message, scores: F32, near: tuple[str, ...]) -> Suggestion:
        """Add what the suggestion rests on, and the classes that come next."""
        order = np.argsort(-scores)
        odds = np.exp(_SHARPNESS * (scores[order[1:]] - scores[order[0]]))
        chances = (1 - plain.confidence) * odds / odds.sum()
        others = tuple(
            (self.labels[label], float(min(chance, plain.confidence)))
            for label, chance in list(zip(order[1:].tolist(), chances.tolist(), strict=True))[:_OTHERS]
        )
        return replace(plain, phrases=self._phrases(message, int(order[0])), examples=near, others=others)

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
            self._spoken = np.ascontiguousarray(self._separators.spoken.T * self._columns.rarity)
        return self._spoken

    def _arrays(self) -> dict[str, npt.NDArray[Any]]:
        return {
            "labels": np.array(self.labels), "column": self._columns.column, "rarity": self._columns.rarity,
            **_prefixed("separators", self._separators), **_prefixed("familiar", self._familiar),
            **{f"trust_{name}": array for name, array in self._trust.arrays().items()},
            "data": self._decided.data, "indices": self._decided.indices, "indptr": self._decided.indptr,
            "decided_ids": np.array(self._decided_ids),
        }  # fmt: skip

    def save(self, path: Path) -> None:
        """Write the model (hashed weights, labels, ids) to a file that `load` reads."""
        with path.open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **self._arrays())

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a model that `save` wrote, without pickle. Raises `ValueError` for a file of another version."""
        model = cls()
        with np.load(path, allow_pickle=False) as kept:
            if "separators_fields" not in kept:
                raise ValueError("这个模型文件是旧版本写的，请重新训练。")
            arrays = dict(kept)
        model.labels, model._decided_ids = arrays["labels"].tolist(), arrays["decided_ids"].tolist()
        model._columns = Columns(arrays["column"], arrays["rarity"])
        model._separators = Separators(**_named(arrays, "separators"))
        model._familiar = Familiar(**_named(arrays, "familiar"))
        model._trust = Trust.from_arrays(_named(arrays, "trust"))
        shape = (len(model._decided_ids), len(model._columns.rarity))
        model._decided = csr_matrix((arrays["data"], arrays["indices"], arrays["indptr"]), shape=shape)
        model.version = _version(arrays)
        return model


def _least(texts: int) -> int:
    """In how many texts an n-gram must occur to be learned: a few hundred decisions cannot spare the rare ones."""
    return 1 if texts <= 100 else min(5, 2 + texts // 1_000)


def _prefixed(name: str, part: Separators | Familiar) -> dict[str, npt.NDArray[Any]]:
    return {f"{name}_{field.name}": getattr(part, field.name) for field in fields(part)}


def _named(arrays: Mapping[str, npt.NDArray[Any]], name: str) -> dict[str, npt.NDArray[Any]]:
    """The arrays of one part."""
    return {key.removeprefix(f"{name}_"): array for key, array in arrays.items() if key.startswith(f"{name}_")}


def _version(arrays: Mapping[str, npt.NDArray[Any]]) -> str:
    """Twelve letters that differ when anything was learned differently."""
    digest = sha256()
    for name in sorted(arrays):
        digest.update(np.ascontiguousarray(arrays[name]).tobytes())
    return digest.hexdigest()[:12]


def cross_validated(
    messages: Sequence[Message], labels: Sequence[str], *, folds: int = 5, make: Callable[[], Classifier] = Classifier
) -> list[Suggestion]:
    """Suggest a class for every decided message by a model that did not learn from it: how good are we, honestly?"""
    answers: dict[int, Suggestion] = {}
    for known, held in StratifiedKFold(folds, shuffle=True, random_state=0).split(messages, labels):
        model = make().fit([messages[i] for i in known], [labels[i] for i in known])
        answers.update(zip(held.tolist(), model.predict([messages[i] for i in held], explain=False), strict=True))
    return [answers[row] for row in range(len(messages))]


def _passages(text: str, worth: F64, longest: int = 8) -> list[str]:
    """Runs of letters worth more than most, the worthiest run first; a run of one letter says nothing.

    In a short message the few best letters may stand apart: then one looks at more of them.
    """
    for share in (0.85, 0.7, 0.5, 0.0):
        strong = worth > max(0.0, float(np.quantile(worth, share))) if worth.size else worth > 0
        edges = np.flatnonzero(np.diff(np.concatenate(([0], strong.astype(np.int8), [0]))))
        runs = [(a, min(b, a + longest)) for a, b in edges.reshape(-1, 2).tolist() if b - a >= 2]
        if runs:
            return [text[a:b] for a, b in sorted(runs, key=lambda run: -worth[run[0] : run[1]].sum())]
    return []
