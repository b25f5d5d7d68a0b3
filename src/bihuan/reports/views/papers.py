"""Choose a paper, see it with every figure a door, have it written, take it away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bihuan.campaigns.models import Campaign
from bihuan.documents.writing import Block, Body, Grid, Heading, Note, Parts
from bihuan.files.responses import file_response
from bihuan.jobs.views import card
from bihuan.ledger.views.loading import campaign_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.people.models import Person
from bihuan.people.roles import READING_ALL
from bihuan.people.selectors import holds
from bihuan.reports.models import Paper
from bihuan.reports.papers.kinds import KINDS, Kind, kinds_for, may_have, subjects, written
from bihuan.reports.policies import objections_to_writing
from bihuan.reports.selectors import figures_then_and_now, templates_of, visible_papers
from bihuan.reports.services import order
from bihuan.reports.tables import PAPERS
from bihuan.ui.lists import render_list
from bihuan.ui.parts import Door

MOST_ROWS = 60
"""Rows of one table on the page; the Word file has all."""
MOST_SUBJECTS = 100


@require_GET
@signed_in
def papers(request: PersonRequest) -> HttpResponse:
    """What can be written, and what was written."""
    campaign = campaign_of(request)
    page = PAPERS.page(request, visible_papers(request.user, campaign))
    return render_list(request, "reports/papers.html", page, _writable(request.user, campaign))


def _writable(viewer: Person, campaign: Campaign) -> dict[str, Any]:
    whole = holds(viewer, READING_ALL, over=campaign.root, campaign_id=campaign.pk)
    return {"kinds": kinds_for(viewer, campaign), "can_see_templates": whole}


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: PersonRequest, kind: str, subject: int | None = None) -> HttpResponse:
    """The paper as it would be now; POST has it written. Without a subject, what it may be about."""
    campaign = campaign_of(request)
    found = KINDS.get(kind)
    if found is None or not may_have(found, request.user, campaign):
        raise Http404
    about: Model | None = None
    if found.about != "campaign":
        rows = subjects(found, request.user, campaign)
        if subject is None:
            return render(request, "reports/choose.html", _choice(found, rows[:MOST_SUBJECTS]))
        about = get_object_or_404(rows, pk=subject)
    if request.method == "POST":
        template = templates_of(campaign, found.code).filter(pk=_number(request.POST.get("template"))).first()
        made = order(found, campaign, about, by=request.user, template=template)
        messages.success(request, _("The paper is being written; this page shows how far it is."))
        return redirect("reports:paper", pk=made.pk)
    reasons = list(objections_to_writing(found, campaign, about, by=request.user))
    shown = [] if reasons else _shown(written(found, request.user, campaign, about).blocks)
    context = {
        "kind": found,
        "subject": about,
        "reasons": reasons,
        "blocks": shown,
        "templates": templates_of(campaign, found.code),
        "doors": _doors(),
    }
    return render(request, "reports/new.html", context)


def _choice(kind: Kind, rows: Iterable[Any]) -> dict[str, Any]:
    choices = [(str(row), reverse("reports:new-about", args=[kind.code, row.pk])) for row in rows]
    return {"kind": kind, "choices": choices, "doors": _doors()}


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0


def _doors() -> list[Door]:
    return [Door(_("Reports"), reverse("reports:papers"))]


@dataclass(frozen=True)
class Shown:
    """One block for the page: `kind` chooses the markup."""

    kind: str
    block: Block
    parts: Parts = ()
    rows: Sequence[Sequence[Parts]] = ()
    more: int = 0
    level: int = 2


def _shown(blocks: Sequence[Block]) -> list[Shown]:
    return [_one(block) for block in blocks]


def _one(block: Block) -> Shown:
    kind = type(block).__name__.lower()
    if isinstance(block, Body | Note):
        return Shown(kind, block, parts=block.parts)
    if isinstance(block, Grid):
        rows = [[(cell,) if isinstance(cell, str) else cell for cell in row] for row in block.rows[:MOST_ROWS]]
        return Shown(kind, block, rows=rows, more=max(len(block.rows) - MOST_ROWS, 0))
    return Shown(kind, block, level=block.level + 1 if isinstance(block, Heading) else 2)


# ---------------------------------------------------------------- written papers


def _paper(request: PersonRequest, pk: int) -> Paper:
    campaign = campaign_of(request)
    return get_object_or_404(visible_papers(request.user, campaign).select_related("campaign__root"), pk=pk)


@require_GET
@signed_in
def paper(request: PersonRequest, pk: int) -> HttpResponse:
    """One paper: how far it is, the file, its pages, and each figure then and now."""
    found = _paper(request, pk)
    rows = [{"figure": figure, "now": now, "moved": now != figure.text} for figure, now in figures_then_and_now(found)]
    context = {
        "paper": found,
        "kind": KINDS.get(found.kind),
        "card": card(found.job) if found.job is not None and found.file is None else None,
        "rows": rows,
        "moved": sum(1 for row in rows if row["moved"]),
        "doors": _doors(),
    }
    return render(request, "reports/paper.html", context)


@require_GET
@signed_in
def paper_file(request: PersonRequest, pk: int) -> HttpResponseBase:
    """The Word file."""
    found = _paper(request, pk)
    if found.file is None:
        raise Http404
    return file_response(found.file, name=f"{found.title}.docx")


@require_GET
@signed_in
def paper_pages(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Its pages as PDF, shown by the browser."""
    found = _paper(request, pk)
    if found.pages is None:
        raise Http404
    return file_response(found.pages, name=f"{found.title}.pdf", show=True)
