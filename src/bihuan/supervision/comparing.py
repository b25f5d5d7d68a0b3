"""Two versions of a text, line by line: what stayed, what went, what came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of a comparison. `old` is None for a line that came, `new` for one that went."""

    old: str | None
    new: str | None

    @property
    def changed(self) -> bool:
        """The line is not the same on both sides."""
        return self.old != self.new


def compare(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Every line of both texts, in order, with the changed ones side by side."""
    return list(_pairs(old, new))


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    for _tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        for offset in range(max(i2 - i1, j2 - j1)):
            yield Pair(
                old[i1 + offset] if i1 + offset < i2 else None,
                new[j1 + offset] if j1 + offset < j2 else None,
            )
