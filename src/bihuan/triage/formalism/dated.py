"""Evidence that is older than the plan it is said to fulfil."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from PIL import Image

from bihuan.triage.formalism.finding import Finding

_TAKEN = (0x9003, 0x9004, 0x0132)
"""EXIF: taken, digitised, changed; the first that is there counts."""
_EXIF_PART = 0x8769

_FULL = re.compile(
    r"(?<!\d)(20\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]"
    r"|(?<!\d)(20\d\d)[-./_](\d{1,2})[-./_](\d{1,2})(?!\d)"
    r"|(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)|(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{6}(?!\d))"
)
_NAMES_SOMETHING_ELSE = re.compile(
    r"^[^。；，,]{0,8}?(?:检查|督查|巡察|巡视|审计|反馈|通报|来信|投诉|意见|问题|文件|通知|印发|会议|座谈|调查|以来|之前|以前)"
)
_BASELINE = re.compile(
    r"整改前|改造前|施工前|维修前|治理前|清理前|更换前|实施前|原状|原貌|现状|摸底|底数|基线|排查|对比|对照|前后|问题照|存在问题|隐患照|之前"
)
"""Words that declare a picture to show what there was to mend."""
_GROUNDS = re.compile(r"依据|文件依据|政策|法规|条例|上级文件|红头|通知$|意见$|办法$|规定$")
"""Papers on which a plan rests are older than it by nature."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A piece of evidence: its titles and file names (`words`), the day its plan was handed in, and what the file says.

    `taken` is the day inside the file (EXIF, document properties) or on which its content was first in the store.
    `before` is the unit's own declaration that it shows the state before the work.
    """

    id: str
    unit: str
    words: str
    planned_on: date
    taken: date | None = None
    before: bool = False
    plan_id: str = ""


def evidence_before_plan(rows: Sequence[Dated]) -> Iterator[Finding]:
    """Evidence of a result that is dated before its plan, unless it is declared to show what there was before."""
    for row in rows:
        if row.before or _BASELINE.search(row.words) or _GROUNDS.search(row.words):
            continue
        written = written_day(row.words)
        days = [day for day in (row.taken, written) if day is not None]
        if not days or min(days) >= row.planned_on:
            continue
        day = min(days)
        source = "文件内部记录的日期" if day == row.taken else "名称或说明中写明的日期"
        apart = (row.planned_on - day).days
        reason = (
            f"佐证的{source}是 {day.isoformat()}，比方案提交（{row.planned_on.isoformat()}）早 {apart} 天，"
            "也未注明是整改前照片。请说明它证明的是哪一次整改。"
        )
        proof = {"dated": day.isoformat(), "planned_on": row.planned_on.isoformat(), "days": apart, "source": source}
        yield Finding("evidence_before_plan", row.unit, tuple(filter(None, (row.id, row.plan_id))), reason, proof)


def written_day(words: str) -> date | None:
    """The latest full day in a title, note or file name; that of an inspection or circular which it names is none."""
    days = []
    for found in _FULL.finditer(words):
        if _NAMES_SOMETHING_ELSE.match(words[found.end() :]):
            continue
        parts = [int(part) for part in found.groups() if part]
        with suppress(ValueError):
            days.append(date(*parts))
    return max(days, default=None)


def day_inside(source: Path | BinaryIO) -> date | None:
    """The day that a photograph, Word or Excel file or PDF carries inside; None if it has none or cannot be read."""
    for look in (_of_picture, _of_office_file, _of_pdf):
        if not isinstance(source, Path):
            source.seek(0)
        with suppress(OSError, SyntaxError, ValueError, KeyError, zipfile.BadZipFile, Image.DecompressionBombError):
            if day := look(source):
                return day
    return None


def _of_picture(source: Path | BinaryIO) -> date | None:
    with Image.open(source) as picture:
        kept = picture.getexif()
        values = {**dict(kept), **dict(kept.get_ifd(_EXIF_PART))}
    return next((day for tag in _TAKEN if (day := _day(str(values.get(tag, ""))))), None)


def _of_office_file(source: Path | BinaryIO) -> date | None:
    with zipfile.ZipFile(source) as parts, parts.open("docProps/core.xml") as core:
        found = re.search(rb"<dcterms:modified[^>]*>([^<]{10,30})<", core.read(1 << 16))
    return _day(found[1].decode("ascii", "ignore")) if found else None


def _of_pdf(source: Path | BinaryIO) -> date | None:
    head = source.read_bytes() if isinstance(source, Path) else source.read()
    found = re.search(rb"/CreationDate\s*\(D:(\d{8})", head) if head.startswith(b"%PDF") else None
    return _day(f"{found[1][:4].decode()}-{found[1][4:6].decode()}-{found[1][6:].decode()}") if found else None


def _day(words: str) -> date | None:
    found = re.match(r"(\d{4})[:\-](\d\d)[:\-](\d\d)", words)
    return date(*(int(part) for part in found.groups())) if found else None
