"""What stands against making and revoking access tokens."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bihuan.api.models import Token
from bihuan.people.models import Person
from bihuan.people.policies import objections_to_accounts

LIFETIMES = (30, 90, 180, 365)
"""Days that a token may be made for; none lives for ever."""
MOST = 10
"""Live tokens of one person: one for each program that he can keep an eye on."""


def objections_to_making(*, name: str, days: int, by: Person) -> Iterator[str]:
    """A token has a name, an end, and not too many others beside it."""
    if not name.strip():
        yield _("Write which program the token is for.")
    if days not in LIFETIMES:
        yield _("A token lives for one of these numbers of days: %(days)s.") % {"days": "、".join(map(str, LIFETIMES))}
    if Token.objects.live().filter(person=by).count() >= MOST:
        yield _("You have %(count)s access tokens already. Revoke one that is no longer needed.") % {"count": MOST}


def objections_to_revoking(token: Token, *, by: Person) -> Iterator[str]:
    """Its person, or the system administrator of that person's unit; and only while it works."""
    if by.pk != token.person_id:
        yield from objections_to_accounts(by, over=token.person.unit)
    if not token.is_live:
        yield _("The token “%(name)s” no longer works. There is nothing to revoke.") % {"name": token.name}
