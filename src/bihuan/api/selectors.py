"""Which tokens there are, and which one a program brought."""

from django.db.models import Q

from bihuan.api.models import Token, TokenQuerySet
from bihuan.common.sealing import keyed_digest, keyed_digests
from bihuan.people.models import Person
from bihuan.people.roles import Role
from bihuan.people.selectors import roles_of

PURPOSE = "access token"


def digest_of(secret: str) -> str:
    """What is kept instead of a token. Quick, because 256 random bits need no slow hash; keyed like receipts."""
    return keyed_digest(secret, purpose=PURPOSE)


def token_brought(secret: str) -> Token | None:
    """The live token of a person who may sign in; None without saying which of these fails.

    An account with an initial password is somebody's to be: until its holder chose another one, nothing opens.
    """
    live = Token.objects.live().filter(person__is_active=True, person__must_change_password=False)
    return live.filter(digest__in=keyed_digests(secret, purpose=PURPOSE)).select_related("person__unit").first()


def visible_tokens(viewer: Person) -> TokenQuerySet:
    """One's own; the system administrator, whose work the accounts are, sees everybody's."""
    everybody = Q() if Role.SYSTEM_ADMIN in roles_of(viewer) else Q(person=viewer)
    return Token.objects.filter(everybody).select_related("person__unit")
