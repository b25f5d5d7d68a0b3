"""Contact points: the list, one with its visits and help, and entering them."""

from typing import Any

from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bihuan.audit.selectors import history
from bihuan.audit.telling import told
from bihuan.campaigns.http import campaign_in_sight
from bihuan.campaigns.selectors import day_of
from bihuan.outcomes.forms.contacts import ContactForm, EndForm, HelpForm, VisitForm
from bihuan.outcomes.models import ContactPoint
from bihuan.outcomes.selectors.sums import with_care
from bihuan.outcomes.selectors.visible import visible_contacts
from bihuan.outcomes.services import contacts as services
from bihuan.outcomes.tables import CONTACTS
from bihuan.outcomes.views.loading import around, contact_of, door, home_door
from bihuan.people.http import PersonRequest, signed_in
from bihuan.study.policies import only_workers
from bihuan.ui.answering import form_page
from bihuan.ui.lists import render_list


@require_GET
@signed_in
def contacts(request: PersonRequest) -> HttpResponse:
    """Who takes care of whom, with visits and help."""
    campaign = campaign_in_sight(request)
    rows = with_care(visible_contacts(request.user, campaign).select_related("unit", "place", "leader"))
    context = {
        "heading": _("Contact points and pairings"),
        "doors": [home_door()],
        "new_url": reverse("outcomes:contact-new"),
        "new_words": _("Link two units"),
        "reasons": list(only_workers(request.user.unit, campaign, by=request.user)),
    }
    return render_list(request, "outcomes/list.html", CONTACTS.page(request, rows), context)


@require_http_methods(["GET", "POST"])
@signed_in
def contact_new(request: PersonRequest) -> HttpResponse:
    """Link two units."""
    campaign = campaign_in_sight(request)
    initial = {"unit": request.user.unit, "since": day_of(campaign)}
    form = ContactForm(request.POST or None, campaign=campaign, viewer=request.user, initial=initial)
    objections = list(only_workers(request.user.unit, campaign, by=request.user))
    page = around(_("Link two units"), [door("contacts", _("Contact points"))], objections=objections)

    def act() -> None:
        made = services.link(campaign, **form.cleaned_data, by=request.user)
        page["back"] = reverse("outcomes:contact", args=[made.pk])

    return form_page(request, form, act, page=page, done=_("They are linked."))


@require_GET
@signed_in
def contact(request: PersonRequest, pk: int) -> HttpResponse:
    """One contact point: visits, help, history."""
    found = contact_of(request, pk)
    context = {
        "contact": found,
        "doors": [home_door(), door("contacts", _("Contact points"))],
        "visits": found.visits.select_related("by").order_by("-on", "-pk"),
        "helps": found.helps.order_by("-on", "-pk"),
        "yuan": found.helps.filter(kind="money").aggregate(n=Sum("quantity"))["n"] or 0,
        "reasons": list(only_workers(found.unit, found.campaign, by=request.user)),
        "facts": told(history(found.stream)[:40]),
    }
    return render(request, "outcomes/contact.html", context)


def _page(request: PersonRequest, found: ContactPoint, heading: str) -> dict[str, Any]:
    doors = [door("contacts", _("Contact points")), door("contact", str(found), found.pk)]
    objections = list(only_workers(found.unit, found.campaign, by=request.user))
    return around(heading, doors, lead=str(found), objections=objections)


@require_http_methods(["GET", "POST"])
@signed_in
def visit_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Enter a visit."""
    found = contact_of(request, pk)
    form = VisitForm(request.POST or None, initial={"on": day_of(found.campaign)})
    return form_page(
        request,
        form,
        lambda: services.visit(found, **form.cleaned_data, by=request.user),
        page=_page(request, found, _("Enter a visit")),
        done=_("The visit is entered."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def help_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Enter help."""
    found = contact_of(request, pk)
    form = HelpForm(request.POST or None, initial={"on": day_of(found.campaign)})
    return form_page(
        request,
        form,
        lambda: services.give_help(found, **form.cleaned_data, by=request.user),
        page=_page(request, found, _("Enter help that arrived")),
        done=_("The help is entered."),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def contact_end(request: PersonRequest, pk: int) -> HttpResponse:
    """End it."""
    found = contact_of(request, pk)
    form = EndForm(request.POST or None, initial={"until": day_of(found.campaign)})
    return form_page(
        request,
        form,
        lambda: services.end_contact(found, **form.cleaned_data, by=request.user),
        page=_page(request, found, _("End the care")),
        done=_("It is ended; what was done stays on record."),
    )
