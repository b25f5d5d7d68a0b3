"""Pages of closing: signing, the last look before striking off, the certificate, and the way back."""

import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.ledger.models import Issue
from bihuan.ledger.states import RETURN
from bihuan.ledger.views.answering import back_with, doors_to, form_page, issue_form
from bihuan.ledger.views.loading import issue_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.supervision.certificate import contents, faults_of
from bihuan.supervision.forms.judging import ReasonForm
from bihuan.supervision.models import Closure, Verification
from bihuan.supervision.policies import verbs
from bihuan.supervision.policies.gate import objections_to_closing
from bihuan.supervision.selectors.closing import passed_verification
from bihuan.supervision.services.closing import close, reopen, sign
from bihuan.supervision.services.verifying import return_issue
from bihuan.supervision.views.loading import row_of


@require_POST
@signed_in
def signing(request: PersonRequest, pk: int) -> HttpResponse:
    """Give one of the signatures that the policy asks for."""
    issue = issue_of(request, pk)
    sign(issue, role=request.POST.get("role", ""), by=request.user)
    return back_with(request, issue, _("You have signed."))


@require_http_methods(["GET", "POST"])
@signed_in
def closing(request: PersonRequest, pk: int) -> HttpResponse:
    """The certificate as it will be written, then the button; or everything that still stands against it."""
    issue = issue_of(request, pk)
    if request.method == "POST":
        closure = close(issue, by=request.user)
        messages.success(request, _("The issue is struck off. This certificate is the proof."))
        return redirect("supervision:certificate", pk=closure.pk)
    verification = passed_verification(issue)
    context = {"issue": issue, "doors": doors_to(issue)}
    context["objections"] = list(objections_to_closing(issue, by=request.user))
    if verification is not None:
        context |= _readable(contents(issue, verification, by=request.user))
    return render(request, "supervision/closing.html", context)


def _readable(said: dict[str, Any]) -> dict[str, Any]:
    """A certificate with its times and quantities as people write them; what is hashed stays as it is."""
    return {
        "said": said,
        "method": Verification.Method(said["verification"]["method"]).label,
        "verified_at": datetime.fromisoformat(said["verification"]["at"]),
        "quantities": [(one["unit"], _quantity(one)) for one in said["targets"]],
    }


def _quantity(target: dict[str, str]) -> str:
    done, goal = (f"{Decimal(target[name]).normalize():f}" for name in ("done", "goal"))
    return f"{done} / {goal} {target['in']}"


@require_http_methods(["GET", "POST"])
@signed_in
def returning(request: PersonRequest, pk: int) -> HttpResponse:
    """Send an issue back for rework before it is closed."""
    issue = issue_of(request, pk)
    objections = verbs.objections_to_returning(issue, RETURN, by=request.user)
    page = issue_form(issue, _("Return for rework"), objections=objections, submit=_("Return it"))
    form = ReasonForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: return_issue(issue, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The issue went back; another cycle begins."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def reopening(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a closed issue back onto the ledger."""
    issue = issue_of(request, pk)
    objections = verbs.objections_to_reopening(issue, by=request.user)
    page = issue_form(issue, _("Re-open"), objections=objections, submit=_("Re-open the issue"))
    form = ReasonForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: reopen(issue, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The issue is back on the ledger, in another cycle."),
    )


def _closure(request: PersonRequest, pk: int) -> Closure:
    return row_of(request, Closure.objects.select_related("closed_by", "verification"), pk)


@require_GET
@signed_in
def certificate(request: PersonRequest, pk: int) -> HttpResponse:
    """The certificate, ready to be printed. Fit for A4."""
    return render(request, "supervision/certificate.html", _shown(_closure(request, pk)))


def _shown(closure: Closure) -> dict[str, Any]:
    issue: Issue = closure.issue
    return {
        "closure": closure,
        "issue": issue,
        "doors": doors_to(issue),
        **_readable(json.loads(closure.certificate)),
    }


@require_GET
@signed_in
def certificate_json(request: PersonRequest, pk: int) -> HttpResponse:
    """The very bytes that were hashed: `sha256sum` of the file is the number on the certificate."""
    closure = _closure(request, pk)
    name = f"{closure.issue.campaign.code}-{closure.issue.label}-{closure.cycle}.json"
    response = HttpResponse(closure.certificate.encode(), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
@signed_in
def certificate_check(request: PersonRequest, pk: int) -> HttpResponse:
    """Hash the certificate again, and look for every file of evidence that it names."""
    closure = _closure(request, pk)
    context = {**_shown(closure), "checked": True, "faults": list(faults_of(closure))}
    return render(request, "supervision/certificate.html", context)
