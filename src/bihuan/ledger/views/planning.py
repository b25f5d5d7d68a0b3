"""Pages of the plan: its six clear points, its measures, and handing it in."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bihuan.common.workflow import Refused
from bihuan.ledger import policies
from bihuan.ledger.forms.planning import SPARE_ROWS, MeasureForms, PlanForm, plan_of
from bihuan.ledger.models import Issue, Measure
from bihuan.ledger.selectors import current_plan
from bihuan.ledger.services.planning import add_measure, change_measure, draft_plan, remove_measure, submit_plan
from bihuan.ledger.states import PlanStatus
from bihuan.ledger.views import page as parts
from bihuan.ledger.views.answering import back_with, form_page, issue_form
from bihuan.ledger.views.loading import issue_of, measure_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.people.models import Person


@require_http_methods(["GET", "POST"])
@signed_in
def plan(request: PersonRequest, pk: int) -> HttpResponse:
    """The draft: the points of the plan, its measures, and what it still lacks."""
    issue = issue_of(request, pk)
    now = current_plan(issue)
    people = Person.objects.filter(unit=issue.lead_unit, is_active=True).order_by("pk")
    form = PlanForm(request.POST or None, issue=issue, people=people, initial=plan_of(now))
    objections = policies.objections_to_planning(issue, by=request.user)
    page = issue_form(issue, _("The plan"), objections=objections, submit=_("Keep the draft"))
    page |= {
        "template": "ledger/plan.html",
        "back": reverse("ledger:plan", args=[issue.pk]),
        "plan": now,
        "measures": parts.measures_of(issue),
        "measure_objections": list(policies.objections_to_measures(issue, by=request.user)),
        "submit_objections": list(policies.objections_to_submitting(now, by=request.user)) if now else [],
        "is_draft": now is not None and now.status == PlanStatus.DRAFT,
    }
    return form_page(
        request,
        form,
        lambda: draft_plan(issue, form.content(), by=request.user),
        page=page,
        done=_("The draft was kept."),
    )


@require_POST
@signed_in
def plan_submit(request: PersonRequest, pk: int) -> HttpResponse:
    """Hand the plan to the supervising team."""
    issue = issue_of(request, pk)
    now = current_plan(issue)
    if now is None:
        raise Http404
    submit_plan(now, by=request.user)
    return back_with(request, issue, _("The plan is with the supervising team."))


@require_http_methods(["GET", "POST"])
@signed_in
def measure_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a measure to the draft."""
    return _measure_page(request, issue_of(request, pk), None)


@require_http_methods(["GET", "POST"])
@signed_in
def measure(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a measure of the draft."""
    found = measure_of(request, pk)
    return _measure_page(request, found.issue, found)


def _measure_page(request: PersonRequest, issue: Issue, found: Measure | None) -> HttpResponse:
    forms = MeasureForms(request.POST or None, campaign=issue.campaign, measure=found, spare=_spare(request))
    heading = _("Measure %(n)s") % {"n": found.position} if found else _("New measure")
    page = issue_form(issue, heading, objections=policies.objections_to_measures(issue, by=request.user))
    page |= {"submit": _("Keep the measure"), "back": reverse("ledger:plan", args=[issue.pk]), "measure": found}
    if request.method == "POST" and forms.is_valid():
        try:
            if found is None:
                add_measure(issue, forms.content(), by=request.user)
            else:
                change_measure(found, forms.content(), by=request.user)
        except Refused as refused:
            for reason in refused.reasons:
                forms.measure.add_error(None, reason)
        else:
            return redirect(page["back"])
    context = {"forms": forms, "form": forms.measure, "spare": _spare(request) + SPARE_ROWS, **page}
    wrong = any(form.errors for form in forms.all_forms())
    return render(request, "ledger/measure.html", context, status=422 if wrong else 200)


def _spare(request: PersonRequest) -> int:
    """Empty rows that the page offers: `?rows=8`."""
    asked = request.GET.get("rows", "")
    return min(int(asked), 60) if asked.isdecimal() else SPARE_ROWS


@require_POST
@signed_in
def measure_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a measure out of the draft."""
    found = measure_of(request, pk)
    remove_measure(found, by=request.user)
    return redirect("ledger:plan", pk=found.issue_id)
