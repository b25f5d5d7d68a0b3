"""Pages of evidence: adding it, replacing it by a better file, withdrawing it, and reading it."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bihuan.files.responses import file_response
from bihuan.files.services import store
from bihuan.ledger import policies
from bihuan.ledger.forms.assigning import ReasonForm
from bihuan.ledger.forms.working import EvidenceForm, RevisionForm
from bihuan.ledger.models import EvidenceRevision
from bihuan.ledger.selectors import visible_issues
from bihuan.ledger.services.evidence import add_evidence, revise_evidence, withdraw_evidence
from bihuan.ledger.views.answering import form_page, issue_form
from bihuan.ledger.views.loading import evidence_of, measure_of
from bihuan.people.http import PersonRequest, signed_in


@require_http_methods(["GET", "POST"])
@signed_in
def add(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a file to a measure."""
    measure = measure_of(request, pk)
    form = EvidenceForm(request.POST or None, request.FILES or None, issue=measure.issue)
    objections = list(policies.objections_to_evidence(measure.issue, by=request.user))
    page = issue_form(measure.issue, _("Add evidence"), objections=objections, submit=_("Add the file"))
    page["lead"] = measure.text

    def act() -> None:
        given = dict(form.cleaned_data)
        add_evidence(measure, **given | {"file": store(given["file"])}, by=request.user)

    return form_page(request, form, act, page=page, done=_("The evidence was added."))


@require_http_methods(["GET", "POST"])
@signed_in
def revise(request: PersonRequest, pk: int) -> HttpResponse:
    """Put a better file in the place of an earlier one."""
    evidence = evidence_of(request, pk)
    form = RevisionForm(request.POST or None, request.FILES or None)
    objections = policies.objections_to_evidence(evidence.issue, by=request.user)
    page = issue_form(evidence.issue, _("Replace the file"), objections=objections)
    page["lead"] = evidence.title
    return form_page(
        request,
        form,
        lambda: revise_evidence(
            evidence, file=store(form.cleaned_data["file"]), note=form.cleaned_data["note"], by=request.user
        ),
        page=page,
        done=_("The new revision counts; the earlier ones stay readable."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """Say that a piece of evidence no longer counts."""
    evidence = evidence_of(request, pk)
    form = ReasonForm(request.POST or None)
    objections = policies.objections_to_withdrawing(evidence, by=request.user)
    page = issue_form(evidence.issue, _("Withdraw the evidence"), objections=objections)
    page["lead"] = evidence.title
    return form_page(
        request,
        form,
        lambda: withdraw_evidence(evidence, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The evidence was withdrawn; its revisions stay readable."),
    )


@require_GET
@signed_in
def file(request: PersonRequest, pk: int) -> FileResponse:
    """The file of one revision, for everyone who sees the issue."""
    revisions = EvidenceRevision.objects.filter(issue__in=visible_issues(request.user)).select_related("file")
    found = get_object_or_404(revisions, pk=pk)
    if found.file is None:
        raise Http404
    return file_response(found.file, show="show" in request.GET)
