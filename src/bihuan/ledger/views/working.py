"""Pages of the unit at work: progress, targets, milestones, more time, and the application for closing."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bihuan.ledger import policies
from bihuan.ledger.forms.working import ExtensionForm, ProgressForm, ReachForm
from bihuan.ledger.models import Milestone, Target
from bihuan.ledger.selectors import visible_issues
from bihuan.ledger.services.working import (
    claim,
    finish_milestone,
    mark_measure,
    reach,
    report_progress,
    request_extension,
    start,
    withdraw_claim,
)
from bihuan.ledger.views.answering import back_with, form_page, issue_form
from bihuan.ledger.views.loading import issue_of, measure_of
from bihuan.people.http import PersonRequest, signed_in


@require_POST
@signed_in
def starting(request: PersonRequest, pk: int) -> HttpResponse:
    """Begin to work by the approved plan."""
    issue = issue_of(request, pk)
    start(issue, by=request.user)
    return back_with(request, issue, _("Work has begun."))


@require_http_methods(["GET", "POST"])
@signed_in
def progress(request: PersonRequest, pk: int) -> HttpResponse:
    """Report at the campaign's rhythm."""
    issue = issue_of(request, pk)
    form = ProgressForm(request.POST or None, initial={"percent": issue.progress})
    page = issue_form(issue, _("Report progress"), objections=policies.objections_to_working(issue, by=request.user))
    page["draft"] = f"progress-{issue.pk}"
    return form_page(
        request,
        form,
        lambda: report_progress(issue, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The progress was reported."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def target(request: PersonRequest, pk: int) -> HttpResponse:
    """Write how much of a target one unit has reached."""
    found = get_object_or_404(
        Target.objects.filter(issue__in=visible_issues(request.user)).select_related(
            "issue__campaign__root", "issue__lead_unit", "unit", "measure"
        ),
        pk=pk,
    )
    form = ReachForm(request.POST or None, initial={"done": found.done.normalize()})
    heading = _("%(unit)s: %(goal)s %(measured_in)s") % {
        "unit": found.unit,
        "goal": f"{found.goal.normalize():f}",
        "measured_in": found.measured_in,
    }
    objections = policies.objections_to_working(found.issue, by=request.user)
    page = issue_form(found.issue, heading, objections=objections, submit=_("Keep the quantity"))
    return form_page(
        request,
        form,
        lambda: reach(found, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The quantity was kept."),
    )


@require_POST
@signed_in
def milestone_done(request: PersonRequest, pk: int) -> HttpResponse:
    """A milestone was reached today."""
    found = get_object_or_404(
        Milestone.objects.filter(issue__in=visible_issues(request.user)).select_related("issue"), pk=pk
    )
    finish_milestone(found, by=request.user)
    return back_with(request, found.issue, _("The milestone was reached."))


@require_POST
@signed_in
def measure_mark(request: PersonRequest, pk: int) -> HttpResponse:
    """Mark a measure open, mostly done or done."""
    found = measure_of(request, pk)
    mark_measure(found, status=request.POST.get("status", ""), by=request.user)
    return back_with(request, found.issue, _("The measure was marked."))


@require_http_methods(["GET", "POST"])
@signed_in
def extension(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask the supervising team for more time."""
    issue = issue_of(request, pk)
    form = ExtensionForm(request.POST or None)
    objections = policies.objections_to_extending(issue, until=None, by=request.user)
    page = issue_form(issue, _("Ask for more time"), objections=objections, submit=_("Hand in the request"))
    return form_page(
        request,
        form,
        lambda: request_extension(issue, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The request is with the supervising team."),
    )


@require_POST
@signed_in
def claiming(request: PersonRequest, pk: int) -> HttpResponse:
    """Apply for closing."""
    issue = issue_of(request, pk)
    claim(issue, by=request.user)
    return back_with(request, issue, _("Closing was applied for; the supervising team verifies next."))


@require_POST
@signed_in
def claim_withdrawing(request: PersonRequest, pk: int) -> HttpResponse:
    """Take the application back."""
    issue = issue_of(request, pk)
    withdraw_claim(issue, by=request.user)
    return back_with(request, issue, _("The application was taken back; the work goes on."))
