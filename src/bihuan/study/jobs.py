"""Background work of study: comparing reflections, which takes too long for the page on which one is handed in."""

from django.utils.translation import gettext, gettext_lazy

from bihuan.campaigns.models import Campaign
from bihuan.jobs.registry import handler
from bihuan.jobs.run import Run
from bihuan.study.services.comparing import compare_reflections
from bihuan.study.work import COMPARE, Compare


@handler(COMPARE, title=gettext_lazy("Comparing of reflections"))
def compare(run: Run[Compare]) -> str:
    """Look for near-copies of what was handed in."""
    found = compare_reflections(Campaign.objects.get(pk=run.args.campaign))
    return gettext("%(count)d likenesses found.") % {"count": found}
