"""Pages about access tokens: one's own, everybody's for the system administrator, and one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bihuan.api import services
from bihuan.api.forms import TokenForm
from bihuan.api.models import Token
from bihuan.api.policies import objections_to_revoking
from bihuan.api.selectors import visible_tokens
from bihuan.api.tables import TOKENS, last_use, state_of
from bihuan.common.workflow import Refused
from bihuan.people.http import PersonRequest, for_roles, signed_in
from bihuan.people.roles import Role
from bihuan.ui.lists import render_list
from bihuan.ui.parts import Door, Line


@require_GET
@signed_in
def mine(request: PersonRequest) -> HttpResponse:
    """One's own tokens."""
    page = TOKENS.page(request, visible_tokens(request.user).filter(person=request.user))
    return render_list(request, "api/tokens.html", page, {"mine": True})


@require_GET
@for_roles(Role.SYSTEM_ADMIN)
def everybodys(request: PersonRequest) -> HttpResponse:
    """All tokens, for whoever keeps the accounts."""
    return render_list(request, "api/tokens.html", TOKENS.page(request, visible_tokens(request.user)))


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def new(request: PersonRequest) -> HttpResponse:
    """Make a token and show it once: it is on the page that answers and nowhere else."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = services.make_token(**form.cleaned_data, by=request.user)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
        else:
            return render(request, "api/shown_once.html", {"token": token, "secret": secret})
    heading = _("New access token")
    context = {"form": form, "heading": heading, "submit": _("Make the token"), "back": reverse("tokens:mine")}
    context["doors"] = [Door(_("Access tokens"), reverse("tokens:mine"))]
    return render(request, "ui/form_page.html", context, status=422 if form.errors else 200)


def _token(request: PersonRequest, pk: int) -> Token:
    return get_object_or_404(visible_tokens(request.user), pk=pk)


@require_GET
@signed_in
def token(request: PersonRequest, pk: int) -> HttpResponse:
    """One token, and the button that ends it."""
    found = _token(request, pk)
    lines = [
        Line(pgettext("token", "Acts for"), f"{found.person.unit} · {found.person.title}"),
        Line(pgettext("token", "May"), found.get_scope_display()),
        Line(_("State"), state_of(found)),
        Line(_("Last used on"), last_use(found)),
    ]
    context = {
        "token": found,
        "lines": lines,
        "doors": [Door(_("Access tokens"), _list_of(request, found))],
        "may_not": list(objections_to_revoking(found, by=request.user)),
    }
    return render(request, "api/token.html", context)


@require_POST
@signed_in
def revoke(request: PersonRequest, pk: int) -> HttpResponse:
    """End a token."""
    found = services.revoke_token(_token(request, pk), by=request.user)
    messages.success(request, _("The token “%(name)s” opens nothing any more.") % {"name": found.name})
    return redirect(_list_of(request, found))


def _list_of(request: PersonRequest, found: Token) -> str:
    own = found.person_id == request.user.pk
    return reverse("tokens:mine" if own else "tokens:everybodys")
