"""The balance sheet: received = became issue + answered + refused + forwarded + open, in every row, always.

It ties out by construction: an opinion is in exactly one state, `received` counts rows and the other five
count the same rows by state, all in one query.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import Aggregate, Count, F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from bihuan.campaigns.models import Campaign, Channel
from bihuan.opinions.selectors.opinions import visible_opinions
from bihuan.opinions.states import Status
from bihuan.people.models import LEVELS, Person, Unit

By = Literal["channel", "way", "unit"]
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

    By unit means by the units right below the campaign's root, each with everything below it.
    """
    opinions = visible_opinions(viewer, campaign).select_related(None)
    if since:
        opinions = opinions.filter(received_on__gte=since)
    if until:
        opinions = opinions.filter(received_on__lte=until)
    found = opinions.values(key=_key(campaign, by)).annotate(**_columns()).order_by()
    rows = {NOWHERE if one["key"] is None else str(one["key"]): one for one in found}
    names = _names(campaign, by, rows)
    shown = (
        Row(key, name, _side(rows[key], "voices"), _side(rows[key], "heads")) for key, name in names if key in rows
    )
    return Balance(by, tuple(shown))


def unit_column(campaign: Campaign) -> str:
    """The ancestor column that names the units right below the campaign's root."""
    return f"u{min(campaign.root.level + 1, LEVELS)}"


def _key(campaign: Campaign, by: By) -> F:
    return F({"channel": "channel__code", "way": "channel__way", "unit": unit_column(campaign)}[by])


def _names(campaign: Campaign, by: By, keys: Iterable[str]) -> Iterable[tuple[str, str | Promise]]:
    if by == "way":
        return [(way.value, way.label) for way in Channel.Way]
    if by == "channel":
        channels = Channel.objects.filter(campaign=campaign).order_by("position", "pk")
        return [(channel.code, channel.name) for channel in channels]
    units = Unit.objects.filter(pk__in=[key for key in keys if key != NOWHERE]).order_by("position", "pk")
    nowhere = pgettext_lazy("balance", "no unit named, or the whole")
    return [*((str(unit.pk), str(unit)) for unit in units), (NOWHERE, nowhere)]


def _columns() -> dict[str, Aggregate | Coalesce]:
    columns: dict[str, Aggregate | Coalesce] = {
        "voices_received": Count("pk"),
        "heads_received": Sum("heads"),
    }
    for status in ENDINGS:
        there = Q(status=status)
        columns[f"voices_{status.value}"] = Count("pk", filter=there)
        columns[f"heads_{status.value}"] = Coalesce(Sum("heads", filter=there), 0)
    return columns


def _side(row: Mapping[str, Any], side: str) -> Tally:
    return Tally(**{name: row[f"{side}_{name}"] for name in ("received", *(s.value for s in ENDINGS))})
