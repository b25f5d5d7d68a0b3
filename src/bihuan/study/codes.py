"""The code on the screen of a session: it changes every half minute, so that a photo of it is soon worth nothing.

Nothing is stored: the code follows from the site's secret key, the session and the clock.
"""

from datetime import datetime, timedelta

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from bihuan.common.clock import now
from bihuan.common.text import RECEIPT_ALPHABET

STEP = timedelta(seconds=30)
STANDS = 4
"""So many steps a code is taken for: two minutes are enough to scan, to sign in and to press the button."""
TICKET_STANDS = timedelta(minutes=5)
"""Whoever scanned in time may take so long to press the button."""
_SALT = "bihuan.study.sign-in"


def _at(session: int, step: int) -> str:
    digest = salted_hmac(_SALT, f"{session}:{step}", algorithm="sha256").digest()
    return "".join(RECEIPT_ALPHABET[byte % len(RECEIPT_ALPHABET)] for byte in digest[:8])


def _step(moment: datetime) -> int:
    return int(moment.timestamp() // STEP.total_seconds())


def code_of(session: int) -> str:
    """The code that the screen shows now."""
    return _at(session, _step(now()))


def is_current(session: int, code: str) -> bool:
    """Is this one of the codes that the screen showed in the last two minutes?"""
    newest = _step(now())
    return any(constant_time_compare(_at(session, newest - age), code.strip().upper()) for age in range(STANDS))


def ticket_for(session: int, person: int) -> str:
    """What the page keeps for the person who scanned in time; worth nothing to anybody else."""
    return signing.dumps([session, person], salt=_SALT)


def holds_ticket(session: int, person: int, ticket: str) -> bool:
    """Was this ticket given to this person for this session, not long ago?"""
    try:
        return bool(signing.loads(ticket, salt=_SALT, max_age=TICKET_STANDS) == [session, person])
    except signing.BadSignature:
        return False
