"""`read()`: bytes of an office file → draft records, the meaning of its columns, and warnings in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bihuan.documents.columns import Corrections
from bihuan.documents.flow import Flow, tell
from bihuan.documents.formats.guard import check_size
from bihuan.documents.formats.isolation import told_by_child
from bihuan.documents.formats.opening import format_of, parse
from bihuan.documents.model import DeadlineReader, Reading


def read(
    file: Path | bytes,
    *,
    name: str,
    columns: Corrections | None = None,
    deadline_reader: DeadlineReader | None = None,
    isolated: bool = True,
) -> Reading:
    """Reads a ledger (xlsx xls ods docx pdf html txt csv tsv) into draft records.

    `name`: file name as uploaded, used where the content does not tell the format. `columns`: a person's
    own mapping of headers, which wins over every guess. `deadline_reader`: without one, deadlines keep their
    words and have no dates. `isolated`: read in a process of its own with limits on time and memory;
    switch it off only for files of one's own making. Raises `Unreadable` with one sentence.
    """
    with flow(file, name=name, columns=columns, deadline_reader=deadline_reader, isolated=isolated) as records:
        every = tuple(records)
        return replace(records.reading, records=every)


@contextmanager
def flow(
    file: Path | bytes,
    *,
    name: str,
    columns: Corrections | None = None,
    deadline_reader: DeadlineReader | None = None,
    checked: bool = True,
    isolated: bool = True,
) -> Iterator[Flow]:
    """The same, record after record, so that a large file is never in memory as a whole.

    `checked`: look for faults as well; what cannot be said of a record alone is said in the reading at the end. Raises
    `Unreadable`, at the beginning or between two records.
    """
    content = file if isinstance(file, bytes) else file.read_bytes()
    check_size(content)
    format_name = format_of(content, name)
    corrections = columns or {}
    if isolated and format_name != "text":
        with told_by_child(content, format_name, corrections, checked=checked) as told:
            yield Flow(told, deadline_reader, checked=checked)
    else:
        told = tell(parse(content, format_name), corrections, checked=checked)
        yield Flow(told, deadline_reader, checked=checked)
