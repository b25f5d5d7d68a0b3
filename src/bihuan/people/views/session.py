"""Signing in and out, one's own page, password and language."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bihuan.common.workflow import Refused
from bihuan.people import services
from bihuan.people.backends import ALLOWED_FAILURES, LOCKED_FOR
from bihuan.people.forms import PasswordForm, SignInForm
from bihuan.people.http import PersonRequest, signed_in
from bihuan.people.models import Person
from bihuan.people.selectors import full_names, grants_of


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door. One sentence answers every failure, so that nobody learns which accounts exist."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = authenticate(request, **form.cleaned_data)
        if isinstance(person, Person):
            login(request, person)
            services.note_sign_in(person)
            answer = redirect(_next(request, default=reverse(settings.LOGIN_REDIRECT_URL)))
            return _remember(answer, person.language) if person.language else answer
        form.add_error(None, _refusal())
    context = {"form": form, "next": _next(request, default="")}
    return render(request, "people/sign_in.html", context, status=422 if form.errors else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@require_safe
@signed_in
def me(request: PersonRequest) -> HttpResponse:
    """Who I am here: unit, posts, roles and their reach."""
    person = request.user
    context = {
        "person": person,
        "unit_name": full_names([person.unit])[person.unit_id],
        "grants": grants_of(person),
        "posts": person.posts.select_related("unit"),
        "languages": settings.LANGUAGES,
    }
    return render(request, "people/me.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@never_cache
@signed_in
def change_password(request: PersonRequest) -> HttpResponse:
    """A new password of one's own; after an initial password nothing else opens before this."""
    person = request.user
    form = PasswordForm(request.POST or None, person=person)
    forced = person.must_change_password
    if request.method == "POST" and form.is_valid():
        try:
            changed = services.change_password(person, new=form.cleaned_data["new"], by=person)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error("new", reason)
        else:
            update_session_auth_hash(request, changed)
            messages.success(request, _("Your new password is in force."))
            return redirect(settings.LOGIN_REDIRECT_URL if forced else "people:me")
    context = {"form": form, "forced": forced}
    return render(request, "people/password.html", context, status=422 if form.errors else 200)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language of the interface: kept with the account, and in a cookie for those without one."""
    chosen = request.POST.get("language", "")
    answer = redirect(_next(request, default="/"))
    if chosen not in dict(settings.LANGUAGES):
        return answer
    if isinstance(request.user, Person):
        services.choose_language(request.user, chosen)
    return _remember(answer, chosen)


def _remember(answer: HttpResponse, chosen: str) -> HttpResponse:
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=365 * 24 * 3600,
        httponly=True,
        secure=settings.HTTPS,
        samesite="Lax",
    )
    return answer


def _next(request: HttpRequest, *, default: str) -> str:
    """Where to go on: only within this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else default


def _refusal() -> str:
    minutes = int(LOCKED_FOR.total_seconds() // 60)
    words = _(
        "Account name and password do not fit, or the account is out of use or waiting. After %(failures)d wrong "
        "passwords an account waits %(minutes)d minutes. If you forgot the password, ask your system administrator "
        "for an initial one."
    )
    return words % {"failures": ALLOWED_FAILURES, "minutes": minutes}
