"""The verbs of reports: order a paper, write it, take a template into use and out of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.common.clock import now
from bihuan.common.workflow import Refused
from bihuan.documents.errors import Unreadable
from bihuan.documents.writing import Paper as Written
from bihuan.documents.writing.books import Shape
from bihuan.documents.writing.isolation import accept_isolated
from bihuan.files.models import StoredFile
from bihuan.files.services import store
from bihuan.jobs.services import enqueue
from bihuan.people.models import Person
from bihuan.reports.events import PaperWritten, TemplateAccepted, TemplateRetired
from bihuan.reports.fields import sample_fields
from bihuan.reports.listings import Listing
from bihuan.reports.models import Paper, PaperFigure, PaperTemplate, WorkbookColumn, WorkbookTemplate
from bihuan.reports.papers.kinds import Kind
from bihuan.reports.policies import (
    objections_to_template,
    objections_to_templates,
    objections_to_workbook,
    objections_to_writing,
)
from bihuan.reports.work import WritePaper

LONGEST_TITLE = 200
LONGEST_HEAD = 120


@act
def order(
    kind: Kind, campaign: Campaign, subject: Model | None, *, by: Person, template: PaperTemplate | None = None
) -> Paper:
    """Have a paper written in the background; its page shows how far it is."""
    if reasons := list(objections_to_writing(kind, campaign, subject, by=by)):
        raise Refused(reasons)
    paper = Paper.objects.create(
        campaign=campaign,
        kind=kind.code,
        subject=subject.pk if subject is not None else None,
        title=str(subject or kind.name)[:LONGEST_TITLE],
        as_of=day_of(campaign),
        template=template,
        by=by,
        at=now(),
    )
    paper.job = enqueue("reports.write", args=WritePaper(paper.pk), key=f"paper:{paper.pk}", by=by.pk)
    paper.save(update_fields=["job"])
    return paper


@dataclass(frozen=True, slots=True)
class Pages:
    """The PDF of a paper, or why there is none."""

    content: bytes = b""
    missing: str = ""


@act
def keep(paper: Paper, written: Written, content: bytes, pages: Pages, *, by: Person) -> Paper:
    """The finished file with its figures and pages; what was kept before by the same job is kept once."""
    if paper.file is not None:
        return paper
    paper.title = written.title[:LONGEST_TITLE]
    paper.as_of = written.as_of
    paper.file = store(content, name=f"{paper.title}.docx")
    paper.pages = store(pages.content, name=f"{paper.title}.pdf") if pages.content else None
    paper.no_pages = pages.missing[:200]
    paper.save(update_fields=["title", "as_of", "file", "pages", "no_pages"])
    stated = written.stated()
    PaperFigure.objects.bulk_create(
        PaperFigure(paper=paper, position=n, path=f.path[:160], label=f.label[:200], text=f.text[:40], url=f.url[:400])
        for n, f in enumerate(stated, 1)
    )
    told: dict[str, Any] = {"title": paper.title, "figures": len(stated), "as_of": paper.as_of.isoformat()}
    record(
        PaperWritten(campaign_id=paper.campaign_id, paper_id=paper.pk, sha256=paper.file.sha256, **told),
        by=by,
    )
    return paper


@act
def take_template(campaign: Campaign, content: bytes, *, kind: str, name: str, by: Person) -> PaperTemplate:
    """Check a Word template, fill it on trial, and take it into use.

    Raises:
        Refused: not the office's, the name is taken, or the template asks for what none may.
    """
    if reasons := list(objections_to_template(campaign, kind, name, by=by)):
        raise Refused(reasons)
    try:
        accept_isolated(content, sample_fields(kind))
    except Unreadable as refusal:
        raise Refused(refusal.sentence) from refusal
    file: StoredFile = store(content, name=f"{name.strip()}.docx")
    template = PaperTemplate.objects.create(campaign=campaign, kind=kind, name=name.strip(), file=file, by=by, at=now())
    record(TemplateAccepted(campaign_id=campaign.pk, name=template.name, sha256=file.sha256), by=by)
    return template


@act
def retire_template(template: PaperTemplate | WorkbookTemplate, *, by: Person) -> None:
    """Take a template out of use; what was written with it stays."""
    if reasons := list(objections_to_templates(template.campaign, by=by)):
        raise Refused(reasons)
    kind = type(template)
    changed = kind._default_manager.filter(pk=template.pk, retired_on__isnull=True).update(
        retired_on=day_of(template.campaign)
    )
    if not changed:
        raise Refused(_("This template is out of use already."))
    record(TemplateRetired(campaign_id=template.campaign_id, name=template.name), by=by)


@dataclass(frozen=True, slots=True)
class SentWorkbook:
    """A workbook that was sent, checked and kept: for which list, under which name, and where its header is."""

    file: StoredFile
    listing: Listing
    name: str
    shape: Shape


@act
def take_workbook(campaign: Campaign, sent: SentWorkbook, *, holds: Sequence[str], by: Person) -> WorkbookTemplate:
    """Take a workbook into use for a list. `holds` says for each of its heads which column of the list stands there.

    Raises:
        Refused: not the office's, the name is taken, or a column stands twice.
    """
    if reasons := list(objections_to_workbook(campaign, sent.listing, sent.name, holds, by=by)):
        raise Refused(reasons)
    template = WorkbookTemplate.objects.create(
        campaign=campaign,
        listing=sent.listing.code,
        name=sent.name.strip(),
        file=sent.file,
        sheet=sent.shape.sheet,
        bottom=sent.shape.bottom,
        last=sent.shape.last,
        by=by,
        at=now(),
    )
    WorkbookColumn.objects.bulk_create(
        WorkbookColumn(template=template, place=head.column, head=head.words[:LONGEST_HEAD], holds=one)
        for head, one in zip(sent.shape.heads, holds, strict=True)
        if one
    )
    record(TemplateAccepted(campaign_id=campaign.pk, name=template.name, sha256=sent.file.sha256), by=by)
    return template
