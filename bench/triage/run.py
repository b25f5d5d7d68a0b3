"""Speed and memory of the triage engine beside the libraries one would reach for.

    python -m bench.triage.run [--sizes 10000 100000 1000000] [--baseline-up-to 100000] [--only TASK] [--runs 3]

Each size runs in a process of its own, so that memory is its own; of several runs the median is told. A baseline above
its limit is measured at the limit and its rate taken over, which flatters it: all of them slow down as they grow.
"""

import argparse
import json
import multiprocessing
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import datasketch
from rensa import RMinHash, RMinHashLSH
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.neighbors import NearestNeighbors
from sklearn.svm import LinearSVC

from bench.triage.voices import voices
from bihuan.triage import Classifier, Desk, Duplicates, Message, letters
from bihuan.triage.grams import gram_set
from bihuan.triage.hands import hands, processors

Result = dict[str, float]

_TRAIN = 3_000
_PERMUTATIONS = 128
_QUESTIONS = 500


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _peak(*, of_hands: bool = False) -> float:
    """Highest resident memory so far, in GB: of this process, or of the largest of the ended ones it started."""
    return resource.getrusage(resource.RUSAGE_CHILDREN if of_hands else resource.RUSAGE_SELF).ru_maxrss / 1e6


def _busy() -> float:
    """Processor time of this process and of the ended ones it started."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _each(ask: Callable[[Message], object], questions: Sequence[Message]) -> Result:
    """Ask one after the other: median and 95th percentile by the clock, and the 95th of processor time alone.

    On a machine that others use too, the clock also tells how long they were at it.
    """
    clock, busy = [], []
    for question in questions:
        start, started = time.perf_counter(), time.process_time()
        ask(question)
        clock.append((time.perf_counter() - start) * 1e3)
        busy.append((time.process_time() - started) * 1e3)
    return {
        "p50 ms": statistics.median(clock),
        "p95 ms": statistics.quantiles(clock, n=20)[-1],
        "cpu p95 ms": statistics.quantiles(busy, n=20)[-1],
    }


class Stock(Mapping[str, Message]):
    """Messages by id as bytes, so that the corpus weighs what a database's cache would and not twice that."""

    def __init__(self, size: int) -> None:
        self._kept = [f"{one.title}\n{one.text}".encode() for one, _ in voices(size)]

    def __getitem__(self, one: str) -> Message:
        title, _, text = self._kept[int(one)].decode().partition("\n")
        return Message(one, text, title)

    def __iter__(self) -> Iterator[str]:
        return map(str, range(len(self._kept)))

    def __len__(self) -> int:
        return len(self._kept)


def _questions() -> list[Message]:
    """Half of them strangers, half near-duplicates of what is known."""
    known = [one for one, _ in voices(_QUESTIONS * 10)][::20]
    strangers = [one for one, _ in voices(_QUESTIONS // 2, seed=11)]
    repeated = [Message(f"q{one.id}", "您好，" + one.text, one.title) for one in known]
    return repeated + [Message(f"s{one.id}", one.text, one.title) for one in strangers]


def near_duplicates(size: int) -> Result:
    """All near-duplicates of a stock, with the exact check and the gate, by all processors."""
    stock = Stock(size)
    corpus = _peak()
    count = processors()
    found: list[object] = []
    started = _busy()
    with hands(count) as spread:
        index = Duplicates(stock, spread=spread)
        adding = _seconds(lambda: index.add(stock.values()))
        pairing = _seconds(lambda: found.extend(index.pairs()))
    busy = _busy() - started
    return {
        "seconds": adding + pairing, "adding s": adding, "cpu s": busy, "messages/s": size / (adding + pairing),
        "processes": count, "pairs": len(found), "corpus GB": corpus, "peak GB": _peak() + count * _peak(of_hands=True),
    }  # fmt: skip


def near_duplicates_rensa(size: int) -> Result:
    texts = [message.text for message, _ in voices(size)]

    def work() -> None:
        lsh = RMinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS, num_bands=32)
        for key, text in enumerate(texts):
            sketch = RMinHash(_PERMUTATIONS, 1)
            sketch.update(list(gram_set(letters(text))))
            lsh.query(sketch)
            lsh.insert(key, sketch)

    return {"messages/s": size / _seconds(work), "peak GB": _peak()}


def _datasketch_index(texts: Sequence[str]) -> datasketch.MinHashLSH:
    lsh = datasketch.MinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS)
    for key, text in enumerate(texts):
        sketch = _datasketch(text)
        lsh.query(sketch)
        lsh.insert(str(key), sketch)
    return lsh


def _datasketch(text: str) -> datasketch.MinHash:
    sketch = datasketch.MinHash(_PERMUTATIONS)
    sketch.update_batch([gram.encode() for gram in gram_set(letters(text))])
    return sketch


def near_duplicates_datasketch(size: int) -> Result:
    texts = [message.text for message, _ in voices(size)]
    return {"messages/s": size / _seconds(lambda: _datasketch_index(texts)), "peak GB": _peak()}


def _built(stock: Stock, folder: Path) -> Result:
    desk = Desk(stock)
    build = _seconds(lambda: desk.add(stock.values()))
    save = _seconds(lambda: desk.save(folder))
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e9
    return {"build s": build, "save s": save, "disk GB": disk}


def one_new(size: int) -> Result:
    """Near-duplicates and matters of one new opinion, from a desk opened from its files as a web process does."""
    stock = Stock(size)
    with tempfile.TemporaryDirectory() as folder:
        built = _built(stock, Path(folder))
        start = time.perf_counter()
        desk = Desk.open(Path(folder), stock)
        opening = time.perf_counter() - start
        questions = _questions()
        for question in questions[::25]:  # the first look-ups read the files
            desk.duplicates(question)
            desk.matters(question)
        repeats, matters = _each(desk.duplicates, questions), _each(desk.matters, questions)
        late = [Message(f"late{one.id}", one.text, one.title) for one in questions[:200]]
        adds = _each(lambda one: desk.add([one]), late)
    return {
        **built, "open s": opening, "peak GB": _peak(),
        **{f"duplicates {name}": value for name, value in repeats.items()},
        **{f"matters {name}": value for name, value in matters.items()},
        **{f"add {name}": value for name, value in adds.items()},
        "questions/s": 1e3 / repeats["p50 ms"], "matters/s": 1e3 / matters["p50 ms"],
    }  # fmt: skip


def one_new_datasketch(size: int) -> Result:
    texts = [message.text for message, _ in voices(size)]
    lsh = _datasketch_index(texts)
    times = _each(lambda one: lsh.query(_datasketch(one.text)), _questions())
    return {"questions/s": 1e3 / times["p50 ms"], **times, "peak GB": _peak()}


def one_new_scikit_learn(size: int) -> Result:
    """The nearest by TF-IDF, compared with all: what one would write for matters."""
    texts = [one.whole for one, _ in voices(size)]
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(2, 2), min_df=2, sublinear_tf=True)
    near = NearestNeighbors(n_neighbors=12, metric="cosine", algorithm="brute").fit(vectors.fit_transform(texts))
    times = _each(lambda one: near.kneighbors(vectors.transform([one.whole])), _questions()[::10])
    return {"matters/s": 1e3 / times["p50 ms"], **times, "peak GB": _peak()}


@cache
def _learned() -> tuple[list[Message], list[str]]:
    pairs = list(voices(_TRAIN, seed=3))
    return [message for message, _ in pairs], [label for _, label in pairs]


def classes(size: int) -> Result:
    """Suggestions for a stream of messages; the time of inventing them is taken off."""
    model = Classifier().fit(*_learned())
    started = time.process_time()
    making = _seconds(lambda: sum(1 for _ in voices(size)))
    making_busy = time.process_time() - started
    seconds = _seconds(lambda: sum(1 for _ in model.predict((one for one, _ in voices(size)), explain=False))) - making
    busy = time.process_time() - started - 2 * making_busy
    return {"seconds": seconds, "cpu s": busy, "messages/s": size / seconds, "peak GB": _peak()}


def classes_scikit_learn(size: int) -> Result:
    messages, labels = _learned()
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True)
    model = LinearSVC(class_weight="balanced").fit(vectors.fit_transform([one.whole for one in messages]), labels)
    texts = [one.whole for one, _ in voices(size)]

    def work() -> None:
        for start in range(0, size, 5_000):
            model.predict(vectors.transform(texts[start : start + 5_000]))

    return {"messages/s": size / _seconds(work), "peak GB": _peak()}


Work = Callable[[int], Result]
TASKS: dict[str, tuple[Work, dict[str, tuple[Work, str]]]] = {
    "near-duplicates": (
        near_duplicates,
        {"rensa": (near_duplicates_rensa, "messages/s"), "datasketch": (near_duplicates_datasketch, "messages/s")},
    ),
    "one-new": (
        one_new,
        {"datasketch": (one_new_datasketch, "questions/s"), "scikit-learn": (one_new_scikit_learn, "matters/s")},
    ),
    "classes": (classes, {"scikit-learn": (classes_scikit_learn, "messages/s")}),
}


def alone(work: Work, size: int, runs: int) -> Result:
    """Measure in fresh processes; the median of each figure."""
    results = []
    for _ in range(runs):
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
            results.append(process.submit(work, size).result())
    return {name: statistics.median(one[name] for one in results) for name in results[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--baseline-up-to", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--only", choices=sorted(TASKS), nargs="+", default=sorted(TASKS))
    args = parser.parse_args()
    for name in args.only:
        ours, baselines = TASKS[name]
        measured: dict[tuple[str, int], Result] = {}
        for size in args.sizes:
            result = alone(ours, size, args.runs)
            _tell({"task": name, "size": size, "load": os.getloadavg()[0]}, result)
            for library, (work, figure) in baselines.items():
                at = min(size, args.baseline_up_to)
                if (library, at) not in measured:
                    measured[library, at] = alone(work, at, args.runs)
                theirs = measured[library, at]
                about = {"task": name, "size": size, "baseline": library, "measured at": at}
                _tell(about, {**theirs, "times faster": result[figure] / theirs[figure]})


def _tell(about: dict[str, object], result: Result) -> None:
    print(
        json.dumps({**about, **{key: round(value, 3) for key, value in result.items()}}, ensure_ascii=False), flush=True
    )


if __name__ == "__main__":
    main()
