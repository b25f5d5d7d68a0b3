"""What a program hears when it does not get what it asked for: always `reasons`, sentences for people."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from bihuan.common.workflow import Refused, Stale
from bihuan.ui.middleware import news


class Reasons(Schema):
    """Why not: whole sentences, in the language that `Accept-Language` asks for."""

    reasons: list[str]


class Fault(Schema):
    """One place of the request that cannot be taken as it stands."""

    place: str
    reason: str


class Faults(Reasons):
    """Everything that is wrong with what was sent, place by place."""

    faults: list[Fault]


READ: Mapping[int, type[Schema]] = {401: Reasons, 404: Reasons, 429: Reasons}
"""What reading may be answered with instead."""
WRITE: Mapping[int, type[Schema]] = {**READ, 403: Reasons, 409: Reasons, 422: Faults}
"""What writing may be answered with instead; after any of these nothing was written."""


class Denied(Exception):
    """The token is good but not for this: too narrow (403), or too busy (429)."""

    def __init__(self, status: int, reason: str, *, wait: int = 0) -> None:
        self.status, self.reason, self.wait = status, reason, wait
        super().__init__(reason)


class Misread(Exception):
    """What was sent is no value of its place; each fault is a place and a sentence."""

    def __init__(self, *faults: tuple[str, str]) -> None:
        self.faults = faults
        super().__init__(" ".join(reason for _, reason in faults))


SENTENCES: Mapping[str, Any] = {
    "missing": gettext_lazy("This must be given."),
    "string_type": gettext_lazy("This must be text."),
    "string_too_short": gettext_lazy("This must not be empty."),
    "string_too_long": gettext_lazy("This is too long: at most %(max_length)s characters."),
    "greater_than_equal": gettext_lazy("This is too small: at least %(ge)s."),
    "less_than_equal": gettext_lazy("This is too large: at most %(le)s."),
    "int_type": gettext_lazy("This must be a whole number."),
    "int_parsing": gettext_lazy("This must be a whole number."),
    "int_from_float": gettext_lazy("This must be a whole number."),
    "decimal_parsing": gettext_lazy("This must be a number."),
    "decimal_type": gettext_lazy("This must be a number."),
    "date_parsing": gettext_lazy("This must be a day like 2026-03-02."),
    "date_from_datetime_parsing": gettext_lazy("This must be a day like 2026-03-02."),
    "date_type": gettext_lazy("This must be a day like 2026-03-02."),
    "extra_forbidden": gettext_lazy("Nothing is known under this name."),
    "literal_error": gettext_lazy("This must be one of: %(expected)s."),
}
"""By the kind of fault that pydantic names."""


def _tell(status: int, reasons: Iterable[str]) -> HttpResponse:
    return JsonResponse({"reasons": list(reasons)}, status=status)


def _tell_faults(faults: Iterable[tuple[str, str]]) -> HttpResponse:
    told = [{"place": place, "reason": reason} for place, reason in faults]
    return JsonResponse({"reasons": [f"{one['place']}: {one['reason']}" for one in told], "faults": told}, status=422)


def refused(_request: HttpRequest, error: Refused) -> HttpResponse:
    """The same sentences that lock the button on the page."""
    return _tell(409, (str(reason) for reason in error.reasons))


def stale(_request: HttpRequest, error: Stale) -> HttpResponse:
    """Somebody was quicker: what he did, and what to do next."""
    first, last = _("Somebody else changed this first."), _("Nothing of yours was written. Read it again, then decide.")
    return _tell(409, [first, *news(error), last])


def nothing_here(_request: HttpRequest, _error: Http404) -> HttpResponse:
    """Not there, or not for this person: the two are told apart nowhere."""
    return _tell(404, [_("Under this address there is nothing that you may see.")])


def unknown(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    """No token, or none that works."""
    words = _("Send an access token that works: “Authorization: Bearer …”. One is made on your own page.")
    answer = _tell(401, [words])
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def denied(_request: HttpRequest, error: Denied) -> HttpResponse:
    """The token works, but not for this."""
    answer = _tell(error.status, [error.reason])
    if error.wait:
        answer["Retry-After"] = str(error.wait)
    return answer


def unreadable(_request: HttpRequest, _error: HttpError) -> HttpResponse:
    """The body is no JSON."""
    return _tell(400, [_("What was sent cannot be read. Send JSON in UTF-8.")])


def misread(_request: HttpRequest, error: Misread) -> HttpResponse:
    """A word or a condition that there is not."""
    return _tell_faults(error.faults)


def misshapen(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Something missing, too long, or of another kind."""
    return _tell_faults(map(_fault, error.errors))


ANSWERS: Mapping[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    Refused: refused,
    Stale: stale,
    Http404: nothing_here,
    AuthenticationError: unknown,
    Denied: denied,
    HttpError: unreadable,
    Misread: misread,
    ValidationError: misshapen,
}
"""Who answers which failure."""


def _fault(error: Mapping[str, Any]) -> tuple[str, str]:
    """A fault that pydantic found: `("body", "details", "text")` is the place `text`."""
    source, *way = error["loc"]
    place = ".".join(str(part) for part in (way[1:] if source == "body" else way)) or str(source)
    sentence = SENTENCES.get(error["type"], gettext_lazy("This cannot be read."))
    return place, str(sentence) % error.get("ctx", {})
