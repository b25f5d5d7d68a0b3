"""The one context processor of the look."""

from functools import partial

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from bihuan.ui.chrome import load


def chrome(request: HttpRequest) -> dict[str, object]:
    """Offer `chrome` to every template; it is computed only when a template reads it."""
    return {"chrome": SimpleLazyObject(partial(load, request))}
