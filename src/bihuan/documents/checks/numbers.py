"""Numbers that repeat or skip within one table."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from bihuan.documents.layouts import Found
from bihuan.documents.model import DraftRecord, ReadingWarning
from bihuan.documents.sentences import warning
from bihuan.documents.words import chinese_number, squeeze


def odd_numbers(found: Found) -> Iterator[ReadingWarning]:
    """Gaps and repetitions, table by table: numbers restart with every sheet."""
    for ledger in found.ledgers:
        yield from _odd(ledger.records)


def _odd(records: list[DraftRecord]) -> Iterator[ReadingWarning]:
    shown = [record.no.value for record in records if record.no.value]
    counts = Counter(shown)
    restarts = counts[shown[0]] > 1 if shown else False
    if restarts:  # numbers begin anew with every section: neither gaps nor repetitions say anything
        return
    for number, count in counts.items():
        if count > 1:
            yield warning("number_repeated", number, None, count=count)
    numbered = [(value, record) for record in records if (value := _value(record.no.value)) is not None]
    for (before, one), (after, other) in pairwise(numbered):
        if after > before + 1:
            yield warning("number_gap", other.no.value, other.position, before=one.no.value, after=other.no.value)


def _value(number: str | None) -> int | None:
    """12, （三）, YJ-004 → 12, 3, 4."""
    bare = squeeze(number or "").strip("().、")
    if (value := chinese_number(bare)) is not None:
        return value
    found = re.search(r"(\d{1,6})\D?$", bare)
    return int(found[1]) if found else None
