"""`bihuan triage classify | duplicates | matters | train`: the triage engine over CSV files."""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bihuan.triage.classes import Classifier, cross_validated
from bihuan.triage.duplicates import Duplicates
from bihuan.triage.hands import hands, processors
from bihuan.triage.matters import Matters
from bihuan.triage.text import Message, read_messages

HELP = "suggest classes, near-duplicates and matters of opinions in a CSV file"

_UNCLEAR = "ambiguous"
_MANY = 50_000
"""From so many messages further processes are worth their two seconds of starting."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the four actions."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    classify = actions.add_parser(
        "classify", help="suggest a class for each message: id,label,confidence,abstain,reason"
    )
    learned = classify.add_mutually_exclusive_group(required=True)
    learned.add_argument("--train", type=Path, help="decided messages: id,title,text,label")
    learned.add_argument("--model", type=Path, help="a model that `train` wrote")
    duplicates = actions.add_parser("duplicates", help="find near-equal messages: id_a,id_b,verdict,reason")
    matters = actions.add_parser("matters", help="group messages by concrete matter: id,matter")
    matters.add_argument("--train", type=Path, help="matters that people judged: issue,id and perhaps kind")
    for action in (classify, duplicates, matters):
        action.add_argument(
            "--in", dest="source", type=Path, required=True, help="messages: id,title,text and perhaps time"
        )
        action.add_argument("--out", type=Path, required=True, help="where to write the answers")
    train = actions.add_parser("train", help="learn classes, say how good they are, and keep the model")
    train.add_argument("--train", type=Path, required=True, help="decided messages: id,title,text,label")
    train.add_argument("--model", type=Path, required=True, help="where to keep the model")


def run(args: argparse.Namespace) -> int:
    """Run one action; 1 with a sentence when a file cannot be used."""
    actions = {"classify": _classify, "duplicates": _duplicates, "matters": _matters, "train": _train}
    try:
        actions[args.action](args)
    except (OSError, ValueError, UnicodeDecodeError) as problem:
        print(f"bihuan triage {args.action}: {problem}", file=sys.stderr)
        return 1
    return 0


def _classify(args: argparse.Namespace) -> None:
    model = Classifier.load(args.model) if args.model else Classifier().fit(*_decided(args.train))
    answers = (
        (one.id, one.label, f"{one.confidence:.4f}", int(one.abstain), one.reason)
        for one in model.predict(read_messages(args.source))
    )
    _write(args.out, ("id", "label", "confidence", "abstain", "reason"), answers)


def _duplicates(args: argparse.Namespace) -> None:
    messages = _by_id(args.source)
    with hands(processors() if len(messages) > _MANY else 1) as spread:
        index = Duplicates(messages, spread=spread)
        index.add(messages.values())
        answers = ((one.id_a, one.id_b, one.verdict, one.reason) for one in index.pairs())
        _write(args.out, ("id_a", "id_b", "verdict", "reason"), answers)


def _matters(args: argparse.Namespace) -> None:
    messages = list(_by_id(args.source).values())
    matters = Matters()
    if args.train:
        judged, unclear = _judged(args.train)
        matters.fit(messages, judged, unclear=unclear)
    _write(args.out, ("id", "matter"), matters.group(messages).items())


def _train(args: argparse.Namespace) -> None:
    messages, labels = _decided(args.train)
    answers = cross_validated(messages, labels)
    Classifier().fit(messages, labels).save(args.model)
    right = Counter(label for label, answer in zip(labels, answers, strict=True) if answer.label == label)
    said = Counter(answer.label for answer in answers)
    for label, count in sorted(Counter(labels).items()):
        print(f"{label}: {count} decided, F1 {2 * right[label] / max(1, count + said[label]):.3f}")
    share = right.total() / len(labels)
    print(f"{args.model}: learned from {len(labels)} messages; {share:.3f} right in cross-validation")


def _rows(path: Path, needed: set[str]) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        missing = needed - set(rows.fieldnames or ())
        if missing:
            raise ValueError(f"{path.name}: the first row names no column {' or '.join(sorted(missing))}")
        yield from rows


def _decided(path: Path) -> tuple[list[Message], list[str]]:
    labels = {row["id"]: row["label"] for row in _rows(path, {"id", "label"}) if row["label"]}
    messages = [message for message in read_messages(path) if message.id in labels]
    return messages, [labels[message.id] for message in messages]


def _judged(path: Path) -> tuple[dict[str, str], set[str]]:
    rows = list(_rows(path, {"id", "issue"}))
    unclear = {row["id"] for row in rows if row.get("kind") == _UNCLEAR}
    return {row["id"]: row["issue"] for row in rows if row["id"] not in unclear}, unclear


def _by_id(path: Path) -> dict[str, Message]:
    return {message.id: message for message in read_messages(path)}


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
