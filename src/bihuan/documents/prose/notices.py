"""Label after label without a numbered heading: 问题：… 整改措施：…, and notices whose sections are labels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bihuan.documents.model import Meaning
from bihuan.documents.prose.headings import Heading
from bihuan.documents.prose.labels import label_meaning, split_labels
from bihuan.documents.prose.outline import Line
from bihuan.documents.words import without_stop

_TITLE = re.compile(
    r"(?:关于)?(?P<problem>.*?)(?:问题)?(?:的)?(?:整改|销号|办理).{0,12}(?:公示|公告|报告|情况|通报|说明)?$"
)
FEWEST_LABELS = 2

TELLING = frozenset(
    {Meaning.DEADLINE, Meaning.UNITS, Meaning.LEAD_UNIT, Meaning.PERSONS, Meaning.PROGRESS, Meaning.STATUS}
)
"""One of these must be there: tasks and measures alone are the sections of any notice."""

ONCE = frozenset({Meaning.PROBLEM, Meaning.DEADLINE, Meaning.MEASURES})
"""Labels that an issue has once: a second one begins the next issue, where no problem is labelled."""


@dataclass
class _Piece:
    meaning: Meaning
    label: str
    line: Line
    texts: list[str] = field(default_factory=list)

    def as_line(self) -> Line:
        """The piece as a label line."""
        text = f"{self.label}：" + "\n".join(self.texts)
        return Line(text, text, self.line.position)


def read_notices(lines: list[Line], title: str) -> list[Heading]:
    """The issues of a text that consists of labels; nothing where it does not."""
    groups = list(_groups(list(_pieces(lines))))
    return [heading for group in groups if (heading := _heading(group, title, alone=len(groups) == 1))]


def _pieces(lines: list[Line]) -> Iterator[_Piece]:
    """Labels with their texts: in the line (整改时限：…) or as a numbered heading (二、整改时限)."""
    current: _Piece | None = None
    for line in lines:
        found = label_meaning(line.text) if line.style else None
        if found:
            current = _Piece(found, line.text.rstrip("：:"), line)
            yield current
            continue
        pieces = split_labels(line.whole)
        if current and pieces[0][1]:
            current.texts.append(pieces[0][1])
        for meaning, text in pieces[1:]:
            if meaning is not None:
                current = _Piece(meaning, _words_of(line.whole, text), line, [text] if text else [])
                yield current


def _words_of(line: str, text: str) -> str:
    """The label as written before a text."""
    before = line[: line.rfind(text)] if text else line
    return re.split(r"[\s\u3000。；;]", before.rstrip("：:∶ \u3000"))[-1]


def _groups(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """The pieces issue by issue."""
    by_problem = any(piece.meaning is Meaning.PROBLEM for piece in pieces)
    group: list[_Piece] = []
    for piece in pieces:
        repeated = piece.meaning in ONCE and any(each.meaning is piece.meaning for each in group)
        if group and (piece.meaning is Meaning.PROBLEM if by_problem else repeated):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _heading(group: list[_Piece], title: str, *, alone: bool) -> Heading | None:
    """An issue needs a problem, labelled or in the title, and more than one label."""
    meanings = {piece.meaning for piece in group}
    if len(meanings) < FEWEST_LABELS or not TELLING & meanings:
        return None
    named = next((piece for piece in group if piece.meaning is Meaning.PROBLEM), None)
    rest = [piece.as_line() for piece in group if piece.meaning is not Meaning.PROBLEM]
    if named:
        return Heading(named.line, without_stop("".join(named.texts)), rest)
    found = _TITLE.search(title)
    if not alone or not found or len(found["problem"]) < 4:
        return None
    return Heading(group[0].line, without_stop(found["problem"]), rest)
