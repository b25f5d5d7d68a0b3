"""Filters of a list. Each lives in the address, shows as a chip, and says so when its value cannot be read.

A filter names a column (`path`) or brings its own `apply`. Options may be a callable of the request, so
that viewers are offered only what they may see.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from bihuan.ui.keyset import Found, Words

Rows = QuerySet[Any]
Option = tuple[str, Words]
Options = Sequence[Option] | Callable[[HttpRequest], Sequence[Option]]


class Unreadable(Exception):
    """A value in the address means nothing to its filter; the message is a sentence for the page."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A filter in force: its words for the chip and what it does to the rows.

    One that can `find` looks among what the others leave, and says how many it found: nobody has to count again.
    """

    label: str
    words: str
    apply: Callable[[Rows], Rows]
    find: Callable[[Rows], Found[Any]] | None = None


@dataclass(frozen=True, kw_only=True)
class Filter(ABC):
    """What a list can be narrowed by."""

    key: str
    label: Words
    kind: ClassVar[str]

    @property
    def params(self) -> tuple[str, ...]:
        """The names this filter owns in the address."""
        return (self.key,)

    @abstractmethod
    def read(self, query: QueryDict, request: HttpRequest) -> Condition | None:
        """Return the condition asked for, or None.

        Raises:
            Unreadable: the value is not one of this filter.
        """

    def options_for(self, request: HttpRequest) -> Sequence[Option]:  # noqa: ARG002 - narrower filters have none
        return ()

    def _unreadable(self, value: str) -> Unreadable:
        return Unreadable(
            gettext("“%(value)s” is not a value of “%(label)s”; this condition was left out.")
            % {"value": value, "label": self.label}
        )


@dataclass(frozen=True, kw_only=True)
class Choice(Filter):
    """One of some values: `Choice(key="kind", label=…, options=…, path="kind")`."""

    options: Options
    path: str = ""
    apply: Callable[[Rows, str], Rows] | None = None
    kind: ClassVar[str] = "choice"

    def options_for(self, request: HttpRequest) -> Sequence[Option]:
        return self.options(request) if callable(self.options) else self.options

    def read(self, query: QueryDict, request: HttpRequest) -> Condition | None:
        value = query.get(self.key, "")
        if not value:
            return None
        names = dict(self.options_for(request))
        if value not in names:
            raise self._unreadable(value)
        narrow = self.apply or (lambda rows, chosen: rows.filter(**{self.path: chosen}))
        return Condition(str(self.label), str(names[value]), lambda rows: narrow(rows, value))


@dataclass(frozen=True, kw_only=True)
class MultiChoice(Filter):
    """Any of some values, repeated in the address: `?status=planned&status=rectifying`."""

    options: Options
    path: str = ""
    apply: Callable[[Rows, list[str]], Rows] | None = None
    kind: ClassVar[str] = "multi"

    def options_for(self, request: HttpRequest) -> Sequence[Option]:
        return self.options(request) if callable(self.options) else self.options

    def read(self, query: QueryDict, request: HttpRequest) -> Condition | None:
        values = [value for value in query.getlist(self.key) if value]
        if not values:
            return None
        names = dict(self.options_for(request))
        for value in values:
            if value not in names:
                raise self._unreadable(value)
        narrow = self.apply or (lambda rows, chosen: rows.filter(**{f"{self.path}__in": chosen}))
        words = pgettext("list", ", ").join(str(names[value]) for value in values)
        return Condition(str(self.label), words, lambda rows: narrow(rows, values))


@dataclass(frozen=True, kw_only=True)
class Text(Filter):
    """Words to look for: in one of `paths`, or by the stage's own search through `apply`."""

    paths: Sequence[str] = ()
    apply: Callable[[Rows, str], Rows] | None = None
    kind: ClassVar[str] = "text"

    def read(self, query: QueryDict, request: HttpRequest) -> Condition | None:  # noqa: ARG002
        words = self._words(query)
        if not words:
            return None
        narrow = self.apply or self._anywhere
        return Condition(str(self.label), f"“{words}”", lambda rows: narrow(rows, words))

    def _words(self, query: QueryDict) -> str:
        return " ".join(query.get(self.key, "").split())[:100]

    def _anywhere(self, rows: Rows, words: str) -> Rows:
        either = Q()
        for path in self.paths:
            either |= Q(**{f"{path}__icontains": words})
        return rows.filter(either)


@dataclass(frozen=True, kw_only=True)
class Search(Text):
    """Words to look for by a search of the stage's own, which answers with what it found and how many."""

    find: Callable[[Rows, str], Found[Any]]

    def read(self, query: QueryDict, request: HttpRequest) -> Condition | None:  # noqa: ARG002
        words = self._words(query)
        if not words:
            return None
        find = partial(self._among, words)
        return Condition(str(self.label), f"“{words}”", lambda rows: find(rows).rows, find)

    def _among(self, words: str, rows: Rows) -> Found[Any]:
        return self.find(rows, words)


@dataclass(frozen=True, kw_only=True)
class Flag(Filter):
    """A condition that is on or not asked for: `?overdue=1`."""

    apply: Callable[[Rows], Rows]
    kind: ClassVar[str] = "flag"

    def read(self, query: QueryDict, request: HttpRequest) -> Condition | None:  # noqa: ARG002
        value = query.get(self.key, "")
        if not value:
            return None
        if value != "1":
            raise self._unreadable(value)
        return Condition(str(self.label), "", self.apply)


@dataclass(frozen=True, kw_only=True)
class DateRange(Filter):
    """From a day to a day, both included; either may be missing: `?due_from=2014-06-01&due_to=2014-06-30`."""

    path: str
    kind: ClassVar[str] = "dates"

    @property
    def params(self) -> tuple[str, ...]:
        return (f"{self.key}_from", f"{self.key}_to")

    def read(self, query: QueryDict, request: HttpRequest) -> Condition | None:  # noqa: ARG002
        first, last = (self._day(query.get(name, "")) for name in self.params)
        bounds = {f"{self.path}__gte": first, f"{self.path}__lte": last}
        given = {name: day for name, day in bounds.items() if day}
        if not given:
            return None
        return Condition(str(self.label), _span(first, last), lambda rows: rows.filter(**given))

    def _day(self, text: str) -> date | None:
        try:
            day = parse_date(text)
        except ValueError:
            day = None
        if text and day is None:
            raise self._unreadable(text)
        return day


def _span(first: date | None, last: date | None) -> str:
    names = {
        "first": date_format(first, "SHORT_DATE_FORMAT") if first else "",
        "last": date_format(last, "SHORT_DATE_FORMAT") if last else "",
    }
    if first and last:
        return gettext("%(first)s to %(last)s") % names
    return (gettext("from %(first)s") if first else gettext("until %(last)s")) % names
