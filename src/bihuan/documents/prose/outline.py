"""The outline of a text: which line is numbered how, and which lines belong under which."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bihuan.documents.model import Position
from bihuan.documents.source import Paragraph

_DIGITS = "一二三四五六七八九十"
STYLES = (
    (
        "named",
        re.compile(
            rf"(?P<no>(?:问题|隐患|事项|任务|意见|建议|整改问题|反馈问题)\s*(?:\d{{1,3}}|[{_DIGITS}]{{1,3}}))\s*[:：、.．]\s*"
        ),
    ),
    ("named", re.compile(r"(?P<no>序号\s*\d{1,4}(?:\s*[（(][^（）()]*序号[^（）()]*[）)])?)\s*[:：、.．]?\s*")),
    ("chapter", re.compile(rf"(?P<no>第[{_DIGITS}]{{1,3}}[部章节]分?)[、\s\u3000]*")),
    ("一、", re.compile(rf"(?P<no>[{_DIGITS}]{{1,4}})\s*[、.．]\s*")),
    ("（一）", re.compile(rf"(?P<no>[（(]\s*[{_DIGITS}]{{1,4}}\s*[）)])[、.．]?\s*")),
    ("十-1", re.compile(rf"(?P<no>[{_DIGITS}]{{1,3}}-\d{{1,2}})[、.．\s]\s*")),
    ("1.", re.compile(r"(?P<no>(?!(?:19|20)\d\d)\d{1,4})\s*[.．、](?!\d)\s*")),
    ("（1）", re.compile(r"(?P<no>[（(]\s*\d{1,3}\s*[）)])[、.．]?\s*")),
    ("①", re.compile(r"(?P<no>[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳])\s*")),
)


_DATE_ALONE = re.compile(
    r"^(?:\d{4}|[〇○Ｏ零一二三四五六七八九]{4})\s*年\s*[\d一二三四五六七八九十元]{1,2}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日$"
)
_NAME_ALONE = re.compile(r"^[^。；;：:，,！？]{2,40}$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with its place and, if numbered, number and style."""

    text: str
    """Without the number."""
    whole: str
    position: Position
    style: str = ""
    number: str = ""


@dataclass(eq=False)
class Node:
    """A numbered line with what stands under it."""

    line: Line
    parent: "Node | None" = None
    body: list[Line] = field(default_factory=list)
    """Lines without a number below it, before its first child."""
    children: list["Node"] = field(default_factory=list)
    inside: list[Line] = field(default_factory=list)
    """Every line below it, its children's included, in order."""

    def walk(self) -> Iterator["Node"]:
        """The node and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


def read_lines(paragraphs: list[Paragraph], *, plain_text: bool) -> list[Line]:
    """Lines with their numbers taken off, without signature and date at the end."""
    lines = [_line(paragraph.text, paragraph.position(lines=plain_text)) for paragraph in paragraphs]
    return lines[: _end(lines)]


def _end(lines: list[Line]) -> int:
    """Where the signature begins: the last date that stands alone, the names above it, the remarks below."""
    dated = next((i for i in range(len(lines) - 1, 0, -1) if _DATE_ALONE.match(lines[i].whole)), None)
    if dated is None or any(len(line.whole) > 60 for line in lines[dated + 1 :]):
        return len(lines)  # no signature, or an annex follows it
    end = dated
    while end > 1 and _NAME_ALONE.match(lines[end - 1].whole) and not lines[end - 1].style:
        end -= 1
    return end


def _line(text: str, position: Position) -> Line:
    bare = text.strip()
    for style, pattern in STYLES:
        if found := pattern.match(bare):
            rest = bare[found.end() :].strip()
            if rest or style == "named":
                return Line(rest, bare, position, style, found["no"])
    return Line(bare, bare, position)


def outline(lines: list[Line]) -> list[Node]:
    """The top nodes; a style met for the first time under a node is one level deeper."""
    tops: list[Node] = []
    path: list[Node] = []
    for line in lines:
        if not line.style:
            for node in path:
                node.inside.append(line)
            if path:
                path[-1].body.append(line)
            continue
        while any(node.line.style == line.style for node in path):
            path.pop()
        node = Node(line, path[-1] if path else None)
        for above in path:
            above.inside.append(line)
        (path[-1].children if path else tops).append(node)
        path.append(node)
    return tops
