"""Typed requests and the door of every signed-in page."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from bihuan.people.models import Person
from bihuan.people.roles import Role
from bihuan.people.selectors import roles_of

P = ParamSpec("P")


class PersonRequest(HttpRequest):
    """A request of somebody who signed in."""

    user: Person  # type: ignore[assignment] # `signed_in` turned everybody else away


View = Callable[Concatenate[PersonRequest, P], HttpResponse]


def signed_in(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Only for people with an account; everybody else is led to the sign-in page."""
    return login_required(view)  # type: ignore[arg-type,return-value] # the narrowing is this decorator's purpose


def for_roles(*roles: Role) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Only for people who hold one of the roles somewhere; to everybody else the page does not exist."""

    def decorate(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def guarded(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not roles_of(request.user) & frozenset(roles):
                raise Http404
            return view(request, *args, **kwargs)

        return signed_in(guarded)

    return decorate
