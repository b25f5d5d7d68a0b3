"""Background work of supervision: slips for notices that got no reply in time."""

from datetime import time, timedelta

from django.utils.translation import gettext, gettext_lazy

from bihuan.campaigns.models import Campaign
from bihuan.jobs.registry import handler
from bihuan.jobs.run import Run
from bihuan.jobs.schedule import Daily, Due
from bihuan.opinions.services import renew_seals
from bihuan.supervision.services.hint_reading import find_hints
from bihuan.supervision.services.notices import escalate_overdue
from bihuan.supervision.services.recurrences import find_recurrences
from bihuan.supervision.services.returning import take_up_overdue
from bihuan.supervision.services.talks import SEALED


@handler(
    "supervision.escalate",
    title=gettext_lazy("Slips for notices without reply"),
    when=Daily(time(6, 30)),
    lease=timedelta(minutes=15),
)
def escalate_notices(run: Run[Due]) -> str:
    """Early in the morning, so that the unit finds the slip when it begins to work."""
    campaigns = list(Campaign.objects.filter(active=True).order_by("pk"))
    sent = 0
    for place, campaign in enumerate(campaigns, start=1):
        sent += escalate_overdue(campaign)
        run.tell(done=place, total=len(campaigns), message=campaign.name)
    return gettext("%(count)s slips went out.") % {"count": sent}


@handler("supervision.came_back", title=gettext_lazy("Re-opening what nobody decided in time"), when=Daily(time(0, 40)))
def take_up_what_came_back(_run: Run[Due]) -> str:
    """Re-open closed issues that a speaker says are not right, once the days for deciding are over."""
    taken = sum(take_up_overdue(campaign) for campaign in Campaign.objects.filter(active=True).order_by("pk"))
    return gettext("%(count)s issues were re-opened.") % {"count": taken}


@handler(
    "supervision.recurrence",
    title=gettext_lazy("Closed issues that seem to be back"),
    when=Daily(time(3, 10)),
    lease=timedelta(minutes=30),
)
def notice_recurrences(run: Run[Due]) -> str:
    """At night, so that nothing tells the hour at which a voice arrived; also seal anew what an older key sealed."""
    campaigns = list(Campaign.objects.filter(active=True).select_related("root").order_by("pk"))
    found = 0
    for place, campaign in enumerate(campaigns, start=1):
        found += find_recurrences(campaign)
        run.tell(done=place, total=len(campaigns), message=campaign.name)
    renew_seals(SEALED)
    return gettext("%(count)s likenesses were noticed.") % {"count": found}


@handler(
    "supervision.hints",
    title=gettext_lazy("Hints against work on paper only"),
    when=Daily(time(2, 20)),
    lease=timedelta(minutes=60),
)
def look_for_hints(run: Run[Due]) -> str:
    """At night: comparing photographs takes its time. A killed worker reads the part it was in once more."""
    campaigns = list(Campaign.objects.filter(active=True).select_related("root").order_by("pk"))
    found = 0
    for place, campaign in enumerate(campaigns, start=1):
        found += find_hints(campaign)
        run.tell(done=place, total=len(campaigns), message=campaign.name)
    return gettext("%(count)s hints wait on the desk.") % {"count": found}
