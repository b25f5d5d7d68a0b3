"""Small things about text that several stages need: canonical JSON, digests, receipt codes, character bigrams."""

import hashlib
import json
import re
import secrets
import unicodedata
from collections.abc import Iterator

RECEIPT_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No 0/O and 1/I: a receipt code is read aloud and copied by hand."""

_RUNS = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+|[0-9a-z]+")


def canonical(data: object) -> str:
    """JSON with one possible spelling, so that equal data has an equal digest.

    Only str, int, bool, None, lists and dicts: a float has more than one spelling.
    """
    raw = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return unicodedata.normalize("NFC", raw)


def digest(*parts: str) -> str:
    """SHA-256 of the parts joined by a line break, in hexadecimal."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def new_receipt_code() -> str:
    """A fresh code of 16 characters (80 bits) in groups of four: `7K4M-92QX-…`."""
    letters = "".join(secrets.choice(RECEIPT_ALPHABET) for _ in range(16))
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4))


def tidy_receipt_code(typed: str) -> str:
    """What a person typed, in the form in which codes are kept: full width, spaces and small letters forgiven."""
    plain = unicodedata.normalize("NFKC", typed).upper().replace("O", "0").replace("I", "1")
    return "".join(c for c in plain if c.isalnum())


def grams(text: str) -> Iterator[str]:
    """Search terms of a text: overlapping pairs of Chinese characters, Latin words and numbers as they stand."""
    for run in _RUNS.findall(unicodedata.normalize("NFKC", text).lower()):
        if run[0] >= "\u3400" and len(run) > 1:
            yield from (run[i : i + 2] for i in range(len(run) - 1))
        else:
            yield run
