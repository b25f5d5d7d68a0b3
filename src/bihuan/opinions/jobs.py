"""What the clock does for this stage, shortly after midnight so that a fact never tells an hour of arrival."""

from datetime import time

from django.utils.translation import gettext, gettext_lazy

from bihuan.campaigns.models import Campaign
from bihuan.jobs.registry import handler
from bihuan.jobs.run import Run
from bihuan.jobs.schedule import Daily, Due
from bihuan.opinions.services import renew_seals, seal_intake


@handler("opinions.seal", title=gettext_lazy("Sealing of the day's opinions"), when=Daily(time(0, 20)))
def seal_the_day(run: Run[Due]) -> str:  # noqa: ARG001 - the clock's signature; there is nothing to resume
    """Cover what came since yesterday by a digest, and seal contact details anew if the keys changed."""
    sealed = sum(seal_intake(campaign) for campaign in Campaign.objects.filter(active=True))
    renew_seals()
    return gettext("%(count)s opinions sealed.") % {"count": sealed}
