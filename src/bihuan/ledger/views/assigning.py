"""Pages about who deals with an issue, and about putting it aside."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.common.workflow import Refused
from bihuan.ledger import policies
from bihuan.ledger.directory import full_name, units_like
from bihuan.ledger.forms.assigning import AsideForm, AssignForm, LeadForm, MergeForm, ReasonForm, ResponsibleForm
from bihuan.ledger.selectors import visible_issues
from bihuan.ledger.services.assigning import assign, decline, merge, name_responsible, refuse, transfer, unmerge
from bihuan.ledger.services.bulk import assign_all
from bihuan.ledger.terms import terms_of
from bihuan.ledger.views.answering import back_with, form_page, issue_form
from bihuan.ledger.views.loading import campaign_of, issue_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.people.models import Person

MOST_AT_ONCE = 200
"""Issues that one bulk action moves: as many as a person can have looked at."""


@require_http_methods(["GET", "POST"])
@signed_in
def assigning(request: PersonRequest, pk: int) -> HttpResponse:
    """Name the lead unit and those that support it."""
    issue = issue_of(request, pk)
    now = {"lead": issue.lead_unit, "supporting": [row.unit for row in issue.supporting.select_related("unit__parent")]}
    form = AssignForm(request.POST or None, campaign=issue.campaign, initial=now)
    page = issue_form(issue, _("Assign"), objections=policies.objections_to_assigning(issue, by=request.user))
    return form_page(
        request,
        form,
        lambda: assign(issue, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The issue was assigned."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def declining(request: PersonRequest, pk: int) -> HttpResponse:
    """Give the issue back to the office."""
    issue = issue_of(request, pk)
    form = ReasonForm(request.POST or None)
    page = issue_form(issue, _("Give back"), objections=policies.objections_to_declining(issue, by=request.user))
    return form_page(
        request,
        form,
        lambda: decline(issue, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The issue went back to the office."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def merging(request: PersonRequest, pk: int) -> HttpResponse:
    """Let the issue go into another one."""
    issue = issue_of(request, pk)
    form = MergeForm(request.POST or None, issue=issue, by=request.user)
    objections = policies.objections_to_merging(issue, into=None, by=request.user)
    page = issue_form(issue, _("Merge into another issue"), objections=objections, submit=_("Merge"))
    return form_page(
        request,
        form,
        lambda: merge(issue, **form.cleaned_data, by=request.user),
        page=page,
        done=_("Merged; the original words, the number and the voices stay its own."),
    )


@require_POST
@signed_in
def unmerging(request: PersonRequest, pk: int) -> HttpResponse:
    """Undo a merge."""
    issue = issue_of(request, pk)
    unmerge(issue, by=request.user)
    return back_with(request, issue, _("The merge was undone; the issue waits to be assigned."))


@require_http_methods(["GET", "POST"])
@signed_in
def transferring(request: PersonRequest, pk: int) -> HttpResponse:
    """Hand the issue to somebody outside the campaign."""
    issue = issue_of(request, pk)
    form = AsideForm(request.POST or None, terms=terms_of(issue.campaign))
    objections = policies.objections_to_transferring(issue, by=request.user)
    page = issue_form(issue, _("Transfer"), objections=objections)
    return form_page(
        request,
        form,
        lambda: transfer(issue, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The issue was transferred; everyone who raised it reads your reply."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def refusing(request: PersonRequest, pk: int) -> HttpResponse:
    """Do not keep the issue on the ledger; a leading official decides this."""
    issue = issue_of(request, pk)
    form = AsideForm(request.POST or None, terms=terms_of(issue.campaign))
    page = issue_form(issue, _("Do not register"), objections=policies.objections_to_refusing(issue, by=request.user))
    return form_page(
        request,
        form,
        lambda: refuse(issue, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The issue is not kept on the ledger; everyone who raised it reads your reply."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def responsible(request: PersonRequest, pk: int) -> HttpResponse:
    """Fill one link of the chain of responsibility."""
    issue = issue_of(request, pk)
    people = Person.objects.filter(unit=issue.lead_unit, is_active=True).order_by("pk")
    form = ResponsibleForm(request.POST or None, people=people)
    objections = policies.objections_to_changing(issue, by=request.user)
    page = issue_form(issue, _("Name responsible persons"), objections=objections, submit=_("Name"))
    return form_page(
        request,
        form,
        lambda: name_responsible(issue, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The responsible person was named."),
    )


@require_POST
@signed_in
def bulk_lead(request: PersonRequest) -> HttpResponse:
    """Change the lead unit of the selected issues: first ask which, then do it and say what stayed and why."""
    campaign = campaign_of(request)
    if reasons := list(policies.only_office(campaign, by=request.user)):
        raise Refused(reasons)
    numbers = [int(pk) for pk in request.POST.getlist("pk")[:MOST_AT_ONCE] if pk.isdecimal()]
    chosen = list(visible_issues(request.user, campaign).filter(pk__in=numbers).order_by("number"))
    if not chosen:
        return redirect("ledger:issues")
    asked = "lead" in request.POST
    form = LeadForm(request.POST if asked else None, campaign=campaign)
    context: dict[str, object] = {"form": form, "chosen": chosen}
    if asked and form.is_valid():
        done, left = assign_all(chosen, lead=form.cleaned_data["lead"], by=request.user)
        context |= {"done": done, "left": left, "lead": form.cleaned_data["lead"]}
    return render(request, "ledger/bulk_lead.html", context, status=422 if form.errors else 200)


@require_GET
@signed_in
def units(request: PersonRequest) -> HttpResponse:
    """Suggestions for a field that takes the name of a unit."""
    words = next((str(value) for value in request.GET.values() if value), "")
    found = units_like(campaign_of(request), words)
    return render(request, "ledger/_units.html", {"names": [full_name(unit) for unit in found]})
