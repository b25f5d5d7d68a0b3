"""Stratified random samples that anybody can draw again: pure functions of a list, a seed and a size.

The list is text, one closed issue a line, so that an auditor needs neither the database nor our word. Shares are
proportional with the largest remainders (Hare–Niemeyer), exact for every stratum; inside a stratum the issues with
the smallest HMAC-SHA256 under the seed are taken. Why the seed cannot be chosen: docs/decisions/samples.md.
"""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

HEAD = "number\tstratum\tclosed\tcertificate\n"


class Line(NamedTuple):
    """One closed issue: its number, the stratum it counts in, the day of closing and the hash of its certificate."""

    number: int
    stratum: str
    closed_on: str
    certificate: str


def listing(lines: Iterable[Line]) -> str:
    """The list as text, in the order of the numbers; a tab or a line break in a stratum's name becomes a space."""
    return HEAD + "".join(
        f"{line.number}\t{' '.join(line.stratum.split())}\t{line.closed_on}\t{line.certificate}\n"
        for line in sorted(lines)
    )


def lines_of(text: str) -> list[Line]:
    """Read a list back.

    Raises:
        ValueError: a line is not of this form; the sentence names it.
    """
    head, *rows = text.splitlines()
    found = []
    for place, row in enumerate(rows, start=2):
        parts = row.split("\t")
        if head + "\n" != HEAD or len(parts) != 4 or not parts[0].isdigit():
            raise ValueError(f"line {place} is not: number, stratum, day of closing, certificate")
        found.append(Line(int(parts[0]), *parts[1:]))
    return found


def sha256_of(text: str) -> str:
    """The hash that the order of a sample puts on record before anything is drawn."""
    return hashlib.sha256(text.encode()).hexdigest()


def _rank(seed: str, words: str) -> bytes:
    return hmac.digest(bytes.fromhex(seed), words.encode(), "sha256")


def shares(sizes: Mapping[str, int], total: int, *, seed: str) -> dict[str, int]:
    """How many each stratum sends. Equal remainders are decided by the seed, not by the order of names.

    `total` above the number of issues means all of them.
    """
    everybody = sum(sizes.values())
    total = min(total, everybody)
    if not total:
        return dict.fromkeys(sizes, 0)
    quotas = {stratum: Fraction(total * size, everybody) for stratum, size in sizes.items()}
    given = {stratum: int(quota) for stratum, quota in quotas.items()}
    left = total - sum(given.values())
    by_remainder = sorted(sizes, key=lambda stratum: (given[stratum] - quotas[stratum], _rank(seed, f"≈{stratum}")))
    for stratum in by_remainder[:left]:
        given[stratum] += 1
    return given


def draw(text: str, *, seed: str, size: int) -> list[Line]:
    """The sample: always the same for the same list, seed (hexadecimal) and size, in the order of the numbers."""
    strata: dict[str, list[Line]] = defaultdict(list)
    for line in lines_of(text):
        strata[line.stratum].append(line)
    given = shares({stratum: len(lines) for stratum, lines in strata.items()}, size, seed=seed)
    taken = [
        line
        for stratum, lines in strata.items()
        for line in sorted(lines, key=lambda one: _rank(seed, str(one.number)))[: given[stratum]]
    ]
    return sorted(taken)
