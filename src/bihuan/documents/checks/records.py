"""Faults inside one record."""

import datetime
import re
from collections.abc import Iterator

from bihuan.documents.model import DraftRecord, ReadingWarning
from bihuan.documents.sentences import warning
from bihuan.documents.status import CLOSED, FINISHED, UNFINISHED

_ISO = re.compile(r"((?:19|20)\d{2})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})")

PERSONAL = {
    "身份证号": re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"),
    "手机号": re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
    "银行卡号": re.compile(r"(?<!\d)62\d{14,17}(?!\d)"),
}


def record_faults(record: DraftRecord) -> Iterator[ReadingWarning]:
    """Deadline, status and evidence of one issue, and personal data in it."""
    yield from _deadline(record)
    yield from _status(record)
    texts = [record.problem.value, *record.measures.value, record.progress_text.value or ""]
    texts += [extra.value for extra in record.extras]
    kinds = [kind for kind, pattern in PERSONAL.items() if any(pattern.search(text) for text in texts)]
    if kinds:
        yield warning("personal_data", record.no.value, record.position, kinds="、".join(kinds))


def _deadline(record: DraftRecord) -> Iterator[ReadingWarning]:
    number, text = record.no.value, record.deadline_text.value
    at = record.deadline_text.positions[0] if record.deadline_text.positions else record.position
    if "ambiguous" in record.deadline_flags:
        yield warning("deadline_ambiguous", number, at, text=text)
    elif "no_year" in record.deadline_flags and record.deadline_date.value is None:
        yield warning("deadline_no_year", number, at, text=text)
    start, deadline = _day(record.started.value), record.deadline_date.value
    if start and deadline and deadline < start:
        yield warning("deadline_before_start", number, at, deadline=deadline.isoformat(), start=start.isoformat())


def _status(record: DraftRecord) -> Iterator[ReadingWarning]:
    status, progress = record.progress_status.value, record.progress_text.value or ""
    if status is None:
        return
    closed = bool(CLOSED.match(status))
    at = record.progress_status.positions[0] if record.progress_status.positions else record.position
    if closed and record.evidence_asked and record.evidence.value is None:
        yield warning("closed_without_evidence", record.no.value, at, status=status)
    undone = UNFINISHED.search(progress) and not FINISHED.search(progress)
    done = FINISHED.search(progress) and not UNFINISHED.search(progress)
    if (closed and undone) or (status in {"未整改", "未完成", "整改中", "正在整改"} and done):
        yield warning("status_contradicts_progress", record.no.value, at, status=status, progress=progress[:30])


def _day(text: str | None) -> datetime.date | None:
    found = _ISO.search(text or "")
    if not found:
        return None
    try:
        return datetime.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
