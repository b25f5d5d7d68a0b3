"""Publishing: who may read it, exactly what they will read, and what differs from the version before."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bihuan.campaigns.http import campaign_in_sight
from bihuan.ledger.views.answering import doors_to, form_page
from bihuan.ledger.views.loading import issue_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.publication.forms import ScopeForm, WithdrawForm
from bihuan.publication.models import Publication
from bihuan.publication.policies import (
    kind_for,
    objections_to_draft,
    objections_to_publishing,
    objections_to_withdrawing,
)
from bihuan.publication.selectors import last_version, previous, standing, visible_publications
from bihuan.publication.services import publish, withdraw
from bihuan.publication.snapshot import as_lines, drafted, said, voices_line
from bihuan.publication.tables import PUBLICATIONS
from bihuan.supervision.comparing import compare
from bihuan.ui.codes import qr_svg
from bihuan.ui.lists import render_list
from bihuan.ui.parts import Door


@require_GET
@signed_in
def publications(request: PersonRequest) -> HttpResponse:
    """Everything that was published in the campaign, as far as the viewer may read it."""
    campaign = campaign_in_sight(request)
    rows = visible_publications(request.user).filter(campaign=campaign)
    page = PUBLICATIONS.page(request, rows)
    return render_list(request, "publication/publications.html", page, {"campaign": campaign})


def _publication(request: PersonRequest, pk: int) -> Publication:
    rows = visible_publications(request.user).select_related("issue__lead_unit", "campaign__root", "published_by")
    return get_object_or_404(rows, pk=pk)


@require_GET
@signed_in
def publication(request: PersonRequest, pk: int) -> HttpResponse:
    """One version as it was published, and what it changed."""
    found = _publication(request, pk)
    before, data = previous(found), said(found)
    context = {
        "publication": found,
        "said": data,
        "voices": voices_line(data["voices"]),
        "standing": standing(found),
        "doors": [Door(_("Publications"), reverse("publication:publications"))],
        "before": before,
        "lines": compare(as_lines(said(before)), as_lines(data)) if before else [],
        "withdrawing": list(objections_to_withdrawing(found, by=request.user)),
        "is_public": found.scope == Publication.Scope.PUBLIC,
    }
    return render(request, "publication/publication.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """First who may read it, then exactly what they will read; the button publishes that and nothing else."""
    issue = issue_of(request, pk)
    kind = kind_for(issue)
    asked = request.POST if request.method == "POST" else request.GET
    form = ScopeForm(asked if "scope" in asked else None)
    objections = list(objections_to_publishing(issue, kind=kind, by=request.user))
    context: dict[str, object] = {
        "issue": issue,
        "doors": doors_to(issue),
        "form": form,
        "kind": kind,
        "kind_words": Publication.Kind(kind).label,
        "objections": objections,
    }
    if not form.is_valid():
        return render(request, "publication/new.html", context, status=422 if form.errors else 200)
    scope = form.cleaned_data["scope"]
    if request.method == "POST":
        made = publish(issue, kind=kind, scope=scope, by=request.user, seen=request.POST.get("seen", "-"))
        messages.success(request, _("It is published. This version is frozen."))
        return redirect("publication:publication", pk=made.pk)
    draft, before = drafted(issue, kind=kind, scope=scope), last_version(issue, scope=scope)
    context |= {
        "scope": scope,
        "scope_words": Publication.Scope(scope).label,
        "draft": draft,
        "said": draft.data,
        "voices": voices_line(draft.data["voices"]),
        "before": before,
        "lines": compare(as_lines(said(before)), as_lines(draft.data)) if before else [],
    }
    objections += objections_to_draft(issue, draft, scope=scope, seen="")
    return render(request, "publication/preview.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def withdrawing(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a version down, with the reason."""
    found = _publication(request, pk)
    here = reverse("publication:publication", args=[found.pk])
    page = {
        "heading": _("Withdraw a publication"),
        "submit": _("Withdraw it"),
        "doors": [Door(_("Publications"), reverse("publication:publications")), Door(str(said(found)["title"]), here)],
        "back": here,
        "objections": list(objections_to_withdrawing(found, by=request.user)),
    }
    form = WithdrawForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: withdraw(found, **form.cleaned_data, by=request.user),
        page=page,
        done=_("It was withdrawn; it stays in the record."),
    )


@require_GET
@signed_in
def sheet(request: PersonRequest, pk: int) -> HttpResponse:
    """The same words for a notice board on a wall; with a QR code only where the public may read on."""
    found = _publication(request, pk)
    address = ""
    if found.scope == Publication.Scope.PUBLIC:
        number = said(found)["number"]
        address = request.build_absolute_uri(reverse("board:item", args=[found.campaign.code, int(number)]))
    return render(request, "publication/public/sheet.html", sheet_context(found, address))


def sheet_context(found: Publication, address: str) -> dict[str, object]:
    """What a printed sheet shows."""
    data = said(found)
    return {
        "publication": found,
        "said": data,
        "voices": voices_line(data["voices"]),
        "organisation": str(found.campaign.root),
        "address": address,
        "qr": qr_svg(address) if address else "",
    }
