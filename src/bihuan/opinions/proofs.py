"""Proof of work: a little calculation per form instead of knowing who sends it.

The browser finds, for each of `PIECES` pieces, a number that makes the SHA-256 of `stub.piece.number` begin with
`bits` zero bits. Several small pieces instead of one large make the time even: with 14 bits a telephone of the lower
class needs about half a second, hardly ever two; a thousand opinions cost a flooder ten minutes of a processor each.
"""

from hashlib import sha256
from itertools import count

from django.conf import settings

PIECES = 8
_LONGEST = 120


def bits() -> int:
    """Zero bits that each piece needs; 0 switches the calculation off."""
    return int(settings.BIHUAN_PROOF_BITS)


def is_proof(stub: str, proof: str) -> bool:
    """Do the numbers (`17.4029.…`) solve every piece of this form?"""
    numbers = proof.split(".")
    if (
        len(proof) > _LONGEST
        or len(numbers) != PIECES
        or not all(number.isascii() and number.isdecimal() for number in numbers)
    ):
        return False
    return all(_solves(stub, piece, number) for piece, number in enumerate(numbers))


def solve(stub: str) -> str:
    """The numbers that `is_proof` accepts, as a browser would find them."""
    return ".".join(
        next(number for number in map(str, count()) if _solves(stub, piece, number)) for piece in range(PIECES)
    )


def _solves(stub: str, piece: int, number: str) -> bool:
    digest = sha256(f"{stub}.{piece}.{number}".encode()).digest()
    return int.from_bytes(digest[:4]) >> (32 - bits()) == 0
