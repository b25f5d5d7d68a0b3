"""Pages around satisfaction, for those who ask: who was asked, what came back, and what follows."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.common.workflow import Refused
from bihuan.ledger.selectors import standing_voices
from bihuan.ledger.views.answering import doors_to, form_page, issue_form
from bihuan.ledger.views.loading import issue_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.supervision.forms.asking import AnswerForm, PanellistForm
from bihuan.supervision.forms.judging import ReasonForm
from bihuan.supervision.models import Asking
from bihuan.supervision.policies import verbs
from bihuan.supervision.selectors.satisfaction import tally, unasked
from bihuan.supervision.services.asking import ask, ask_panellist, note_answer, rule_on
from bihuan.supervision.tables import askings_of
from bihuan.supervision.views.loading import row_of
from bihuan.ui.lists import render_list


@require_GET
@signed_in
def askings(request: PersonRequest, pk: int) -> HttpResponse:
    """Who was asked in the present cycle, by answer."""
    issue = issue_of(request, pk)
    if reasons := list(verbs.objections_to_reading_answers(issue, by=request.user)):
        raise Refused(reasons)
    rows = issue.askings.filter(cycle=issue.cycle).select_related("opinion", "ruling")
    raised = standing_voices(issue).exists()
    context = {
        "issue": issue,
        "doors": doors_to(issue),
        "tally": tally(issue),
        "unasked": unasked(issue),
        "raised": raised,
        "objections": list(verbs.objections_to_asking(issue, by=request.user)),
    }
    return render_list(request, "supervision/askings.html", askings_of(issue).page(request, rows), context)


@require_POST
@signed_in
def asking_all(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask every voice that was not asked in this cycle."""
    issue = issue_of(request, pk)
    made = len(ask(issue, by=request.user))
    sentence = ngettext("%(n)s voice was asked.", "%(n)s voices were asked.", made) % {"n": made}
    messages.success(request, sentence if made else _("Everybody had been asked already."))
    return redirect("supervision:askings", pk=issue.pk)


@require_http_methods(["GET", "POST"])
@signed_in
def panellist(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask a representative about an issue that nobody raised."""
    issue = issue_of(request, pk)
    form = PanellistForm(request.POST or None)
    objections = verbs.objections_to_asking(issue, by=request.user)
    page = issue_form(issue, _("Ask a representative"), objections=objections, submit=_("Ask"))
    page["back"] = reverse("supervision:askings", args=[issue.pk])
    return form_page(
        request,
        form,
        lambda: ask_panellist(issue, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The representative was asked; take the answer down when it is given."),
    )


def _asking(request: PersonRequest, pk: int) -> Asking:
    """One asking, for those who may read answers at all."""
    found = row_of(request, Asking.objects.select_related("opinion"), pk)
    if reasons := list(verbs.objections_to_reading_answers(found.issue, by=request.user)):
        raise Refused(reasons)
    return found


@require_http_methods(["GET", "POST"])
@signed_in
def answer(request: PersonRequest, pk: int) -> HttpResponse:
    """Take down an answer that was given in person or by phone."""
    found = _asking(request, pk)
    form = AnswerForm(request.POST or None)
    objections = verbs.objections_to_noting(found, by=request.user)
    page = issue_form(found.issue, _("Take down an answer"), objections=objections, submit=_("Keep the answer"))
    page |= {
        "back": reverse("supervision:askings", args=[found.issue_id]),
        "lead": found.panellist or (found.opinion.label if found.opinion else ""),
    }
    return form_page(
        request,
        form,
        lambda: note_answer(found, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The answer was kept."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def ruling(request: PersonRequest, pk: int) -> HttpResponse:
    """Rule, one tier higher, on a dissatisfied answer."""
    found = _asking(request, pk)
    form = ReasonForm(request.POST or None)
    objections = verbs.objections_to_ruling(found, by=request.user)
    page = issue_form(found.issue, _("Rule on a dissatisfied answer"), objections=objections, submit=_("Rule"))
    page |= {
        "template": "supervision/ruling.html",
        "back": reverse("supervision:askings", args=[found.issue_id]),
        "asking": found,
    }
    return form_page(
        request,
        form,
        lambda: rule_on(found, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The ruling was written down; the answer itself stays."),
    )
