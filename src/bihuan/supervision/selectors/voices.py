"""What the holder of a receipt may be asked: the questions of the running cycles about the issues his words became."""

from django.db.models import F, Q, QuerySet

from bihuan.ledger.models import Issue
from bihuan.opinions.models import Opinion
from bihuan.supervision.models import Asking


def askings_of_voice(opinion: Opinion) -> QuerySet[Asking]:
    """Questions to this voice in the present cycle of each of its issues, rulings with them."""
    return (
        Asking.objects.filter(opinion=opinion, cycle=F("issue__cycle"))
        .select_related("issue__campaign", "issue__lead_unit", "ruling")
        .order_by("pk")
    )


def issues_of_voice(opinion: Opinion) -> QuerySet[Issue]:
    """Issues that the words stand behind; an issue that was merged leads to the one it went into."""
    standing = Q(voices__opinion=opinion, voices__removed_at__isnull=True)
    through = Q(merged__voices__opinion=opinion, merged__voices__removed_at__isnull=True)
    return Issue.objects.filter(standing | through, merged_into__isnull=True).distinct().order_by("number")
