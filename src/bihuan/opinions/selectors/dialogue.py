"""What was said back and forth by receipt, and what still waits for an answer."""

from django.db.models import Exists, OuterRef, QuerySet

from bihuan.opinions.models import Disposition, Message, Opinion


def questions_unanswered(opinions: QuerySet[Opinion]) -> QuerySet[Message]:
    """Words of the speakers after which the office has not said anything yet."""
    later = Message.objects.filter(opinion=OuterRef("opinion"), from_speaker=False, pk__gt=OuterRef("pk"))
    return Message.objects.filter(~Exists(later), opinion__in=opinions, from_speaker=True)


def standing_disposition(opinion: Opinion) -> Disposition | None:
    """How the opinion ended, if it has."""
    return opinion.dispositions.filter(taken_back_at__isnull=True).select_related("reason", "by").first()
