"""Pages on which a supervisor judges: a plan, a request for more time, the work on the spot, a look-back."""

from datetime import datetime

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bihuan.campaigns.selectors import day_of
from bihuan.files.responses import file_response
from bihuan.ledger.models import Extension, Issue, Plan
from bihuan.ledger.states import PlanStatus
from bihuan.ledger.views.answering import form_page, issue_form
from bihuan.ledger.views.loading import issue_of
from bihuan.ledger.views.page import evidence_rows, measures_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.supervision.comparing import compare
from bihuan.supervision.forms.judging import CommentForm, LookBackForm, VerificationForm
from bihuan.supervision.models import LookBack, Verification
from bihuan.supervision.policies import verbs
from bihuan.supervision.services.closing import find_held, find_relapsed
from bihuan.supervision.services.plans import approve_plan, deny_extension, grant_extension, return_plan
from bihuan.supervision.services.verifying import verify
from bihuan.supervision.views.loading import Choice, decide, row_of


@require_http_methods(["GET", "POST"])
@signed_in
def plan(request: PersonRequest, pk: int) -> HttpResponse:
    """One version of a plan beside an earlier one, and the decision on it: `?with=1` chooses the earlier one."""
    rows = Plan.objects.exclude(status=PlanStatus.DRAFT).select_related("written_by", "decided_by")
    found = row_of(request, rows, pk)
    by = request.user
    deciding = list(verbs.objections_to_deciding_plan(found, by=by))
    form = CommentForm(request.POST or None)
    page = issue_form(found.issue, _("Plan, version %(version)s") % {"version": found.version}, objections=deciding)
    page |= {
        "template": "supervision/plan.html",
        "plan": found,
        "submit": _("Approve the plan"),
        **_versions(request, found),
    }
    missing = list(verbs.objections_to_approving_plan(found, by=by))
    choices = [
        Choice(
            "approve",
            _("Approve the plan"),
            approve_plan,
            _("The plan was approved; work can begin."),
            primary=True,
            reasons=missing,
        ),
        Choice("return", _("Return it"), return_plan, _("The plan went back to the unit.")),
    ]
    return decide(request, form, found, choices, page=page)


def _versions(request: PersonRequest, found: Plan) -> dict[str, object]:
    """The earlier versions, the one that is compared, and the rows of the comparison."""
    earlier = list(found.issue.plans.filter(version__lt=found.version).exclude(body="").order_by("-version"))
    asked = request.GET.get("with", "")
    other = next((one for one in earlier if str(one.version) == asked), earlier[0] if earlier else None)
    lines = compare(other.body.splitlines() if other else [], found.body.splitlines())
    return {
        "earlier": earlier,
        "other": other,
        "lines": lines,
        "changes": sum(pair.changed for pair in lines) if other else 0,
    }


@require_http_methods(["GET", "POST"])
@signed_in
def extension(request: PersonRequest, pk: int) -> HttpResponse:
    """One request for more time and the decision on it."""
    found = row_of(request, Extension.objects.select_related("requested_by", "decided_by"), pk)
    by = request.user
    form = CommentForm(request.POST or None)
    objections = verbs.objections_to_deciding_extension(found, by=by)
    page = issue_form(found.issue, _("Request for more time"), objections=objections, submit=_("Grant"))
    page |= {"template": "supervision/extension.html", "extension": found}
    choices = [
        Choice("grant", _("Grant"), grant_extension, _("The deadline was moved."), primary=True),
        Choice("deny", _("Deny"), deny_extension, _("The request was denied; the deadline stands.")),
    ]
    return decide(request, form, found, choices, page=page)


@require_http_methods(["GET", "POST"])
@signed_in
def verification(request: PersonRequest, pk: int) -> HttpResponse:
    """Write down a verification, on a phone in the school as well as at a desk."""
    issue = issue_of(request, pk)
    form = VerificationForm(request.POST or None, request.FILES or None, initial={"at": _this_moment(issue)})
    objections = verbs.objections_to_verifying(issue, by=request.user)
    page = issue_form(issue, _("Verify"), objections=objections, submit=_("Write down the verification"))
    page |= {
        "template": "supervision/verification.html",
        "draft": f"verification-{issue.pk}-{issue.cycle}",
        "measures": measures_of(issue),
        "evidence": [row for row in evidence_rows(issue) if not row.newest.withdrawn],
    }
    return form_page(
        request,
        form,
        lambda: verify(issue, form.found(), by=request.user),
        page=page,
        done=_("The verification was written down."),
    )


@require_safe
@signed_in
def photo(request: PersonRequest, pk: int, position: int) -> FileResponse:
    """A photograph of a verification, for whoever sees its issue."""
    found = row_of(request, Verification.objects.all(), pk)
    shown = get_object_or_404(found.photos.select_related("file"), position=position)
    return file_response(shown.file, show=True)


def _this_moment(issue: Issue) -> datetime:
    """This time of day, on the day that the campaign lives in."""
    here = timezone.localtime()
    return here.replace(**{part: getattr(day_of(issue.campaign), part) for part in ("year", "month", "day")})


@require_http_methods(["GET", "POST"])
@signed_in
def look_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Write down a re-inspection: held, or relapsed and back onto the ledger."""
    found = row_of(request, LookBack.objects.select_related("done_by"), pk)
    form = LookBackForm(request.POST or None)
    objections = verbs.objections_to_looking_back(found, by=request.user)
    page = issue_form(found.issue, _("Look-back"), objections=objections, submit=_("Write down what was found"))
    page |= {
        "template": "supervision/look_back.html",
        "look_back": found,
        "certificate": found.issue.closures.filter(cycle=found.cycle).first(),
    }
    choices = [
        Choice("held", _("It held"), find_held, _("The matter held.")),
        Choice(
            "relapsed",
            _("It came back"),
            find_relapsed,
            _("The issue is back on the ledger, in another cycle."),
        ),
    ]
    return decide(request, form, found, choices, page=page)
