"""Speed and memory of the triage engine beside the libraries one would reach for.

    python -m bench.triage.run [--sizes 10000 100000 1000000] [--baseline-up-to 100000]

Each size runs in a process of its own, so that memory is its own. A baseline above its limit is measured at the limit
and its rate taken over, which flatters it: all of them slow down as they grow. datasketch is only measured if installed.
"""

import argparse
import importlib
import json
import multiprocessing
import resource
import statistics
import time
from collections.abc import Callable

from rensa import RMinHash, RMinHashLSH
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from bench.triage.voices import voices
from bihuan.triage import Classifier, Duplicates, Message, letters
from bihuan.triage.grams import gram_set

_TRAIN = 3_000
_PERMUTATIONS = 128


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def near_duplicates(size: int) -> dict[str, float]:
    messages = {message.id: message for message, _ in voices(size)}
    corpus = _peak()
    index = Duplicates(messages)
    add = _seconds(lambda: index.add(messages.values()))
    found: list[object] = []
    pairs = _seconds(lambda: found.extend(index.pairs()))
    times = sorted(_seconds(lambda one=one: index.query(one)) for one, _ in voices(500, seed=11))
    return {
        "add s": add, "pairs s": pairs, "messages/s": size / (add + pairs), "pairs": len(found),
        "query p50 ms": statistics.median(times) * 1e3, "query p95 ms": times[475] * 1e3,
        "corpus GB": corpus, "peak GB": _peak(),
    }  # fmt: skip


def near_duplicates_rensa(size: int) -> dict[str, float]:
    texts = [message.text for message, _ in voices(size)]

    def work() -> None:
        lsh = RMinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS, num_bands=32)
        for key, text in enumerate(texts):
            sketch = RMinHash(_PERMUTATIONS, 1)
            sketch.update(list(gram_set(letters(text))))
            lsh.query(sketch)
            lsh.insert(key, sketch)

    return {"messages/s": size / _seconds(work), "peak GB": _peak()}


def near_duplicates_datasketch(size: int) -> dict[str, float]:
    library = importlib.import_module("datasketch")
    texts = [message.text for message, _ in voices(size)]

    def work() -> None:
        lsh = library.MinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS)
        for key, text in enumerate(texts):
            sketch = library.MinHash(_PERMUTATIONS)
            sketch.update_batch([gram.encode() for gram in gram_set(letters(text))])
            lsh.query(sketch)
            lsh.insert(str(key), sketch)

    return {"messages/s": size / _seconds(work), "peak GB": _peak()}


def _learned() -> tuple[list[Message], list[str]]:
    pairs = list(voices(_TRAIN, seed=3))
    return [message for message, _ in pairs], [label for _, label in pairs]


def classes(size: int) -> dict[str, float]:
    model = Classifier().fit(*_learned())
    seconds = _seconds(lambda: sum(1 for _ in model.predict((one for one, _ in voices(size)), explain=False)))
    making = _seconds(lambda: sum(1 for _ in voices(size)))
    return {"seconds": seconds - making, "messages/s": size / (seconds - making), "peak GB": _peak()}


def classes_scikit_learn(size: int) -> dict[str, float]:
    messages, labels = _learned()
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True)
    model = LinearSVC(class_weight="balanced").fit(vectors.fit_transform([one.whole for one in messages]), labels)
    texts = [one.whole for one, _ in voices(size)]

    def work() -> None:
        for start in range(0, size, 5_000):
            model.predict(vectors.transform(texts[start : start + 5_000]))

    return {"messages/s": size / _seconds(work), "peak GB": _peak()}


TASKS = {
    "near-duplicates": (near_duplicates, {"rensa": near_duplicates_rensa, "datasketch": near_duplicates_datasketch}),
    "classes": (classes, {"scikit-learn": classes_scikit_learn}),
}


def alone(work: Callable[[int], dict[str, float]], size: int) -> dict[str, float]:
    """Measure in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (size,))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--baseline-up-to", type=int, default=100_000)
    parser.add_argument("--only", choices=sorted(TASKS))
    args = parser.parse_args()
    for name, (ours, baselines) in TASKS.items():
        if args.only not in (None, name):
            continue
        for size in args.sizes:
            result = alone(ours, size)
            print(json.dumps({"task": name, "size": size, **{key: round(value, 3) for key, value in result.items()}}))
            for library, theirs in baselines.items():
                if library == "datasketch" and importlib.util.find_spec("datasketch") is None:
                    continue
                measured = alone(theirs, min(size, args.baseline_up_to))
                ratio = result["messages/s"] / measured["messages/s"]
                print(
                    json.dumps(
                        {
                            "task": name,
                            "size": size,
                            "baseline": library,
                            "messages/s": round(measured["messages/s"]),
                            "peak GB": round(measured["peak GB"], 2),
                            "times faster": round(ratio, 2),
                        }
                    )
                )


if __name__ == "__main__":
    main()
