"""Results that are told on the next page."""

from django.contrib import messages
from django.http import HttpRequest


def offer_undo(request: HttpRequest, sentence: str, url: str) -> None:
    """Tell what was done in a toast whose undo button posts to `url`; only for what can be undone."""
    messages.success(request, sentence, extra_tags=f"undo {url}")
