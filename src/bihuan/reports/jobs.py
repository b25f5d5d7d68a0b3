"""Background work of reports: a paper is built, written, shown as pages, and kept."""

import tempfile
from datetime import timedelta

from django.core.files.base import File
from django.utils.translation import gettext, gettext_lazy

from bihuan.documents.errors import Unreadable
from bihuan.documents.writing import preview, write
from bihuan.documents.writing.isolation import fill_isolated
from bihuan.files.services import open_file, store
from bihuan.jobs.registry import handler
from bihuan.jobs.run import Run
from bihuan.people.models import Person
from bihuan.reports.fields import fields_of
from bihuan.reports.models import Paper, WorkbookTemplate
from bihuan.reports.papers.kinds import KINDS, subjects, written
from bihuan.reports.services import Pages, keep
from bihuan.reports.work import WritePaper, WriteWorkbook
from bihuan.reports.workbooks import records_of, request_of, write_into

MOST_ROWS_SHOWN = 1500
"""Rows of tables up to which pages are made: about 200 pages, some ten seconds of LibreOffice."""


@handler("reports.write", title=gettext_lazy("Writing of a paper"), lease=timedelta(minutes=5))
def write_paper(run: Run[WritePaper]) -> str:
    """Build the paper as its orderer may read it; a repeated attempt writes it anew and keeps it once."""
    paper = Paper.objects.select_related("campaign__root", "campaign__office", "by__unit", "template__file").get(
        pk=run.args.paper
    )
    kind, person = KINDS[paper.kind], Person.objects.get(pk=paper.by_id)
    subject = subjects(kind, person, paper.campaign).get(pk=paper.subject) if paper.subject else None
    run.tell(done=0, total=0, message=gettext("Reading the records …"))
    found = written(kind, person, paper.campaign, subject)
    if paper.template is not None:
        with open_file(paper.template.file) as file:
            content = fill_isolated(file.read(), fields_of(found, kind, person, paper.campaign, subject))
    else:
        content = write(found, tell=lambda done, total: run.tell(done=done, total=total))
    run.tell(done=run.done, total=run.job.total, message=gettext("Making pages …"))
    keep(paper, found, content, _pages(content, found.rows), by=person)
    return gettext("“%(title)s” is written.") % {"title": paper.title}


def _pages(content: bytes, rows: int) -> Pages:
    if rows > MOST_ROWS_SHOWN:
        return Pages(missing=gettext("The paper is too long for a preview; download the Word file."))
    try:
        return Pages(content=preview.pdf_of(content))
    except Unreadable as refusal:
        return Pages(missing=refusal.sentence)


@handler("reports.workbook", title=gettext_lazy("Writing of a workbook"), lease=timedelta(minutes=5))
def write_workbook(run: Run[WriteWorkbook]) -> str:
    """Fill the office's workbook with what its orderer sees; the checkpoint is the key of the finished file."""
    template = WorkbookTemplate.objects.select_related("campaign__root", "file").get(pk=run.args.template)
    person = Person.objects.get(pk=run.args.by)
    if not run.checkpoint:
        records = records_of(template, request_of(run.args.query), person)
        with tempfile.TemporaryFile(prefix="bihuan-") as file:
            count = write_into(template, records, file, tell=lambda done, total: run.tell(done=done, total=total))
            stored = store(File(file, name=f"{template.name}.xlsx"))
        with run.chunk(count - run.done, total=count, checkpoint=str(stored.pk)):
            pass
    return gettext("“%(title)s” is written.") % {"title": template.name}
