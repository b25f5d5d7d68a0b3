"""The facts of publication; they belong to the history of the issue."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from bihuan.ledger.events import IssueFact


@dataclass(frozen=True, kw_only=True)
class Published(IssueFact):
    """A frozen version was published within a scope."""

    kind: ClassVar[str] = "publication.published"
    sentence: ClassVar[str] = _("%(what)s published %(scope)s, version %(version)s")
    codes: ClassVar = {"what": ("publication.Publication.kind",), "scope": ("publication.Publication.scope",)}
    what: str
    scope: str
    version: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Withdrawn(IssueFact):
    """A version was taken down, with the reason; it stays in the record."""

    kind: ClassVar[str] = "publication.withdrawn"
    sentence: ClassVar[str] = _("publication version %(version)s withdrawn: %(reason)s")
    version: int
    reason: str
