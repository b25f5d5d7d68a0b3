"""The record as a page tells it."""

from collections.abc import Iterable

from django.utils.timezone import localdate

from bihuan.audit.models import Event
from bihuan.ui.parts import Fact


def told(events: Iterable[Event], *, named: bool = True) -> list[Fact]:
    """Each event as a day and a sentence, with whoever brought it about unless `named` is off."""
    return [
        Fact(localdate(event.at), f"{event.actor_label if named else ''} {event.sentence}".strip()) for event in events
    ]
