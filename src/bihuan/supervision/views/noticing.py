"""Pages of notices to units with their replies, and of objections to a public notice."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.ledger.views.answering import doors_to, form_page, issue_form
from bihuan.ledger.views.loading import issue_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.supervision.forms.noticing import NoticeForm, ReplyForm, RulingForm
from bihuan.supervision.models import Objection, SupervisionNotice
from bihuan.supervision.policies import verbs
from bihuan.supervision.services.noticing import (
    dismiss_objection,
    issue_notice,
    reply_to_notice,
    send_notice_back,
    settle_notice,
    uphold_objection,
)
from bihuan.supervision.states import NoticeStatus
from bihuan.supervision.views.loading import Choice, decide, row_of


@require_http_methods(["GET", "POST"])
@signed_in
def notice_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Issue a numbered notice about an issue."""
    issue = issue_of(request, pk)
    form = NoticeForm(request.POST or None)
    objections = verbs.objections_to_noticing_unit(issue, reply_due=None, by=request.user)
    page = issue_form(issue, _("Issue a notice"), objections=objections, submit=_("Issue the notice"))
    page |= {"draft": f"notice-{issue.pk}", "lead": issue.lead_unit}
    return form_page(
        request,
        form,
        lambda: issue_notice(issue, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The notice was issued; the issue cannot be closed before it is settled."),
    )


def _notice(request: PersonRequest, pk: int) -> SupervisionNotice:
    return row_of(request, SupervisionNotice.objects.select_related("unit", "issued_by", "campaign"), pk)


@require_GET
@signed_in
def notice(request: PersonRequest, pk: int) -> HttpResponse:
    """One notice with its reply, and what can be done about it now."""
    found, by = _notice(request, pk), request.user
    context = {
        "notice": found,
        "issue": found.issue,
        "doors": doors_to(found.issue) if found.issue else [],
        "replying": list(verbs.objections_to_replying(found, by=by)),
        "reviewing": list(verbs.objections_to_reviewing(found, by=by)),
        "is_open": found.status == NoticeStatus.OPEN,
        "is_replied": found.status == NoticeStatus.REPLIED,
    }
    return render(request, "supervision/notice.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def notice_reply(request: PersonRequest, pk: int) -> HttpResponse:
    """The unit replies."""
    found = _notice(request, pk)
    form = ReplyForm(request.POST or None)
    page = {
        "issue": found.issue,
        "heading": _("Reply to %(notice)s") % {"notice": found},
        "submit": _("Send the reply"),
        "doors": [*(doors_to(found.issue) if found.issue else [])],
        "back": reverse("supervision:notice", args=[found.pk]),
        "objections": list(verbs.objections_to_replying(found, by=request.user)),
        "draft": f"reply-{found.pk}",
    }
    return form_page(
        request,
        form,
        lambda: reply_to_notice(found, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The reply is with the supervising team."),
    )


@require_POST
@signed_in
def notice_settle(request: PersonRequest, pk: int) -> HttpResponse:
    """The team accepts the reply."""
    found = settle_notice(_notice(request, pk), by=request.user)
    messages.success(request, _("The notice is settled."))
    return redirect("supervision:notice", pk=found.pk)


@require_POST
@signed_in
def notice_send_back(request: PersonRequest, pk: int) -> HttpResponse:
    """The reply does not answer."""
    found = send_notice_back(_notice(request, pk), by=request.user)
    messages.success(request, _("The unit replies again."))
    return redirect("supervision:notice", pk=found.pk)


@require_http_methods(["GET", "POST"])
@signed_in
def objection(request: PersonRequest, pk: int) -> HttpResponse:
    """One objection to a public notice, and the ruling on it."""
    found = row_of(request, Objection.objects.select_related("period", "ruled_by"), pk)
    form = RulingForm(request.POST or None)
    objections = verbs.objections_to_ruling_objection(found, by=request.user)
    page = issue_form(found.issue, _("Objection"), objections=objections, submit=_("Rule"))
    page |= {"template": "supervision/objection.html", "objection": found}
    choices = [
        Choice(
            "uphold",
            _("Uphold: back for rework"),
            uphold_objection,
            _("The objection was upheld; the issue goes back for rework."),
        ),
        Choice("dismiss", _("Dismiss"), dismiss_objection, _("The objection was dismissed, with its reason.")),
    ]
    return decide(request, form, found, choices, page=page)
