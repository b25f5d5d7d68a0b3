"""Papers on the stage: one that the office had written, a template, and kinds to write."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from bihuan.documents.writing import write
from bihuan.reports.models import PaperTemplate
from bihuan.reports.papers.kinds import KINDS, written
from bihuan.reports.services import Pages, keep, order
from tests.documents.papers import word
from tests.permissions.access import FINANCE, THIRD

if TYPE_CHECKING:
    from tests.permissions.stage import Stage

HERE = ""


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
    for unit in (FINANCE, THIRD):
        stage.put("paper about an issue", unit, "six-clear", *stage.places["issue"][unit])


SAID: Mapping[str, Callable[["Stage", str], dict[str, Any]]] = {
    "reports:templates": lambda stage, unit: {
        "kind": "situation",
        "name": "另一版式",
        "file": SimpleUploadedFile("a.docx", word("{{ campaign.name }}")),
    },
    "reports:check": lambda stage, unit: {"file": SimpleUploadedFile("报告.txt", "共有问题三个。".encode())},
}
"""What somebody who means it would send."""
