"""Paging by the last row seen instead of by number: as fast on row 400,000 as on row 30.

A cursor is `value~pk` of a row. The order is always (sort key, primary key), so no row is shown twice or
missed when others are added meanwhile. Rows without a value (nullable keys) come last, both
ways, on both databases.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar, cast

from django.core.exceptions import ValidationError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F, Field, Func, GeneratedField, Model, Q, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler
from django.utils.functional import Promise

Words = str | Promise
"""Text of the interface, translated when it is shown."""

Row = TypeVar("Row", bound=Model)
COUNTED = 1000
"""Lists count exactly up to here; beyond it they say "1000+"."""


@dataclass(frozen=True, slots=True)
class Sort:
    """One order of a list. `path` is a column or an annotation; say `nullable` if it may be empty.

    `lead` is a column that divides the list before it is ordered (what is open before what is closed). It is never
    empty, and turns round with the order.
    """

    key: str
    label: Words
    path: str
    nullable: bool = False
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row]):
    """One page of rows, in the order shown, and whether there is more on either side."""

    rows: Sequence[Row]
    has_newer: bool
    has_older: bool


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: beyond this row, or, `backward`, before it."""

    text: str
    backward: bool = False


def cut(
    queryset: QuerySet[Row], sort: Sort, *, descending: bool, size: int, cursor: Cursor | None = None
) -> Slice[Row]:
    """Return one page of `queryset`; a cursor that cannot be read begins at the start."""
    backward = cursor is not None and cursor.backward
    beyond = _beyond(queryset, sort, descending, cursor) if cursor else None
    if beyond is None:
        backward = False
    else:
        queryset = queryset.filter(beyond)
    found = list(_ordered(queryset, sort, descending=descending != backward, nulls_first=backward)[: size + 1])
    more, rows = len(found) > size, found[:size]
    if backward:
        return Slice(rows[::-1], has_newer=more, has_older=True)
    return Slice(rows, has_newer=beyond is not None, has_older=more)


def in_order(queryset: QuerySet[Row], sort: Sort, *, descending: bool) -> QuerySet[Row]:
    """Return all rows in the order of a list, for an export."""
    return _ordered(queryset, sort, descending=descending, nulls_first=False)


def cursor_of(row: Model, sort: Sort) -> str:
    """Return the cursor of a row."""
    text = f"{_text(row, sort.path)}~{row.pk}"
    return f"{_text(row, sort.lead)}~{text}" if sort.lead else text


def _text(row: Model, path: str) -> str:
    value: Any = row
    for name in path.split("__"):
        value = getattr(value, name, None)
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def count_capped(queryset: QuerySet[Row]) -> int:
    """Count at most `COUNTED + 1` rows: enough to know whether to say "1000+"."""
    return queryset.order_by().values("pk")[: COUNTED + 1].count()


@dataclass(frozen=True, slots=True)
class Found(Generic[Row]):
    """Rows, and how many they are as far as that is known already; `COUNTED + 1` stands for more than `COUNTED`."""

    rows: QuerySet[Row]
    total: int | None = None


def gathered(queryset: QuerySet[Row]) -> QuerySet[Row]:
    """The rows of a short list (up to `COUNTED`), found by their conditions before anything is sorted.

    Left to itself, a database may walk a long table in the order asked for until it has met thirty rows that fit;
    few that fit are soonest found by an index of the conditions (measured with 100,000 issues on SQLite, one school
    by last movement: 110 ms against 30). Only for querysets whose conditions join no other table.
    """
    short = queryset.all()
    short.query.clear_where()
    return short.filter(pk__in=queryset.order_by().values("pk")[: COUNTED + 1])


def _ordered(queryset: QuerySet[Row], sort: Sort, *, descending: bool, nulls_first: bool) -> QuerySet[Row]:
    nulls: dict[str, Any] = {}
    if sort.nullable:
        nulls = {"nulls_first": True} if nulls_first else {"nulls_last": True}
    lead = [F(sort.lead)] if sort.lead else []
    key, pk = F(sort.path), F("pk")
    if descending:
        return queryset.order_by(*(each.desc() for each in lead), key.desc(**nulls), pk.desc())
    return queryset.order_by(*lead, key.asc(**nulls), pk.asc())


def _beyond(queryset: QuerySet[Row], sort: Sort, descending: bool, cursor: Cursor) -> Q | None:  # noqa: FBT001 - inner
    text, _, pk = cursor.text.rpartition("~")
    try:
        if sort.lead:
            return _beyond_row(queryset, sort, descending, cursor)
        number = _field(queryset, "pk").to_python(pk)
        value = None if sort.nullable and not text else _field(queryset, sort.path).to_python(text)
    except ValidationError:
        return None
    way = "lt" if descending != cursor.backward else "gt"
    later = Q(**{f"pk__{way}": number})
    if value is None:
        empty = Q(**{f"{sort.path}__isnull": True}) & later
        return Q(**{f"{sort.path}__isnull": False}) | empty if cursor.backward else empty
    # The first half lets the database seek in the index; the second half settles equal values.
    ahead = Q(**{f"{sort.path}__{way}e": value}) & (Q(**{f"{sort.path}__{way}": value}) | later)
    if sort.nullable and not cursor.backward:
        return ahead | Q(**{f"{sort.path}__isnull": True})
    return ahead


def _beyond_row(queryset: QuerySet[Row], sort: Sort, descending: bool, cursor: Cursor) -> Q:  # noqa: FBT001 - inner
    """Rows behind another in an order of three columns, as one comparison: the database seeks in the index."""
    paths, texts = (sort.lead, sort.path, "pk"), cursor.text.split("~")
    if len(texts) != len(paths):
        raise ValidationError("the cursor of another order")
    values = [_value(_field(queryset, path), text) for path, text in zip(paths, texts, strict=True)]
    return Q(_Beside(*map(F, paths), *values, sign="<" if descending != cursor.backward else ">"))


def _value(field: "Field[Any, Any]", text: str) -> Value:
    kept = cast("Field[Any, Any]", field.output_field) if isinstance(field, GeneratedField) else field
    return Value(kept.to_python(text), kept)


class _Beside(Func):
    """`(a, b, c) < (1, 2, 3)`, which both databases understand and read off an index of a, b, c."""

    output_field = BooleanField()
    arg_joiner = ", "

    def __init__(self, *both: Expression | F, sign: str) -> None:
        super().__init__(*both)
        self.sign = sign

    def as_sql(  # type: ignore[override] # it knows one shape only
        self, compiler: SQLCompiler, _connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, list[Any]]:
        parts = [compiler.compile(each) for each in self.get_source_expressions()]
        half = len(parts) // 2
        left, right = (", ".join(sql for sql, _ in side) for side in (parts[:half], parts[half:]))
        return f"({left}) {self.sign} ({right})", [param for _, params in parts for param in params]


def _field(queryset: QuerySet[Row], path: str) -> "Field[Any, Any]":
    """Return the field that can read a cursor's value back."""
    if path in queryset.query.annotations:
        output: Field[Any, Any] = queryset.query.annotations[path].output_field
        return output
    model: Any = queryset.model
    field: Any = None
    for name in path.split("__"):
        columns = model._meta
        field = columns.pk if name == "pk" else columns.get_field(name)
        model = field.related_model
    return cast("Field[Any, Any]", field)
