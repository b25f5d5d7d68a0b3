"""Pages of numbered notices to units: issue, receive, reply, review, excuse, and the rule for those without reply."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.campaigns.selectors import calendar, day_of
from bihuan.ledger.views.answering import doors_to, form_page, issue_form
from bihuan.ledger.views.loading import campaign_of, issue_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.supervision.forms.notices import EscalationForm, ExcuseForm, NoticeForm, ReplyForm, UnitNoticeForm
from bihuan.supervision.models import SupervisionNotice
from bihuan.supervision.policies import notices as policy
from bihuan.supervision.selectors.notices import COLOURS, visible_notices
from bihuan.supervision.services.notices import (
    Words,
    excuse_notice,
    issue_notice,
    notify_unit,
    receive_notice,
    reply_to_notice,
    send_notice_back,
    set_escalation,
    settle_notice,
)
from bihuan.supervision.states import NoticeStatus
from bihuan.supervision.tables import NOTICES
from bihuan.supervision.views.loading import door
from bihuan.ui.lists import render_list
from bihuan.ui.parts import Door

REPLY_WORKDAYS = 5
"""What the form offers first: working days to reply, as most offices write it into their notices."""


def _doors() -> list[Door]:
    return [door(), Door(_("Notices to units"), reverse("supervision:notices"))]


@require_GET
@signed_in
def notices(request: PersonRequest) -> HttpResponse:
    """Numbered notices to units, and the rule for those without reply."""
    campaign = campaign_of(request)
    rows = visible_notices(request.user, campaign).select_related("issue__lead_unit", "unit", "campaign")
    context = {
        "doors": [door()],
        "objections": list(policy.objections_to_noticing(campaign, None, reply_due=None, by=request.user)),
        "steps": sorted(campaign.escalation.all(), key=lambda step: COLOURS.index(step.slip)),
    }
    return render_list(request, "supervision/notices.html", NOTICES.page(request, rows), context)


@require_http_methods(["GET", "POST"])
@signed_in
def notice_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Issue a numbered notice about an issue."""
    issue = issue_of(request, pk)
    first = {"reply_due": calendar().add_workdays(day_of(issue.campaign), REPLY_WORKDAYS)}
    form = NoticeForm(request.POST or None, initial=first)
    objections = policy.objections_to_noticing_issue(issue, reply_due=None, by=request.user)
    page = issue_form(issue, _("Issue a notice"), objections=objections, submit=_("Issue the notice"))
    page |= {"draft": f"notice-{issue.pk}", "lead": issue.lead_unit}
    return form_page(
        request,
        form,
        lambda: issue_notice(issue, **form.cleaned_data, by=request.user),
        page=page,
        done=_("The notice was issued; the issue cannot be closed before it is settled."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def unit_notice_new(request: PersonRequest) -> HttpResponse:
    """Issue a notice that is about no single issue."""
    campaign = campaign_of(request)
    first = {"reply_due": calendar().add_workdays(day_of(campaign), REPLY_WORKDAYS)}
    form = UnitNoticeForm(request.POST or None, initial=first, campaign=campaign)
    page: dict[str, Any] = {
        "heading": _("Issue a notice to a unit"),
        "submit": _("Issue the notice"),
        "doors": _doors(),
        "back": reverse("supervision:notices"),
        "objections": list(policy.objections_to_noticing(campaign, None, reply_due=None, by=request.user)),
        "draft": f"unit-notice-{campaign.pk}",
    }

    def act() -> None:
        said = dict(form.cleaned_data)
        notify_unit(campaign, said.pop("unit"), Words(**said), by=request.user)

    return form_page(request, form, act, page=page, done=_("The notice was issued."))


def _notice(request: PersonRequest, pk: int) -> SupervisionNotice:
    rows = visible_notices(request.user).select_related(
        "unit", "issued_by", "received_by", "campaign__root", "issue__campaign__root", "issue__lead_unit", "follows"
    )
    return get_object_or_404(rows, pk=pk)


@require_GET
@signed_in
def notice(request: PersonRequest, pk: int) -> HttpResponse:
    """One notice with its reply, and what can be done about it now."""
    found, by = _notice(request, pk), request.user
    followed = SupervisionNotice.objects.filter(follows=found).first()
    context = {
        "notice": found,
        "issue": found.issue,
        "doors": doors_to(found.issue) if found.issue else _doors(),
        "excuses": found.excuses.select_related("by").order_by("pk"),
        "followed": followed,
        "receiving": list(policy.objections_to_receiving(found, by=by)),
        "replying": list(policy.objections_to_replying(found, by=by)),
        "reviewing": list(policy.objections_to_reviewing(found, by=by)),
        "excusing": list(policy.objections_to_excusing(found, until=None, by=by)),
        "is_open": found.status == NoticeStatus.OPEN,
        "is_replied": found.status == NoticeStatus.REPLIED,
    }
    return render(request, "supervision/notice.html", context)


@require_POST
@signed_in
def notice_receive(request: PersonRequest, pk: int) -> HttpResponse:
    """The unit signs for it."""
    found = receive_notice(_notice(request, pk), by=request.user)
    messages.success(request, _("Signed for. The reply is due on %(day)s.") % {"day": found.reply_due})
    return redirect("supervision:notice", pk=found.pk)


def _about(found: SupervisionNotice, heading: str, submit: str, objections: list[str]) -> dict[str, Any]:
    here = reverse("supervision:notice", args=[found.pk])
    return {
        "issue": found.issue,
        "heading": heading,
        "submit": submit,
        "doors": [*(doors_to(found.issue) if found.issue else _doors()), Door(str(found), here)],
        "back": here,
        "objections": objections,
    }


@require_http_methods(["GET", "POST"])
@signed_in
def notice_reply(request: PersonRequest, pk: int) -> HttpResponse:
    """The unit replies."""
    found = _notice(request, pk)
    form = ReplyForm(request.POST or None)
    reasons = list(policy.objections_to_replying(found, by=request.user))
    page = _about(found, _("Reply to %(notice)s") % {"notice": found}, _("Send the reply"), reasons)
    page |= {"draft": f"reply-{found.pk}"}
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
def notice_excuse(request: PersonRequest, pk: int) -> HttpResponse:
    """Do not press it further until a day."""
    found = _notice(request, pk)
    form = ExcuseForm(request.POST or None)
    reasons = list(policy.objections_to_excusing(found, until=None, by=request.user))
    return form_page(
        request,
        form,
        lambda: excuse_notice(found, **form.cleaned_data, by=request.user),
        page=_about(found, _("Put %(notice)s off") % {"notice": found}, _("Put it off"), reasons),
        done=_("It is not pressed further until that day, and comes back by itself."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def escalation(request: PersonRequest) -> HttpResponse:
    """The rule for notices that get no reply in time."""
    campaign = campaign_of(request)
    form = EscalationForm(request.POST or None, steps=list(campaign.escalation.all()))
    page = {
        "heading": _("When no reply comes"),
        "submit": _("Keep the rule"),
        "doors": _doors(),
        "back": reverse("supervision:notices"),
        "objections": list(policy.objections_to_escalation(campaign, None, by=request.user)),
    }
    return form_page(
        request,
        form,
        lambda: set_escalation(campaign, form.steps(), by=request.user),
        page=page,
        done=_("The rule is kept; it is applied every morning."),
    )
