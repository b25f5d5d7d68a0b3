"""The office's own Word templates and the dictionary of fields."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.common.workflow import Refused
from bihuan.files.responses import file_response
from bihuan.ledger.views.loading import campaign_of
from bihuan.people.http import PersonRequest, for_roles
from bihuan.people.roles import READING_ALL
from bihuan.reports.fields import dictionary
from bihuan.reports.forms import TemplateForm
from bihuan.reports.papers.kinds import KINDS
from bihuan.reports.policies import objections_to_templates
from bihuan.reports.selectors import templates_of
from bihuan.reports.services import retire_template, take_template
from bihuan.ui.parts import Door, Tab


@require_http_methods(["GET", "POST"])
@for_roles(*READING_ALL)
def templates(request: PersonRequest) -> HttpResponse:
    """The templates in use, a form for a new one, and what may stand in it."""
    campaign = campaign_of(request)
    chosen = KINDS.get(request.GET.get("kind", ""), KINDS["situation"])
    form = TemplateForm(request.POST or None, request.FILES or None, initial={"kind": chosen.code})
    objections = list(objections_to_templates(campaign, by=request.user))
    if request.method == "POST" and objections:
        raise Refused(objections)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            taken = take_template(campaign, data["file"].read(), kind=data["kind"], name=data["name"], by=request.user)
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error("file", reason)
        else:
            messages.success(request, _("“%(name)s” is in use.") % {"name": taken.name})
            return redirect("reports:templates")
    context = {
        "form": form,
        "objections": objections,
        "templates": [(row, KINDS[row.kind].name) for row in templates_of(campaign) if row.kind in KINDS],
        "chosen": chosen,
        "tabs": [Tab(str(k.name), f"?kind={k.code}", current=k is chosen) for k in KINDS.values()],
        "entries": list(dictionary(chosen.code)),
        "doors": [Door(_("Reports"), reverse("reports:papers"))],
    }
    return render(request, "reports/templates.html", context, status=422 if form.errors else 200)


@require_GET
@for_roles(*READING_ALL)
def template_file(request: PersonRequest, pk: int) -> HttpResponseBase:
    """The template itself."""
    found = get_object_or_404(templates_of(campaign_of(request)), pk=pk)
    return file_response(found.file, name=f"{found.name}.docx")


@require_POST
@for_roles(*READING_ALL)
def template_retire(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a template out of use."""
    found = get_object_or_404(templates_of(campaign_of(request)), pk=pk)
    retire_template(found, by=request.user)
    messages.success(request, _("“%(name)s” is out of use.") % {"name": found.name})
    return redirect("reports:templates")
