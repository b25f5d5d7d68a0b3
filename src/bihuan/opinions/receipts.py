"""Receipt codes: how one is made, kept and found again.

Below the selectors, because looking a code up follows the rule by which it was kept.
"""

import base64

from bihuan.common.sealing import keyed_bytes, keyed_digest
from bihuan.common.text import RECEIPT_ALPHABET, tidy_receipt_code

PURPOSE, SEALED_PURPOSE = "receipt", "sealed receipt"


def digest_of(code: str) -> str:
    """What is kept instead of the code. Keyed, so that a stolen table cannot be searched for likely codes."""
    return keyed_digest(tidy_receipt_code(code), purpose=PURPOSE)


def sealed_digest_of(code: str) -> str:
    """The same for the sealed channel; the two are never found in each other's table."""
    return keyed_digest(tidy_receipt_code(code), purpose=SEALED_PURPOSE)


def code_for(ticket: str) -> str:
    """The code that belongs to one form handed out to the public, always the same one.

    So a form that is sent twice (an impatient finger, a lost answer) is one opinion with one receipt, and
    nothing about it has to be kept in between.
    """
    plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    letters = base64.b32encode(keyed_bytes(ticket, purpose="receipt code")[:10]).decode()
    code = letters.translate(str.maketrans(plain, RECEIPT_ALPHABET))
    return "-".join(code[i : i + 4] for i in range(0, 16, 4))
