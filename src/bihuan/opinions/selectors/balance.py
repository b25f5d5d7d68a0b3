"""The balance sheet: received = became issue + answered + refused + forwarded + open, in every row, always.

It ties out by construction: an opinion is in exactly one state, `received` counts rows and the other five
count the same rows by state, all in one query.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Count, Sum
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from bihuan.campaigns.models import Campaign, Channel
from bihuan.opinions.selectors.opinions import visible_opinions
from bihuan.opinions.states import Status
from bihuan.people.models import LEVELS, Person, Unit

By = Literal["channel", "way", "unit", "month"]
_Side = Counter[str]
NOWHERE = "none"
"""The key of opinions that name no unit below the root."""

ENDINGS = (Status.BECAME_ISSUE, Status.ANSWERED, Status.REFUSED, Status.FORWARDED, Status.OPEN)


@dataclass(frozen=True)
class Tally:
    """One side of a row: how many came, and where they are now."""

    received: int = 0
    became_issue: int = 0
    answered: int = 0
    refused: int = 0
    forwarded: int = 0
    open: int = 0

    @property
    def ties_out(self) -> bool:
        """Is every one that came accounted for?"""
        return self.received == sum(self.by_state.values())

    @property
    def by_state(self) -> dict[str, int]:
        """The right side of the sheet, in its order."""
        return {status.value: getattr(self, status.value) for status in ENDINGS}

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(**{name: value + getattr(other, name) for name, value in vars(self).items()})


@dataclass(frozen=True)
class Row:
    """One row of the sheet. `key` filters the list of opinions to the same row."""

    key: str
    name: str | Promise
    voices: Tally
    heads: Tally


@dataclass(frozen=True)
class Balance:
    """The sheet: rows and their sum."""

    by: By
    rows: tuple[Row, ...]

    @property
    def voices(self) -> Tally:
        """All opinions."""
        return sum((row.voices for row in self.rows), Tally())

    @property
    def heads(self) -> Tally:
        """All people who said them."""
        return sum((row.heads for row in self.rows), Tally())


def balance(
    campaign: Campaign,
    *,
    viewer: Person,
    by: By = "channel",
    since: date | None = None,
    until: date | None = None,
) -> Balance:
    """The sheet over what the viewer may read, for opinions received from `since` to `until`, both included.

    By unit means by the units right below the campaign's root, each with everything below it; by month means by the
    month in which they were received.
    """
    opinions = visible_opinions(viewer, campaign).select_related(None)
    if since:
        opinions = opinions.filter(received_on__gte=since)
    if until:
        opinions = opinions.filter(received_on__lte=until)
    key = {"unit": unit_column(campaign), "month": "received_on"}.get(by, "channel")
    found = opinions.values_list(key, "status").annotate(Count("pk"), Sum("heads")).order_by()
    sides: dict[str, tuple[_Side, _Side]] = defaultdict(lambda: (Counter(), Counter()))
    names = _Names(campaign, by)
    for value, status, voices, heads in found:
        of_voices, of_heads = sides[names.key(value)]
        of_voices[status] += voices
        of_heads[status] += heads
    rows = (Row(key, name, _tally(sides[key][0]), _tally(sides[key][1])) for key, name in names.among(sides))
    return Balance(by, tuple(rows))


def unit_column(campaign: Campaign) -> str:
    """The ancestor column that names the units right below the campaign's root."""
    return f"u{min(campaign.root.level + 1, LEVELS)}"


def _tally(side: _Side) -> Tally:
    return Tally(received=side.total(), **{status.value: side[status.value] for status in ENDINGS})


class _Names:
    """From what the query groups by to the keys and names of rows. Ways are channels added up, without a join."""

    def __init__(self, campaign: Campaign, by: By) -> None:
        self.by = by
        asked = by in {"channel", "way"}
        channels = Channel.objects.filter(campaign=campaign).order_by("position", "pk") if asked else ()
        self.channels = {channel.pk: channel for channel in channels}

    def key(self, value: int | date | None) -> str:
        """The key of the row that a group belongs to."""
        if isinstance(value, date):
            return f"{value:%Y-%m}"
        if self.by == "unit" or value is None:
            return NOWHERE if value is None else str(value)
        channel = self.channels[value]
        return channel.code if self.by == "channel" else channel.way

    def among(self, keys: Collection[str]) -> list[tuple[str, str | Promise]]:
        """Keys and names of the rows there are, in the order of the sheet."""
        known: list[tuple[str, str | Promise]]
        if self.by == "way":
            known = [(way.value, way.label) for way in Channel.Way]
        elif self.by == "month":
            known = [(key, date_format(date.fromisoformat(f"{key}-01"), "YEAR_MONTH_FORMAT")) for key in sorted(keys)]
        elif self.by == "channel":
            known = [(channel.code, channel.name) for channel in self.channels.values()]
        else:
            units = Unit.objects.filter(pk__in=[key for key in keys if key != NOWHERE]).order_by("position", "pk")
            nowhere = pgettext_lazy("balance", "no unit named, or the whole")
            known = [*((str(unit.pk), str(unit)) for unit in units), (NOWHERE, nowhere)]
        return [(key, name) for key, name in known if key in keys]
