"""One form handed out, once: a signed word in a hidden field, kept nowhere.

It makes a form that is sent twice one opinion (see `receipts.code_for`), and it shows how long ago the form was opened:
what comes back faster than anybody can write comes from a machine. No address is needed for either.
"""

import secrets
from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

LONGEST = timedelta(days=1)
_signer = TimestampSigner(salt="bihuan.opinions.ticket")


class Worn(Exception):
    """The ticket is older than a day, or none of ours: hand out a new one."""


class Hasty(Exception):
    """The form came back sooner than a person can have filled it in."""


def new_ticket() -> str:
    """A ticket for a form that is handed out now."""
    return _signer.sign(secrets.token_urlsafe(18))


def stub_of(ticket: str, *, soonest: timedelta = timedelta(0)) -> str:
    """The part of a valid ticket that stays the same for ever, and names the form.

    Raises:
        Worn: see there.
        Hasty: it was handed out less than `soonest` ago.
    """
    try:
        stub = _signer.unsign(ticket, max_age=LONGEST)
    except (SignatureExpired, BadSignature) as error:
        raise Worn from error
    if soonest:
        try:
            _signer.unsign(ticket, max_age=soonest)
        except SignatureExpired:
            return stub
        raise Hasty
    return stub
