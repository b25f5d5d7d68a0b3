"""Finding issues by words: of the title, the original wording, the goal, the measures and the reports; or by a number.

Chinese has no blanks, and half of what people look for is two characters long: the index holds pairs of neighbouring
characters. SQLite keeps them in an FTS5 table without content, PostgreSQL as a `tsvector`; neither parses the text,
so that both find the same. Pairs that stand apart make no word: what the index finds is looked at again.
"""

import unicodedata
from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from bihuan.common.text import grams
from bihuan.ledger.models import Issue, IssueWords, OutsideNumber
from bihuan.ui.keyset import COUNTED, Found

TABLE = "ledger_issuegrams"

RARE = COUNTED
"""Up to so many hits are looked up by their ids."""

NUMBER = 9
"""Digits from which on a word of digits is no number of an issue."""


def plain(text: str) -> str:
    """One spelling for full and half width, large and small letters."""
    return unicodedata.normalize("NFKC", text).lower()


def terms(text: str) -> list[str]:
    """What the index keeps of a text: its pairs, and by itself each character that closes a run of Chinese.

    So every character begins a term, and a single one can be looked for as the beginning of terms.
    """
    found: dict[str, None] = {}
    last = ""
    for gram in grams(text):
        if last and last[-1] != gram[0]:
            found[last[-1]] = None
        found[gram] = None
        last = gram if len(gram) == 2 and gram[0] >= "\u3400" else ""
    if last:
        found[last[-1]] = None
    return list(found)


def search(issues: QuerySet[Issue], words: str) -> Found[Issue]:
    """Those of some issues that the words speak of, in one query; digits are a number, here or on another ledger.

    Few hits are then looked up by their ids, which no database can do slowly; many are met soon on the way through
    the list, whatever its order.
    """
    hits = _numbered(issues, words) if words.isdecimal() and len(words) < NUMBER else _speaking(issues, words)
    found = list(hits.order_by().values_list("pk", flat=True)[: RARE + 1])
    return Found(_among(issues, found), len(found)) if len(found) <= RARE else Found(_met(issues, words), COUNTED + 1)


def _numbered(issues: QuerySet[Issue], number: str) -> QuerySet[Issue]:
    here = Issue.objects.filter(number=int(number)).values("pk")
    return _among(issues, here.union(OutsideNumber.objects.filter(number=number).values("issue_id")))


def _among(issues: QuerySet[Issue], ids: Iterable[Any]) -> QuerySet[Issue]:
    """Those of the issues that have one of these ids, which is where the database begins, and not at the campaign."""
    short = issues.all()
    short.query.clear_where()
    return short.filter(Exists(issues.order_by().filter(pk=OuterRef("pk"))), pk__in=ids)


def _speaking(issues: QuerySet[Issue], words: str) -> QuerySet[Issue]:
    parts = plain(words).split()
    asked = [term for part in parts for term in _asked(part)]
    if not asked:
        return issues.none()
    hits = issues.filter(pk__in=_holding(asked))
    spoken = _spoken(parts)
    return hits.filter(Exists(spoken)) if spoken is not None else hits


def _met(issues: QuerySet[Issue], words: str) -> QuerySet[Issue]:
    """Issues as one meets them in the list. PostgreSQL thinks that long words are rare, and would sort all of them."""
    spoken = _spoken(plain(words).split())
    if spoken is None or connection.vendor == "sqlite":
        return _speaking(issues, words)
    return issues.filter(Coalesce(Exists(spoken), Value(False)))  # noqa: FBT003 - no join can be made of it


def _asked(part: str) -> list[tuple[str, bool]]:
    """The terms that must all be there, and whether each is only the beginning of one: what ends the part may go on.

    Single characters are in half of all texts: beside other terms they only cost.
    """
    found = list(grams(part))
    last = len(found) - 1
    terms = [(gram, place == last and _goes_on(gram)) for place, gram in enumerate(found)]
    return [term for term in terms if len(term[0]) > 1] or terms


def _goes_on(gram: str) -> bool:
    return len(gram) == 1 or gram[0] < "\u3400"


def _spoken(parts: Iterable[str]) -> QuerySet[IssueWords] | None:
    """The text of an issue that holds the parts word for word; None where the index alone is sure of them."""
    unsure = [part for part in parts if part != "".join(islice(grams(part), 1))]
    if not unsure:
        return None
    spoken = IssueWords.objects.filter(issue=OuterRef("pk"))
    for part in unsure:
        spoken = spoken.filter(text__contains=part)
    return spoken


def _holding(asked: list[tuple[str, bool]]) -> RawSQL:
    """Ids of the issues that hold all the terms. Terms are characters and digits only, so they need no escaping."""
    if connection.vendor == "sqlite":
        query = " AND ".join(f'"{term}"*' if begins else f'"{term}"' for term, begins in asked)
        return RawSQL(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s", [query])  # noqa: S608, S611 - a name of ours
    query = " & ".join(f"'{term}':*" if begins else f"'{term}'" for term, begins in asked)
    return RawSQL(f"SELECT issue_id FROM {TABLE} WHERE grams @@ %s::tsquery", [query])  # noqa: S608, S611 - a name of ours
