"""The ledger, the page of one issue, and the line that the office keeps."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.common.reading import reading
from bihuan.ledger.forms.registering import DetailsForm, RegisterForm, WordingForm, details_of
from bihuan.ledger.models import Issue, IssueVoice
from bihuan.ledger.policies import objections_to_changing, only_office
from bihuan.ledger.sections import sections_of
from bihuan.ledger.selectors import (
    current_plan,
    extensions_of,
    head_count,
    light_sentence,
    standing_voices,
    visible_issues,
)
from bihuan.ledger.services.registering import change_details, edit_wording, register, unlink_voice
from bihuan.ledger.tables import ledger_list, views_of, with_cells
from bihuan.ledger.terms import terms_of
from bihuan.ledger.views import page as parts
from bihuan.ledger.views.actions import actions_on
from bihuan.ledger.views.answering import back_with, doors_to, form_page, issue_form
from bihuan.ledger.views.loading import campaign_of, issue_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.ui.lists import BulkAction, render_list
from bihuan.ui.parts import Door

HISTORY = 200
REPORTS = 5


@require_GET
@signed_in
def issues(request: PersonRequest) -> HttpResponse:
    """The ledger: every condition in the address, permission in the WHERE clause."""
    campaign = campaign_of(request)
    seen = visible_issues(request.user, campaign)
    office = not any(only_office(campaign, by=request.user))
    page = ledger_list(campaign, terms_of(campaign)).page(
        request,
        with_cells(seen),
        views=lambda shown: views_of(campaign, request.user, seen, shown=shown),
        actions=_bulk(office=office),
    )
    return render_list(request, "ledger/issues.html", page, {"campaign": campaign, "office": office})


def _bulk(*, office: bool) -> list[BulkAction]:
    """What may be done to several issues at once. Closing never is."""
    export = BulkAction(_("Export the selection"), reverse("ledger:export-selection"))
    return [BulkAction(_("Change the lead unit"), reverse("ledger:bulk-lead")), export] if office else [export]


@require_GET
@signed_in
def issue(request: PersonRequest, pk: int) -> HttpResponse:
    """The page of one issue."""
    found = issue_of(request, pk)
    with reading():
        return render(request, "ledger/issue.html", _whole(request, found))


def _whole(request: PersonRequest, found: Issue) -> dict[str, object]:
    plan = current_plan(found)
    evidence = parts.evidence_rows(found)
    working = parts.may_work(found, by=request.user)
    facts, fact_count = parts.facts_of(found)
    return {
        "issue": found,
        "doors": [Door(_("Issues"), reverse("ledger:issues"))],
        "light_words": light_sentence(found),
        "heads": head_count(found),
        "voices": list(standing_voices(found)),
        "steps": parts.steps_of(found, plan),
        "plan": plan,
        "clears": parts.clears_of(found, plan),
        "lines": parts.lines_of(found),
        "cards": parts.cards_of(parts.measures_of(found), evidence, working=working),
        "evidence": evidence,
        "working": working,
        "reports": found.progress_reports.select_related("by").order_by("-on", "-pk")[:REPORTS],
        "extensions": extensions_of(found),
        "source_cells": found.source_cells.order_by("pk"),
        "actions": actions_on(found, by=request.user),
        "office": not any(objections_to_changing(found, by=request.user)),
        "facts": facts,
        "fact_count": fact_count,
        "slots": sections_of(request, found),
    }


@require_GET
@signed_in
def preview(request: PersonRequest, pk: int) -> HttpResponse:
    """A few lines beside the list."""
    found = issue_of(request, pk)
    facts, _count = parts.facts_of(found, most=5)
    context = {"issue": found, "light_words": light_sentence(found), "lines": parts.lines_of(found), "facts": facts}
    return render(request, "ledger/_preview.html", context)


@require_GET
@signed_in
def history(request: PersonRequest, pk: int) -> HttpResponse:
    """Everything that happened to the issue."""
    found = issue_of(request, pk)
    facts, count = parts.facts_of(found, most=HISTORY)
    return render(
        request, "ledger/history.html", {"issue": found, "facts": facts, "count": count, "doors": doors_to(found)}
    )


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: PersonRequest) -> HttpResponse:
    """Put a problem on the ledger."""
    campaign = campaign_of(request)
    form = RegisterForm(request.POST or None, terms=terms_of(campaign))
    page = {
        "heading": _("Register an issue"),
        "submit": _("Register"),
        "doors": [Door(_("Issues"), reverse("ledger:issues"))],
        "back": reverse("ledger:issues"),
        "objections": list(only_office(campaign, by=request.user)),
        "draft": "issue-new",
    }

    def act() -> None:
        made = register(campaign, text=form.cleaned_data["text"], details=form.details(), by=request.user)
        page["back"] = reverse("ledger:issue", args=[made.pk])

    return form_page(request, form, act, page=page, done=_("The issue is on the ledger."))


@require_http_methods(["GET", "POST"])
@signed_in
def details(request: PersonRequest, pk: int) -> HttpResponse:
    """Change the line of the ledger, apart from its words, units and state."""
    found = issue_of(request, pk)
    form = DetailsForm(request.POST or None, terms=terms_of(found.campaign), initial=details_of(found))
    page = issue_form(found, _("Change the details"), objections=objections_to_changing(found, by=request.user))
    return form_page(
        request,
        form,
        lambda: change_details(found, form.details(), by=request.user),
        page=page,
        done=_("The details were changed."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def wording(request: PersonRequest, pk: int) -> HttpResponse:
    """Give the issue a better title, with a reason."""
    found = issue_of(request, pk)
    form = WordingForm(request.POST or None, initial={"title": found.title})
    page = issue_form(found, _("Change the title"), objections=objections_to_changing(found, by=request.user))
    return form_page(
        request,
        form,
        lambda: edit_wording(found, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The title was changed; the original words stay."),
    )


@require_POST
@signed_in
def unlink(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a voice out of the issue again."""
    voice = get_object_or_404(
        IssueVoice.objects.filter(issue__in=visible_issues(request.user)).select_related("issue", "opinion"), pk=pk
    )
    unlink_voice(voice, by=request.user)
    return back_with(request, voice.issue, _("The opinion waits for another disposition."))
