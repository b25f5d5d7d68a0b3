"""One sheet → voices to be taken in: a dry run that says for every row what would happen to it, and why."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign, Channel, Term
from bihuan.campaigns.selectors import day_of, terms
from bihuan.opinions.imports.sheets import Grid, open_grid
from bihuan.opinions.models import Opinion, Source
from bihuan.opinions.policies import objections_to_words
from bihuan.opinions.selectors.places import match_units
from bihuan.opinions.services.intake import Said
from bihuan.opinions.services.ways import identity_of, likeness_of
from bihuan.people.models import Unit

_DAY = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})")


@dataclass(frozen=True)
class Row:
    """One row of the file: what it becomes (None: nothing), and every doubt in words with its cell."""

    number: int
    place: str
    words: str
    said: Said | None
    outside_number: str
    notes: tuple[str, ...]
    known_as: str = ""
    """The number of the voice that this submission is already."""


@dataclass(frozen=True)
class HandOverRead:
    """What taking a file in would do."""

    grid: Grid
    rows: tuple[Row, ...]

    @property
    def fresh(self) -> list[Row]:
        """Rows that become voices."""
        return [row for row in self.rows if row.said is not None and not row.known_as]

    @property
    def known(self) -> list[Row]:
        """Rows that are here already."""
        return [row for row in self.rows if row.known_as]

    @property
    def wrong(self) -> list[Row]:
        """Rows that say nothing that can be kept."""
        return [row for row in self.rows if row.said is None]


def try_out(
    content: bytes, *, name: str, channel: Channel, origin: str, chosen: Mapping[str, str | None] | None = None
) -> HandOverRead:
    """Read a file and compare it with what is there; nothing is written.

    Raises:
        Refused: the file cannot be read.
    """
    grid = open_grid(content, name=name, chosen=chosen)
    return HandOverRead(grid, tuple(_Reader(grid, channel, origin).rows()))


class _Reader:
    def __init__(self, grid: Grid, channel: Channel, origin: str) -> None:
        self.grid, self.channel, self.origin = grid, channel, origin
        self.campaign: Campaign = channel.campaign
        self.seen: Counter[str] = Counter()
        self.places: dict[str, Unit | None] = {}

    @cached_property
    def groups(self) -> dict[str, Term]:
        return {term.name: term for term in terms(self.campaign, Term.Taxonomy.SPEAKER_GROUP)}

    @cached_property
    def known(self) -> dict[str, str]:
        """Numbers of voices by identity and by likeness, of this campaign."""
        rows = Source.objects.filter(campaign=self.campaign, origin=self.origin).select_related("opinion")
        by_number = {row.identity: row.opinion.label for row in rows if row.identity}
        words = Opinion.objects.filter(campaign=self.campaign, channel=self.channel).values_list("text", "number")
        likes = {likeness_of(text): Opinion(number=number).label for text, number in words}
        return {**likes, **by_number}

    def rows(self) -> Iterator[Row]:
        """Each row, in the order of the file."""
        for number, cells in self.grid.rows:
            yield self._row(number, cells)

    def _row(self, number: int, cells: Mapping[str, str]) -> Row:
        text, outside = cells.get("text", ""), cells.get("outside_number", "")[:80]
        wrong = list(objections_to_words(text))
        if wrong:
            return Row(number, self._at(number, "text"), text[:80], None, outside, tuple(wrong))
        notes = list[str]()
        said = Said(channel=self.channel, text=text, anonymous=not cells.get("contact"))
        said["received_on"] = self._day(number, cells, notes)
        said["about_words"], said["about_unit"] = cells.get("place", "")[:120], self._unit(cells.get("place", ""))
        said["group"] = self._group(number, cells, notes)
        said["contact"] = cells.get("contact") or None
        said["heads"] = self._heads(number, cells, notes)
        return Row(number, self._at(number, "text"), text, said, outside, tuple(notes), self._known_as(text, outside))

    def _known_as(self, text: str, outside: str) -> str:
        """The voice, or the row above, that is the same submission: by its number there, else by its words."""
        key = identity_of(outside) if outside else likeness_of(text)
        self.seen[key] += 1
        if self.seen[key] > 1:
            return _("a row above")
        return self.known.get(key, "")

    def _at(self, number: int, meaning: str) -> str:
        return self.grid.address(number, meaning)

    def _day(self, number: int, cells: Mapping[str, str], notes: list[str]) -> date:
        words, today = cells.get("received", ""), day_of(self.campaign)
        found = _DAY.search(words)
        try:
            day = date(*map(int, found.groups())) if found else None
        except ValueError:
            day = None
        if day and day <= today:
            return day
        if words:
            notes.append(
                _("%(place)s: “%(words)s” is no day that has come; today is taken.")
                % {"place": self._at(number, "received"), "words": words}
            )
        return today

    def _unit(self, words: str) -> Unit | None:
        if words not in self.places:
            found = match_units(self.campaign, words)
            self.places[words] = found[0] if len(found) == 1 else None
        return self.places[words]

    def _group(self, number: int, cells: Mapping[str, str], notes: list[str]) -> Term | None:
        words = cells.get("group", "")
        if words and words not in self.groups:
            notes.append(
                _("%(place)s: “%(words)s” is no group of this campaign; it stays open.")
                % {"place": self._at(number, "group"), "words": words}
            )
        return self.groups.get(words)

    def _heads(self, number: int, cells: Mapping[str, str], notes: list[str]) -> int:
        words = cells.get("heads", "")
        if words and not (words.isdecimal() and 1 <= int(words) <= 100_000):
            notes.append(
                _("%(place)s: “%(words)s” is no number of people; one is taken.")
                % {"place": self._at(number, "heads"), "words": words}
            )
            return 1
        return int(words or 1)
