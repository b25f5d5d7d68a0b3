"""Running text → draft records, by the first layout that fits."""

from bihuan.documents.ground import Ground
from bihuan.documents.model import DraftRecord
from bihuan.documents.prose.headings import issues_in
from bihuan.documents.prose.issues import IssueText
from bihuan.documents.prose.notices import read_notices
from bihuan.documents.prose.outline import outline, read_lines
from bihuan.documents.prose.schedule import read_schedule
from bihuan.documents.source import Source


def read_prose(source: Source, title: str, ground: Ground) -> tuple[str, list[DraftRecord]]:
    """The layout's name and its records."""
    lines = read_lines(source.paragraphs, plain_text=source.format == "txt")
    tops = outline(lines)
    for layout, headings in (("headings", list(issues_in(tops))), ("labels", read_notices(lines, title))):
        if headings:
            return layout, [IssueText(heading, ground).record() for heading in headings]
    tasks = read_schedule(tops)
    return ("schedule", tasks) if tasks else ("none", [])
