"""Faults a clerk would want to know of before an import, each found by a rule and told in a sentence."""

from collections.abc import Iterator

from bihuan.documents.checks.doubles import copied_measures, repeated_problems
from bihuan.documents.checks.numbers import odd_numbers
from bihuan.documents.checks.totals import sums_that_do_not_tie
from bihuan.documents.checks.wording import broken_promises
from bihuan.documents.layouts import Found
from bihuan.documents.model import ReadingWarning
from bihuan.documents.sentences import warning
from bihuan.documents.source import Source


def check(source: Source, found: Found) -> Iterator[ReadingWarning]:
    """The warnings about a file as a whole; those about one record alone are `record_faults`."""
    if found.layout != "schedule":  # there a heading stands for each of its deadlines
        yield from repeated_problems(found.records)
    yield from copied_measures(found.records)
    yield from odd_numbers(found)
    yield from broken_promises(source)
    yield from sums_that_do_not_tie(found)
    for ledger in found.ledgers:
        for row in ledger.body.nameless:
            place = ledger.grid.position(row, 0)
            yield warning("problem_missing", None, place, place=place)
