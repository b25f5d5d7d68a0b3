"""Making, revoking and using access tokens."""

import secrets
from datetime import timedelta

from django.db.models import Q

from bihuan.api.events import TokenMade, TokenRevoked
from bihuan.api.models import Token
from bihuan.api.policies import objections_to_making, objections_to_revoking
from bihuan.api.selectors import digest_of
from bihuan.audit.services import act, record
from bihuan.common.clock import today
from bihuan.common.workflow import Refused, lock
from bihuan.people.models import Person

PREFIX = "bihuan_"
"""So that people, and scanners of what was published by mistake, know what they have found."""


@act
def make_token(*, name: str, scope: str, days: int, by: Person) -> tuple[Token, str]:
    """Make a token for a program of one's own and return it with its secret, which is shown once and not kept.

    Raises:
        Refused: no name, no such lifetime, or too many tokens already.
    """
    lock(by)
    if reasons := list(objections_to_making(name=name, days=days, by=by)):
        raise Refused(reasons)
    secret = PREFIX + secrets.token_urlsafe(32)
    expires_on = today() + timedelta(days=days)
    token = Token.objects.create(
        person_id=by.pk, name=name.strip(), scope=scope, digest=digest_of(secret), expires_on=expires_on
    )
    record(
        TokenMade(
            person=by.pk,
            title=by.title,
            token=token.pk,
            name=token.name,
            scope=scope,
            expires_on=expires_on.isoformat(),
        ),
        by=by,
    )
    return token, secret


@act
def revoke_token(token: Token, *, by: Person) -> Token:
    """Make a token useless at once and for ever.

    Raises:
        Refused: it is not one's own and one keeps no accounts there, or it works no longer.
    """
    token = lock(token)
    if reasons := list(objections_to_revoking(token, by=by)):
        raise Refused(reasons)
    token.revoked_on = today()
    token.save(update_fields=["revoked_on"])
    person = token.person
    record(TokenRevoked(person=person.pk, title=person.title, token=token.pk, name=token.name), by=by)
    return token


def note_use(token: Token) -> None:
    """Remember the day, so that its person sees which tokens nobody uses. One write per token and day."""
    day = today()
    if token.last_used_on != day:
        earlier = Q(last_used_on__isnull=True) | Q(last_used_on__lt=day)
        Token.objects.filter(earlier, pk=token.pk).update(last_used_on=day)
