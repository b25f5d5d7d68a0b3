"""Near-copies among reflections: found by the engine, kept as hints with their reason. A person judges."""

from bihuan.audit.services import act
from bihuan.campaigns.models import Campaign
from bihuan.study.models import Likeness, Reflection
from bihuan.triage import Duplicates, Message


@act
def compare_reflections(campaign: Campaign) -> int:
    """Compare those handed in since the last time with all others of the campaign; return how many likenesses."""
    rows = Reflection.objects.filter(campaign=campaign)
    fresh = list(rows.filter(compared=False).values_list("pk", flat=True))
    if not fresh:
        return 0
    texts = {str(pk): Message(str(pk), text) for pk, text in rows.values_list("pk", "text").iterator()}
    index = Duplicates(texts)
    index.add(texts.values())
    found: dict[tuple[int, int], Likeness] = {}
    for pk in fresh:
        for match in index.query(texts[str(pk)]):
            other = int(match.id_b if match.id_a == str(pk) else match.id_a)
            for one, two in ((pk, other), (other, pk)):
                percent = round(match.likeness * 100)
                found[one, two] = Likeness(reflection_id=one, other_id=two, percent=percent, reason=match.reason)
    Likeness.objects.filter(reflection__in=fresh).delete()
    Likeness.objects.filter(other__in=fresh).delete()
    Likeness.objects.bulk_create(found.values())
    rows.filter(pk__in=fresh).update(compared=True)
    return len(found)
