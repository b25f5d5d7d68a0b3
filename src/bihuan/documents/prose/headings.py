"""Which numbered lines head an issue, and what they say of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bihuan.documents.model import Meaning
from bihuan.documents.prose.brackets import role_brackets
from bihuan.documents.prose.labels import has_labels, opening_label, split_labels
from bihuan.documents.prose.outline import Line, Node
from bihuan.documents.prose.progress import STATED
from bihuan.documents.prose.sentences import titled
from bihuan.documents.words import is_none, without_stop

QUOTED = re.compile(
    r"^(?:关于|针对|对)?[“\"](?P<problem>.+)[”\"](?:的)?(?:这一)?(?:问题|方面的问题|情况)?"
    r"(?:的)?(?:整改(?:落实|进展)?(?:情况)?)?[。:：]?$"
)
ABOUT = re.compile(
    r"^(?P<problem>(?:关于|针对)[^。“”]{2,80}?(?P<named>的?问题))(?P<more>(?:的)?(?:整改|办理)(?:落实|进展)?(?:情况)?)?"
    r"(?:[。:：]\s*(?P<rest>.*))?$",
    re.DOTALL,
)
_LEVEL_NUMBER = re.compile(r"(?P<label>[\u4e00-\u9fff]{1,4}序号)\s*(?P<number>[\d一二三四五六七八九十-]+)")


@dataclass(frozen=True, slots=True)
class Heading:
    """An issue as its heading gives it, and the lines that say the rest."""

    line: Line
    problem: str
    rest: list[Line]
    above: Line | None = None
    outside_numbers: list[tuple[str, str]] = field(default_factory=list)


def issues_in(nodes: list[Node]) -> Iterator[Heading]:
    """The issues of an outline; what stands under an issue belongs to it, unless it is issues throughout."""
    for node in nodes:
        below = [child for child in node.children if is_issue(child)]
        if not is_issue(node) or _only_groups(node, below):
            yield from issues_in(node.children)
        else:
            yield heading_of(node)


def _only_groups(node: Node, below: list[Node]) -> bool:
    """A heading over issues (关于“…”问题的整改 over several 关于“…”)."""
    named = [child for child in below if QUOTED.match(child.line.text) or ABOUT.match(child.line.text)]
    return bool(named) and len(named) * 2 >= len(node.children)


def is_issue(node: Node) -> bool:
    """Whether a numbered line heads an issue, by any of the marks that public documents use."""
    text = node.line.text
    if node.line.style == "named" or QUOTED.match(text) or ABOUT.match(text):
        return True
    own = [node.line, *node.body]
    if any(role_brackets(line.text, leads_by_order=False)[0] for line in own):
        return True
    if any(STATED.match(line.text) for line in node.body):
        return True
    opening = opening_label(node.line)
    if opening is not None:
        return opening is Meaning.PROBLEM
    return has_labels(node.body) or _labels_below(node)


def _labels_below(node: Node) -> bool:
    """Whether the numbered lines below are labels (1.整改措施：… 2.责任部门：…)."""
    labels = sum(1 for child in node.children if opening_label(child.line) is not None)
    return labels >= 2 and labels * 2 >= len(node.children)


def heading_of(node: Node) -> Heading:
    """The words of the problem and the lines that say the rest."""
    problem, rest = _problem(node.line, node.inside)
    above = node.parent.line if node.parent else None
    numbers = [(found["label"], found["number"]) for found in _LEVEL_NUMBER.finditer(node.line.number)]
    return Heading(node.line, problem, rest, above, numbers)


def _problem(line: Line, inside: list[Line]) -> tuple[str, list[Line]]:
    if not line.text:
        return _from_below(inside)
    if found := QUOTED.match(line.text):
        return found["problem"], inside
    if found := ABOUT.match(line.text):
        return _about(found, line, inside)
    if brackets := role_brackets(line.text, leads_by_order=False)[0]:
        title, behind = titled(line.text)
        if not any(bracket.text for bracket in role_brackets(behind, leads_by_order=False)[0]):
            title, behind = "", line.text  # a sentence and its bracket: task and measure in one
        return title or without_stop(brackets[0].text), with_rest(line, behind, inside)
    return _before_labels(line, inside)


def _before_labels(line: Line, inside: list[Line]) -> tuple[str, list[Line]]:
    """The heading as far as the first label in it, or what a label 问题： says."""
    (_, before), *labelled = split_labels(line.text)
    if labelled and before:
        return without_stop(before), with_rest(line, line.text[len(before) :], inside)
    if labelled and labelled[0][0] is Meaning.PROBLEM:
        return without_stop(labelled[0][1]), inside
    return without_stop(line.text), inside


def _about(found: re.Match[str], line: Line, inside: list[Line]) -> tuple[str, list[Line]]:
    """关于甲的问题的整改 names the problem 甲; 关于甲问题。你省请求… is a title of its own."""
    rest = with_rest(line, found["rest"] or "", inside)
    if found["more"] or (found["named"] == "的问题" and not found["rest"]):
        return re.sub(r"^(?:关于|针对)|的?问题$", "", found["problem"]), rest
    return found["problem"], rest


def _from_below(inside: list[Line]) -> tuple[str, list[Line]]:
    """A number alone (问题一：): the problem is the next line, or what a label below says."""
    for index, line in enumerate(inside):
        pieces = split_labels(line.whole)
        if len(pieces) == 1:
            return without_stop(line.whole), inside[index + 1 :]
        if pieces[1][0] is Meaning.PROBLEM and not pieces[0][1]:
            return without_stop(pieces[1][1]), inside[index + 1 :]
    return "", inside


def with_rest(line: Line, rest: str, inside: list[Line]) -> list[Line]:
    """The lines below with what the heading's own line says behind the problem."""
    rest = rest.strip()
    return inside if not rest or is_none(rest) else [Line(rest, rest, line.position), *inside]
