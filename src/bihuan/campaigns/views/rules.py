"""By what units are judged: light rules and the closure policy."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bihuan.campaigns import services
from bihuan.campaigns.bounds import POLICY
from bihuan.campaigns.forms import PolicyForm, light_forms
from bihuan.campaigns.policies import objections_to_judging_rules
from bihuan.campaigns.selectors import policy_of
from bihuan.campaigns.views.pages import campaign_or_404, form_page
from bihuan.common.workflow import Refused
from bihuan.people.http import PersonRequest, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def lights(request: PersonRequest, pk: int) -> HttpResponse:
    """The rules of the warning lights, all on one page."""
    shown = campaign_or_404(request, pk)
    columns = ("colour", "basis", "at_least", "at_most", "action")
    rules = shown.light_rules.order_by("position")
    forms = light_forms(request.POST or None, list(rules.values(*columns)))
    reasons: tuple[str, ...] = ()
    if request.method == "POST" and forms.is_valid():
        try:
            services.change_light_rules(shown, forms.drafts(), by=request.user)
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("The rules are in force. Lights follow with their next refresh."))
            return redirect("campaigns:campaign", shown.pk)
    context = {
        "campaign": shown,
        "forms": forms,
        "reasons": reasons,
        "may_not": list(objections_to_judging_rules(shown, by=request.user)),
    }
    refused_forms = bool(reasons) or (request.method == "POST" and not forms.is_valid())
    return render(request, "campaigns/lights.html", context, status=422 if refused_forms else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def closing(request: PersonRequest, pk: int) -> HttpResponse:
    """What closing asks for."""
    shown = campaign_or_404(request, pk)
    policy = policy_of(shown)
    initial = {name: getattr(policy, name) for name in (*POLICY, "panel", "notice_required", "recurrence")}
    initial["signatures"] = [signature.role for signature in policy.signatures.all()]
    initial["look_backs"] = ", ".join(str(rule.after_workdays) for rule in policy.look_backs.all())
    form = PolicyForm(request.POST or None, initial=initial)
    page = partial(
        form_page,
        request,
        form,
        title=_("What closing asks for"),
        back=reverse("campaigns:campaign", args=[shown.pk]),
        campaign=shown,
        may_not=list(objections_to_judging_rules(shown, by=request.user)),
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.change_closure_policy(shown, form.draft(), by=request.user)
        except Refused as refused:
            return page(refused=refused)
        messages.success(request, _("The new conditions are in force for everything that is not closed yet."))
        return redirect("campaigns:campaign", shown.pk)
    return page()
