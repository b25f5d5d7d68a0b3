"""What was closed can be no more than what there was: 梳理问题36个 … 已整改52个, also kind by kind."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bihuan.documents.checking.model import Finding, Kind, Line
from bihuan.documents.checking.quantities import quantities
from bihuan.documents.checking.sums import Breakdown, Part, breakdowns
from bihuan.documents.words import likeness, pairs

_FOUND = re.compile(r"(?:梳理|排查|发现|登记|立账|收到|受理|反馈|征集|查摆|移交|交办)[^，。；]{0,12}$")
_ENDED = re.compile(
    r"(?:已(?:经)?[^，。；]{0,6})?(?:整改(?:完成|到位)?|完成(?:整改)?|办结|销号|解决|化解|立行立改)[^，。；]{0,8}$"
)
_OF_OTHERS = re.compile(r"累计|上期|结转|历年|往年|去年|上年|近年|以来共")
_NEAR = 12
"""Breakdowns further on than this tell of something else; a long report is not compared with all of itself."""
_ALIKE = 0.55
"""Likeness of two labels from which on they name the same kind of issue."""


def parts_beyond_their_whole(lines: Sequence[Line]) -> Iterator[Finding]:
    """More closed than found: in one sentence, and between two breakdowns of the same kinds."""
    for line in lines:
        yield from _in_one_sentence(line)
    found = [(each, _ended(each)) for line in lines for sentence in line.sentences() for each in breakdowns(sentence)]
    for n, (earlier, done) in enumerate(found):
        for later, ended in found[n + 1 : n + 1 + _NEAR]:
            if ended and not done:
                yield from _beyond(earlier, later)


def _in_one_sentence(line: Line) -> Iterator[Finding]:
    for sentence in line.sentences():
        inside = [q for q in quantities(sentence.text) if q.counts and not q.about]
        for one, other in pairwise(inside):
            between = sentence.text[one.end : other.start]
            if other.value <= one.value or one.unit != other.unit or _OF_OTHERS.search(sentence.text[: other.start]):
                continue
            if _FOUND.search(sentence.text[: one.start]) and _ENDED.search(between) and "其中" not in between:
                words = f"部分大于整体：共 {one.digits}{one.unit}，已整改（办结）的却有 {other.digits}{other.unit}。"
                places = (sentence.place(one.start, one.end), sentence.place(other.start, other.end))
                yield Finding(Kind.PART, words, places)


def _ended(breakdown: Breakdown) -> bool:
    return _ENDED.search(breakdown.sentence.text[: breakdown.whole.start]) is not None or (
        re.search(r"已[^，。；]{0,16}$", breakdown.head) is not None
    )


def _beyond(earlier: Breakdown, later: Breakdown) -> Iterator[Finding]:
    """Kinds that both breakdowns name, where more were closed than found."""
    if earlier.whole.unit != later.whole.unit:
        return
    matched = [(one, other) for other in later.parts if (one := _same_kind(other, earlier.parts)) is not None]
    if len(matched) < 2:
        return
    for one, other in matched:
        if other.quantity.value > one.quantity.value and not other.quantity.about:
            words = (
                f"部分大于整体：“{other.label}”已整改 {other.quantity.digits}{other.quantity.unit}，"
                f"前文同类问题只有 {one.quantity.digits}{one.quantity.unit}。"
            )
            places = (
                later.sentence.place(other.quantity.start, other.quantity.end),
                earlier.sentence.place(one.quantity.start, one.quantity.end),
            )
            yield Finding(Kind.PART, words, places)


def _same_kind(part: Part, others: Sequence[Part]) -> Part | None:
    """The one part of the other list with nearly the same label."""
    scored = [(likeness(pairs(part.label), pairs(other.label)), n) for n, other in enumerate(others)]
    best, n = max(scored, default=(0.0, 0))
    return others[n] if best >= _ALIKE else None
