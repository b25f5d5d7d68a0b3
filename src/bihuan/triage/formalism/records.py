"""Records from a JSON file, and all hints about them. The contract stands at the head of the package."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from bihuan.triage.formalism.answers import Reply, replies_elsewhere
from bihuan.triage.formalism.counting import Closing, Rate, impossible_hundreds, massed_closings, weekdays
from bihuan.triage.formalism.dated import Dated, day_inside, evidence_before_plan
from bihuan.triage.formalism.finding import Finding
from bihuan.triage.formalism.photos import Photo, same_photos
from bihuan.triage.formalism.prints import opened, print_of
from bihuan.triage.formalism.texts import Result, Text, copied_texts, repeated_plans

Row = TypeVar("Row")
Plain = Mapping[str, Any]
_REPORTS = frozenset({"progress", "result"})
_OPEN_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Records:
    """Everything that the hints look at; lists that are empty give no hints."""

    photos: Sequence[Photo] = ()
    texts: Sequence[Text] = ()
    results: Sequence[Result] = ()
    closings: Sequence[Closing] = ()
    closing_days: Sequence[date] = ()
    evidence: Sequence[Dated] = ()
    replies: Sequence[Reply] = ()
    rates: Sequence[Rate] = ()
    files: Mapping[str, Path] = field(default_factory=dict)


def look(records: Records) -> list[Finding]:
    """All hints about records, in the order of `finding.KINDS`."""
    open_photo = lru_cache(_OPEN_AT_ONCE)(lambda key: opened(records.files[key]))
    return list(
        chain(
            same_photos(records.photos, (), open_photo),
            copied_texts(records.texts, ()),
            repeated_plans(records.results),
            massed_closings(records.closings, records.closing_days),
            evidence_before_plan(records.evidence),
            replies_elsewhere(records.replies),
            impossible_hundreds(records.rates),
        )
    )


def read(path: Path) -> Records:
    """Read a file of records.

    Raises:
        ValueError: it is none; the sentence names the place, for instance `photos[3]: no “file”`.
    """
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as wrong:
        raise ValueError(f"{path.name} is no JSON: {wrong}") from wrong
    if not isinstance(plain, dict):
        raise ValueError(f"{path.name}: one object with lists is expected")
    beside = path.parent
    texts = _rows(plain, "texts", _text)
    closings = _rows(plain, "closings", _closing)
    return Records(
        photos=_rows(plain, "photos", lambda row: _photo(row, beside)),
        texts=texts,
        results=list(_results(texts, plain.get("texts", ()))),
        closings=closings,
        closing_days=_days(plain.get("closing_days") or {}, closings),
        evidence=_rows(plain, "evidence", lambda row: _dated(row, beside)),
        replies=_rows(plain, "replies", _reply),
        rates=_rows(plain, "rates", _rate),
        files={str(row["id"]): beside / row["file"] for row in plain.get("photos", ())},
    )


def _rows(plain: Plain, name: str, make: Callable[[Plain], Row]) -> list[Row]:
    made = []
    for place, row in enumerate(plain.get(name) or ()):
        try:
            made.append(make(row))
        except KeyError as missing:
            raise ValueError(f"{name}[{place}]: no “{missing.args[0]}”") from missing
        except (OSError, TypeError, ValueError) as wrong:
            raise ValueError(f"{name}[{place}]: {wrong}") from wrong
    return made


def _own(row: Plain) -> tuple[str, str]:
    """What every row begins with: its id and its unit."""
    return str(row["id"]), str(row["unit"])


def _photo(row: Plain, beside: Path) -> Photo:
    file = beside / row["file"]
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    return Photo(*_own(row), str(row["matter"]), sha256, print_of(opened(file)), str(row.get("title", "")))


def _text(row: Plain) -> Text:
    return Text(*_own(row), str(row["matter"]), str(row["role"]), str(row["words"]), str(row.get("on") or ""))


def _closing(row: Plain) -> Closing:
    return Closing(*_own(row), date.fromisoformat(row["on"]))


def _rate(row: Plain) -> Rate:
    return Rate(*_own(row), str(row["what"]), int(row["done"]), int(row["of"]))


def _reply(row: Plain) -> Reply:
    return Reply(*_own(row), str(row["question"]), str(row["answer"]))


def _dated(row: Plain, beside: Path) -> Dated:
    taken = date.fromisoformat(row["taken"][:10]) if row.get("taken") else None
    if taken is None and row.get("file"):
        taken = day_inside(beside / row["file"])
    planned_on = date.fromisoformat(row["planned_on"][:10])
    return Dated(*_own(row), str(row["words"]), planned_on, taken, bool(row.get("before")))


def _results(texts: Sequence[Text], rows: Sequence[Plain]) -> Iterator[Result]:
    """Each report with the measure it names, else with all measures of its matter together."""
    measures = {text.id: text for text in texts if text.role == "measure"}
    for text, row in zip(texts, rows, strict=True):
        if text.role not in _REPORTS:
            continue
        named = measures.get(str(row.get("measure", "")))
        own = [named] if named else [one for one in measures.values() if one.matter == text.matter]
        if own:
            yield Result(text.id, text.unit, text.words, own[0].id, "\n".join(one.words for one in own))


def _days(plain: Plain, closings: Sequence[Closing]) -> list[date]:
    if "days" in plain:
        return sorted(date.fromisoformat(day) for day in plain["days"])
    on = [closing.on for closing in closings]
    if not on:
        return []
    first = date.fromisoformat(plain["first"]) if "first" in plain else min(on)
    return weekdays(first, date.fromisoformat(plain["last"]) if "last" in plain else max(on))
