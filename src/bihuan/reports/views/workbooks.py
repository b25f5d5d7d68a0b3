"""The office's own workbooks: taken in once with what their columns hold, then filled from any address of a list."""

import tempfile
from collections.abc import Sequence
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.core import signing
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.campaigns.http import campaign_in_sight
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused
from bihuan.documents.errors import Unreadable
from bihuan.files.models import StoredFile
from bihuan.files.responses import file_response
from bihuan.files.services import open_file, store
from bihuan.jobs.models import Job
from bihuan.jobs.selectors import visible_jobs
from bihuan.jobs.services import enqueue
from bihuan.jobs.states import State
from bihuan.jobs.views import card
from bihuan.ledger.imports.choices import Choice
from bihuan.people.http import PersonRequest, for_roles, signed_in
from bihuan.people.roles import READING_ALL
from bihuan.reports.forms import WorkbookForm
from bihuan.reports.listings import LISTINGS, Listing, Records
from bihuan.reports.models import WorkbookTemplate
from bihuan.reports.policies import objections_to_templates, objections_to_workbook
from bihuan.reports.selectors import workbooks_of
from bihuan.reports.services import SentWorkbook, retire_template, take_workbook
from bihuan.reports.work import WriteWorkbook
from bihuan.reports.workbooks import FIELDS, read_form, records_of, write_into
from bihuan.ui.parts import Door

SALT = "reports.workbook"
IN_THE_PAGE = 5000
"""Rows that are written while the page waits, about two seconds; more go to the background."""


# ---------------------------------------------------------------- taking a workbook in


@require_http_methods(["GET", "POST"])
@for_roles(*READING_ALL)
def workbooks(request: PersonRequest) -> HttpResponse:
    """The workbooks in use, and a form for a new one."""
    campaign = campaign_in_sight(request)
    objections = list(objections_to_templates(campaign, by=request.user))
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and objections:
        raise Refused(objections)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("reports:workbook-new", token=_taken_in(form.cleaned_data, campaign, request))
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error("file", reason)
    context = {
        "form": form,
        "objections": objections,
        "rows": [(row, LISTINGS[row.listing].name) for row in workbooks_of(campaign) if row.listing in LISTINGS],
        "fields": FIELDS,
        "doors": _doors(),
    }
    return render(request, "reports/workbooks.html", context, status=422 if form.errors else 200)


def _taken_in(said: dict[str, Any], campaign: Campaign, request: PersonRequest) -> str:
    """Check the upload and keep it; the address of the next page carries what was said, signed."""
    content, listing = said["file"].read(), LISTINGS[said["listing"]]
    try:
        read_form(content, said["file"].name, listing)
    except Unreadable as refusal:
        raise Refused(refusal.sentence) from refusal
    file = store(content, name=said["file"].name)
    return signing.dumps([file.pk, campaign.pk, request.user.pk, listing.code, said["name"]], salt=SALT)


def _upload_of(request: PersonRequest, campaign: Campaign, token: str) -> SentWorkbook:
    try:
        key, home, person, listing, name = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError) as wrong:
        raise Http404 from wrong
    if person != request.user.pk or home != campaign.pk:
        raise Http404
    file = get_object_or_404(StoredFile, pk=key)
    with open_file(file) as source:
        shape = read_form(source.read(), file.name, LISTINGS[listing])
    return SentWorkbook(file, LISTINGS[listing], name, shape)


@require_http_methods(["GET", "POST"])
@for_roles(*READING_ALL)
def mapping(request: PersonRequest, token: str) -> HttpResponse:
    """What each column of the workbook holds: guessed from its head, said once by a person."""
    campaign = campaign_in_sight(request)
    sent = _upload_of(request, campaign, token)
    holds = sent.listing.guess(head.words for head in sent.shape.heads)
    reasons: list[str] = []
    if request.method == "POST":
        holds = [_offered(sent.listing, request.POST.get(f"column-{head.column}", "")) for head in sent.shape.heads]
        reasons = list(objections_to_workbook(campaign, sent.listing, sent.name, holds, by=request.user))
        if not reasons:
            taken = take_workbook(campaign, sent, holds=holds, by=request.user)
            messages.success(request, _("“%(name)s” is in use.") % {"name": taken.name})
            return redirect("reports:into", listing=taken.listing)
    context = {
        "sent": sent,
        "columns": _choices(sent, holds),
        "reasons": reasons,
        "header": (sent.shape.top + 1, sent.shape.bottom + 1),
        "doors": [*_doors(), Door(_("Workbooks"), reverse("reports:workbooks"))],
    }
    return render(request, "reports/workbook_new.html", context, status=422 if reasons else 200)


def _offered(listing: Listing, name: str) -> str:
    return name if name in listing.offered else ""


def _choices(sent: SentWorkbook, holds: Sequence[str]) -> list[Choice]:
    offered = [("", _("leave it blank")), *((name, str(words)) for name, words in sent.listing.offered.items())]
    return [
        Choice(
            head.words,
            "",
            f"column-{head.column}",
            tuple((name, words, name == chosen) for name, words in offered),
        )
        for head, chosen in zip(sent.shape.heads, holds, strict=True)
    ]


@require_GET
@for_roles(*READING_ALL)
def template_file(request: PersonRequest, pk: int) -> HttpResponseBase:
    """The workbook as it was taken in."""
    found = get_object_or_404(workbooks_of(campaign_in_sight(request)), pk=pk)
    return file_response(found.file, name=f"{found.name}.xlsx")


@require_POST
@for_roles(*READING_ALL)
def retire(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a workbook out of use."""
    found = get_object_or_404(workbooks_of(campaign_in_sight(request)), pk=pk)
    retire_template(found, by=request.user)
    messages.success(request, _("“%(name)s” is out of use.") % {"name": found.name})
    return redirect("reports:workbooks")


def _doors() -> list[Door]:
    return [Door(_("Reports"), reverse("reports:papers"))]


# ---------------------------------------------------------------- filling one


@require_http_methods(["GET", "POST"])
@signed_in
def into(request: PersonRequest, listing: str) -> HttpResponseBase:
    """Choose the workbook for what the address asks for; POST writes it, long ones in the background."""
    campaign = campaign_in_sight(request)
    found = LISTINGS.get(listing)
    if found is None or not found.open_to(request.user, campaign):
        raise Http404
    templates = workbooks_of(campaign, listing)
    if request.method == "POST":
        chosen = get_object_or_404(templates, pk=_number(request.POST.get("template")))
        return _written(request, chosen)
    count = found.asked(request, request.user, campaign).rows.count()
    context = {
        "listing": found,
        "templates": templates,
        "count": ngettext("%(n)s row", "%(n)s rows", count) % {"n": count},
        "manages": not list(objections_to_templates(campaign, by=request.user)),
        "doors": _doors(),
    }
    return render(request, "reports/into.html", context)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0


def _written(request: PersonRequest, template: WorkbookTemplate) -> HttpResponseBase:
    records = records_of(template, request, request.user)
    if records.rows[IN_THE_PAGE : IN_THE_PAGE + 1]:
        args = WriteWorkbook(template.pk, request.GET.urlencode(), request.user.pk)
        return redirect("reports:workbook-work", pk=enqueue("reports.workbook", args=args, by=request.user.pk).pk)
    return FileResponse(_filled(template, records), as_attachment=True, filename=_file_name(template))


def _filled(template: WorkbookTemplate, records: Records) -> BinaryIO:
    file = cast(BinaryIO, tempfile.TemporaryFile(prefix="bihuan-"))  # noqa: SIM115 - the answer closes it
    try:
        write_into(template, records, file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _file_name(template: WorkbookTemplate) -> str:
    return f"{template.name}-{day_of(template.campaign):%Y%m%d}.xlsx"


def _work(request: PersonRequest, pk: int) -> Job:
    return get_object_or_404(visible_jobs(request.user.pk), pk=pk, kind="reports.workbook")


@require_GET
@signed_in
def work(request: PersonRequest, pk: int) -> HttpResponse:
    """How far a long workbook is; when it is written, the way to its file."""
    job = _work(request, pk)
    context = {"card": card(job), "done": job.state == State.DONE, "job": job, "doors": _doors()}
    return render(request, "reports/workbook_work.html", context)


@require_GET
@signed_in
def written_file(request: PersonRequest, pk: int) -> HttpResponseBase:
    """The finished workbook."""
    job = _work(request, pk)
    return file_response(get_object_or_404(StoredFile, pk=_number(job.checkpoint)))
