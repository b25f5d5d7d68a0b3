"""Two small wrappers around every answer: the strict browser policy, and refusals as sentences."""

from collections.abc import Callable, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string

from bihuan.common.workflow import Refused, Stale

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Nothing inline, nothing from elsewhere. `blob:` shows a photograph on the phone before it is sent."""

PERMISSIONS = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"
"""Camera and place only for a supervisor's own visit."""

# Not `no-referrer`: with it browsers send `Origin: null` with a form, and the CSRF check rightly refuses
# that. `same-origin` tells other sites just as little.
REFERRER = "same-origin"

Next = Callable[[HttpRequest], HttpResponseBase]


class ContentSecurity:
    """Put the browser policy on every answer, also on error pages and files."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response["Content-Security-Policy"] = POLICY
        response["Permissions-Policy"] = PERMISSIONS
        response["Referrer-Policy"] = REFERRER
        return response


class Refusals:
    """Turn `Refused` and `Stale` into a 409 that shows the sentences: a page, or a fragment for HTMX."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused | Stale):
            return None
        if isinstance(exception, Refused):
            context: dict[str, object] = {"reasons": exception.reasons}
        else:
            context = {"late": True, "news": news(exception)}
        fragment = request.headers.get("HX-Request") == "true"
        template = "ui/_refusal.html" if fragment else "409.html"
        response = render(request, template, context | {"back_url": _back(request)}, status=409)
        if fragment:
            response["HX-Retarget"] = "#refusal"
            response["HX-Reswap"] = "innerHTML"
        return response


def news(stale: Stale) -> Sequence[str]:
    """What happened meanwhile, in the words of whoever keeps the record: `settings.BIHUAN_LATE`."""
    path = getattr(settings, "BIHUAN_LATE", "")
    if not path or stale.row is None:
        return ()
    sentences: Sequence[str] = import_string(path)(stale.row)
    return sentences


def _back(request: HttpRequest) -> str:
    """Return the page of ours that the reader came from, or nothing; never another site's."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if ours else ""
