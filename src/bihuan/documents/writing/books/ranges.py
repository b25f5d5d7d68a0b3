"""Addresses of a form whose body grows: what stands below moves down, what lies over the body stretches with it."""

import re
from dataclasses import dataclass

from openpyxl.utils import column_index_from_string

_CELL = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)")


@dataclass(frozen=True, slots=True)
class Growth:
    """Rows as a sheet counts them, from 1: the body had `first` to `last`, and has `rows` of them now.

    A form without any line has its `last` right above its `first`.
    """

    first: int
    last: int
    rows: int

    @property
    def end(self) -> int:
        """The last row of the body now; a list of nothing keeps one blank line."""
        return self.first + max(self.rows, 1) - 1

    def below(self, row: int) -> int:
        """Where a row that stood below the body is now."""
        return row + self.end - self.last

    def area(self, words: str) -> str:
        """`A1:K20`, `$A$1:$K$20` or `A5` as it is now; a single cell of the body stands for its column."""
        ends = _CELL.findall(words)
        if not ends:
            return words
        if len(ends) == 1 and self.first <= int(ends[0][3]) <= self.last:
            words = f"{words}:{words}"
        rows = iter((self._upper(int(ends[0][3])), self._lower(int(ends[-1][3]))))
        return _CELL.sub(lambda cell: f"{cell[1]}{cell[2]}{cell[3]}{next(rows)}", words)

    def areas(self, words: str) -> str:
        """Several areas with blanks between them."""
        return " ".join(map(self.area, words.split()))

    def _upper(self, row: int) -> int:
        if row > self.last:
            return self.below(row)
        return min(row, self.first)

    def _lower(self, row: int) -> int:
        if row > self.last:
            return self.below(row)
        return row if row < self.first else self.end


def corners(words: str) -> tuple[int, int, int, int]:
    """Top row, left column, bottom row, right column of `C5:D7`, all from 1."""
    ends = _CELL.findall(words)
    first, last = ends[0], ends[-1]
    return int(first[3]), column_index_from_string(first[1]), int(last[3]), column_index_from_string(last[1])
