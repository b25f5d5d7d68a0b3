"""The same words twice: a problem registered again, measures copied from another row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from bihuan.documents.model import DraftRecord, ReadingWarning
from bihuan.documents.sentences import warning
from bihuan.documents.words import likeness, pairs, squeeze, without_stop

SHORTEST_PROBLEM = 8
SHORTEST_MEASURES = 12
"""Shorter texts (加强管理) are alike without being copied."""
COMMON_PHRASE = 3
"""Measures that so many rows share are a phrase of the office, not a slip."""
DIFFERENT_PROBLEMS = 0.3
CLEARLY = 0.1
"""By so much more must measures fit the later problem before the earlier one is called the copy."""


def repeated_problems(records: Iterable[DraftRecord]) -> Iterator[ReadingWarning]:
    """The same problem again, at the same place or with another unit. The later record is named."""
    first: dict[tuple[str, str | None], DraftRecord] = {}
    for record in records:
        text = _bare(record.problem.value)
        if len(text) < SHORTEST_PROBLEM:
            continue
        earlier = first.setdefault((text, record.site_unit.value), record)
        if earlier is not record:
            yield warning(
                "duplicate_problem",
                record.no.value,
                record.position,
                other=earlier.no.value or str(earlier.position),
                difference=_difference(earlier, record),
            )


def _difference(one: DraftRecord, other: DraftRecord) -> str:
    if one.site_unit.value:
        return f"同为{one.site_unit.value}"
    return "责任单位不同" if one.responsible_units.value != other.responsible_units.value else "责任单位也相同"


def copied_measures(records: Iterable[DraftRecord]) -> Iterator[ReadingWarning]:
    """Two different problems with word for word the same measures: one of them was copied."""
    alike: dict[str, list[DraftRecord]] = defaultdict(list)
    for record in records:
        text = _bare("".join(record.measures.value))
        if len(text) >= SHORTEST_MEASURES:
            alike[text].append(record)
    for text, sharing in alike.items():
        if len(sharing) == 1 or len(sharing) >= COMMON_PHRASE:
            continue
        one, other = sharing
        if likeness(pairs(one.problem.value), pairs(other.problem.value)) < DIFFERENT_PROBLEMS:
            yield _copied(one, other, pairs(text))


def _copied(one: DraftRecord, other: DraftRecord, measures: frozenset[str]) -> ReadingWarning:
    """The measures fit the record that speaks of the same things; in doubt the earlier one."""
    fits = [likeness(measures, pairs(f"{record.problem.value} {record.goal.value or ''}")) for record in (one, other)]
    copy, original = (one, other) if fits[1] > fits[0] + CLEARLY else (other, one)
    return warning(
        "measure_of_other_row",
        copy.no.value,
        copy.measures.positions[0] if copy.measures.positions else copy.position,
        other=original.no.value or str(original.position),
    )


def _bare(text: str) -> str:
    return without_stop(squeeze(text))
