"""Typed requests and the door of every signed-in page."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from bihuan.people.models import Person
from bihuan.people.roles import Role
from bihuan.people.selectors import roles_of

P = ParamSpec("P")


class PersonRequest(HttpRequest):
    """A request of somebody who signed in."""

    user: Person


View = Callable[Concatenate[PersonRequest, P], HttpResponseBase]


def signed_in(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Only for people with an account; everybody else is led to the sign-in page."""
    return cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], login_required(cast(Any, view)))


def for_roles(*roles: Role) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Only for people who hold one of the roles somewhere; to everybody else the page does not exist."""

    def decorate(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        def guarded(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not roles_of(request.user) & frozenset(roles):
                raise Http404
            return view(request, *args, **kwargs)

        return signed_in(cast(View[P], update_wrapper(guarded, view)))

    return decorate
