"""What an office's columns meant last time, offered with its next file. A habit of reading; it leaves no fact."""

from collections.abc import Sequence

from django.db import transaction

from bihuan.ledger.models import ColumnMemory
from bihuan.people.models import Unit

WIDTH = 120


@transaction.atomic
def remember_columns(office: Unit, said: Sequence[str]) -> None:
    """Keep the meanings with which a file was imported, as `header|meaning`; the last word counts."""
    for line in said:
        header, bar, meaning = line.rpartition("|")
        if bar and header and len(header) <= WIDTH:
            ColumnMemory.objects.update_or_create(office=office, header=header, defaults={"meaning": meaning})


def with_memory(office: Unit, said: Sequence[str]) -> list[str]:
    """What is said now, and after it what the office said of other columns before. The first of a header counts."""
    spoken = {line.rpartition("|")[0] for line in said}
    kept = ColumnMemory.objects.filter(office=office).exclude(header__in=spoken).order_by("pk")
    return [*said, *(f"{row.header}|{row.meaning}" for row in kept)]
