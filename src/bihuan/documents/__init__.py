"""Engine: reads ledgers in office files into draft records with positions, in plain Python.

Three stages, each testable alone: `formats` turns bytes into a neutral `Source` (tables and paragraphs),
`tables` and `prose` turn that into draft records, `checks` looks for faults a clerk would want to know of.
Callers use `read()`; a file that cannot be read raises `Unreadable` with one sentence.
"""

from bihuan.documents.columns import guess as guess_column
from bihuan.documents.errors import SecrecyMarked, Unreadable
from bihuan.documents.flow import Flow
from bihuan.documents.model import (
    ColumnRead,
    DeadlineReader,
    DeadlineSense,
    DraftRecord,
    Extra,
    Field,
    Meaning,
    Milestone,
    Position,
    Reading,
    ReadingWarning,
)
from bihuan.documents.reading import flow, read

__all__ = [
    "ColumnRead",
    "DeadlineReader",
    "DeadlineSense",
    "DraftRecord",
    "Extra",
    "Field",
    "Flow",
    "Meaning",
    "Milestone",
    "Position",
    "Reading",
    "ReadingWarning",
    "SecrecyMarked",
    "Unreadable",
    "flow",
    "guess_column",
    "read",
]
