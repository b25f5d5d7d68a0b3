"""Notices without issues: each task that a sentence sets a deadline for is a record."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bihuan.documents.deadlines import DeadlineWords, noted
from bihuan.documents.model import NONE_NAMED, NOTHING, DraftRecord, Field
from bihuan.documents.prose.outline import Line, Node
from bihuan.documents.prose.sentences import Due, dues, sentences, titled
from bihuan.documents.roles import UNIT_END, read_units
from bihuan.documents.words import without_stop

LONGEST_PROBLEM = 60
FAR_FROM_HEADING = 2
"""Sentences after which a heading no longer speaks for a deadline."""

_VERBS = (
    "要|应当?|须|需|将|负责|会同|推行|建立|组织|完成|制定|研究|提出|出台|印发|报送|开展|落实|牵头|启动|实现|上报|汇总"
    "|对照|根据|按|于|在"
)
_WHO = re.compile(
    rf"^(?:请|由)?(?P<who>各[\u4e00-\u9fff（）、]{{1,12}}?|[\u4e00-\u9fff、]{{2,60}}?{UNIT_END})"
    rf"(?:等(?:有关)?(?:部门|单位))?(?=(?:{_VERBS}|每年|\d)|$)"
)
_MODAL = re.compile(r"(?:要求?|应当?|须|需|必须|确保)?(?:在|于)?$")
_BACK_REFERENCE = re.compile(r"(?:以上|上述|该项|此项|这些|该)(?:各项)?(?:工作|任务|事项)")
_CASE = re.compile(r"(?:对于|对|针对|属于)[^，。；;]{3,40}的$")


@dataclass(frozen=True, slots=True)
class Task:
    """A deadline in its sentence, under its heading."""

    node: Node
    line: Line
    heading: str
    due: Due


def read_schedule(nodes: list[Node]) -> list[DraftRecord]:
    """One record for each deadline under a heading."""
    return [record for top in nodes for node in top.walk() for record in _records(node)]


def _records(node: Node) -> Iterator[DraftRecord]:
    """A task that speaks of "the above" is done by whom the task above names."""
    before: DraftRecord | None = None
    for task in _tasks(node):
        record = _record(task)
        refers = _BACK_REFERENCE.search(f"{task.due.before}{task.due.behind}")
        if before is not None and refers and not record.responsible_units.value:
            record = replace(record, responsible_units=before.responsible_units)
        yield record
        before = record


def _tasks(node: Node) -> Iterator[Task]:
    """Deadlines of the numbered line itself, then of the lines below it."""
    heading, text = titled(node.line.text)
    spoken_for = False
    for index, sentence in enumerate(sentences(text)):
        near = spoken_for or index < FAR_FROM_HEADING or _BACK_REFERENCE.search(sentence)
        for due in dues(sentence):
            yield Task(node, node.line, heading if near else "", due)
            spoken_for = True
    below = [(line, due) for line in node.body for sentence in sentences(line.text) for due in dues(sentence)]
    for line, due in below:
        yield Task(node, line, without_stop(node.line.text) if len(below) == 1 else "", due)


def _record(task: Task) -> DraftRecord:
    at = task.line.position
    who, action = _who_and_action(task.due)
    deadline = noted(DeadlineWords(task.due.words, at, 0.7))
    units = read_units(who).responsible if who else ()
    above = task.node.parent
    problem, measure = _problem_and_measure(task, who, action)
    return DraftRecord(
        position=at,
        problem=Field(problem, (at,), 0.6),
        no=Field(task.node.line.number, (task.node.line.position,), 0.6),
        category=Field(above.line.whole, (above.line.position,), 0.7) if above else NOTHING,
        responsible_units=Field(units, (at,), 0.6) if units else NONE_NAMED,
        deadline_text=deadline.text,
        deadline_date=deadline.date,
        measures=Field((measure,), (at,), 0.6) if measure else NONE_NAMED,
    )


def _problem_and_measure(task: Task, who: str, action: str) -> tuple[str, str]:
    """A case (对于…的) names itself; else the heading, and what is to be done is the measure; else that itself."""
    last = _MODAL.sub("", re.split(r"[，,]", task.due.before)[-1] or task.due.before).strip("，, ")
    if found := _CASE.search(task.due.before):
        return found[0], ""
    if task.heading:
        return task.heading, action if who else ""
    named = action if who and action else task.due.behind or last or task.due.before
    subject = f"{who}{action}" if who and task.due.behind.startswith(f"{who}要") else named
    return without_stop(subject)[:LONGEST_PROBLEM] or task.node.line.text[:LONGEST_PROBLEM], ""


def _who_and_action(due: Due) -> tuple[str, str]:
    """Who must act and what is to be done: both behind the deadline, or before it."""
    behind = without_stop(due.behind.strip("，, "))
    if found := _WHO.match(behind):
        return found["who"], without_stop(behind[found.end() :].lstrip("，,"))
    if found := re.search(r"起[，,](?P<who>[^，,]{2,16}?)每", due.words):
        return found["who"], ""
    *earlier, last = re.split(r"[，,](?=请|由|[^，,]*$)", due.before)
    if found := _WHO.match(_MODAL.sub("", last)):
        return found["who"], "，".join(earlier) if last.startswith("请") else ""
    if earlier and (found := _WHO.match(due.before)):
        return found["who"], ""
    return "", behind
