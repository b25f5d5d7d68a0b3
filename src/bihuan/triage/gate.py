"""The place-and-party gate: two texts may be equal almost to the letter and still be two matters.

Parents of two schools send the same template about their own school; merged, one of them never gets an answer.
So before two near-equal texts are called duplicates, the words in which they differ are read: if they put another
school, estate, company or place in the same spot, a person has to look.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bihuan.triage.align import Difference, differences
from bihuan.triage.grams import jaccard
from bihuan.triage.names import (
    SPECIFIC,
    Name,
    alike,
    begins_with_ending,
    is_number,
    name_head,
    names,
    sounds_like,
)
from bihuan.triage.text import Message, content, letters

_LONG = 40
"""A stretch longer than this was written anew, not swapped; its names are compared as mentions instead."""

_OPENING = 80
"""Within so many letters a writer has said what it is about."""

_WORD = 10
"""An exchanged word has at most so many letters; a longer one is another wording."""

_ADDRESSED = (
    "书记|市长|县长|区长|局长|镇长|主任|领导|政府|先生|女士|部门|单位|老师|教师|同志|各位|尊敬|[你您]们?好?|我们|本人|大家|业主|"
    "居民|市民|村民|群众|人民|[省市县区]委|今天|昨天|目前|现在|已经|一直|非常|严重|特别"
)
"""Words that writers exchange without meaning another matter."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two names that stand in the same spot of two texts and cannot mean the same."""

    kind: str
    ours: str
    theirs: str


def conflicts(a: Message, b: Message) -> list[Conflict]:
    """List the names that make two near-equal messages two matters; empty if they may be one.

    The result is symmetrical but for the order of each pair.
    """
    if content(b) < content(a):
        return [Conflict(one.kind, one.theirs, one.ours) for one in conflicts(b, a)]
    parted = _parted(a, b)
    ours, theirs = _all_letters(a), _all_letters(b)
    found = [
        Conflict(x.kind, x.text, y.text)
        for one in parted
        for x, y in _swapped_names(one)
        if x.mark not in theirs and y.mark not in ours
        if _decides(x, y, one.after, (a, b))
    ]
    return list(dict.fromkeys(found)) or _exchanged_throughout(parted)


def _all_letters(message: Message) -> str:
    return f"{letters(message.title)} {letters(message.text)}"


def _parted(a: Message, b: Message) -> list[Difference]:
    """Where the texts differ, and where the titles do if they are variants of one sentence."""
    x, y = letters(a.title), letters(b.title)
    parted = [*differences(content(a), content(b))]
    if x and y and x != y and jaccard(x, y, 2) >= 0.3:
        parted += differences(x, y)
    return parted


def _swapped_names(one: Difference) -> Iterator[tuple[Name, Name]]:
    """Pairs of names of one kind, one on each side of a difference, none of which could be the other."""
    if not one.ours or not one.theirs or max(len(one.ours), len(one.theirs)) > _LONG:
        return
    head = name_head(one.before)
    ours, theirs = (_names_touching(head, side, one.after) for side in (one.ours, one.theirs))
    for kind in dict.fromkeys(name.kind for name in ours):
        left = [name for name in ours if name.kind == kind]
        right = [name for name in theirs if name.kind == kind]
        if right and not any(alike(x, y) for x in left for y in right):
            yield left[-1], right[-1]  # the last one is the one that the common words after it complete


def _names_touching(head: str, side: str, after: str) -> list[Name]:
    """Names that hold a letter of the differing words."""
    end = len(head) + len(side)
    return [
        name for name in names(head + side + after[:6]) if name.start < end and name.start + len(name.text) > len(head)
    ]


def _decides(x: Name, y: Name, after: str, pair: tuple[Message, Message]) -> bool:
    """Whether a swapped name makes another matter.

    A name in both titles always does. Elsewhere a road or district before a place that both texts name is a rewritten
    or mistaken address; and a thing mentioned once, late, is not what the message is about.
    """
    sides = list(zip((x, y), pair, strict=True))
    if all(name.text in letters(message.title) for name, message in sides):
        return True
    address = x.kind not in SPECIFIC
    if address and any(name.kind in SPECIFIC and not name.common for name in names(after)):
        return False
    return any(_is_subject(name, _all_letters(message)) for name, message in sides)


def _is_subject(name: Name, text: str) -> bool:
    return text.count(name.mark) > 1 or text.find(name.mark) < _OPENING


def _exchanged_throughout(parted: list[Difference]) -> list[Conflict]:
    """One word exchanged for another wherever it stands: a template filled in twice.

    Before the ending of a name (`路`, `小区`) twice is enough; elsewhere hardly anything else may differ.
    """
    swaps = [one for one in parted if one.ours and one.theirs and not _forms_of_address(one)]
    pairs = Counter((one.ours, one.theirs) for one in swaps if max(len(one.ours), len(one.theirs)) <= _WORD)
    if not pairs:
        return []
    (ours, theirs), times = pairs.most_common(1)[0]
    kind = next(filter(None, (begins_with_ending(one.after) for one in swaps if one.ours == ours)), "")
    changed = sum(max(len(one.ours), len(one.theirs)) for one in swaps)
    throughout = times * max(len(ours), len(theirs)) >= 0.6 * changed
    if times < 2 or not (kind or throughout) or _mere_wording(ours, theirs, of_a_name=bool(kind)):
        return []
    return [Conflict(kind or "word", ours, theirs)]


def _forms_of_address(one: Difference) -> bool:
    return bool(re.search(_ADDRESSED, one.ours) or re.search(_ADDRESSED, one.theirs))


def _mere_wording(ours: str, theirs: str, *, of_a_name: bool) -> bool:
    """Whether an exchanged word is a shorter form, a typing slip or a matter of style; other numbers never are."""
    if of_a_name and is_number(ours) and is_number(theirs):
        return False
    short = min(len(ours), len(theirs))
    shared = len(set(ours) & set(theirs))
    return short < 2 or sounds_like(ours, theirs) or (2 * shared >= short if of_a_name else shared > 0)
