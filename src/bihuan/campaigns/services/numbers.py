"""Numbers that are given once and never again."""

from django.db.models import F

from bihuan.campaigns.models import Campaign, Sequence


def next_number(campaign: Campaign, kind: str, *, count: int = 1) -> int:
    """Reserve `count` numbers that nobody else will get and return the first. Call inside a unit of work."""
    Sequence.objects.bulk_create([Sequence(campaign=campaign, kind=kind)], ignore_conflicts=True)
    row = Sequence.objects.select_for_update().get(campaign=campaign, kind=kind)
    Sequence.objects.filter(pk=row.pk).update(last=F("last") + count)
    return row.last + 1
