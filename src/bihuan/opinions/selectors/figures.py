"""Figures of the inquiry, by the names under which reports and `bihuan figures` know them."""

from collections import Counter
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from bihuan.campaigns.models import Campaign, Channel
from bihuan.campaigns.selectors import day_of
from bihuan.opinions.models import Consultation, Opinion, Participants, VisitedUnit


def inquiry_figures(campaign: Campaign) -> dict[str, int]:
    """Every countable figure of the four ways of asking, by dotted path; a way that was not used counts zero.

    `inquiry.WAY.symposia`, `.participants`, `.opinions`, `.units`, `.visits_person_times`, `.forms_issued`,
    `.forms_returned`, and `.talks.GROUP` for each group of speakers that was talked to.
    """
    figures: dict[str, int] = {}
    for name, rows in _counts(campaign).items():
        counted = {row["way"]: row["n"] or 0 for row in rows}
        figures |= {f"inquiry.{way}.{name}": counted.get(way, 0) for way in Channel.Way.values}
    for way, voices in _voices(campaign).items():
        figures[f"inquiry.{way}.opinions"] = voices
    for row in _talks(campaign):
        figures[f"inquiry.{row['way']}.talks.{row['group__code'].replace('-', '_')}"] = row["n"] or 0
    return figures


def _counts(campaign: Campaign) -> dict[str, QuerySet[Any, Any]]:
    way = "channel__way"
    over = "consultation__channel__way"
    been = Consultation.objects.filter(campaign=campaign, held_on__lte=day_of(campaign))  # what is planned counts later
    held = been.order_by().values(way=F(way))
    visits = VisitedUnit.objects.filter(consultation__campaign=campaign).order_by().values(way=F(over))
    symposium = Q(consultation__kind=Consultation.Kind.SYMPOSIUM)
    people = Participants.objects.filter(symposium, consultation__campaign=campaign).order_by().values(way=F(over))
    return {
        "symposia": held.filter(kind=Consultation.Kind.SYMPOSIUM).annotate(n=Count("pk")),
        "participants": people.annotate(n=Sum("attended")),
        "units": visits.annotate(n=Count("unit", distinct=True)),
        "visits_person_times": visits.annotate(n=Sum("people_visited")),
        "forms_issued": held.annotate(n=Sum("forms_issued")),
        "forms_returned": held.annotate(n=Sum("forms_returned")),
    }


def _voices(campaign: Campaign) -> Counter[str]:
    """Opinions by way. Counted by channel, which an index answers alone; there are few channels to add up."""
    ways = dict(Channel.objects.filter(campaign=campaign).values_list("pk", "way"))
    counted = Counter(dict.fromkeys(Channel.Way.values, 0))
    for channel, voices in Opinion.objects.filter(campaign=campaign).values_list("channel").annotate(Count("pk")):
        counted[ways[channel]] += voices
    return counted


def _talks(campaign: Campaign) -> QuerySet[Any, Any]:
    talked = Participants.objects.filter(consultation__campaign=campaign, consultation__kind=Consultation.Kind.TALKS)
    return talked.order_by().values("group__code", way=F("consultation__channel__way")).annotate(n=Sum("attended"))
