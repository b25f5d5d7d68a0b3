"""Pages of random samples: ordering, drawing, the list for an auditor, and drawing again to compare."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.audit.models import Event
from bihuan.campaigns.selectors import day_of
from bihuan.ledger.selectors import visible_issues
from bihuan.ledger.views.answering import form_page
from bihuan.ledger.views.loading import campaign_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.supervision.drawing import draw, sha256_of
from bihuan.supervision.forms.sampling import SampleForm
from bihuan.supervision.models import Sample
from bihuan.supervision.policies.sampling import objections_to_drawing, objections_to_sampling
from bihuan.supervision.selectors.samples import order_of, rebound, visible_samples
from bihuan.supervision.services.sampling import draw_sample, order_sample
from bihuan.supervision.states import SampleStatus
from bihuan.supervision.tables import SAMPLES
from bihuan.supervision.views.loading import door
from bihuan.ui.lists import render_list
from bihuan.ui.parts import Door


def _doors() -> list[Door]:
    return [door(), Door(_("Random samples"), reverse("supervision:samples"))]


@require_GET
@signed_in
def samples(request: PersonRequest) -> HttpResponse:
    """All samples of the campaign, and the rebound rate."""
    campaign = campaign_of(request)
    page = SAMPLES.page(request, visible_samples(request.user, campaign).select_related("ordered_by"))
    context = {
        "doors": [door()],
        "rebound": rebound(request.user, campaign),
        "objections": list(objections_to_sampling(campaign, by=request.user)),
    }
    return render_list(request, "supervision/samples.html", page, context)


@require_http_methods(["GET", "POST"])
@signed_in
def sample_new(request: PersonRequest) -> HttpResponse:
    """Order a sample."""
    campaign = campaign_of(request)
    first = {"closed_from": campaign.starts_on, "closed_to": day_of(campaign)}
    form = SampleForm(request.POST or None, initial=first)
    page: dict[str, Any] = {
        "heading": _("Order a random sample"),
        "submit": _("Fix the list"),
        "doors": _doors(),
        "back": reverse("supervision:samples"),
        "objections": list(objections_to_sampling(campaign, by=request.user)),
    }

    def act() -> None:
        made = order_sample(campaign, form.order(), by=request.user)
        page["back"] = reverse("supervision:sample", args=[made.pk])

    return form_page(request, form, act, page=page, done=_("The list is fixed and on record. Now it can be drawn."))


def _sample(request: PersonRequest, pk: int) -> Sample:
    campaign_of(request)
    rows = visible_samples(request.user).select_related("campaign__root", "ordered_by")
    return get_object_or_404(rows, pk=pk)


@require_GET
@signed_in
def sample(request: PersonRequest, pk: int) -> HttpResponse:
    """One sample: how it came about, what was drawn, what the re-inspections found; drawn again on the spot."""
    found = _sample(request, pk)
    seen = visible_issues(request.user, found.campaign)
    drawn = found.issues.select_related("issue__lead_unit", "look_back").order_by("issue__number")
    order = order_of(found)
    context = {
        "sample": found,
        "doors": _doors(),
        "drawn": drawn.filter(issue__in=seen),
        "is_drawn": found.status == SampleStatus.DRAWN,
        "objections": list(objections_to_drawing(found, by=request.user)),
        "repeated": found.status == SampleStatus.DRAWN and _repeats(found, order),
        "event": order,
    }
    return render(request, "supervision/sample.html", context)


def _repeats(found: Sample, order: Event | None) -> bool:
    """Does drawing again from the list and the record give what the table holds?"""
    again = draw(found.listing, seed=found.seed, size=found.size)
    kept = list(found.issues.order_by("issue__number").values_list("issue__number", flat=True))
    return (
        order is not None
        and order.hash == found.seed
        and sha256_of(found.listing) == found.list_sha256 == order.data["sha256"]
        and [line.number for line in again] == kept
    )


@require_POST
@signed_in
def sample_draw(request: PersonRequest, pk: int) -> HttpResponse:
    """Draw it."""
    found = draw_sample(_sample(request, pk), by=request.user)
    messages.success(request, _("Drawn. Every drawn issue has its re-inspection."))
    return redirect("supervision:sample", pk=found.pk)


@require_GET
@signed_in
def sample_list(request: PersonRequest, pk: int) -> HttpResponse:
    """The fixed list, as an auditor takes it away."""
    found = _sample(request, pk)
    answer = HttpResponse(found.listing, content_type="text/tab-separated-values; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="sample-{found.number}.tsv"'
    return answer
