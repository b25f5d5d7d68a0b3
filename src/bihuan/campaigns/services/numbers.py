"""Numbers that are given once and never again."""

from typing import cast

from django.db import connection

from bihuan.campaigns.models import Campaign, Sequence


def next_number(campaign: Campaign, kind: str, *, count: int = 1) -> int:
    """Reserve `count` numbers that nobody else will get and return the first. Call inside a unit of work."""
    last = _count_on(campaign, kind, count)
    if last is None:
        Sequence.objects.bulk_create([Sequence(campaign=campaign, kind=kind)], ignore_conflicts=True)
        last = cast(int, _count_on(campaign, kind, count))
    return last - count + 1


def _count_on(campaign: Campaign, kind: str, count: int) -> int | None:
    """One statement, because fifty voices a second ask for a number; it holds the row until the transaction ends."""
    words = "UPDATE campaigns_sequence SET last = last + %s WHERE campaign_id = %s AND kind = %s RETURNING last"
    with connection.cursor() as cursor:
        cursor.execute(words, [count, campaign.pk, kind])
        row = cursor.fetchone()
    return int(row[0]) if row else None
