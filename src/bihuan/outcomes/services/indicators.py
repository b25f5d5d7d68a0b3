"""Indicators: defined with a source, then measured period by period."""

from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.common.workflow import Refused
from bihuan.outcomes.events import IndicatorDefined, Measured
from bihuan.outcomes.models import Indicator, Measurement
from bihuan.outcomes.policies import objections_to_defining, objections_to_measuring
from bihuan.people.models import Person, Unit


class _Needed(TypedDict):
    code: str
    name: str
    measured_in: str
    source: str


class Definition(_Needed, total=False):
    """What an indicator is."""

    shown_as: str
    direction: str
    position: int


@act
def define_indicator(campaign: Campaign, *, unit: Unit, by: Person, **said: Unpack[Definition]) -> Indicator:
    """Define what is measured. `code` is the name under which reports carry the figure."""
    if reasons := list(objections_to_defining(unit, campaign, code=said["code"], by=by)):
        raise Refused(reasons)
    indicator = Indicator.objects.create(campaign=campaign, unit=unit, **said)
    record(IndicatorDefined(indicator=indicator.pk, name=indicator.name, source=indicator.source), by=by)
    return indicator


class Value(TypedDict):
    """One measurement; of one unit, or of the whole."""

    starts_on: date
    ends_on: date
    value: Decimal
    baseline: bool
    unit: Unit | None
    note: str


@act
def measure(indicator: Indicator, *, by: Person, **said: Unpack[Value]) -> Measurement:
    """Enter what was measured; entering the same period, unit and note again corrects the value."""
    reasons = list(
        objections_to_measuring(
            indicator, starts_on=said["starts_on"], ends_on=said["ends_on"], value=said["value"], by=by
        )
    )
    if reasons:
        raise Refused(reasons)
    key: dict[str, Any] = {name: said[name] for name in ("starts_on", "ends_on", "unit", "note")}
    row, _new = Measurement.objects.update_or_create(
        indicator=indicator, **key, defaults={"value": said["value"], "baseline": said["baseline"], "by": by}
    )
    fact = Measured(
        indicator=indicator.pk,
        starts_on=said["starts_on"].isoformat(),
        ends_on=said["ends_on"].isoformat(),
        place=str(said["unit"] or said["note"]),
        value=str(said["value"]),
        baseline=said["baseline"],
    )
    record(fact, by=by)
    return row
