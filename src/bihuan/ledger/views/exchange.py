"""Files in and out: import with a dry run, export of what the list shows, saved views."""

from dataclasses import dataclass
from typing import BinaryIO

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused
from bihuan.files.models import StoredFile
from bihuan.files.services import store
from bihuan.jobs.arguments import decode
from bihuan.jobs.selectors import visible_jobs
from bihuan.jobs.services import enqueue
from bihuan.jobs.views import card
from bihuan.ledger.exports import write_workbook
from bihuan.ledger.forms.importing import SavedViewForm, UploadForm
from bihuan.ledger.imports import (
    IN_THE_PAGE,
    Corrections,
    column_choices,
    take_over,
    try_out_stored,
    unit_choices,
)
from bihuan.ledger.imports.left_out import write_left_out
from bihuan.ledger.jobs import ImportFile
from bihuan.ledger.models import ImportBatch, SavedView
from bihuan.ledger.policies import only_office
from bihuan.ledger.selectors import visible_issues
from bihuan.ledger.services.remembering import remember_columns, with_memory
from bihuan.ledger.services.viewing import remove_view, save_view
from bihuan.ledger.tables import ledger_list
from bihuan.ledger.terms import terms_of
from bihuan.ledger.views.loading import campaign_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.ui.parts import Door

SALT = "ledger.import"
SHOWN_ROWS = 300
"""Rows of a dry run that the page prints; the doubtful ones come first, and none is left out of the import."""


@dataclass(frozen=True)
class Upload:
    """A file that this person sent for this campaign: the address of the import pages carries it, signed."""

    file: StoredFile
    campaign: Campaign
    token: str


def token_of(file: StoredFile, campaign: Campaign, request: PersonRequest) -> str:
    """The address of an upload: signed, so that nobody else's opens."""
    return signing.dumps([file.pk, campaign.pk, request.user.pk], salt=SALT)


def upload_of(request: PersonRequest, token: str) -> Upload:
    """The upload behind an address; an address that was sent to somebody else opens nothing."""
    try:
        file, campaign, person = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError) as wrong:
        raise Http404 from wrong
    here = campaign_of(request)
    if person != request.user.pk or here.pk != campaign:
        raise Http404
    return Upload(get_object_or_404(StoredFile, pk=file), here, token)


@require_http_methods(["GET", "POST"])
@signed_in
def upload(request: PersonRequest) -> HttpResponse:
    """Choose an office's ledger file."""
    form = UploadForm(request.POST or None, request.FILES or None)
    return take_in(request, form, heading=_("Import a ledger"), submit=_("Read the file"), onward="ledger:import-check")


def take_in(request: PersonRequest, form: forms.Form, *, heading: str, submit: str, onward: str) -> HttpResponse:
    """Ask for a file of the ledger, keep it, and go `onward` with its signed address."""
    campaign = campaign_of(request)
    objections = list(only_office(campaign, by=request.user))
    if request.method == "POST" and form.is_valid():
        try:
            if objections:
                raise Refused(objections)
            file = store(form.cleaned_data["file"])
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error("file", reason)
        else:
            return redirect(onward, token=token_of(file, campaign, request))
    context = {
        "form": form,
        "heading": heading,
        "submit": submit,
        "doors": [Door(_("Issues"), reverse("ledger:issues"))],
        "back": reverse("ledger:issues"),
        "objections": objections,
    }
    return render(request, "ledger/form.html", context, status=422 if form.errors else 200)


@require_GET
@signed_in
def check(request: PersonRequest, token: str) -> HttpResponse:
    """The dry run: what each column was taken for, what each row would become, and every doubt with its cell."""
    sent = upload_of(request, token)
    context: dict[str, object] = {"upload": sent, "doors": _doors(), "objections": []}
    maps, units = with_memory(request.user.unit, request.GET.getlist("map")), request.GET.getlist("unit")
    try:
        dry = try_out_stored(sent.campaign, sent.file, Corrections.of(maps, units), kept=SHOWN_ROWS)
    except Refused as refused:
        context["objections"] = refused.reasons
        return render(request, "ledger/import.html", context, status=422)
    context |= {
        "dry": dry,
        "columns": column_choices(dry.columns),
        "units": unit_choices(dry.unknown_units),
        "rows": dry.rows[:SHOWN_ROWS],
        "shown": SHOWN_ROWS,
        "maps": maps,
        "matched": units,
        "objections": list(only_office(sent.campaign, by=request.user)),
    }
    return render(request, "ledger/import.html", context)


@require_POST
@signed_in
def run(request: PersonRequest, token: str) -> HttpResponse:
    """Import the file: at once, or in the background when it is long."""
    sent = upload_of(request, token)
    said = {name: tuple(request.POST.getlist(name)) for name in ("map", "unit")}
    mended, left_out = _reviewed(request)
    rows = request.POST.get("rows", "")
    if rows.isdecimal() and int(rows) > IN_THE_PAGE:
        args = ImportFile(sent.file.pk, sent.campaign.pk, request.user.pk, said["map"], said["unit"], mended, left_out)
        job = enqueue("ledger.import", args=args, by=request.user.pk)
        remember_columns(request.user.unit, said["map"])
        return redirect("ledger:import-work", pk=job.pk)
    corrections = Corrections.of(said["map"], said["unit"], mended, left_out)
    batch = take_over(sent.campaign, sent.file, corrections, by=request.user)
    remember_columns(request.user.unit, said["map"])
    messages.success(request, _("%(count)s issues were imported.") % {"count": batch.rows})
    if batch.left_out.exists():
        return redirect("ledger:imported", pk=batch.pk)
    return redirect(f"{reverse('ledger:issues')}?batch={batch.pk}")


def _batch(request: PersonRequest, pk: int) -> ImportBatch:
    """An import of this campaign, for whoever may import."""
    campaign = campaign_of(request)
    if list(only_office(campaign, by=request.user)):
        raise Http404
    return get_object_or_404(ImportBatch.objects.select_related("file"), pk=pk, campaign=campaign)


@require_GET
@signed_in
def imported(request: PersonRequest, pk: int) -> HttpResponse:
    """A finished import: what is on the ledger, and what was left out, with its reason."""
    batch = _batch(request, pk)
    rows = batch.left_out.order_by("pk")
    context = {"batch": batch, "rows": rows[:SHOWN_ROWS], "count": rows.count(), "doors": _doors()}
    return render(request, "ledger/imported.html", context)


@require_GET
@signed_in
def left_out(request: PersonRequest, pk: int) -> FileResponse:
    """The rows that were left out, as a workbook: their original cells, and the reason in a column."""
    batch = _batch(request, pk)
    return FileResponse(write_left_out(batch), as_attachment=True, filename=f"{_('Left out')}-{batch.file.name}.xlsx")


def _reviewed(request: PersonRequest) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Fields as the review page sends them (`fix|place|field`), and places of rows that were not accepted."""
    mended = tuple(f"{key[4:]}|{value}" for key, value in request.POST.items() if key.startswith("fix|"))
    accepted = set(request.POST.getlist("accept"))
    return mended, tuple(place for place in request.POST.getlist("shown") if place not in accepted)


@require_GET
@signed_in
def work(request: PersonRequest, pk: int) -> HttpResponse:
    """How far a long import is; it may be left."""
    job = get_object_or_404(visible_jobs(request.user.pk), pk=pk, kind="ledger.import")
    batch = ImportBatch.objects.filter(file=decode(ImportFile, job.args).file, by=request.user).first()
    return render(request, "ledger/import_work.html", {"card": card(job), "batch": batch, "doors": _doors()})


def _doors() -> list[Door]:
    return [Door(_("Issues"), reverse("ledger:issues")), Door(_("Import a ledger"), reverse("ledger:import"))]


# ---------------------------------------------------------------- export


@require_GET
@signed_in
def export(request: PersonRequest) -> FileResponse:
    """Everything that the address asks for, as a workbook."""
    campaign = campaign_of(request)
    issues = ledger_list(campaign, terms_of(campaign)).narrowed(request, visible_issues(request.user, campaign))
    return _workbook(write_workbook(issues, campaign), campaign)


@require_POST
@signed_in
def export_selection(request: PersonRequest) -> FileResponse:
    """The selected issues, as a workbook. A POST only because a selection is too long for an address."""
    campaign = campaign_of(request)
    numbers = [int(pk) for pk in request.POST.getlist("pk") if pk.isdecimal()]
    issues = visible_issues(request.user, campaign).filter(pk__in=numbers).order_by("number")
    return _workbook(write_workbook(issues, campaign), campaign)


def _workbook(file: BinaryIO, campaign: Campaign) -> FileResponse:
    name = f"{campaign.name}-{day_of(campaign):%Y%m%d}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name)


# ---------------------------------------------------------------- saved views


@require_http_methods(["GET", "POST"])
@signed_in
def view_save(request: PersonRequest) -> HttpResponse:
    """Keep the present conditions under a name."""
    campaign = campaign_of(request)
    form = SavedViewForm(request.POST or None, initial={"query": request.GET.urlencode()[:500]})
    if request.method == "POST" and form.is_valid():
        try:
            save_view(campaign, **form.cleaned_data, by=request.user)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error("shared", reason)
        else:
            return redirect(f"{reverse('ledger:issues')}?{form.cleaned_data['query']}")
    own = SavedView.objects.filter(owner=request.user, campaign=campaign).order_by("name", "pk")
    context = {"form": form, "own": own, "doors": _doors()[:1], "back": reverse("ledger:issues")}
    return render(request, "ledger/views.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def view_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Forget a view of one's own."""
    remove_view(get_object_or_404(SavedView.objects.filter(owner=request.user), pk=pk), by=request.user)
    return redirect("ledger:view-save")
