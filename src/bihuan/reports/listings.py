"""Lists that can be written into an office's own workbook: their columns, their rows, and what a head may mean.

Ids stand in hidden columns. Of these lists only the ledger's is taken back (`ledger/imports/returned.py`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from bihuan.campaigns.models import Campaign, Channel
from bihuan.documents import Meaning
from bihuan.documents.columns import guess_path
from bihuan.documents.writing.books import RUNNING
from bihuan.ledger.exports import CHECK, COLUMNS, ID, heads, rows_of
from bihuan.ledger.selectors import READERS, visible_issues
from bihuan.ledger.tables import ledger_list
from bihuan.ledger.terms import terms_of
from bihuan.opinions.models import Disposition, Opinion
from bihuan.opinions.selectors import READING, visible_opinions
from bihuan.opinions.states import Status
from bihuan.opinions.tables import OPINIONS
from bihuan.people.models import Person, Unit
from bihuan.people.selectors import find_units, holds, visible_units

CHUNK = 1000
Cells = Sequence[str | int]
Words = Promise | str

RUNNING_HEAD = _("running number of the file")


@dataclass(frozen=True, slots=True)
class Records:
    """What an address asks for: the rows in its order, and a writer of their cells."""

    rows: QuerySet[Any]
    cells: Callable[[QuerySet[Any]], Iterator[Cells]]


@dataclass(frozen=True)
class Listing:
    """One list. `names` are the columns in their order, hidden ones included."""

    code: str
    name: Words
    names: Sequence[str]
    heads: Callable[[], Mapping[str, Words]]
    meanings: Mapping[Meaning, str]
    readers: Iterable[Any]
    asked: Callable[[HttpRequest, Person, Campaign], Records]
    hidden: Sequence[str] = (ID,)

    def open_to(self, viewer: Person, campaign: Campaign) -> bool:
        """May this person read the list at all?"""
        return holds(viewer, self.readers, campaign_id=campaign.pk)

    @property
    def offered(self) -> dict[str, Words]:
        """Columns that an office's form may show."""
        shown = {name: words for name, words in self.heads().items() if name not in self.hidden}
        return {RUNNING: RUNNING_HEAD, **shown}

    def meaning(self, head: str) -> str:
        """The column that a head of the form means, by its own words or those of other offices; empty: none."""
        path = tuple(head.split(" / "))
        for language in ("zh-hans", "en"):
            with override(language):
                own = {str(words): name for name, words in self.offered.items()}
            if found := own.get(head) or own.get(path[-1]):
                return found
        guessed = guess_path(path)
        return self.meanings.get(guessed.meaning, "") if guessed else ""

    def guess(self, words: Iterable[str]) -> list[str]:
        """What each head of a form means; no column of ours stands twice."""
        found: list[str] = []
        for head in words:
            name = self.meaning(head)
            found.append(name if name not in found else "")
        return found


# ---------------------------------------------------------------- the ledger


def _issues(request: HttpRequest, viewer: Person, campaign: Campaign) -> Records:
    wanted = ledger_list(campaign, terms_of(campaign)).narrowed(request, visible_issues(viewer, campaign))
    return Records(wanted, rows_of)


def _issue_heads() -> dict[str, Words]:
    return {name: words for name, (words, _width) in zip(COLUMNS, heads(), strict=True)}


# ---------------------------------------------------------------- opinions

_OPINION_HEADS: dict[str, Words] = {
    ID: _("system number"),
    "number": _("No."),
    "received_on": _("Received on"),
    "way": _("Way of asking"),
    "channel": _("Channel"),
    "group": _("Group of speakers"),
    "heads": pgettext_lazy("opinion", "People"),
    "text": _("Words of the opinion"),
    "about": _("Unit that it is about"),
    "category": _("Category"),
    "responsible": _("Responsible unit"),
    "status": _("State"),
    "reply": _("Reply"),
}


def _opinions(request: HttpRequest, viewer: Person, campaign: Campaign) -> Records:
    return Records(OPINIONS.narrowed(request, visible_opinions(viewer, campaign)), _opinion_cells)


def _opinion_cells(opinions: QuerySet[Opinion]) -> Iterator[Cells]:
    states = {value: str(label) for value, label in Status.choices}
    ways = {value: str(label) for value, label in Channel.Way.choices}
    for some in _chunks(opinions.select_related("channel", "about_unit", "group", "category", "responsible")):
        standing = Disposition.objects.filter(opinion__in=some, taken_back_at__isnull=True)
        replies = dict(standing.values_list("opinion_id", "reply"))
        for one in some:
            yield (
                one.pk,
                one.label,
                one.received_on.isoformat(),
                ways[one.channel.way],
                one.channel.name,
                one.group.name if one.group else "",
                one.heads,
                one.text,
                str(one.about_unit or one.about_words),
                one.category.name if one.category else "",
                str(one.responsible or ""),
                states[one.status],
                replies.get(one.pk, ""),
            )


# ---------------------------------------------------------------- units

_UNIT_HEADS: dict[str, Words] = {
    ID: _("system number"),
    "code": pgettext_lazy("unit", "Code"),
    "name": _("Name of the unit"),
    "short": _("Short name"),
    "above": _("Unit above"),
    "kind": pgettext_lazy("unit", "Kind"),
    "level": pgettext_lazy("unit", "Level"),
    "active": _("In use"),
}


def _units(request: HttpRequest, viewer: Person, campaign: Campaign) -> Records:
    words = " ".join(request.GET.get("q", "").split())
    found = find_units(viewer, words) if words else visible_units(viewer)
    inside = found.filter(path__startswith=campaign.root.path).order_by("path", "pk")
    return Records(inside.select_related("parent"), _unit_cells)


def _unit_cells(units: QuerySet[Unit]) -> Iterator[Cells]:
    yes, no = str(pgettext_lazy("unit in use", "yes")), str(pgettext_lazy("unit in use", "no"))
    for some in _chunks(units):
        for one in some:
            kind = str(one.get_kind_display())
            above = one.parent.name if one.parent else ""
            yield one.pk, one.code, one.name, one.short_name, above, kind, one.level, yes if one.active else no


def _chunks(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    found = rows.iterator(chunk_size=CHUNK)
    while some := list(islice(found, CHUNK)):
        yield some


# ---------------------------------------------------------------- all of them

LISTINGS = {
    one.code: one
    for one in (
        Listing(
            code="issues",
            name=_("Issues of the ledger"),
            names=COLUMNS,
            heads=_issue_heads,
            hidden=(ID, CHECK),
            readers=READERS,
            asked=_issues,
            meanings={
                Meaning.NUMBER: RUNNING,
                Meaning.OUTSIDE_NUMBER: "outside",
                Meaning.PROBLEM: "original",
                Meaning.CATEGORY: "category",
                Meaning.KIND: "disposition",
                Meaning.LEAD_UNIT: "lead",
                Meaning.UNITS: "lead",
                Meaning.UNITS_AND_PERSONS: "lead",
                Meaning.COOPERATING: "supporting",
                Meaning.PERSONS: "responsible",
                Meaning.LEADER: "responsible",
                Meaning.MEASURES: "measures",
                Meaning.GOAL: "goal",
                Meaning.DEADLINE: "deadline",
                Meaning.STATUS: "status",
                Meaning.PROGRESS: "progress",
                Meaning.START: "registered_on",
                Meaning.CLOSED_ON: "closed_on",
            },
        ),
        Listing(
            code="opinions",
            name=_("Opinions"),
            names=tuple(_OPINION_HEADS),
            heads=lambda: _OPINION_HEADS,
            readers=READING,
            asked=_opinions,
            meanings={
                Meaning.NUMBER: RUNNING,
                Meaning.PROBLEM: "text",
                Meaning.SOURCE: "channel",
                Meaning.START: "received_on",
                Meaning.CATEGORY: "category",
                Meaning.SITE: "about",
                Meaning.UNITS: "responsible",
                Meaning.LEAD_UNIT: "responsible",
                Meaning.STATUS: "status",
                Meaning.PROGRESS: "reply",
                Meaning.MEASURES: "reply",
            },
        ),
        Listing(
            code="units",
            name=_("Units"),
            names=tuple(_UNIT_HEADS),
            heads=lambda: _UNIT_HEADS,
            readers=READERS,
            asked=_units,
            meanings={Meaning.NUMBER: RUNNING, Meaning.SITE: "name", Meaning.CATEGORY: "kind", Meaning.KIND: "kind"},
        ),
    )
}
"""The lists by code."""
