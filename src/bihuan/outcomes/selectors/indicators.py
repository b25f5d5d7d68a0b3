"""What indicators say: the change against the baseline, or the sum. Computed from the measurements each time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Prefetch, QuerySet

from bihuan.outcomes.models import Indicator, Measurement

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Period:
    """A period with the sum of what was measured in it."""

    starts_on: date
    ends_on: date
    baseline: bool
    value: Decimal


@dataclass(frozen=True, slots=True)
class Statement:
    """What an indicator says; `figure` is a percentage or a sum, None while something is missing."""

    indicator: Indicator
    periods: Sequence[Period]
    baseline: Period | None
    current: Period | None
    figure: Decimal | None

    @property
    def is_change(self) -> bool:
        """Is the figure a percentage?"""
        return self.indicator.shown_as == Indicator.Shown.CHANGE

    @property
    def is_better(self) -> bool | None:
        """Did it go the right way? None while nothing can be said."""
        if self.figure is None or not self.figure or self.indicator.direction == Indicator.Direction.NONE:
            return None
        return (self.figure < 0) == (self.indicator.direction == Indicator.Direction.DOWN)


def with_measurements(indicators: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """Indicators with their measurements in the order of time, in one more query."""
    rows = Measurement.objects.select_related("unit").order_by("starts_on", "pk")
    return indicators.prefetch_related(Prefetch("measurements", queryset=rows))


def statement(indicator: Indicator) -> Statement:
    """What an indicator says now."""
    measured = list(indicator.measurements.all())
    periods = _periods(measured)
    baseline = next((one for one in reversed(periods) if one.baseline), None)
    current = next((one for one in reversed(periods) if not one.baseline), None)
    figure: Decimal | None
    if indicator.shown_as == Indicator.Shown.TOTAL:
        figure = sum((one.value for one in measured), Decimal(0)) if measured else None
    else:
        figure = change(baseline.value, current.value) if baseline and current else None
    return Statement(indicator, periods, baseline, current, figure)


def change(before: Decimal, after: Decimal) -> Decimal | None:
    """The change in percent, to a tenth; None where there is nothing to compare with.

    >>> change(Decimal(43), Decimal(35))
    Decimal('-18.6')
    """
    if not before:
        return None
    return ((after - before) * 100 / before).quantize(TENTH, rounding=ROUND_HALF_UP)


def _periods(measured: Iterable[Measurement]) -> list[Period]:
    sums: dict[tuple[date, date, bool], Decimal] = defaultdict(Decimal)
    for one in measured:
        sums[one.starts_on, one.ends_on, one.baseline] += one.value
    return [Period(*key, value) for key, value in sorted(sums.items())]
