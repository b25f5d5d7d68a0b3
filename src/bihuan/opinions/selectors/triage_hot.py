"""What people speak about most: matters and clusters by the number of people, over weeks and places."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from bihuan.campaigns.models import Campaign
from bihuan.opinions.models import Cluster, Matter, Suggestion
from bihuan.opinions.selectors.balance import unit_column
from bihuan.opinions.selectors.opinions import visible_opinions
from bihuan.opinions.selectors.triage_matters import standing_ties, untied
from bihuan.people.models import Person, Unit

MOST = 12
WEEK = timedelta(days=7)


@dataclass
class Hot:
    """One thing that people speak about; `confirmed` when a person said that it is one matter.

    `before` is the number of people in the equally long time before; `weeks` people by week, the oldest first;
    `places` people by the unit right below the campaign's root, the most first.
    """

    confirmed: bool
    number: int
    name: str
    voices: int
    people: int
    before: int
    weeks: list[int] = field(default_factory=list)
    places: list[tuple[Unit, int]] = field(default_factory=list)

    @property
    def filter(self) -> str:
        """What narrows the list of opinions to these voices."""
        return f"{'matter' if self.confirmed else 'cluster'}={self.number}"

    @property
    def change(self) -> int:
        """More or fewer people than in the time before."""
        return self.people - self.before


@dataclass(frozen=True)
class Period:
    """From a day to a day, both included."""

    since: date
    until: date

    @property
    def before(self) -> "Period":
        """The equally long time right before."""
        length = self.until - self.since + timedelta(days=1)
        return Period(self.since - length, self.since - timedelta(days=1))

    @property
    def weeks(self) -> list[date]:
        """First days of the weeks, counted back from the last day; the first week may be cut short."""
        found = []
        last = self.until
        while last >= self.since:
            first = max(last - WEEK + timedelta(days=1), self.since)
            found.append(first)
            last = first - timedelta(days=1)
        return found[::-1]


def hot_matters(
    viewer: Person, campaign: Campaign, period: Period, *, unit: Unit | None = None, most: int = MOST
) -> list[Hot]:
    """The ranking, most people first. A voice counts in its matter, or else in the engine's cluster, never in both."""
    seen = visible_opinions(viewer, campaign).select_related(None)
    if unit:
        seen = seen.filter(**{f"u{unit.level}": unit.pk})
    tied: QuerySet[Any] = standing_ties().filter(opinion__in=seen.values("pk"))
    loose: QuerySet[Any] = Suggestion.objects.filter(
        untied("opinion"), cluster__isnull=False, opinion__in=seen.values("pk")
    )
    ranked = [
        *_ranked(tied, "matter", period, Matter.objects.all(), most, confirmed=True),
        *_ranked(loose, "cluster", period, Cluster.objects.all(), most, confirmed=False),
    ]
    ranked.sort(key=lambda pair: (-pair[1].people, -pair[1].voices, pair[1].name))
    top = dict(ranked[:most])
    column = unit_column(campaign)
    _fill(top, tied, "matter", period, column, confirmed=True)
    _fill(top, loose, "cluster", period, column, confirmed=False)
    return list(top.values())


Key = tuple[bool, int]


def _ranked(
    rows: QuerySet[Any], path: str, period: Period, named: QuerySet[Any], most: int, *, confirmed: bool
) -> Iterable[tuple[Key, Hot]]:
    now, then = _within(period), _within(period.before)
    found = (
        rows.values(path)
        .annotate(
            voices=Count("pk", filter=now),
            people=Sum("opinion__heads", filter=now, default=0),
            before=Sum("opinion__heads", filter=then, default=0),
        )
        .filter(voices__gt=1)
        .order_by("-people", path)[:most]
    )
    counted = list(found)
    names = {one.pk: one for one in named.filter(pk__in=[row[path] for row in counted])}
    for row in counted:
        one = names[row[path]]
        number = one.number if confirmed else one.pk
        yield (confirmed, one.pk), Hot(confirmed, number, one.name, row["voices"], row["people"], row["before"])


def _within(period: Period) -> Q:
    return Q(opinion__received_on__gte=period.since, opinion__received_on__lte=period.until)


def _fill(top: dict[Key, Hot], rows: QuerySet[Any], path: str, period: Period, column: str, *, confirmed: bool) -> None:
    """Weeks and places of those that made it into the ranking."""
    keys = [key for sure, key in top if sure == confirmed]
    if not keys:
        return
    weeks = period.weeks
    by_week: dict[int, list[int]] = {key: [0] * len(weeks) for key in keys}
    by_place: dict[int, dict[int, int]] = {key: defaultdict(int) for key in keys}
    place = f"opinion__{column}"
    found = rows.filter(_within(period), **{f"{path}__in": keys})
    for key, on, unit, people in found.values_list(path, "opinion__received_on", place).annotate(
        people=Sum("opinion__heads")
    ):
        by_week[key][_week_of(on, weeks)] += people
        if unit:
            by_place[key][unit] += people
    units = Unit.objects.in_bulk({unit for places in by_place.values() for unit in places})
    for key in keys:
        one = top[confirmed, key]
        one.weeks = by_week[key]
        one.places = sorted(
            ((units[unit], people) for unit, people in by_place[key].items()), key=lambda pair: (-pair[1], pair[0].pk)
        )


def _week_of(day: date, weeks: Sequence[date]) -> int:
    return max(index for index, first in enumerate(weeks) if first <= day)


def first_day(viewer: Person, campaign: Campaign) -> date | None:
    """The day of the first voice."""
    earliest = visible_opinions(viewer, campaign).order_by("received_on", "pk")
    return earliest.values_list("received_on", flat=True).first()
