"""What an import would do, in words, and the tree as the words of a spreadsheet see it."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bihuan.people.models import Unit
from bihuan.people.sheets import Row, Sheet

Draft = TypeVar("Draft")


@dataclass(frozen=True)
class SheetFault:
    """What is wrong with one cell; `cell` is its address as Excel writes it."""

    cell: str
    sentence: str


@dataclass
class Plan(Generic[Draft]):
    """What an import would do: drafts to write, rows that are there already, and every fault with its cell."""

    sheet: Sheet
    drafts: list[Draft] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    faults: list[SheetFault] = field(default_factory=list)

    def fault(self, row: Row, key: str, sentence: str) -> None:
        """Note what is wrong with a cell."""
        self.faults.append(SheetFault(row.address(key), sentence))


class Directory:
    """Every unit by the words an office may use for it: code, name, or names from the top joined by "/"."""

    def __init__(self) -> None:
        self.units = {unit.pk: unit for unit in Unit.objects.order_by("level")}
        self.words: dict[str, set[int]] = defaultdict(set)
        for unit in self.units.values():
            path = "/".join(self.units[pk].name for pk in unit.ancestors)
            for word in {unit.code, unit.name, unit.short_name, path} - {""}:
                self.words[word].add(unit.pk)
        self.codes = {unit.code for unit in self.units.values()} - {""}
        self.places = {(unit.parent_id, unit.name): unit for unit in self.units.values()}

    def find(self, words: str) -> set[int]:
        """Ids of the units so called."""
        spelled = "/".join(part.strip() for part in words.replace("／", "/").replace(">", "/").split("/"))
        return self.words.get(spelled, set())
