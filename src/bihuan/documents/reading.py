"""`read()`: bytes of an office file → draft records, the meaning of its columns, and warnings in words."""

from collections.abc import Mapping
from pathlib import Path

from bihuan.documents.checks import check
from bihuan.documents.checks.wording import refuse_if_secret
from bihuan.documents.columns import Corrections
from bihuan.documents.formats.opening import open_source
from bihuan.documents.layouts import read_layouts
from bihuan.documents.model import DeadlineReader, Meaning, Reading


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
    words and have no dates. `isolated`: parse in a process of its own with limits on time and memory;
    switch it off only for files of one's own making. Raises `Unreadable` with one sentence.
    """
    content = file if isinstance(file, bytes) else file.read_bytes()
    source = open_source(content, name, isolated=isolated)
    refuse_if_secret(source)
    corrections: Mapping[str, Meaning | None] = columns or {}
    found = read_layouts(source, corrections, deadline_reader)
    return Reading(
        format=source.format,
        layout=found.layout,
        records=tuple(found.records),
        warnings=tuple(check(source, found)),
        columns=tuple(found.columns),
        title=found.title,
        year=found.year,
        left_out=tuple(found.left_out),
    )
