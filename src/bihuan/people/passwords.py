"""Initial passwords: readable aloud, random enough to stand alone, good for one sign-in."""

import secrets

from django.contrib.auth.hashers import Argon2PasswordHasher, get_hasher
from django.utils.crypto import get_random_string

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without 0/o, 1/i/l: these are read from paper."""


class QuickArgon2(Argon2PasswordHasher):
    """Argon2 with little work, for random passwords only: what protects them is their 79 bits, not a slow hash.

    The ordinary hasher reads the work factors from the hash, accepts it, and writes a slow one at the first sign-in.
    A thousand accounts are imported in a second instead of a minute.
    """

    time_cost = 1
    memory_cost = 256
    parallelism = 1


def new_initial_password() -> str:
    """Sixteen characters in groups of four."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(16))
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4))


def quick_hash(password: str) -> str:
    """Hash of an initial password; a site without Argon2 pays for its own hasher."""
    own = get_hasher()
    hasher = QuickArgon2() if own.algorithm == QuickArgon2.algorithm else own
    return hasher.encode(password, get_random_string(22))
