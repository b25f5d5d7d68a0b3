"""A person with an initial password chooses a new one before anything else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

OPEN_TO_ALL = frozenset({"people:change-password", "people:sign-out", "people:sign-in", "people:language"})


class FreshPassword:
    """Redirects to the password page while `must_change_password` stands."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Stop before the view; pages that the change itself needs stay open."""
        person = request.user
        if not person.is_authenticated or not person.must_change_password:
            return None
        match = request.resolver_match
        if match is not None and (match.view_name in OPEN_TO_ALL or match.app_name in {"speak", "board", "ui"}):
            return None
        return HttpResponseRedirect(reverse("people:change-password"))
