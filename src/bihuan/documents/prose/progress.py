"""What running text says about how far an issue has come."""

import re

from bihuan.documents.model import NOTHING, Field, Meaning
from bihuan.documents.prose.labels import Labelled, Parts
from bihuan.documents.prose.outline import Line
from bihuan.documents.prose.sentences import sentences
from bihuan.documents.status import known_status, status_word

STATED = re.compile(
    r"^(?:该|此|上述|以上)(?:问题|事项|项)(?:[^。；;，,]{0,12}?)(?P<status>(?:已|正在|基本|尚未|部分|未|持续)[^。；;，,]{2,10})"
    r"(?P<more>[，,][^。；;]*)?(?:[。；;]|$)"
)
"""该问题已完成整改。 · 该问题正在整改，预计明年6月底前完成。"""


def read_status(parts: Parts, loose: list[Line]) -> tuple[Field[str | None], list[Line]]:
    """The status by label, from the sentence that opens the report, or from the one that ends it."""
    for each in parts.all(Meaning.STATUS, Meaning.PROGRESS):
        text = each.text.strip().rstrip("。；; ")
        if word := known_status(text) or (None if "，" in text else status_word(text)):
            return Field(word, (each.position,), 0.85), loose
    for index, line in enumerate(loose):
        if found := STATED.match(line.text):
            _note_promise(parts, found["more"], line)
            rest = line.text[found.end() :].strip()
            kept = [Line(rest, rest, line.position)] if rest else []
            return Field(found["status"], (line.position,), 0.85), [*loose[:index], *kept, *loose[index + 1 :]]
    return _closing_status(parts, loose)


def _closing_status(parts: Parts, loose: list[Line]) -> tuple[Field[str | None], list[Line]]:
    """A last sentence that is a status: …。已完成整改。"""
    if not loose:
        return NOTHING, loose
    last = loose[-1]
    *before, closing = sentences(last.text) or [""]
    word = known_status(closing)
    if word is None or len(closing) > 40:
        return NOTHING, loose
    _note_promise(parts, closing, last)
    text = "".join(before)
    kept = [Line(text, text, last.position)] if text else []
    return Field(word, (last.position,), 0.75), [*loose[:-1], *kept]


def _note_promise(parts: Parts, text: str | None, line: Line) -> None:
    """Words beside a status may promise a date: they are a text of progress."""
    if text and len(text) > 8:
        parts.labelled.append(Labelled(Meaning.PROGRESS, text.strip("，, "), line.position))
