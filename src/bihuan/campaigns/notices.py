"""Reading the State Council's yearly notice: `1月1日（周四）至3日（周六）`, one stretch a line."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from bihuan.common.workflow import Refused

_ASIDE = re.compile(r"[（(][^（）()]*[）)]|\s")
_STRETCH = re.compile(r"(\d{1,2})月(\d{1,2})日(?:[至到~—-]+(?:(\d{1,2})月)?(\d{1,2})日)?")
LONGEST = 20
"""Days of one stretch; a longer one is a slip of the pen."""


def days_of(text: str, *, year: int) -> list[date]:
    """Every day that the lines name, in order, each once.

    Raises:
        Refused: a line names no day, or days that are none; each with its number.
    """
    found: dict[date, None] = {}
    faults: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.update(dict.fromkeys(_days_of_line(_ASIDE.sub("", line), year)))
        except ValueError:
            words = _("Line %(number)d, “%(line)s”: write days like 1月1日 or 1月1日至3日.")
            faults.append(words % {"number": number, "line": line.strip()})
    if faults:
        raise Refused(faults)
    return sorted(found)


def _days_of_line(line: str, year: int) -> Iterator[date]:
    """The days of one line without asides. Raises ValueError if there are none or too many."""
    matches = list(_STRETCH.finditer(line))
    if not matches:
        raise ValueError(line)
    for match in matches:
        month, day, last_month, last_day = match.groups()
        first = date(year, int(month), int(day))
        last = date(year, int(last_month or month), int(last_day or day))
        if not 0 <= (last - first).days < LONGEST:
            raise ValueError(line)
        yield from (first + timedelta(days=n) for n in range((last - first).days + 1))
