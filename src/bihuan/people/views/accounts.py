"""Accounts and roles of people, for the administrators whose work they are."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.audit.selectors import history
from bihuan.common.workflow import Refused
from bihuan.people import services
from bihuan.people.forms import GrantForm, NewPersonForm, PersonForm
from bihuan.people.http import PersonRequest, for_roles
from bihuan.people.models import Grant, Person
from bihuan.people.policies import (
    objections_to_accounts,
    objections_to_closing_account,
    objections_to_ending_grant,
    objections_to_own_account,
    objections_to_role,
)
from bihuan.people.roles import Role
from bihuan.people.selectors import full_names, visible_people
from bihuan.people.tables import PEOPLE, unit_facts
from bihuan.ui.lists import render_list


@require_safe
@for_roles(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
def people(request: PersonRequest) -> HttpResponse:
    """All accounts."""
    page = PEOPLE.page(request, visible_people(request.user).select_related("unit"))
    may_not = list(objections_to_accounts(request.user, over=None))
    return render_list(request, "people/people.html", page, {"may_not": may_not})


@require_safe
@for_roles(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
def person(request: PersonRequest, pk: int) -> HttpResponse:
    """One account with its roles and its history."""
    shown = _person(request, pk)
    accounts = list(objections_to_accounts(request.user, over=shown.unit))
    roles = list(objections_to_role(request.user, [Role.SECURITY_ADMIN], over=shown.unit))
    grants = Grant.objects.filter(person=shown).select_related("unit").order_by("until", "pk")
    current = set(Grant.objects.current().filter(person=shown).values_list("pk", flat=True))
    context = {
        "person": shown,
        "unit_name": full_names([shown.unit])[shown.unit_id],
        "posts": shown.posts.select_related("unit"),
        "grants": [
            (grant, list(objections_to_ending_grant(grant, by=request.user))) for grant in grants if grant.pk in current
        ],
        "ended": [grant for grant in grants if grant.pk not in current],
        "may_not": accounts,
        "may_not_reset": accounts or list(objections_to_own_account(shown, by=request.user)),
        "may_not_close": accounts or list(objections_to_closing_account(shown, by=request.user)),
        "may_not_grant": roles,
        "facts": unit_facts(history(f"person:{shown.pk}")[:15]),
    }
    return render(request, "people/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.SYSTEM_ADMIN)
def new_person(request: PersonRequest) -> HttpResponse:
    """Open an account."""
    form = NewPersonForm(request.POST or None, viewer=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_person(**form.cleaned_data, by=request.user)
        except Refused as refused:
            return _form(request, form, title=_("New account"), refused=refused)
        messages.success(request, _("The account is open. Give it an initial password to let its holder sign in."))
        return redirect("people:person", made.pk)
    return _form(request, form, title=_("New account"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.SYSTEM_ADMIN)
def change_person(request: PersonRequest, pk: int) -> HttpResponse:
    """Write another title, unit or telephone."""
    shown = _person(request, pk)
    initial = {"title": shown.title, "unit": shown.unit, "phone": shown.phone}
    form = PersonForm(request.POST or None, viewer=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_person(shown, **form.cleaned_data, by=request.user)
        except Refused as refused:
            return _form(request, form, title=_("Change the account"), refused=refused)
        return redirect("people:person", shown.pk)
    return _form(request, form, title=_("Change the account"))


@require_POST
@never_cache
@for_roles(Role.SYSTEM_ADMIN)
def initial_password(request: PersonRequest, pk: int) -> HttpResponse:
    """Give an initial password and show it once: it is on this page and nowhere else."""
    shown = _person(request, pk)
    password = services.set_initial_password(shown, by=request.user)
    return render(request, "people/initial_password.html", {"person": shown, "password": password})


@require_POST
@for_roles(Role.SYSTEM_ADMIN)
def close_person(request: PersonRequest, pk: int) -> HttpResponse:
    """Close an account."""
    services.deactivate_person(_person(request, pk), by=request.user)
    return redirect("people:person", pk)


@require_POST
@for_roles(Role.SYSTEM_ADMIN)
def open_person(request: PersonRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    services.activate_person(_person(request, pk), by=request.user)
    return redirect("people:person", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.SECURITY_ADMIN)
def grant_role(request: PersonRequest, pk: int) -> HttpResponse:
    """Give a person a role."""
    shown = _person(request, pk)
    form = GrantForm(request.POST or None, viewer=request.user, initial={"over": shown.unit})
    title = _("Give %(title)s a role") % {"title": shown.title}
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        try:
            services.grant_role(shown, Role(words["role"]), over=words["over"], scope=words["scope"], by=request.user)
        except Refused as refused:
            return _form(request, form, title=title, refused=refused)
        return redirect("people:person", shown.pk)
    return _form(request, form, title=title)


@require_POST
@for_roles(Role.SECURITY_ADMIN)
def end_grant(request: PersonRequest, pk: int) -> HttpResponse:
    """End a role at once."""
    visible = Grant.objects.filter(person__in=visible_people(request.user))
    grant = get_object_or_404(visible.select_related("person", "unit"), pk=pk)
    services.end_grant(grant, by=request.user)
    return redirect("people:person", grant.person_id)


def _person(request: PersonRequest, pk: int) -> Person:
    return get_object_or_404(visible_people(request.user).select_related("unit"), pk=pk)


def _form(request: HttpRequest, form: forms.Form, *, title: str, refused: Refused | None = None) -> HttpResponse:
    """A form page that shows the service's sentences above what was typed."""
    for reason in refused.reasons if refused else ():
        form.add_error(None, reason)
    return render(
        request, "people/person_form.html", {"form": form, "title": title}, status=422 if form.errors else 200
    )
