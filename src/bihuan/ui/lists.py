"""The list helper: a stage declares columns, filters and views; the address holds the rest.

    LIST = List(
        name="issues",
        columns=[Column("number", _("No."), cell=number_cell, sort="number")],
        filters=[MultiChoice(key="status", label=_("Status"), options=STATES, path="status")],
        views=[View(_("Open"), "open=1")],
        order="-moved",
        address=lambda issue: reverse("ledger:issue", args=[issue.pk]),
        called=lambda issue: issue.title,
    )

    def issues(request):
        page = LIST.page(request, visible_issues(request.user).select_related("lead_unit"))
        return render_list(request, "ledger/issues.html", page)

The queryset carries the viewer's permission; the helper adds at most two queries (rows, and a capped count or a search)
to what the caller's prefetches and filter options need.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from bihuan.common.workflow import Refused
from bihuan.ui.filters import Condition, Filter, Option, Unreadable
from bihuan.ui.keyset import (
    COUNTED,
    Cursor,
    Found,
    Row,
    Slice,
    Sort,
    Words,
    count_capped,
    cursor_of,
    cut,
    gathered,
    in_order,
)
from bihuan.ui.parts import Tab


@dataclass(frozen=True)  # no slots: Column[Issue](…) would fail on Python 3.11
class Column(Generic[Row]):
    """One column. `cell` returns text (escaped) or a SafeString; `sort` is the path its head orders by."""

    key: str
    label: Words
    cell: Callable[[Row], object]
    sort: str = ""
    nullable: bool = False
    css: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A saved view: words and the query that it stands for; `count` is shown beside it when known."""

    label: Words
    query: str = ""
    count: int | str | None = None


@dataclass(frozen=True, slots=True)
class BulkAction:
    """What can be done to the selected rows: the form posts their `pk`s to `url`."""

    label: Words
    url: str
    confirm: Words = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force and the address without it."""

    label: str
    words: str
    without: str


@dataclass(frozen=True, slots=True)
class Head:
    """A column head; `way` is "ascending", "descending" or empty, `url` orders by it."""

    label: Words
    css: str
    url: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """One filter in the panel: its kind, options and present values."""

    filter: Filter
    options: Sequence[Option]
    values: Mapping[str, Sequence[str]]

    @property
    def chosen(self) -> Sequence[str]:
        return self.values[self.filter.params[0]]

    @property
    def until(self) -> Sequence[str]:
        return self.values[self.filter.params[-1]]


@dataclass(frozen=True, slots=True)
class Line:
    """One row, ready to print."""

    pk: object
    url: str
    preview: str
    name: str
    cells: SafeString


@dataclass(frozen=True, kw_only=True)
class Page(Generic[Row]):
    """What `ui/list.html` draws."""

    name: str
    rows: Sequence[Row]
    lines: Sequence[Line]
    heads: Sequence[Head]
    chips: Sequence[Chip]
    tabs: Sequence[Tab]
    controls: Sequence[Control]
    sorts: Sequence[tuple[str, str, bool]]
    kept: Sequence[tuple[str, str]]
    notes: Sequence[str]
    actions: Sequence[BulkAction]
    total: int
    newer_url: str
    older_url: str
    query: str
    empty: Words

    @property
    def total_words(self) -> str:
        """The exact count, or "1000+" beyond what is worth counting."""
        return f"{COUNTED}+" if self.total > COUNTED else str(self.total)


@dataclass(frozen=True, kw_only=True)
class List(Generic[Row]):
    """A declared list. `order` names a column or sort by its key, "-" for descending."""

    name: str
    columns: Sequence[Column[Row]]
    order: str
    filters: Sequence[Filter] = ()
    views: Sequence[View] = ()
    sorts: Sequence[Sort] = ()
    address: Callable[[Row], str] = lambda _row: ""
    preview: Callable[[Row], str] = lambda _row: ""
    called: Callable[[Row], object] = str
    size: int = 30
    empty: Words = ""
    gathers: bool = False
    """For long tables whose conditions join nothing: few hits are gathered first, then sorted (see `gathered`)."""

    @cached_property
    def _by_key(self) -> dict[str, Sort]:
        of_columns = (Sort(c.key, c.label, c.sort, c.nullable) for c in self.columns if c.sort)
        return {sort.key: sort for sort in (*of_columns, *self.sorts)}

    def page(
        self,
        request: HttpRequest,
        queryset: QuerySet[Row],
        *,
        views: Callable[[int], Sequence[View]] | None = None,
        actions: Sequence[BulkAction] = (),
    ) -> Page[Row]:
        """Return the page that the address asks for, out of what `queryset` lets the viewer see.

        `views` makes views to replace the declared ones, for counts or personal ones; it is told how many rows were
        found. `actions` is what this viewer may do to several rows at once: without any there are no boxes to tick.
        """
        query = request.GET.copy()
        notes: list[str] = []
        conditions = self._conditions(query, request, notes)
        found = _narrow(queryset, [condition for _, condition in conditions])
        sort, descending = self._sort(query, notes)
        part, total = self._cut(found, sort, descending=descending, query=query)
        return Page(
            name=self.name,
            rows=part.rows,
            lines=self._lines(part.rows),
            heads=[self._head(column, query, sort, descending=descending) for column in self.columns],
            chips=self._chips(query, conditions),
            tabs=self._tabs(query, self.views if views is None else views(total)),
            controls=[self._control(f, query, request) for f in self.filters],
            sorts=self._sort_options(sort, descending=descending),
            kept=self._kept(query),
            notes=notes,
            actions=actions,
            total=total,
            newer_url=_turn(query, "before", part, sort) if part.has_newer else "",
            older_url=_turn(query, "after", part, sort) if part.has_older else "",
            query=_without(query, ("after", "before")),
            empty=self.empty or gettext("Nothing here yet."),
        )

    def _cut(self, found: Found[Row], sort: Sort, *, descending: bool, query: QueryDict) -> tuple[Slice[Row], int]:
        """One page of rows, and how many there are: counted first where few hits are gathered before sorting."""
        rows, total = found.rows, found.total
        if total is None and self.gathers:
            total = count_capped(rows)
            rows = gathered(rows) if total <= COUNTED else rows
        if total == 0:
            return Slice((), has_newer=False, has_older=False), 0
        part = cut(rows, sort, descending=descending, size=self.size, cursor=_cursor(query))
        if total is None:
            ends_here = not (part.has_newer or part.has_older)
            total = len(part.rows) if ends_here else count_capped(rows)
        return part, total

    def narrowed(self, request: HttpRequest, queryset: QuerySet[Row]) -> QuerySet[Row]:
        """Return all rows that the address asks for, in its order and without pages: for exports.

        Raises:
            Refused: the address says something that this list does not understand; a file would not show the guess.
        """
        query, notes = request.GET.copy(), list[str]()
        for _, condition in self._conditions(query, request, notes):
            queryset = condition.apply(queryset)
        sort, descending = self._sort(query, notes)
        if notes:
            raise Refused(notes)
        return in_order(queryset, sort, descending=descending)

    def _conditions(self, query: QueryDict, request: HttpRequest, notes: list[str]) -> list[tuple[Filter, Condition]]:
        found = []
        for one in self.filters:
            try:
                condition = one.read(query, request)
            except Unreadable as unreadable:
                notes.append(str(unreadable))
                continue
            if condition:
                found.append((one, condition))
        return found

    def _sort(self, query: QueryDict, notes: list[str]) -> tuple[Sort, bool]:
        asked = query.get("sort", "") or self.order
        if asked.lstrip("-") not in self._by_key:
            notes.append(gettext("This list cannot be sorted by “%(key)s”.") % {"key": asked})
            asked = self.order
        return self._by_key[asked.lstrip("-")], asked.startswith("-")

    def _lines(self, rows: Sequence[Row]) -> list[Line]:
        cells: list[tuple[str, Callable[[Row], Any]]] = [(_opening(column), column.cell) for column in self.columns]
        return [
            Line(
                row.pk,
                self.address(row),
                self.preview(row),
                str(self.called(row)),
                SafeString("".join([f"{opening}{conditional_escape(cell(row))}</td>" for opening, cell in cells])),
            )
            for row in rows
        ]

    def _head(self, column: Column[Row], query: QueryDict, sort: Sort, *, descending: bool) -> Head:
        if not column.sort:
            return Head(column.label, column.css)
        here = column.key == sort.key
        turned = f"-{column.key}" if here and not descending else column.key
        way = ("descending" if descending else "ascending") if here else ""
        return Head(column.label, column.css, _with(query, sort=turned), way)

    def _chips(self, query: QueryDict, conditions: Sequence[tuple[Filter, Condition]]) -> list[Chip]:
        return [
            Chip(condition.label, condition.words, _without(query, (*one.params, "after", "before")))
            for one, condition in conditions
        ]

    def _tabs(self, query: QueryDict, views: Sequence[View]) -> list[Tab]:
        now = self._asked(query)
        return [
            Tab(
                str(view.label),
                f"?{view.query}",
                view.count,
                current=self._asked(QueryDict(view.query)) == now,
            )
            for view in views
        ]

    def _asked(self, query: QueryDict) -> dict[str, list[str]]:
        names = [name for one in self.filters for name in one.params]
        return {name: sorted(query.getlist(name)) for name in names if any(query.getlist(name))}

    def _control(self, one: Filter, query: QueryDict, request: HttpRequest) -> Control:
        return Control(one, one.options_for(request), {name: query.getlist(name) for name in one.params})

    def _sort_options(self, sort: Sort, *, descending: bool) -> list[tuple[str, str, bool]]:
        options = []
        for key, one in self._by_key.items():
            for sign, arrow in (("", "↑"), ("-", "↓")):
                chosen = one == sort and descending == bool(sign)
                options.append((f"{sign}{key}", f"{one.label} {arrow}", chosen))
        return options

    def _kept(self, query: QueryDict) -> list[tuple[str, str]]:
        """Pass through the parameters that are the page's own, not the list's."""
        own = {"sort", "after", "before", *(name for one in self.filters for name in one.params)}
        return [(name, value) for name, values in query.lists() if name not in own for value in values]


def render_list(
    request: HttpRequest, template: str, page: Page[Any], context: Mapping[str, object] | None = None
) -> HttpResponse:
    """Answer with the page, or with the list alone when HTMX asked for it."""
    alone = request.headers.get("HX-Target") == f"list-{page.name}"
    response = render(request, "ui/_list.html" if alone else template, {"page": page, **(context or {})})
    patch_vary_headers(response, ["HX-Target"])
    return response


def _narrow(rows: QuerySet[Row], conditions: Sequence[Condition]) -> Found[Row]:
    """What fits all conditions; searches come last, so that each looks among what the others leave."""
    found = Found(rows)
    for condition in sorted(conditions, key=lambda one: one.find is not None):
        found = condition.find(found.rows) if condition.find else Found(condition.apply(found.rows))
    return found


def _opening(column: Column[Row]) -> str:
    """What every cell of a column begins with, made once per list and not once per cell."""
    css = f' class="{column.css}"' if column.css else ""
    return f'<td role="cell"{css} data-label="{escape(column.label)}">'


def _cursor(query: QueryDict) -> Cursor | None:
    if after := query.get("after"):
        return Cursor(after)
    if before := query.get("before"):
        return Cursor(before, backward=True)
    return None


def _turn(query: QueryDict, name: str, part: Slice[Row], sort: Sort) -> str:
    if not part.rows:
        return _without(query, ("after", "before"))
    edge = part.rows[0] if name == "before" else part.rows[-1]
    return _with(query, **{name: cursor_of(edge, sort)})


def _with(query: QueryDict, **changes: str) -> str:
    changed = query.copy()
    for name in ("after", "before"):
        changed.pop(name, None)
    for name, value in changes.items():
        changed[name] = value
    return f"?{changed.urlencode()}"


def _without(query: QueryDict, names: Sequence[str]) -> str:
    changed = query.copy()
    for name in names:
        changed.pop(name, None)
    return f"?{changed.urlencode()}"


def two_lines(fact: object, reason: object = "") -> SafeString:
    """Return a cell of a fact with its grey reason below."""
    if not reason:
        return format_html("{}", fact)
    return format_html('{}<span class="bh-reason">{}</span>', fact, reason)
