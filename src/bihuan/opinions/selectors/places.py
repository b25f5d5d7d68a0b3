"""Which unit somebody means."""

from django.db.models import Q
from django.db.models.functions import Concat

from bihuan.campaigns.models import Campaign
from bihuan.people.models import Unit
from bihuan.people.selectors import units_below

SHOWN = 5


def match_units(campaign: Campaign, words: str) -> list[Unit]:
    """Units of the campaign that the words can mean: by full name, short name or code, else by part of a name.

    A name after the name of the unit above it counts as full: schools in different zones share names. At most
    `SHOWN` + 1 are returned, enough to know that there are more.
    """
    plain = "".join(words.split())
    if not plain:
        return []
    units = (
        units_below(campaign.root)
        .filter(active=True)
        .select_related("parent")
        .annotate(in_full=Concat("parent__name", "name"))
        .order_by("level", "position", "pk")
    )
    exact = Q(name=plain) | Q(short_name=plain) | Q(code=plain) | Q(in_full=plain)
    return list(units.filter(exact)[: SHOWN + 1]) or list(units.filter(in_full__contains=plain)[: SHOWN + 1])
