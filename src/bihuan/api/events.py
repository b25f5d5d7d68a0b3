"""The facts of access tokens. What a program does with one is recorded as the deed of its person."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop

from bihuan.people.events import PersonFact


@dataclass(frozen=True, kw_only=True)
class TokenMade(PersonFact):
    """Somebody made an access token for a program of his."""

    kind: ClassVar[str] = "api.token_made"
    sentence: ClassVar[str] = gettext_noop(
        "Made the access token “%(name)s” of %(title)s: %(scope)s, until %(expires_on)s."
    )
    codes: ClassVar = {"scope": ("api.Token.scope",)}

    token: int
    name: str
    scope: str
    expires_on: str


@dataclass(frozen=True, kw_only=True)
class TokenRevoked(PersonFact):
    """An access token stopped working before its day."""

    kind: ClassVar[str] = "api.token_revoked"
    sentence: ClassVar[str] = gettext_noop("Revoked the access token “%(name)s” of %(title)s.")

    token: int
    name: str
