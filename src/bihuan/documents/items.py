"""Measures inside one cell or paragraph: 1. 2. · (1)(2) · ①② · 一是二是 · lines · clauses between ；."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bihuan.documents.words import chinese_number, is_none, tidy, without_stop

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_START = r"(?:(?<=^)|(?<=[\s\u3000。；;：:，,、）)]))"
"""Where a bare number may start an item: never in the middle of a sentence or a decimal."""


@dataclass(frozen=True, slots=True)
class _Style:
    pattern: re.Pattern[str]
    count: Callable[[str], int | None]


def _circled(text: str) -> int | None:
    return _CIRCLED.index(text) + 1


_STYLES = (
    _Style(re.compile(rf"([{_CIRCLED}])[\s.、．]*"), _circled),
    _Style(re.compile(rf"{_START}([一二三四五六七八九十]{{1,3}})(?:是要|是|要)(?=\S)"), chinese_number),
    _Style(re.compile(r"[（(]\s*(\d{1,2})\s*[）)][\s.、．]*"), chinese_number),
    _Style(re.compile(rf"{_START}(\d{{1,2}})\s*[.．、,，)）](?!\d)\s*"), chinese_number),
    _Style(re.compile(r"[（(]\s*([一二三四五六七八九十]{1,3})\s*[）)][\s.、．]*"), chinese_number),
    _Style(re.compile(rf"{_START}([一二三四五六七八九十]{{1,3}})、"), chinese_number),
    _Style(re.compile(rf"{_START}第([一二三四五六七八九十]{{1,3}})[，,：:]"), chinese_number),
)


def split_items(text: str) -> tuple[str, ...]:
    """One entry per numbered item, line or clause between ；, without numbering and closing punctuation."""
    if is_none(text):
        return ()
    parts = numbered(text) or _lines(text) or _clauses(text)
    return tuple(item for part in parts if (item := without_stop(tidy(part))))


def numbered(text: str) -> list[str]:
    """The items of the outermost numbering that counts 1, 2, …; empty where there is none.

    Words before the first item are kept as an item of their own, unless they only announce the list.
    """
    runs = [run for style in _STYLES if len(run := _ascending(style, text)) > 1]
    if not runs:
        return []
    run = min(runs, key=lambda found: found[0].start())
    bounds = [*(match.start() for match in run), len(text)]
    items = [text[match.end() : stop] for match, stop in zip(run, bounds[1:], strict=True)]
    before = text[: run[0].start()].strip()
    return items if len(before) < 6 or before.endswith(("：", ":")) else [before, *items]


def _ascending(style: _Style, text: str) -> list[re.Match[str]]:
    """The matches that count up from 1 without a gap."""
    run: list[re.Match[str]] = []
    for match in style.pattern.finditer(text):
        if style.count(match[1]) == len(run) + 1:
            run.append(match)
    return run


def _lines(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines if len(lines) > 1 else []


def _clauses(text: str) -> list[str]:
    """Between semicolons; a lone "1." at the front goes, it numbers nothing."""
    bare = re.sub(r"^\s*(?:1[.．、]|[（(]1[）)]|①|一是)\s*(?!\d)", "", text)
    return re.split(r"[；;]", bare)


_ANY_NUMBER = re.compile(
    rf"^\s*(?:[{_CIRCLED}]|\d{{1,2}}\s*[.．、)）](?!\d)|[（(]\s*(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*[）)]"
    r"|[一二三四五六七八九十]{1,3}(?:、|是))\s*"
)


def unnumbered(text: str) -> str:
    """A line without the number that opens it."""
    return _ANY_NUMBER.sub("", text.strip(), count=1)
