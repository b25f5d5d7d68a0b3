"""Words that undo each other or were left behind: 近100余条, a doubled name, a sentence that stops midway."""

import re
from collections.abc import Iterator, Sequence

from bihuan.documents.checking.model import Finding, Kind, Line

_BOTH_WAYS = re.compile(
    r"(?:近|将近|接近|不足|不到)\d+(?:\.\d+)?[万亿千百]?(?:余|多)(?!年来)|(?:近|将近|接近|不足|不到)\d+(?:\.\d+)?[^，。；、\d]{0,3}以上"
)
_TWICE = re.compile(r"(?!(.)\1\1)([\u4e00-\u9fff]{3,12})\2")
"""Three like characters (某某某, ＸＸＸ in blanked names) are no word."""
_ENDS = "。！？；：…”》）】"
_LONG = 80
"""Characters of a paragraph that is surely running text."""
_HABIT = 0.75
"""Share of long paragraphs that end with a stop, from which on the others are suspicious."""
_FEWEST = 4


def slips(lines: Sequence[Line]) -> Iterator[Finding]:
    """Contradictory approximations, doubled words, broken-off paragraphs."""
    for line in lines:
        for found in _BOTH_WAYS.finditer(line.text):
            words = f"“{found[0]}”自相矛盾：前面的词说不到这个数，后面的词说超过这个数，请只留一个。"
            yield Finding(Kind.WORDING, words, (line.place(found.start(), found.end()),))
        for found in _TWICE.finditer(line.text):
            words = f"“{found[2]}”连写了两遍，请删去一个。"
            yield Finding(Kind.WORDING, words, (line.place(found.start(), found.end()),))
    yield from _broken_off(lines)


def _broken_off(lines: Sequence[Line]) -> Iterator[Finding]:
    """Long paragraphs without an end, in a document whose others have one."""
    long = [line for line in lines if len(line.text.strip()) >= _LONG and line.position.row is None]
    ended = [line for line in long if line.text.strip()[-1] in _ENDS]
    if len(long) < _FEWEST or len(ended) < _HABIT * len(long):
        return
    for line in long:
        text = line.text.rstrip()
        if re.search(r"[\u4e00-\u9fff，、]$", text) and line not in ended:
            words = f"这一段没有写完：在“{text[-8:]}”处中断，没有句末标点，请核对是否缺字。"
            yield Finding(Kind.WORDING, words, (line.place(len(text) - 8, len(text)),))
