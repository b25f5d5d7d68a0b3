"""Names that people write → units, terms and people of the campaign."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from heapq import nlargest
from typing import TypeVar

from django.db.models import Q

from bihuan.campaigns.models import Campaign, Term
from bihuan.documents.words import squeeze
from bihuan.people.models import Person, Unit
from bihuan.people.selectors import units_below

Named = TypeVar("Named")

ALIKE = 0.5
"""How alike two names of units must be for one to be suggested for the other; a person still decides."""

LIKELY = 50
"""Names that are compared letter by letter: those with the most characters in common. Against all 5,000 names of a
district one comparison took 50 ms, and a file with a strange unit in every row as many times that."""


_DIGITS = r"[一二三四五六七八九十\d]+"
_DRESS = re.compile(rf"^[（(]?{_DIGITS}[）)]?[、.．]?|[“”\"‘’《》]|[（(]{_DIGITS}[个件条项][）)]$")
"""What a section heading wears: 一、 … （6个）, and quotation marks inside."""


def bare_heading(name: str) -> str:
    """The words of a category without number, count and quotation marks: 一、“四风”问题（6个） is 四风问题."""
    return _DRESS.sub("", squeeze(name))


@dataclass(frozen=True)
class Directory:
    """What names mean in one campaign. A name that two units share means neither: a person says which."""

    units: dict[str, list[Unit]]
    people: dict[str, list[Person]]
    terms: dict[tuple[str, str], int]
    chosen: dict[str, Unit] = field(default_factory=dict)
    """A person's own reading of names, which wins."""
    _alike: dict[str, list[str]] = field(default_factory=dict, compare=False)

    def unit(self, name: str) -> Unit | None:
        """The one unit of that name."""
        key = squeeze(name)
        if key in self.chosen:
            return self.chosen[key]
        found = self.units.get(key, ())
        return found[0] if len(found) == 1 else None

    def bearers(self, name: str) -> list[Unit]:
        """All units of that name."""
        return self.units.get(squeeze(name), [])

    def alike(self, name: str) -> list[Unit]:
        """Units whose name is like this one, best first."""
        key = squeeze(name)
        if key not in self._alike:
            self._alike[key] = get_close_matches(key, self._likely(key), n=3, cutoff=ALIKE)
        return [unit for found in self._alike[key] for unit in self.units[found]]

    def _likely(self, key: str) -> list[str]:
        """The names that share most characters with this one: what is not among them is not alike."""
        shared: Counter[str] = Counter()
        for character, times in Counter(key).items():
            for name, has in self._by_character.get(character, ()):
                shared[name] += min(times, has)
        return nlargest(LIKELY, shared, key=lambda name: shared[name] / (len(key) + len(name)))

    @cached_property
    def _by_character(self) -> dict[str, list[tuple[str, int]]]:
        """Which names have a character, and how often."""
        found: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for name in self.units:
            for character, times in Counter(name).items():
                found[character].append((name, times))
        return dict(found)

    def person(self, name: str, *, near: Unit | None) -> Person | None:
        """The one person so called, in the unit first."""
        found = self.people.get(squeeze(name), [])
        inside = [person for person in found if near is not None and person.unit_id == near.pk]
        if len(inside) == 1:
            return inside[0]
        return found[0] if len(found) == 1 else None

    def level(self, header: str) -> int | None:
        """The level of outside numbers whose name is part of a header, or the other way round."""
        bare = squeeze(header)
        for (taxonomy, name), pk in self.terms.items():
            if taxonomy == Term.Taxonomy.OUTSIDE_LEVEL and (name in bare or bare in name):
                return pk
        return None

    def term(self, taxonomy: str, name: str | None) -> int | None:
        """The word of a taxonomy by its name."""
        return self.terms.get((taxonomy, bare_heading(name))) if name else None


@dataclass(frozen=True)
class UnknownUnit:
    """A name of the file that is not (one) unit of the campaign, how often it stands there, and what is like it."""

    name: str
    rows: int
    alike: tuple[Unit, ...]


def directory_of(campaign: Campaign, *, chosen: dict[str, int] | None = None) -> Directory:
    """Read the names of a campaign; `chosen` maps names of the file to ids of units below its root."""
    units = list(units_below(campaign.root).filter(active=True).order_by("level", "pk"))
    by_pk = {unit.pk: unit for unit in units}
    people = Person.objects.filter(is_active=True, **{f"unit__u{campaign.root.level}": campaign.root_id})
    return Directory(
        units=_by_name((name, unit) for unit in units for name in {unit.name, unit.short_name, unit.code}),
        people=_by_name((person.title, person) for person in people),
        terms={
            (taxonomy, bare_heading(name)): pk
            for pk, taxonomy, name in Term.objects.filter(campaign=campaign, active=True).values_list(
                "pk", "taxonomy", "name"
            )
        },
        chosen={squeeze(name): by_pk[pk] for name, pk in (chosen or {}).items() if pk in by_pk},
    )


def _by_name(pairs: Iterable[tuple[str, Named]]) -> dict[str, list[Named]]:
    named: dict[str, list[Named]] = defaultdict(list)
    for name, one in pairs:
        if name:
            named[squeeze(name)].append(one)
    return dict(named)


def full_name(unit: Unit) -> str:
    """The unit's name with its parent's, which no two units share: 第五学区 / 中心小学."""
    return f"{unit.parent} / {unit}" if unit.parent else str(unit)


def units_called(campaign: Campaign, name: str) -> list[Unit]:
    """Active units of the campaign with this name, short name, code, or full name."""
    parent, _, own = name.rpartition("/")
    own = own.strip()
    called = Q(name=own) | Q(short_name=own) | Q(code=own)
    if parent.strip():
        called &= Q(parent__name=parent.strip()) | Q(parent__short_name=parent.strip())
    if not own:
        return []
    units = units_below(campaign.root).filter(called, active=True)
    return list(units.select_related("parent").order_by("level", "pk")[:10])


def units_like(campaign: Campaign, words: str, *, most: int = 12) -> list[Unit]:
    """Units whose name holds the words, the highest first: suggestions while somebody types."""
    if not (words := words.rpartition("/")[2].strip()):
        return []
    units = units_below(campaign.root).filter(Q(name__contains=words) | Q(short_name__contains=words), active=True)
    return list(units.select_related("parent").order_by("level", "position", "pk")[:most])
