"""One form handed out, once: a signed word in a hidden field, kept nowhere.

It makes a form that is sent twice one opinion (see `receipts.code_for`), and it shows how long ago the form was opened:
what comes back faster than anybody can write comes from a machine. No address is needed for either.
"""

import secrets
from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from bihuan.opinions import brakes
from bihuan.opinions.proofs import bits, is_proof

LONGEST = timedelta(days=1)
SOONEST = timedelta(seconds=3)
"""A person needs longer than this from the first page to the last."""
WITHOUT_SCRIPT = timedelta(seconds=45)
"""How long a form must have been open whose browser did no calculation."""
_signer = TimestampSigner(salt="bihuan.opinions.ticket")


class Worn(Exception):
    """The ticket is older than a day, or none of ours: hand out a new one."""


class Hasty(Exception):
    """The form came back sooner than a person can have filled it in."""


class NotCounted(Exception):
    """The browser did no calculation, and the form has not been open long enough for doing without."""


class Crowded(Exception):
    """Too much comes in at this moment, from all visitors together."""


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


def admitted(ticket: str, *, proof: str) -> str:
    """The stub of a ticket whose form may come in: it was open long enough, and its browser did the calculation.

    A browser without script waits longer instead, and all such browsers together come in through a narrower door.

    Raises:
        Worn, Hasty, NotCounted, Crowded: see there.
    """
    stub = stub_of(ticket, soonest=SOONEST)
    if bits() and not is_proof(stub, proof):
        try:
            stub_of(ticket, soonest=WITHOUT_SCRIPT)
        except Hasty as early:
            raise NotCounted from early
        if not brakes.WITHOUT_SCRIPT.lets_through():
            raise Crowded
    if not brakes.EVERYBODY.lets_through():
        raise Crowded
    return stub
