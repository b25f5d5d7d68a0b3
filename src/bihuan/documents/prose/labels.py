"""Label lines: 责任单位：甲、乙　　整改时限：2024年6月底前 — several labels in a line, values over several lines."""

import re
from dataclasses import dataclass, field

from bihuan.documents.columns import guess
from bihuan.documents.model import Meaning, Position
from bihuan.documents.prose.outline import Line

LABELS = frozenset(
    {
        Meaning.PROBLEM,
        Meaning.GOAL,
        Meaning.MEASURES,
        Meaning.DEADLINE,
        Meaning.LEAD_UNIT,
        Meaning.UNITS,
        Meaning.COOPERATING,
        Meaning.LEADER,
        Meaning.PERSONS,
        Meaning.SUPERVISING,
        Meaning.ACCEPTANCE,
        Meaning.STATUS,
        Meaning.PROGRESS,
        Meaning.EVIDENCE,
        Meaning.AMOUNT,
        Meaning.KIND,
        Meaning.SOURCE,
    }
)
"""Meanings that a label in running text may carry."""

SURE_ENOUGH = 0.7

_LABEL = re.compile(
    r"(?:^|(?<=[\s\u3000。；;，,）)]))"
    r"(?P<label>[\u4e00-\u9fff](?:[ \u3000]{0,4}[\u4e00-\u9fff（）()]){1,11})[ \u3000]*[:：∶]\s*"
)


@dataclass(slots=True)
class Labelled:
    """The text under one label."""

    meaning: Meaning
    text: str
    position: Position


@dataclass
class Parts:
    """An issue's lines told apart: labelled texts, and the rest."""

    labelled: list[Labelled] = field(default_factory=list)
    loose: list[Line] = field(default_factory=list)

    def first(self, meaning: Meaning) -> Labelled | None:
        """The first text under a label of this meaning."""
        return next((each for each in self.labelled if each.meaning is meaning), None)

    def all(self, *meanings: Meaning) -> list[Labelled]:
        """All texts under labels of these meanings, in the order of the meanings."""
        return [each for meaning in meanings for each in self.labelled if each.meaning is meaning]


def split_labels(text: str) -> list[tuple[Meaning | None, str]]:
    """The pieces of a line: the text before the first label under None, then one piece for each label."""
    found = [
        (match, meaning)
        for match in _LABEL.finditer(text)
        if (meaning := label_meaning(match["label"])) and not _in_bracket(text, match.start())
    ]
    starts = [match.start() for match, _ in found] + [len(text)]
    pieces: list[tuple[Meaning | None, str]] = [(None, text[: starts[0]].strip())]
    for (match, meaning), stop in zip(found, starts[1:], strict=True):
        pieces.append((meaning, text[match.end() : stop].strip()))
    return pieces


def _in_bracket(text: str, place: int) -> bool:
    before = text[:place]
    return before.count("（") + before.count("(") > before.count("）") + before.count(")")


def label_meaning(label: str) -> Meaning | None:
    """What a label says about an issue; None where it is none that an issue has."""
    known = guess(label)
    return known.meaning if known and known.meaning in LABELS and known.confidence >= SURE_ENOUGH else None


def has_labels(lines: list[Line]) -> bool:
    """Whether a line opens with a label."""
    return any(split_labels(line.whole)[0][1] == "" and len(split_labels(line.whole)) > 1 for line in lines)


def opening_label(line: Line) -> Meaning | None:
    """The label that a line opens with, its number aside (2.整改措施：…)."""
    pieces = split_labels(line.text)
    return pieces[1][0] if len(pieces) > 1 and pieces[0][1] == "" else None


LISTS = frozenset({Meaning.MEASURES, Meaning.GOAL, Meaning.PROGRESS})
"""Labels whose text may go on in the lines below."""


def read_parts(lines: list[Line]) -> Parts:
    """Labelled and loose text; numbered lines below a label of measures belong to it."""
    parts = Parts()
    current: Labelled | None = None
    for line in lines:
        pieces = split_labels(line.text if opening_label(line) else line.whole)
        before = pieces[0][1]
        if before and current is not None and current.meaning in LISTS:
            current.text += f"\n{before}"
        elif before:
            parts.loose.append(Line(before, before, line.position, line.style, line.number))
        for meaning, text in pieces[1:]:
            value, bracket = _without_bracket(text)
            current = Labelled(meaning or Meaning.NOTE, value, line.position)
            parts.labelled.append(current)
            if bracket:
                parts.loose.append(Line(bracket, bracket, line.position))
    return parts


def _without_bracket(text: str) -> tuple[str, str]:
    """A value, and the bracket of units that follows its full stop: 2025年8月底前。（甲、乙负责）."""
    found = re.search(r"。\s*(?=[（(][^（）()]+[）)]$)", text)
    return (text[: found.start()], text[found.end() :]) if found else (text, "")
