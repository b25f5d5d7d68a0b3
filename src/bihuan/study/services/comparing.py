"""Reflections copied from one another: found by the engine, kept as hints with the words. A person judges."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from bihuan import triage
from bihuan.audit.services import act
from bihuan.campaigns.models import Campaign
from bihuan.study.models import Likeness, Reflection

if TYPE_CHECKING:
    from bihuan.triage import Copy


@act
def compare_reflections(campaign: Campaign) -> int:
    """Compare those handed in since the last time with all others of the campaign; return how many likenesses.

    Each is held against the one that most of it stands in, and that one against it: whoever opens either sees it.
    """
    rows = Reflection.objects.filter(campaign=campaign)
    fresh = {str(pk) for pk in rows.filter(compared=False).values_list("pk", flat=True)}
    if not fresh:
        return 0
    texts = {str(pk): text for pk, text in rows.values_list("pk", "text").iterator()}
    found = triage.copied({key: texts[key] for key in fresh}, against=texts)
    sources = {copy.source: texts[copy.source] for copy in found}
    back = triage.copied(sources, against={copy.key: texts[copy.key] for copy in found}) if sources else []
    hints = _hints([*found, *back])
    Likeness.objects.filter(reflection__in=[int(key) for key in fresh]).delete()
    Likeness.objects.filter(other__in=[int(key) for key in fresh]).delete()
    Likeness.objects.bulk_create(hints.values())
    rows.filter(pk__in=fresh).update(compared=True)
    return len(hints)


def _hints(copies: "list[Copy]") -> Mapping[tuple[str, str], Likeness]:
    return {
        (copy.key, copy.source): Likeness(
            reflection_id=int(copy.key),
            other_id=int(copy.source),
            percent=round(copy.share * 100),
            reason=_("In both: %(passages)s") % {"passages": "；".join(f"“{words[:60]}”" for words in copy.passages)},
        )
        for copy in copies
    }
