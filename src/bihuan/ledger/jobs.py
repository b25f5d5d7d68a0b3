"""Background work of the ledger: imports that are too long for a page, and the lights of a new day."""

from dataclasses import dataclass
from datetime import time, timedelta

from django.utils.translation import gettext, gettext_lazy

from bihuan.audit.services import unit_of_work
from bihuan.campaigns.models import Campaign
from bihuan.files.models import StoredFile
from bihuan.jobs.registry import handler
from bihuan.jobs.run import Run
from bihuan.jobs.schedule import Daily, Due
from bihuan.ledger.imports import Corrections, take_over
from bihuan.ledger.models import ImportBatch
from bihuan.ledger.services.lights import light_all
from bihuan.ledger.services.wording import WordsDue, read_missing_words
from bihuan.people.models import Person

WRITTEN = "written"


@dataclass(frozen=True)
class ImportFile:
    """A stored file, its campaign, who imports it, and his reading of it as `name|value` pairs."""

    file: int
    campaign: int
    by: int
    columns: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@handler("ledger.import", title=gettext_lazy("Import of a ledger"), lease=timedelta(minutes=15))
def import_file(run: Run[ImportFile]) -> str:
    """Read the file, then write all of its rows and this job's progress in one transaction."""
    args = run.args
    campaign = Campaign.objects.select_related("root").get(pk=args.campaign)
    file = StoredFile.objects.get(pk=args.file)
    run.tell(done=0, total=0, message=gettext("Reading %(name)s …") % {"name": file.name})
    if run.checkpoint != WRITTEN:
        message = gettext("Nothing is on the ledger before all of it is.")
        corrections = Corrections.of(args.columns, args.units, args.mended, args.left_out)
        with unit_of_work(), run.chunk(0, total=0, checkpoint=WRITTEN, message=message):
            take_over(campaign, file, corrections, by=Person.objects.get(pk=args.by))
    count = ImportBatch.objects.get(campaign=campaign, file=file).rows
    run.tell(done=count, total=count)
    return gettext("%(count)s issues imported from %(name)s.") % {"count": count, "name": file.name}


@handler("ledger.words", title=gettext_lazy("Words for the search"), lease=timedelta(minutes=15))
def read_words(run: Run[WordsDue]) -> str:
    """Read the words of issues that the search does not know yet; what one attempt has read the next finds done."""
    return gettext("%(count)s issues can be found by their words.") % {"count": read_missing_words(run.args)}


@handler(
    "ledger.lights", title=gettext_lazy("Lights of the new day"), when=Daily(time(0, 5)), lease=timedelta(minutes=30)
)
def light_everything(run: Run[Due]) -> str:
    """Write the lights of every running campaign; lists, filters and counts then agree all day."""
    campaigns = list(Campaign.objects.filter(active=True).order_by("pk"))
    changed = 0
    for place, campaign in enumerate(campaigns, start=1):
        changed += light_all(campaign)
        run.tell(done=place, total=len(campaigns), message=campaign.name)
    return gettext("%(count)s lights changed.") % {"count": changed}
