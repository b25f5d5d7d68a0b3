"""Running text → draft records, by the first layout that fits."""

from collections.abc import Iterator

from bihuan.documents.model import DraftRecord
from bihuan.documents.prose.issues import IssueText, is_issue
from bihuan.documents.prose.outline import Node, outline, read_lines
from bihuan.documents.prose.schedule import read_schedule
from bihuan.documents.source import Source
from bihuan.documents.tables.records import Ground


def read_prose(source: Source, ground: Ground) -> tuple[str, list[DraftRecord]]:
    """The layout's name and its records."""
    lines = read_lines(source.paragraphs, plain_text=source.format == "txt")
    tops = outline(lines)
    issues = [IssueText(node, ground).record() for node in _issues(tops)]
    if issues:
        return "headings", issues
    tasks = read_schedule(tops, ground)
    return ("schedule", tasks) if tasks else ("none", [])


def _issues(nodes: list[Node]) -> Iterator[Node]:
    """The topmost nodes that are issues; what stands under an issue belongs to it."""
    for node in nodes:
        if is_issue(node):
            yield node
        else:
            yield from _issues(node.children)
