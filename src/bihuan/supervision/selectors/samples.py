"""Samples: the list they are drawn from, the seed that the record gives, and what came of them."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from bihuan.audit.models import Event
from bihuan.audit.selectors import history
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import visible_campaigns
from bihuan.ledger.selectors import visible_issues
from bihuan.people.models import Person, Unit
from bihuan.supervision.drawing import Line
from bihuan.supervision.events import SampleOrdered
from bihuan.supervision.models import Closure, LookBack, Recurrence, Sample
from bihuan.supervision.states import LookBackStatus, RecurrenceStatus


class Rebound(NamedTuple):
    """The rebound of closed issues, each counted once.

    `done`: issues that were looked at again, or that a person confirmed to be back in something new.
    `relapsed`: those of them that a re-inspection found relapsed, or that came back.
    """

    done: int
    relapsed: int

    @property
    def percent(self) -> float | None:
        """Share of relapses in percent; None while nothing was looked at."""
        return 100 * self.relapsed / self.done if self.done else None


def population(campaign: Campaign, *, strata: str, first: date, last: date, viewer: Person) -> list[Line]:
    """The closed issues in the viewer's scope, by stratum, each with the hash of its certificate."""
    certificate = Closure.objects.filter(issue=OuterRef("pk"), cycle=OuterRef("cycle")).values("sha256")[:1]
    closed = visible_issues(viewer, campaign).closed().filter(closed_on__range=(first, last))
    columns = {
        Sample.Strata.CATEGORY: "category__name",
        Sample.Strata.LEAD_UNIT: "lead_unit__name",
        Sample.Strata.BRANCH: f"u{campaign.root.level + 1}",
    }
    rows = closed.annotate(proof=Subquery(certificate), part=F(columns[Sample.Strata(strata)]))
    found = list(rows.values_list("number", "part", "closed_on", "proof"))
    if strata == Sample.Strata.BRANCH:
        names = dict(Unit.objects.filter(pk__in={part for _, part, _, _ in found}).values_list("pk", "name"))
        found = [(number, names.get(part, campaign.root.name), on, proof) for number, part, on, proof in found]
    return [Line(number, part or "", str(on), proof or "") for number, part, on, proof in found]


def order_of(sample: Sample) -> Event | None:
    """The event that recorded the order; its hash is the seed."""
    events = history(f"campaign:{sample.campaign_id}").filter(kind=SampleOrdered.kind)
    return next((event for event in events if event.data["sample"] == sample.number), None)


def visible_samples(viewer: Person, campaign: Campaign | None = None) -> QuerySet[Sample]:
    """Samples of the campaigns that concern the viewer: that and how was drawn is no secret."""
    samples = Sample.objects.filter(campaign__in=visible_campaigns(viewer))
    samples = samples if campaign is None else samples.filter(campaign=campaign)
    done = Q(issues__look_back__status__in=[LookBackStatus.HELD, LookBackStatus.RELAPSED])
    return samples.annotate(
        looked_at=Count("issues", filter=done),
        relapsed=Count("issues", filter=done & ~Q(issues__look_back__status="held")),
    )


def rebound(viewer: Person, campaign: Campaign) -> Rebound:
    """The rebound rate of the issues that the viewer may see (`Rebound` says what counts)."""
    seen = visible_issues(viewer, campaign)
    looked = LookBack.objects.filter(issue__in=seen).exclude(status=LookBackStatus.DUE)
    back = Recurrence.objects.filter(closed_issue__in=seen, status=RecurrenceStatus.CONFIRMED).values("closed_issue")
    relapsed = looked.filter(status=LookBackStatus.RELAPSED).values("issue")
    return Rebound(looked.values("issue").union(back).count(), relapsed.union(back).count())
