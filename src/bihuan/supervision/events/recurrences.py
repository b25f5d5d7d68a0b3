"""Facts of recurrences: a closed issue came back in something new, or did not. Part of the closed issue's history."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from bihuan.ledger.events import IssueFact


@dataclass(frozen=True, kw_only=True)
class RecurrenceConfirmed(IssueFact):
    """A person confirmed that a closed issue came back."""

    kind: ClassVar[str] = "supervision.recurrence_confirmed"
    sentence: ClassVar[str] = _("it came back in %(new)s: %(outcome)s. %(words)s")
    codes: ClassVar = {"outcome": ("campaigns.ClosurePolicy.recurrence",)}
    new: str
    outcome: str
    words: str


@dataclass(frozen=True, kw_only=True)
class RecurrenceDeclined(IssueFact):
    """A person decided that something new is another matter."""

    kind: ClassVar[str] = "supervision.recurrence_declined"
    sentence: ClassVar[str] = _("%(new)s is another matter: %(words)s")
    new: str
    words: str
