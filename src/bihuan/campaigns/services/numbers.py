"""Numbers that are given once and never again."""

from django.db.models import F

from bihuan.campaigns.models import Campaign, Sequence


def next_number(campaign: Campaign, kind: str, *, count: int = 1) -> int:
    """Reserve `count` numbers that nobody else will get and return the first. Call inside a unit of work."""
    row = Sequence.objects.filter(campaign=campaign, kind=kind)
    if not row.update(last=F("last") + count):  # the update holds the row until the transaction ends
        Sequence.objects.bulk_create([Sequence(campaign=campaign, kind=kind)], ignore_conflicts=True)
        row.update(last=F("last") + count)
    return row.values_list("last", flat=True).get() - count + 1
