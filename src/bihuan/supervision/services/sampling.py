"""Ordering and drawing random samples of closed issues. Why in two steps: docs/decisions/samples.md."""

from dataclasses import dataclass
from datetime import date

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.campaigns.services import next_number
from bihuan.common.workflow import Refused, Stale, lock, move
from bihuan.ledger.models import Issue
from bihuan.people.models import Person
from bihuan.supervision.drawing import draw, listing, sha256_of
from bihuan.supervision.events import IssueSampled, SampleDrawn, SampleOrdered
from bihuan.supervision.models import LookBack, Sample, SampledIssue
from bihuan.supervision.policies.sampling import objections_to_drawing, objections_to_ordering
from bihuan.supervision.selectors.samples import order_of, population
from bihuan.supervision.states import DRAW


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be drawn: how many of what was closed between two days, by which strata, looked at by when."""

    size: int
    strata: str
    closed_from: date
    closed_to: date
    look_back_by: date


@act
def order_sample(campaign: Campaign, order: Order, *, by: Person) -> Sample:
    """Fix the list and put its hash on record. The seed comes into being with this very record."""
    lines = population(campaign, strata=order.strata, first=order.closed_from, last=order.closed_to, viewer=by)
    if reasons := list(
        objections_to_ordering(campaign, size=order.size, population=len(lines), look_back_by=order.look_back_by, by=by)
    ):
        raise Refused(reasons)
    text = listing(lines)
    sample = Sample.objects.create(
        campaign=campaign,
        number=next_number(campaign, "sample"),
        strata=order.strata,
        size=order.size,
        population=len(lines),
        closed_from=order.closed_from,
        closed_to=order.closed_to,
        look_back_by=order.look_back_by,
        listing=text,
        list_sha256=sha256_of(text),
        ordered_on=day_of(campaign),
        ordered_by=by,
    )
    fact = SampleOrdered(
        campaign=campaign.pk,
        sample=sample.number,
        size=sample.size,
        population=sample.population,
        sha256=sample.list_sha256,
    )
    record(fact, by=by)
    return sample


@act
def draw_sample(sample: Sample, *, by: Person) -> Sample:
    """Draw what the order has already decided, and schedule a re-inspection of every issue drawn.

    Raises:
        Refused: it was drawn before, or by somebody who may not.
        Stale: the order is not in the record yet.
    """
    sample = lock(sample)
    if reasons := list(objections_to_drawing(sample, by=by)):
        raise Refused(reasons)
    order = order_of(sample)
    if order is None:
        raise Stale
    drawn = draw(sample.listing, seed=order.hash, size=sample.size)
    move(sample, DRAW, seed=order.hash, drawn_on=day_of(sample.campaign))
    strata = {line.number: line.stratum for line in drawn}
    for issue in Issue.objects.filter(campaign=sample.campaign, number__in=strata).order_by("number"):
        _send_back_to(sample, issue, stratum=strata[issue.number], by=by)
    labels = tuple(f"{number:04d}" for number in strata)
    record(SampleDrawn(campaign=sample.campaign_id, sample=sample.number, numbers=labels, seed=sample.seed), by=by)
    return sample


def _send_back_to(sample: Sample, issue: Issue, *, stratum: str, by: Person) -> None:
    """One drawn issue gets its date; where the policy had planned the same day, the two are one visit."""
    look_back, _made = LookBack.objects.get_or_create(
        issue=issue, cycle=issue.cycle, due=sample.look_back_by, watch=False
    )
    SampledIssue.objects.create(sample=sample, issue=issue, stratum=stratum, look_back=look_back)
    due = sample.look_back_by.isoformat()
    record(IssueSampled(issue=issue.pk, sample=sample.number, due=due), by=by)
