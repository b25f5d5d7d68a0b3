"""The unit tree: thousands of units, opened level by level."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.audit.selectors import history
from bihuan.common.workflow import Refused
from bihuan.people import services
from bihuan.people.forms import MoveForm, PostForm, UnitForm
from bihuan.people.http import PersonRequest, for_roles, signed_in
from bihuan.people.models import Post, Unit
from bihuan.people.policies import objections_to_accounts, objections_to_closing_unit
from bihuan.people.roles import Role
from bihuan.people.selectors import (
    children_of,
    counts_below,
    find_units,
    full_names,
    roles_of,
    top_units,
    visible_units,
)
from bihuan.people.tables import branches, unit_facts

SIBLINGS = 100
FOUND = 50
OPTIONS = 20


@require_safe
@signed_in
def tree(request: PersonRequest) -> HttpResponse:
    """Where the viewer's tree begins, or what a search finds in it."""
    words = " ".join(request.GET.get("q", "").split())[:60]
    context: dict[str, object] = {
        "words": words,
        "objections": list(objections_to_accounts(request.user, over=None)),
        "opens_accounts": _opens_accounts(request),
    }
    if words:
        found = list(find_units(request.user, words)[: FOUND + 1])
        names = full_names(found[:FOUND])
        context |= {"found": [(unit, names[unit.pk]) for unit in found[:FOUND]], "more": len(found) > FOUND}
    else:
        tops = list(top_units(request.user)[:SIBLINGS])
        context["branches"] = [branch for unit in tops for branch in branches([unit], counts_below([unit]))]
        if len(tops) == 1:
            context |= _below(request, tops[0])
    return render(request, "people/tree.html", context)


@require_safe
@signed_in
def children(request: PersonRequest, pk: int) -> HttpResponse:
    """The units directly below one, as a fragment of the tree; `from` continues a long row of siblings."""
    unit = get_object_or_404(visible_units(request.user), pk=pk)
    start = int(request.GET["from"]) if request.GET.get("from", "").isdigit() else 0
    context = {"unit": unit, "opens_accounts": _opens_accounts(request), **_below(request, unit, start)}
    return render(request, "people/_children.html", context)


def _below(request: PersonRequest, unit: Unit, start: int = 0) -> dict[str, object]:
    """The branches right below a unit, from the place `start` on, and where the row of them goes on."""
    found = list(children_of(unit, request.user)[start : start + SIBLINGS + 1])
    shown = found[:SIBLINGS]
    return {
        "below": branches(shown, counts_below(shown)),
        "next": start + SIBLINGS if len(found) > SIBLINGS else 0,
    }


@require_safe
@signed_in
def options(request: PersonRequest) -> HttpResponse:
    """Names of units that begin to match what somebody types into a field, whatever the field is called."""
    typed = next((str(value) for value in request.GET.values()), "")
    words = typed.split("/")[-1].strip()
    found = list(find_units(request.user, words).filter(active=True)[:OPTIONS]) if words else []
    return render(request, "people/_unit_options.html", {"names": full_names(found).values()})


@require_safe
@signed_in
def unit(request: PersonRequest, pk: int) -> HttpResponse:
    """One unit: what it is, what is below it, its posts and people, its history."""
    shown = get_object_or_404(visible_units(request.user).select_related("parent"), pk=pk)
    may_not = list(objections_to_accounts(request.user, over=shown))
    context = {
        "unit": shown,
        "name": full_names([shown])[shown.pk],
        "counts": counts_below([shown])[shown.pk],
        "posts": shown.posts.select_related("holder").order_by("rank", "pk"),
        "new_below_url": f"{reverse('people:new-unit')}?under={shown.pk}",
        "may_not": may_not,
        "may_not_close": may_not or list(objections_to_closing_unit(shown)),
        "facts": unit_facts(history(f"unit:{shown.pk}")[:10]),
        "opens_accounts": _opens_accounts(request),
        **_below(request, shown),
    }
    return render(request, "people/unit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.SYSTEM_ADMIN)
def new_unit(request: PersonRequest) -> HttpResponse:
    """Add a unit below another one (`?under=`), or at the top."""
    under = request.GET.get("under", "")
    parent = get_object_or_404(visible_units(request.user), pk=under) if under.isdigit() else None
    form = UnitForm(request.POST or None, initial={"kind": Unit.Kind.OTHER})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_unit(**form.cleaned_data, parent=parent, by=request.user)
        except Refused as refused:
            return _form(request, form, title=_("New unit"), refused=refused, unit=parent)
        messages.success(request, _("“%(name)s” is in the tree now.") % {"name": made.name})
        return redirect("people:unit", made.pk)
    return _form(request, form, title=_("New unit"), unit=parent)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.SYSTEM_ADMIN)
def change_unit(request: PersonRequest, pk: int) -> HttpResponse:
    """Write other words for a unit."""
    shown = get_object_or_404(visible_units(request.user), pk=pk)
    initial = {field: getattr(shown, field) for field in UnitForm.base_fields}
    form = UnitForm(request.POST or None, initial=initial)
    title = _("Change the unit")
    if request.method == "POST" and form.is_valid():
        try:
            services.change_unit(shown, **form.cleaned_data, by=request.user)
        except Refused as refused:
            return _form(request, form, title=title, refused=refused, unit=shown)
        return redirect("people:unit", shown.pk)
    return _form(request, form, title=title, unit=shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.SYSTEM_ADMIN)
def move_unit(request: PersonRequest, pk: int) -> HttpResponse:
    """Hang a unit elsewhere, with everything below it."""
    shown = get_object_or_404(visible_units(request.user), pk=pk)
    form = MoveForm(request.POST or None, viewer=request.user, initial={"to": shown.parent})
    title = _("Move the unit")
    if request.method == "POST" and form.is_valid():
        try:
            moved = services.move_unit(shown, to=form.cleaned_data["to"], by=request.user)
        except Refused as refused:
            return _form(request, form, title=title, refused=refused, unit=shown)
        words = ngettext("%(count)d unit moved.", "%(count)d units moved.", len(moved))
        messages.success(request, words % {"count": len(moved)})
        return redirect("people:unit", shown.pk)
    return _form(request, form, title=title, unit=shown)


@require_POST
@for_roles(Role.SYSTEM_ADMIN)
def close_unit(request: PersonRequest, pk: int) -> HttpResponse:
    """Close a unit to new work."""
    services.deactivate_unit(get_object_or_404(visible_units(request.user), pk=pk), by=request.user)
    return redirect("people:unit", pk)


@require_POST
@for_roles(Role.SYSTEM_ADMIN)
def open_unit(request: PersonRequest, pk: int) -> HttpResponse:
    """Open a closed unit again."""
    services.activate_unit(get_object_or_404(visible_units(request.user), pk=pk), by=request.user)
    return redirect("people:unit", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.SYSTEM_ADMIN)
def new_post(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a post to a unit."""
    shown = get_object_or_404(visible_units(request.user), pk=pk)
    form = PostForm(request.POST or None, unit=shown)
    if request.method == "POST" and form.is_valid():
        try:
            services.create_post(shown, **form.cleaned_data, by=request.user)
        except Refused as refused:
            return _form(request, form, title=_("New post"), refused=refused, unit=shown)
        return redirect("people:unit", shown.pk)
    return _form(request, form, title=_("New post"), unit=shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.SYSTEM_ADMIN)
def fill_post(request: PersonRequest, pk: int) -> HttpResponse:
    """Say who holds a post."""
    post = _post(request, pk)
    form = PostForm(request.POST or None, unit=post.unit, initial={"title": post.title, "holder": post.holder})
    form.fields["title"].disabled = True
    if request.method == "POST" and form.is_valid():
        try:
            services.fill_post(post, holder=form.cleaned_data["holder"], by=request.user)
        except Refused as refused:
            return _form(request, form, title=_("Fill the post"), refused=refused, unit=post.unit)
        return redirect("people:unit", post.unit_id)
    return _form(request, form, title=_("Fill the post"), unit=post.unit)


@require_POST
@for_roles(Role.SYSTEM_ADMIN)
def remove_post(request: PersonRequest, pk: int) -> HttpResponse:
    """Strike a post from its unit."""
    post = _post(request, pk)
    services.remove_post(post, by=request.user)
    return redirect("people:unit", post.unit_id)


def _opens_accounts(request: PersonRequest) -> bool:
    """May the viewer open the list of accounts?"""
    return bool(roles_of(request.user) & {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN})


def _post(request: PersonRequest, pk: int) -> Post:
    return get_object_or_404(Post.objects.select_related("unit", "holder"), pk=pk, unit__in=visible_units(request.user))


def _form(
    request: HttpRequest, form: forms.Form, *, title: str, refused: Refused | None = None, unit: Unit | None
) -> HttpResponse:
    """A form page that shows the service's sentences above what was typed."""
    for reason in refused.reasons if refused else ():
        form.add_error(None, reason)
    context = {"form": form, "title": title, "unit": unit}
    return render(request, "people/unit_form.html", context, status=422 if form.errors else 200)
