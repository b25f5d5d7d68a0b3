"""Pages of the anti-formalism desk: the list, one hint with its proof, asking, answering, deciding, the notice."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bihuan.audit.selectors import history
from bihuan.audit.telling import told
from bihuan.campaigns.selectors import calendar, day_of
from bihuan.files.responses import file_response
from bihuan.ledger.models import EvidenceRevision
from bihuan.ledger.views.answering import form_page
from bihuan.ledger.views.loading import campaign_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.supervision.forms.hints import AnswerForm, DecisionForm, QuestionForm
from bihuan.supervision.forms.notices import NoticeForm
from bihuan.supervision.hint_proofs import halves, measured, pictures
from bihuan.supervision.models import Hint
from bihuan.supervision.policies import hints as policy
from bihuan.supervision.selectors.hints import on_desk, visible_hints
from bihuan.supervision.services.hints import answer_hint, ask_unit, confirm_hint, dismiss_hint, notice_about_hint
from bihuan.supervision.services.notices import Words
from bihuan.supervision.tables_hints import HINTS
from bihuan.supervision.views.loading import Choice, decide, door
from bihuan.supervision.views.notices import REPLY_WORKDAYS
from bihuan.ui.lists import render_list
from bihuan.ui.parts import Door


def _doors(hint: Hint | None = None) -> list[Door]:
    desk = [door(), Door(_("Anti-formalism desk"), reverse("supervision:hints"))]
    return [*desk, Door(str(hint), reverse("supervision:hint", args=[hint.pk]))] if hint else desk


def _hint(request: PersonRequest, pk: int) -> Hint:
    return get_object_or_404(visible_hints(request.user), pk=pk)


@require_GET
@signed_in
def hints(request: PersonRequest) -> HttpResponse:
    """What strikes the machine; for a unit, what it was asked."""
    page = HINTS.page(request, visible_hints(request.user, campaign_of(request)))
    return render_list(request, "supervision/hints/hints.html", page, {"doors": [door()]})


@require_GET
@signed_in
def hint(request: PersonRequest, pk: int) -> HttpResponse:
    """One hint with its proof, what was said about it, and what can be done now."""
    found, by = _hint(request, pk), request.user
    desk = on_desk(by, found)
    context = {
        "hint": found,
        "doors": _doors(),
        "desk": desk,
        "halves": halves(found, named=desk),
        "measured": measured(found),
        "facts": told(history(found.stream), named=desk),
        "asking": list(policy.objections_to_asking_unit(found, by=by)),
        "answering": list(policy.objections_to_answering_hint(found, by=by)),
        "deciding": list(policy.objections_to_dismissing(found, by=by)),
        "noticing": list(policy.objections_to_hint_notice(found, by=by)),
    }
    return render(request, "supervision/hints/hint.html", context)


def _page(found: Hint, heading: str, submit: str, objections: list[str]) -> dict[str, Any]:
    return {
        "heading": heading,
        "submit": submit,
        "doors": _doors(found),
        "back": reverse("supervision:hint", args=[found.pk]),
        "objections": objections,
        "lead": found.reason,
    }


@require_http_methods(["GET", "POST"])
@signed_in
def hint_ask(request: PersonRequest, pk: int) -> HttpResponse:
    """Put the hint to the unit."""
    found = _hint(request, pk)
    form = QuestionForm(request.POST or None, initial={"question": found.reason})
    reasons = list(policy.objections_to_asking_unit(found, by=request.user))
    return form_page(
        request,
        form,
        lambda: ask_unit(found, **form.cleaned_data, by=request.user),
        page=_page(found, _("Ask the unit"), _("Ask"), reasons),
        done=_("The unit was asked; it sees the hint now and may answer."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def hint_answer(request: PersonRequest, pk: int) -> HttpResponse:
    """The unit explains itself."""
    found = _hint(request, pk)
    form = AnswerForm(request.POST or None)
    reasons = list(policy.objections_to_answering_hint(found, by=request.user))
    page = _page(found, _("Answer"), _("Send the answer"), reasons) | {"draft": f"hint-{found.pk}"}
    return form_page(
        request,
        form,
        lambda: answer_hint(found, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The answer is with the supervising team."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def hint_decide(request: PersonRequest, pk: int) -> HttpResponse:
    """Confirm or dismiss it."""
    found = _hint(request, pk)
    reasons = list(policy.objections_to_dismissing(found, by=request.user))
    page = _page(found, _("Decide on the hint"), _("Decide on the hint"), reasons)
    page |= {"template": "supervision/hints/decide.html", "hint": found}
    unheard = tuple(policy.objections_to_confirming(found, by=request.user))
    choices = [
        Choice(
            "confirm",
            _("Confirm"),
            confirm_hint,
            _("Confirmed. A notice may follow; none does so by itself."),
            reasons=unheard,
        ),
        Choice(
            "dismiss", _("Dismiss"), dismiss_hint, _("Dismissed. The same finding is not raised again."), primary=True
        ),
    ]
    return decide(request, DecisionForm(request.POST or None), found, choices, page=page)


@require_http_methods(["GET", "POST"])
@signed_in
def hint_notice(request: PersonRequest, pk: int) -> HttpResponse:
    """Begin a numbered notice about a confirmed hint."""
    found = _hint(request, pk)
    first = {"reply_due": calendar().add_workdays(day_of(found.campaign), REPLY_WORKDAYS), "text": found.ruling}
    form = NoticeForm(request.POST or None, initial=first)
    reasons = list(policy.objections_to_hint_notice(found, by=request.user))
    return form_page(
        request,
        form,
        lambda: notice_about_hint(found, Words(**form.cleaned_data), by=request.user),
        page=_page(found, _("Issue a notice"), _("Issue the notice"), reasons),
        done=_("The notice was issued."),
    )


@require_GET
@signed_in
def hint_picture(request: PersonRequest, pk: int, place: int) -> FileResponse:
    """A photograph of the proof, for whoever sees the hint."""
    kept = pictures(_hint(request, pk))
    revision = EvidenceRevision.objects.select_related("file").filter(pk=kept.get(place, 0)).first()
    if revision is None or revision.file is None:
        raise Http404
    return file_response(revision.file, show=True)
