"""The scales of a campaign: which words judge, what they are worth, and what reaches the goal."""

from collections.abc import Sequence
from typing import NamedTuple

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.policies import objections_to_judging_rules
from bihuan.common.workflow import Refused
from bihuan.opinions.events.asking import ScaleDeclared
from bihuan.opinions.models import Scale, ScalePoint
from bihuan.people.models import Person


class Point(NamedTuple):
    """One word of a scale. `score` None: no worth of its own; `outside`: no judgement (不了解)."""

    label: str
    score: int | None
    satisfied: bool
    outside: bool = False


STANDARD: dict[str, tuple[Point, ...]] = {
    "满意—不满意（含不了解）": (
        Point("满意", 100, satisfied=True),
        Point("基本满意", 70, satisfied=True),
        Point("不满意", 30, satisfied=False),
        Point("不了解", None, satisfied=False, outside=True),
    ),
    "非常满意—不满意": (
        Point("非常满意", 100, satisfied=True),
        Point("满意", 85, satisfied=True),
        Point("基本满意", 60, satisfied=True),
        Point("不满意", 0, satisfied=False),
        Point("不了解", None, satisfied=False, outside=True),
    ),
    "好—差": (
        Point("好", 100, satisfied=True),
        Point("较好", 80, satisfied=True),
        Point("一般", 60, satisfied=False),
        Point("较差", 0, satisfied=False),
        Point("不了解", None, satisfied=False, outside=True),
    ),
}
"""Scales that offices use. The county whose scoring is public counts 基本满意 as 70 and 不满意 as 30."""


class Measure(NamedTuple):
    """A scale before it is rows: its words, and what reaches the goal."""

    name: str
    points: Sequence[Point]
    threshold_percent: int = 80
    min_base: int = 10


@act
def declare_scale(campaign: Campaign, measure: Measure, *, scale: Scale | None = None, by: Person | None) -> Scale:
    """Lay down a scale, or lay it down anew; versions in use keep what they were opened with.

    `by` is None while a campaign is set up.

    Raises:
        Refused: whoever is judged does not choose the measure: only the supervising tier may.
    """
    reasons = list(objections_to_judging_rules(campaign, by=by)) if by else []
    if reasons:
        raise Refused(reasons)
    scale = scale or Scale(campaign=campaign, position=Scale.objects.filter(campaign=campaign).count())
    scale.name, scale.threshold_percent, scale.min_base = measure.name, measure.threshold_percent, measure.min_base
    scale.save()
    scale.points.all().delete()
    ScalePoint.objects.bulk_create(
        ScalePoint(
            scale=scale,
            position=position,
            label=point.label,
            score=point.score,
            satisfied=point.satisfied,
            outside_base=point.outside,
        )
        for position, point in enumerate(measure.points, start=1)
    )
    fact = ScaleDeclared(
        campaign=campaign.pk,
        name=measure.name,
        points=tuple(point.label for point in measure.points),
        threshold=measure.threshold_percent,
        least=measure.min_base,
    )
    record(fact, by=by)
    return scale


@act
def adopt_standard_scales(campaign: Campaign, *, by: Person) -> list[Scale]:
    """Declare the scales that offices use, as far as they are not there yet.

    Raises:
        Refused: only the supervising tier may.
    """
    there = set(Scale.objects.filter(campaign=campaign).values_list("name", flat=True))
    return [
        declare_scale(campaign, Measure(name, points), by=by) for name, points in STANDARD.items() if name not in there
    ]
