"""Papers on the stage: one that the office had written, a template, and kinds to write."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from bihuan.documents.writing import write
from bihuan.files.services import open_file, store
from bihuan.jobs.models import Job
from bihuan.jobs.services import enqueue
from bihuan.jobs.states import State
from bihuan.reports.listings import LISTINGS
from bihuan.reports.models import PaperTemplate
from bihuan.reports.papers.kinds import KINDS, written
from bihuan.reports.services import Pages, SentWorkbook, keep, order, take_workbook
from bihuan.reports.views.workbooks import SALT
from bihuan.reports.work import WriteWorkbook
from bihuan.reports.workbooks import read_form
from tests.documents.papers import word
from tests.documents.test_books import form_of_office, saved
from tests.permissions.access import FINANCE, THIRD

if TYPE_CHECKING:
    from tests.permissions.stage import Stage

HERE = ""
FORM = saved(form_of_office())


def set_reports(stage: "Stage") -> None:
    """What the addresses of reports name."""
    world = stage.world
    paper = order(KINDS["situation"], world.campaign, None, by=world.office)
    found = written(KINDS["situation"], world.office, world.campaign)
    keep(paper, found, write(found), Pages(content=b"%PDF-1.4 stage"), by=world.office)
    stage.put("written paper", HERE, paper.pk)
    template = PaperTemplate.objects.create(
        campaign=world.campaign, kind="situation", name="版式", file=paper.file, by=world.office, at=paper.at
    )
    stage.put("paper template", HERE, template.pk)
    stage.put("kind of paper", HERE, "situation")
    _set_workbooks(stage)
    for unit in (FINANCE, THIRD):
        stage.put("paper about an issue", unit, "six-clear", *stage.places["issue"][unit])


def _set_workbooks(stage: "Stage") -> None:
    """A workbook in use, one that was sent and not yet taken, and one that was filled in the background."""
    world, listing = stage.world, LISTINGS["issues"]
    file = store(FORM, name="表样.xlsx")
    with open_file(file) as source:
        shape = read_form(source.read(), file.name, listing)
    sent = SentWorkbook(file, listing, "表样", shape)
    template = take_workbook(
        world.campaign, sent, holds=listing.guess(head.words for head in shape.heads), by=world.office
    )
    stage.put("workbook in use", HERE, template.pk)
    stage.put("list with a workbook", HERE, "issues")
    words = [file.pk, world.campaign.pk, world.office.pk, "issues", "另一表样"]
    stage.put("sent workbook", HERE, signing.dumps(words, salt=SALT))
    job = enqueue("reports.workbook", args=WriteWorkbook(template.pk, "", world.office.pk), by=world.office.pk)
    Job.objects.filter(pk=job.pk).update(state=State.DONE, checkpoint=str(file.pk), finished=job.created)
    stage.put("workbook job of the office", HERE, job.pk)


SAID: Mapping[str, Callable[["Stage", str], dict[str, Any]]] = {
    "reports:templates": lambda stage, unit: {
        "kind": "situation",
        "name": "另一版式",
        "file": SimpleUploadedFile("a.docx", word("{{ campaign.name }}")),
    },
    "reports:workbooks": lambda stage, unit: {
        "listing": "issues",
        "name": "第三种表样",
        "file": SimpleUploadedFile("表样.xlsx", saved(form_of_office(4))),
    },
    "reports:workbook-new": lambda stage, unit: {"column-0": "running", "column-1": "original"},
    "reports:into": lambda stage, unit: {"template": stage.places["workbook in use"][HERE][0]},
    "reports:check": lambda stage, unit: {"file": SimpleUploadedFile("报告.txt", "共有问题三个。".encode())},
}
"""What somebody who means it would send."""
