"""The door of every address: a token of somebody who may sign in, wide enough, and not in too much of a hurry."""

from collections import defaultdict

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from bihuan.api.models import Token
from bihuan.api.selectors import token_brought
from bihuan.api.services import note_use
from bihuan.api.v1.answers import Denied
from bihuan.opinions.brakes import Brake

READING = frozenset({"GET", "HEAD"})

_brakes: defaultdict[int, Brake] = defaultdict(lambda: Brake(per_minute=600, burst=200))
"""One for each token in each web process, in memory: a program in a loop slows down itself and nobody else."""


class AccessToken(HttpBearer):
    """`Authorization: Bearer …`. A session opens nothing here, so no other site can use a reader's browser to write."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """The token, with its person as the one who asks; None when it opens nothing.

        Raises:
            Denied: it only reads (403), or asks too often (429).
        """
        found = token_brought(token)
        if found is None:
            return None
        if not _brakes[found.pk].lets_through():
            raise Denied(429, _("This token asks too often: at most 600 times a minute. Wait a moment."), wait=1)
        if request.method not in READING and found.scope != Token.Scope.WRITE:
            raise Denied(403, _("The token “%(name)s” may only read. Make one that may write.") % {"name": found.name})
        request.user = found.person
        note_use(found)
        return found
