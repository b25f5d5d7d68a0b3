"""Figures told in running text against the figures of the records."""

import re
from collections.abc import Iterator, Sequence

from bihuan.documents.checking.model import Claim, Finding, Kind, Known, Line

_SECTION = re.compile(r"(?:^|[。；])[一二三四五六七八九十]{1,2}(?:是|、)")
_ABOUT = re.compile(r"余|多|近|约|以上")
_ABOVE = 1.3
"""“60多人” is right as long as the records count less than this many times as much."""


def contradicted_figures(lines: Sequence[Line], known: Sequence[Known]) -> Iterator[Finding]:
    """Each claim of each figure, where the text makes it."""
    for figure in known:
        for claim in figure.claims:
            for line in lines:
                for found in re.finditer(claim.pattern, line.text):
                    if _meant(line, found, claim) and not _agrees(found, figure.value):
                        yield _contradiction(line, found, figure)


def _meant(line: Line, found: re.Match[str], claim: Claim) -> bool:
    """The words of the context stand in the same paragraph before the claim, in the same 一是…二是 section."""
    if not claim.context:
        return True
    sections = [each.start() for each in _SECTION.finditer(line.text, 0, found.start())]
    return re.search(claim.context, line.text[sections[-1] if sections else 0 : found.end()]) is not None


def _agrees(found: re.Match[str], value: int) -> bool:
    told = int(found["n"].replace(",", ""))
    around = line_around(found)
    if _ABOUT.search(around):
        return told <= value < max(told * _ABOVE, told + 10) or told * 0.9 <= value <= told
    return told == value


def line_around(found: re.Match[str]) -> str:
    """The two characters on both sides of the number: words like 余 and 近 stand there."""
    start, end = found.span("n")
    return found.string[max(start - 1, 0) : start] + found.string[end : end + 1]


def _contradiction(line: Line, found: re.Match[str], figure: Known) -> Finding:
    words = f"与记录不符：{figure.label}，记录现为 {figure.value}，文中写的是 {found['n']}。"
    return Finding(Kind.RECORD, words, (line.place(*found.span("n")),))
