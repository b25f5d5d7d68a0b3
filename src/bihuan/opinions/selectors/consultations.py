"""Occasions of asking: who may read them, and what each brought."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from bihuan.campaigns.models import Campaign
from bihuan.opinions.models import Consultation, Opinion, Participants, VisitedUnit
from bihuan.opinions.selectors.opinions import READING
from bihuan.people.models import Grant, Person
from bihuan.people.selectors import grants_of


def visible_consultations(viewer: Person, campaign: Campaign) -> QuerySet[Consultation]:
    """Consultations convened inside the viewer's scope.

    Annotated with what each brought: `came` (people), `voices` (opinions) and `places` (units visited).
    """
    mine = OuterRef("pk")
    people = Participants.objects.filter(consultation=mine).order_by().values("consultation")
    said = Opinion.objects.filter(consultation=mine).order_by().values("consultation")
    seen = VisitedUnit.objects.filter(consultation=mine).order_by().values("consultation")
    rows = Consultation.objects.filter(_inside(viewer, campaign), campaign=campaign)
    return rows.select_related("campaign__root", "channel", "convener").annotate(
        came=_number(people.annotate(n=Sum("attended")).values("n")),
        voices=_number(said.annotate(n=Count("pk")).values("n")),
        places=_number(seen.annotate(n=Count("pk")).values("n")),
    )


def _inside(viewer: Person, campaign: Campaign) -> Q:
    inside = Q(pk__in=())
    for grant in grants_of(viewer):
        if grant.role in READING and grant.campaign_id in (None, campaign.pk):
            below = grant.scope == Grant.Scope.BELOW
            inside |= Q(**{f"convener__u{grant.unit.level}" if below else "convener": grant.unit_id})
    return inside


def _number(query: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(query, output_field=IntegerField()), 0)
