"""Background work of this stage."""

from datetime import timedelta
from itertools import islice

from django.utils.translation import gettext, gettext_lazy

from bihuan.audit.selectors import faults
from bihuan.jobs.registry import handler
from bihuan.jobs.run import Run
from bihuan.people.work import RECORD_CHECK, RecordCheck

NAMED = 20


@handler(RECORD_CHECK, title=gettext_lazy("Check of the record"), lease=timedelta(minutes=30))
def check_record(run: Run[RecordCheck]) -> str:
    """Walk all chains and seals."""
    run.tell(done=0, total=1)
    found = list(islice(faults(), NAMED + 1))
    if not found:
        return gettext("The record is whole: nothing was changed, removed or put in.")
    words = gettext("Faults (%(count)s): %(faults)s")
    count = f"{NAMED}+" if len(found) > NAMED else str(len(found))
    return words % {"count": count, "faults": "; ".join(found[:NAMED])}
