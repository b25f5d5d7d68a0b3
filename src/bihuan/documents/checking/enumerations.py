"""Announced counts: "六明确" after five items, 三个方面 followed by 一是…二是…, 甲、乙、丙两个层级."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bihuan.documents.checking.model import Finding, Kind, Line
from bihuan.documents.words import chinese_number

_NUMBER = r"[一二三四五六七八九十两]{1,2}"
_NAMED = re.compile(rf"“(?P<name>(?:{_NUMBER}个?[^“”\s一二三四五六七八九十、，。]{{1,5}}){{1,2}})”")
_NOT_A_COUNT = re.compile(r"十[二三四五]五|^一|十九|二十")
"""Names of five-year plans and congresses; 一… is mostly half of a pair."""
_ITEM = r"[^，。；：、“”（）！？\s\d]{2,24}"
_LIST_BEFORE = re.compile(rf"(?P<items>{_ITEM}(?:、{_ITEM})+)$")
_LIST_AFTER = re.compile(rf"(?:：|（|，即：?|即：?)(?P<items>{_ITEM}(?:、{_ITEM})+)(?=[）。；，]|$)")
_OPENER = re.compile(r"做到|实行|落实|明确|坚持|抓好|按照|做好|突出|聚焦|紧盯|围绕|实现|强化|包括|分为|：$|“$|（$")

_CATEGORY = (
    "方面|层级|层面|环节|阶段|维度|领域|部分|步骤|类型|类别|类对象|要素|关口|渠道|方式|途径|重点|专题|专项|原则|对象|"
    "级[^、，。；]{0,4}(?:力量|体系|网络|联动|管理)|类问题|项制度|项机制|大体系|大工程|大行动|大任务|项任务|项工作|项措施|个问题"
)
_COUNTED = re.compile(
    rf"(?P<items>{_ITEM}(?:[、—－-]+{_ITEM})*?)(?P<number>{_NUMBER}|\d{{1,2}})(?P<unit>个|大|项|类|种|条|级)?(?=(?:{_CATEGORY}))"
)
_JOINS = re.compile(r"以及|和|与|及|或")

_ANNOUNCED = re.compile(
    rf"(?P<number>{_NUMBER}|\d{{1,2}})(?P<unit>个方面|个(?:突出|主要)?问题|项措施|点(?:意见|建议|要求|原因|体会|做法)|个环节|条措施|项任务|个原因|条建议|个特点|方面)"
    r"(?P<rest>[^。；：，、“”（）\d]{0,10})[：。，]$"
)
_SERIES = re.compile(r"(?:^|[。；：，、\s“])(?P<n>[一二三四五六七八九十]{1,2})(?:是|要)")
_SUFFIXED = 2


class _Bounds(NamedTuple):
    """How many things a list may name, however its joining words are read."""

    least: int
    most: int

    def allow(self, count: int) -> bool:
        return self.least <= count <= self.most


def broken_announcements(lines: Sequence[Line]) -> Iterator[Finding]:
    """Lists that are longer or shorter than the words around them say."""
    for line in lines:
        taken: set[int] = set()
        for finding in (*_named(line), *_counted(line), *_series(line)):
            start = finding.places[0].start
            if start not in taken:
                taken.add(start)
                yield finding


# ---------------------------------------------------------------- names that count: “六明确”


def _named(line: Line) -> Iterator[Finding]:
    for found in _NAMED.finditer(line.text):
        announced = _announced(found["name"])
        if announced < 3 or announced > 20 or _NOT_A_COUNT.search(found["name"]):
            continue
        yield from _kept(line, found, announced)


def _kept(line: Line, found: re.Match[str], announced: int) -> Iterator[Finding]:
    """Compare with the list right before the name, else with what follows it."""
    before = _LIST_BEFORE.search(line.text, 0, found.start())
    if before and not before["items"].endswith("等"):
        opened = _OPENER.search(line.text[max(before.start() - 2, 0) : before.start("items") + 6])
        items = _tail_of_opener(before["items"])
        bounds = _bounds(items)
        if (bounds.most < announced and (opened or _even(items))) or (opened and bounds.least > announced):
            yield _mismatch(line, found["name"], announced, items, (before.start("items"), found.end()))
        return
    after = _repeated(line, found) or _listed_after(line, found)
    if after is None:
        return
    items, start, end = after
    if not _bounds(items).allow(announced):
        yield _mismatch(line, found["name"], announced, items, (start, end))


def _listed_after(line: Line, found: re.Match[str]) -> tuple[str, int, int] | None:
    """The list that follows in brackets or after a colon, unless a comma carries it on."""
    after = _LIST_AFTER.match(line.text, found.end())
    if after is None or after["items"].endswith("等"):
        return None
    if re.match(r"，[^，。；]*、", line.text[after.end() :]):
        return None
    return after["items"], found.start(), after.end("items")


def _repeated(line: Line, found: re.Match[str]) -> tuple[str, int, int] | None:
    """“三必审”“四必谈”：甲必审、乙必审、丙必审，丁必谈…: items that repeat the name's last words."""
    opening = re.match(r"(?:“[^“”]{2,8}”|、|和)*[：，（]", line.text[found.end() :])
    suffix = re.sub(rf"^{_NUMBER}个?", "", found["name"])
    if not opening or len(suffix) < _SUFFIXED:
        return None
    start = found.end() + opening.end()
    stop = line.text.find("。", start)
    text = line.text[start : stop if stop > 0 else len(line.text)]
    items = [item for item in re.split("[、，；）]", text) if item.endswith(suffix)]
    if len(items) < 2:
        return None
    return "、".join(items), start + text.find(items[0]), start + text.rfind(items[-1]) + len(items[-1])


def _announced(name: str) -> int:
    """六明确 → 6, 三改一整 → 4."""
    return sum(chinese_number(number) or 0 for number in re.findall("[一二三四五六七八九十两]+", name))


# ---------------------------------------------------------------- lists with their number: 甲、乙、丙三个环节


def _counted(line: Line) -> Iterator[Finding]:
    start = 0
    for found in _COUNTED.finditer(line.text):
        items, number = found["items"], _value(found["number"])
        if number < 2 or (
            line.text[max(found.start() - 1, 0) : found.start()] in {"，", "、", "”", "）"} and start < found.start()
        ):
            continue
        start = found.end()
        if items.endswith(
            ("等", "这", "的", "第", "前", "后", "各", "每", "上述", "以上", "以下", "其他", "其余", "另外")
        ):
            continue
        bounds = _bounds(items)
        if bounds.most < 2 or bounds.most >= number:
            continue
        shown = number if found["number"].isdecimal() else found["number"]
        yield _mismatch(line, f"{shown}{found['unit'] or ''}", number, items, (found.start("items"), found.end()))


def _value(number: str) -> int:
    return chinese_number(number) or 0


# ---------------------------------------------------------------- announced series: 三个方面：一是…二是…


def _series(line: Line) -> Iterator[Finding]:
    """A count right before 一是 in the same line."""
    ones = [found for found in _SERIES.finditer(line.text) if found["n"] == "一"]
    for n, one in enumerate(ones):
        announced = _ANNOUNCED.search(line.text[: one.start("n")])
        end = ones[n + 1].start() if n + 1 < len(ones) else len(line.text)
        if announced is None or announced["number"] == "一" or "等" in announced["rest"]:
            continue
        last = 1
        for each in _SERIES.finditer(line.text, one.end(), end):
            if chinese_number(each["n"]) == last + 1:
                last += 1
        if last > 1 and last != _value(announced["number"]):
            words = (
                f"前面说的是{announced['number']}{announced['unit']}，"
                f"后面列出的是 {last} 项（一是至{'一二三四五六七八九十'[last - 1]}是）。"
            )
            places = (
                line.place(announced.start(), announced.end()),
                line.place(one.start("n"), min(end, len(line.text))),
            )
            yield Finding(Kind.ENUMERATION, words, places)


# ---------------------------------------------------------------- counting a list


def _even(items: str) -> bool:
    """Three or more items of like length: a list even without a word that opens it."""
    lengths = sorted(len(item) for item in items.split("、"))
    return len(lengths) > 2 and lengths[-1] <= 2 * lengths[len(lengths) // 2]


def _tail_of_opener(items: str) -> str:
    """The list without the verb that opens it."""
    first, mark, rest = items.partition("、")
    opened = list(_OPENER.finditer(first))
    return (first[opened[-1].end() :] or first) + mark + rest if opened else items


def _bounds(items: str) -> _Bounds:
    """Items by their commas, at most also by their joining words; at least by the joining words alone."""
    pieces = [piece for piece in re.split("[、—－-]+", items) if piece]
    joins = sum(len(_JOINS.findall(piece)) for piece in pieces)
    return _Bounds(len(pieces), len(pieces) + joins)


def _mismatch(line: Line, name: str, announced: int, items: str, span: tuple[int, int]) -> Finding:
    bounds = _bounds(items)
    listed = f"{bounds.most}" if bounds.least == bounds.most else f"{bounds.least} 至 {bounds.most}"
    words = f"“{name}”说的是 {announced} 项，同处列出的是 {listed} 项，请补全或更正数目。"
    return Finding(Kind.ENUMERATION, words, (line.place(*span),))
