"""The ledger → a workbook, row by row: memory stays small however many issues there are.

`system number` is the issue's id: an office may edit the file, and the row still says which issue it is.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, BinaryIO, TypeVar, cast
from zlib import crc32

from django.db import connection
from django.db.models import BooleanField, Model, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bihuan.campaigns.models import Campaign, LightRule
from bihuan.ledger.models import Issue, Measure, OutsideNumber, ResponsiblePerson, SupportingUnit
from bihuan.ledger.models.issue import NO_DATE
from bihuan.ledger.sheets import Sheet, write_sheet
from bihuan.ledger.states import Status

Part = TypeVar("Part", bound=Model)

CHUNK = 2000
"""Issues whose parts are read with one query each."""

PLAIN = (
    "pk",
    "number",
    "original_text",
    "title",
    "category__name",
    "problem_kind__name",
    "disposition__name",
    "lead_unit__name",
    "goal",
    "deadline_text",
    "due",
    "status",
    "cycle",
    "progress",
    "light",
    "registered_on",
    "closed_on",
)

Record = tuple[Any, ...]
"""The values of `PLAIN`."""

ID, CHECK = "id", "check"
_HEADS: dict[str, tuple[Promise, int]] = {
    ID: (gettext_lazy("system number"), 10),
    "number": (gettext_lazy("No."), 8),
    "outside": (gettext_lazy("numbers on other ledgers"), 16),
    "original": (gettext_lazy("Problem"), 48),
    "title": (gettext_lazy("Title"), 28),
    "category": (gettext_lazy("Category"), 18),
    "problem_kind": (gettext_lazy("Problem kind"), 14),
    "disposition": (gettext_lazy("Disposition"), 14),
    "lead": (gettext_lazy("Lead unit"), 18),
    "supporting": (gettext_lazy("Supporting units"), 22),
    "responsible": (gettext_lazy("Responsible persons"), 18),
    "measures": (gettext_lazy("Measures"), 48),
    "goal": (gettext_lazy("Goal"), 28),
    "deadline": (gettext_lazy("Deadline"), 22),
    "due": (gettext_lazy("Deadline as read"), 12),
    "status": (gettext_lazy("State"), 12),
    "cycle": (gettext_lazy("Cycle"), 6),
    "progress": (gettext_lazy("Progress"), 8),
    "light": (gettext_lazy("Light"), 8),
    "registered_on": (gettext_lazy("registered on"), 12),
    "closed_on": (gettext_lazy("closed on"), 12),
    CHECK: (gettext_lazy("check digits (leave as they are)"), 0),
}
"""Words and width of each column by its name, 0 for one out of sight; an import understands the words again."""

COLUMNS = tuple(_HEADS)
"""Names of the columns, in their order."""

EDITABLE = ("title", "category", "problem_kind", "disposition", "lead", "supporting", "goal", "deadline")
"""Columns whose edits are taken back from a file, by the ordinary services. Everything else has a door of its own."""

DIGITS = 8


def check_digits(value: str) -> str:
    """What tells an edited cell from an untouched one. No secret: it guards against oversight, not against malice."""
    return f"{crc32(value.encode()):08x}"


def write_workbook(issues: QuerySet[Issue], campaign: Campaign) -> BinaryIO:
    """Write the issues, in the order of the queryset, to a file without a name: it is gone when it is closed."""
    file = cast(BinaryIO, tempfile.TemporaryFile(prefix="bihuan-"))  # noqa: SIM115 - the answer closes it
    try:
        write_sheet(file, Sheet(_("Issues"), heads(), footer=campaign.name), rows_of(issues))
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def heads() -> Sequence[tuple[str, int]]:
    """Words and width of each column, in the reader's language."""
    return [(str(words), width) for words, width in _HEADS.values()]


def rows_of(issues: QuerySet[Issue]) -> Iterator[Sequence[str | int]]:
    """The cells of each issue, in the order of `COLUMNS`."""
    states = {value: str(label) for value, label in Status.choices}
    lights = {value: str(label) for value, label in LightRule.Colour.choices}
    records = issues.order_by(*_order(issues)).values_list(*PLAIN).iterator(chunk_size=CHUNK)
    while chunk := list(islice(records, CHUNK)):
        parts = _Parts([record[0] for record in chunk])
        for record in chunk:
            yield _cells(record, parts, states, lights)


def _order(issues: QuerySet[Issue]) -> Sequence[Any]:
    return issues.query.order_by or ("number",)


def _cells(record: Record, parts: "_Parts", states: dict[str, str], lights: dict[str, str]) -> Sequence[str | int]:
    pk, number, original, title, category, problem_kind, disposition, lead, goal, deadline, *rest = record
    due, status, cycle, progress, light, registered_on, closed_on = rest
    edited = (
        title,
        category or "",
        problem_kind or "",
        disposition or "",
        lead or "",
        parts.helpers.get(pk, ""),
        goal,
        deadline,
    )
    return (
        pk,
        number,
        parts.numbers.get(pk, ""),
        original,
        *edited[:6],
        parts.people.get(pk, ""),
        parts.measures.get(pk, ""),
        *edited[6:],
        "" if due == NO_DATE else _day(due),
        states[status],
        cycle,
        progress,
        lights[light],
        _day(registered_on),
        _day(closed_on),
        "".join(map(_digits, edited)),
    )


_digits = lru_cache(maxsize=10_000)(check_digits)
"""Categories, units and deadlines come again and again."""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


class _Parts:
    """What stands in tables of its own, joined to one cell per issue."""

    def __init__(self, issues: list[int]) -> None:
        numbers = _of(OutsideNumber, issues).order_by("level__position", "pk")
        self.numbers = _joined(numbers.values_list("issue_id", "level__name", "number"), "、", "{} {}")
        helpers = _of(SupportingUnit, issues).order_by("pk")
        self.helpers = _joined(helpers.values_list("issue_id", "unit__name"), "、")
        people = _of(ResponsiblePerson, issues).order_by("pk")
        self.people = _joined(
            ((issue, title or name) for issue, title, name in people.values_list("issue_id", "person__title", "name")),
            "、",
        )
        measures = _of(Measure, issues).order_by("position")
        self.measures = _joined(measures.values_list("issue_id", "position", "text"), "\n", "{}. {}")


def _of(model: type[Part], issues: list[int]) -> QuerySet[Part]:
    """The parts of so many issues, whose ids are one parameter: to write two thousand took longer than to read them."""
    of = f'"{model._meta.db_table}"."issue_id"'
    within = (
        RawSQL(f"{of} IN (SELECT value FROM json_each(%s))", [json.dumps(issues)], BooleanField())  # noqa: S608, S611 - a name of ours
        if connection.vendor == "sqlite"
        else RawSQL(f"{of} = ANY(%s)", [issues], BooleanField())  # noqa: S611 - a name of ours
    )
    return model._default_manager.filter(within)


def _joined(rows: Any, between: str, shape: str = "{}") -> dict[int, str]:  # noqa: ANN401 - rows of values_list
    found: dict[int, str] = {}
    for issue, *values in rows:
        words = shape.format(*values)
        found[issue] = found[issue] + between + words if issue in found else words
    return found
