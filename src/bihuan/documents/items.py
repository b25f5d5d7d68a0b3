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
    first: tuple[str, ...]
    """One of these must occur, or the text is not numbered in this style: spares most searches."""
    pattern: re.Pattern[str]
    count: Callable[[str], int | None] = chinese_number


def _circled(text: str) -> int | None:
    return _CIRCLED.index(text) + 1


_ONES = ("1", "１")
_STYLES = (
    _Style(("①",), re.compile(rf"([{_CIRCLED}])[\s.、．]*"), _circled),
    _Style(("一是", "一要"), re.compile(r"(?<![统唯专单同第])([一二三四五六七八九十]{1,3})(?:是要|是|要)(?=\S)")),
    _Style(_ONES, re.compile(r"[（(]\s*(\d{1,2})\s*[）)][\s.、．]*")),
    _Style(_ONES, re.compile(rf"{_START}(\d{{1,2}})\s*[.．、,，)）](?!\d)\s*")),
    _Style(("（一", "(一"), re.compile(r"[（(]\s*([一二三四五六七八九十]{1,3})\s*[）)][\s.、．]*")),
    _Style(("一、",), re.compile(rf"{_START}([一二三四五六七八九十]{{1,3}})、")),
    _Style(("第一",), re.compile(rf"{_START}第([一二三四五六七八九十]{{1,3}})[，,：:]")),
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
    styles = [style for style in _STYLES if any(first in text for first in style.first)]
    runs = [run for style in styles if len(run := _ascending(style, text)) > 1]
    if not runs:
        return []
    run = min(runs, key=lambda found: found[0].start())
    bounds = [*(match.start() for match in run), len(text)]
    items = [text[match.end() : stop] for match, stop in zip(run, bounds[1:], strict=True)]
    before = text[: run[0].start()].strip()
    return items if len(before) < 6 or before.endswith(("：", ":")) or _only_opens(before) else [before, *items]


def _only_opens(before: str) -> bool:
    """我局高度重视，一是…: half a sentence that leads to the list."""
    return len(before) <= 12 and before.endswith(("，", ","))


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
