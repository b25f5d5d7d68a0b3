"""Measures and reports copied from one another, and results that only repeat what had been planned."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bihuan.triage.copies import copied
from bihuan.triage.formalism.finding import Finding
from bihuan.triage.formalism.thresholds import (
    COPIED,
    COPIED_SHORT,
    NO_NEW_LETTERS,
    NOTHING_NEW,
    RESULT_SAYS,
    RUN,
    SHORT,
    SHORTEST,
)
from bihuan.triage.formalism.words import DAY, deeds, own_words, without_numbering

_CANDIDATE = 0.12
"""Share of a text in long common runs from which the short runs are counted."""
_SPARE_LETTERS = frozenset("的了和与及在对为并等")

_NUMBER = re.compile(
    r"(?<![0-9.第])[0-9]+(?:\.[0-9]+)?|(?<=[^第之统唯])[二三四五六七八九十百千万两]+(?=[名人个间所套台件份次张米盏处户元批场家节])"
)
_SAYS_NOTHING = frozenset({"100", "1", "0"})


@dataclass(frozen=True, slots=True)
class Text:
    """A measure, progress report or result. `matter` is its issue; `role` tells what of an issue it is."""

    id: str
    unit: str
    matter: str
    role: str
    words: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What was reported, and the measure that it reports on (words of each, and the measure's id)."""

    id: str
    unit: str
    words: str
    measure_id: str
    measure: str


def copied_texts(new: Sequence[Text], earlier: Sequence[Text]) -> Iterator[Finding]:
    """New texts whose own words stand in an earlier one of another unit or matter, or in an earlier own report.

    Order tells who copied: sort both by day. What many share word for word was handed out from above and is passed
    over.
    """
    stock = {text.id: text for text in (*earlier, *new)}
    own = {key: own_words(text.words, unit=text.unit) for key, text in stock.items()}
    fresh = {text.id: own[text.id] for text in new}
    old = {text.id: own[text.id] for text in earlier}
    nearest = {copy.key: copy for copy in copied(fresh, least=_CANDIDATE)} if len(fresh) > 1 else {}
    before = {copy.key: copy for copy in copied(fresh, old, least=_CANDIDATE)} if old else {}
    for text in new:
        sources = [found[text.id].source for found in (before, nearest) if text.id in found]
        judged = [(share_of(own[text.id], own[source]), source) for source in sources if _apart(text, stock[source])]
        if judged and _is_copy(own[text.id], max(judged)[0]):
            yield _copy(text, stock[max(judged)[1]], max(judged)[0])


def _apart(text: Text, other: Text) -> bool:
    """A measure of the same plan may resemble its neighbour; a report may not resemble last month's."""
    return text.matter != other.matter or (text.role == other.role == "progress")


def share_of(ours: str, theirs: str) -> float:
    """Share of our letters that stand in theirs, in runs of `RUN` or more."""
    told = [False] * len(ours)
    runs = {theirs[i : i + RUN] for i in range(len(theirs) - RUN + 1)}
    for start in range(len(ours) - RUN + 1):
        if ours[start : start + RUN] in runs:
            told[start : start + RUN] = [True] * RUN
    return sum(told) / len(told) if told else 0.0


def _is_copy(own: str, share: float) -> bool:
    return len(own) >= SHORTEST and share >= (COPIED if len(own) >= SHORT else COPIED_SHORT)


def _copy(text: Text, source: Text, share: float) -> Finding:
    where = "本单位此前的文字" if text.unit == source.unit else "另一单位的文字"
    reason = f"除单位名称、引用条文和通用套话外，{share:.0%} 的文字与{where}相同。请核对是否结合本单位实际。"
    return Finding("copied_text", text.unit, (text.id, source.id), reason, {"share": round(share, 3)})


def repeated_plans(results: Sequence[Result]) -> Iterator[Finding]:
    """Results that say nothing which the measure did not say before: no new deed, figure or name."""
    for result in results:
        said, planned = deeds(result.words), deeds(result.measure)
        if len(said) < RESULT_SAYS or len(planned) < RESULT_SAYS or _new_figures(result):
            continue
        new = _new_share(said, planned)
        if new <= NOTHING_NEW or _new_letters(said, planned) <= NO_NEW_LETTERS:
            reason = (
                f"去掉时态和套话后，结果中 {1 - new:.0%} 的内容就是措施原文，没有新的做法、数量或事实。请补充实际结果。"
            )
            proof = {"repeated": round(1 - new, 3)}
            yield Finding("result_like_plan", result.unit, (result.id, result.measure_id), reason, proof)


def _new_share(said: str, planned: str) -> float:
    pairs = [pair for pair in _pairs(said) if not _SPARE_LETTERS & set(pair)]
    known = set(_pairs(planned))
    return sum(pair not in known for pair in pairs) / len(pairs) if pairs else 0.0


def _new_letters(said: str, planned: str) -> float:
    """Whoever turns the sentences round makes new pairs, but needs no new letters."""
    return sum(letter not in planned for letter in said) / len(said)


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def _new_figures(result: Result) -> bool:
    """A quantity that the measure does not name. A day is none: it can be written without having done anything."""
    ours, theirs = (
        set(_NUMBER.findall(DAY.sub(" ", without_numbering(words)))) for words in (result.words, result.measure)
    )
    return bool(ours - theirs - _SAYS_NOTHING)


def marked(ours: str, theirs: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Both texts in pieces, each with whether it stands in the other one, for showing them side by side."""
    blocks = [
        block for block in SequenceMatcher(a=ours, b=theirs, autojunk=False).get_matching_blocks() if block.size >= RUN
    ]
    return _pieces(ours, [(one.a, one.size) for one in blocks]), _pieces(theirs, [(one.b, one.size) for one in blocks])


def _pieces(text: str, same: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    found, last = [], 0
    for start, size in same:
        found += [(text[last:start], False), (text[start : start + size], True)]
        last = start + size
    return [(piece, alike) for piece, alike in (*found, (text[last:], False)) if piece]
