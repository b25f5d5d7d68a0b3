"""Finding issues by words of their title or by a number."""

from django.db.models import Q

from bihuan.campaigns.models import Campaign
from bihuan.ledger.models import Issue, OutsideNumber
from bihuan.ui.keyset import COUNTED

RARE = COUNTED
"""Up to so many hits the ids are looked up once, in the index of titles, and serve rows and count alike. Commoner words
are found soonest by walking the list in its order. Measured with 100,000 issues: one scan of 15 ms instead of three."""


def matching(campaign: Campaign, words: str) -> Q:
    """Condition for the issues of a campaign that the words speak of; digits are a number, here or on another ledger.

    `contains`, not `icontains`: folding case would cost a function call per row, and Chinese has none.
    """
    if words.isdecimal() and len(words) < 9:
        here = Issue.objects.filter(campaign=campaign, number=int(words)).values_list("pk")
        elsewhere = OutsideNumber.objects.filter(number=words).values_list("issue_id")
        return Q(pk__in=[pk for (pk,) in here.union(elsewhere)])
    titles = Issue.objects.filter(campaign=campaign, title__contains=words)
    found = list(titles.values_list("pk", flat=True)[: RARE + 1])
    return Q(pk__in=found) if len(found) <= RARE else Q(title__contains=words)
