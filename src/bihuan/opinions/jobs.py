"""Background work of this stage. What is kept about it must never tell the hour at which a voice arrived."""

from datetime import time, timedelta

from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from bihuan.campaigns.models import Campaign
from bihuan.jobs.models import Job
from bihuan.jobs.registry import handler
from bihuan.jobs.run import Run
from bihuan.jobs.schedule import Daily, Due, Every
from bihuan.jobs.states import State
from bihuan.opinions.imports.fetching import fetch
from bihuan.opinions.mailbox import mailbox_at
from bihuan.opinions.services import renew_seals, seal_intake
from bihuan.opinions.services.triage_learning import KIND, Learn, carry_out
from bihuan.opinions.services.triage_suggesting import suggest


@handler("opinions.seal", title=gettext_lazy("Sealing of the day's opinions"), when=Daily(time(0, 20)))
def seal_the_day(run: Run[Due]) -> str:  # noqa: ARG001 - the clock's signature; there is nothing to resume
    """Cover what came since yesterday by a digest, and seal contact details anew if the keys changed."""
    sealed = sum(seal_intake(campaign) for campaign in Campaign.objects.filter(active=True))
    renew_seals()
    return gettext("%(count)s opinions sealed.") % {"count": sealed}


@handler(
    "opinions.suggest",
    title=gettext_lazy("Suggestions for new opinions"),
    lease=timedelta(minutes=10),
    when=Every(timedelta(minutes=1)),
)
def suggest_for_new(run: Run[Due]) -> None:
    """Every minute, whether voices came or not, without a word about how many, and earlier rounds are cleared away:
    how long one of them took would tell the minute in which somebody spoke.
    """
    Job.objects.filter(kind=run.job.kind, state=State.DONE).delete()
    for campaign in Campaign.objects.filter(active=True).select_related("root"):
        suggest(campaign)
        run.breathe()


@handler(KIND, title=gettext_lazy("Learning from the office's decisions"), lease=timedelta(minutes=10))
def learn(run: Run[Learn]) -> str:
    """A round of learning; see `services.triage_learning`."""
    return carry_out(run)


@handler("opinions.mail", title=gettext_lazy("Fetching the mailbox"), when=Every(timedelta(minutes=10)))
def fetch_mail(_run: Run[Due]) -> str:
    """Take in what lies unread in the mailboxes of the office; a letter that cannot be kept stays unread."""
    taken = sum(fetch(mailbox_at(address)) for address in settings.BIHUAN_MAILBOXES)
    return gettext("%(count)s letters taken in.") % {"count": taken}
