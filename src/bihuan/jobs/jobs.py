"""The stage's own background work: it clears up after itself, and seals the record of the stages below it."""

from datetime import time, timedelta

from django.utils.translation import gettext, gettext_lazy

from bihuan.audit.services import seal
from bihuan.jobs.models import Job
from bihuan.jobs.registry import handler
from bihuan.jobs.run import Run
from bihuan.jobs.schedule import Daily, Due, Every
from bihuan.jobs.states import State

KEPT = timedelta(days=30)


@handler("jobs.tidy", title=gettext_lazy("Clearing up finished work"), when=Daily(time(3, 30)))
def tidy(run: Run[Due]) -> str:
    """Remove finished work after 30 days; what failed stays until somebody has looked at it."""
    removed, _ = Job.objects.filter(state=State.DONE, finished__lt=run.args.at - KEPT).delete()
    return gettext("%(count)d finished jobs removed.") % {"count": removed}


@handler("jobs.seal", title=gettext_lazy("Sealing of the record"), when=Every(timedelta(minutes=5)))
def seal_record(_run: Run[Due]) -> str:
    """Write a checkpoint over every chain that moved: cutting one later shows against it."""
    made = seal()
    return made.hash[:12] if made else gettext("Nothing new to seal.")
