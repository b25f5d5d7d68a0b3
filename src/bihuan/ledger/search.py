"""Finding issues by words: of the title, the original wording, the goal, the measures and the reports; or by a number.

Chinese has no blanks, and half of what people look for is two characters long: the index holds pairs of neighbouring
characters. SQLite keeps them in an FTS5 table without content, PostgreSQL as a `tsvector`; neither parses the text,
so that both find the same. Pairs that stand apart make no word: what the index finds is looked at again.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from bihuan.campaigns.models import Campaign
from bihuan.common.text import grams
from bihuan.ledger.models import Issue, IssueWords, OutsideNumber
from bihuan.ui.keyset import COUNTED

TABLE = "ledger_issuegrams"

RARE = COUNTED
"""Up to so many hits the ids are looked up once and serve rows and count alike; commoner words stay a condition."""


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


def matching(campaign: Campaign, words: str) -> Q:
    """Condition for the issues of a campaign that the words speak of; digits are a number, here or elsewhere."""
    if words.isdecimal() and len(words) < 9:
        here = Issue.objects.filter(campaign=campaign, number=int(words)).values_list("pk")
        elsewhere = OutsideNumber.objects.filter(number=words).values_list("issue_id")
        return Q(pk__in=[pk for (pk,) in here.union(elsewhere)])
    parts = plain(words).split()
    asked = [*_asked(parts)]
    if not asked:
        return Q(pk__in=())
    within = IssueWords.objects.filter(issue_id__in=_holding(asked), issue__campaign=campaign)
    for part in parts:
        within = within.filter(text__contains=part)
    found = list(within.values_list("pk", flat=True)[: RARE + 1])
    return Q(pk__in=found) if len(found) <= RARE else _common(asked, parts)


def _asked(parts: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The terms that must all be there, and whether each is only the beginning of one."""
    for part in parts:
        for gram in grams(part):
            yield gram, len(gram) == 1 or gram[0] < "\u3400"


def _common(asked: list[tuple[str, bool]], parts: list[str]) -> Q:
    """Words of very many issues: SQLite makes the set of them at once, PostgreSQL had better walk the list."""
    spoken = IssueWords.objects.filter(issue=OuterRef("pk"))
    for part in parts:
        spoken = spoken.filter(text__contains=part)
    if connection.vendor == "sqlite":
        return Q(pk__in=_holding(asked)) & Q(Exists(spoken))
    return Q(Exists(spoken))


def _holding(asked: list[tuple[str, bool]]) -> RawSQL:
    """Ids of the issues that hold all the terms. Terms are characters and digits only, so they need no escaping."""
    if connection.vendor == "sqlite":
        query = " AND ".join(f'"{term}"*' if begins else f'"{term}"' for term, begins in asked)
        return RawSQL(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s", [query])  # noqa: S608, S611 - a name of ours
    query = " & ".join(f"'{term}':*" if begins else f"'{term}'" for term, begins in asked)
    return RawSQL(f"SELECT issue_id FROM {TABLE} WHERE grams @@ %s::tsquery", [query])  # noqa: S608, S611 - a name of ours
