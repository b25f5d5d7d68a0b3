"""The triage engine of each campaign, kept in files beside the database.

The files hold hashes, weights and numbers of opinions, no words; losing them loses nothing that the next round of work
would not make again. Learning libraries take seconds and 100 MB to load, so a process loads them when it first
needs them.
"""

import os
import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django.conf import settings

from bihuan.campaigns.models import Campaign
from bihuan.opinions.models import Opinion
from bihuan.opinions.reasons import Why, why_link, why_match

if TYPE_CHECKING:
    from bihuan.triage import Classifier, Desk, Message

CATEGORY, UNIT = "category", "unit"
_KNOWN = "known"
_REMEMBERED = 4_000
"""Messages that a desk keeps at hand, about 4 MB."""


@cache
def library() -> Any:  # noqa: ANN401 - a module; what it offers is typed where it is used
    """The engine, loaded once per process."""
    return import_module("bihuan.triage")


def message_of(opinion: Opinion) -> "Message":
    """A voice as the engine reads it. The place is its title: names in a title weigh more."""
    place = opinion.about_words or (opinion.about_unit.name if opinion.about_unit else "")
    made = library().Message(opinion.label, opinion.text, title=place, time=opinion.received_on.isoformat())
    return cast("Message", made)


def number_of(label: str) -> int:
    """The number in an opinion's label, which is how the engine calls it."""
    return int(label.removeprefix("A-"))


def opinions_called(campaign: Campaign, labels: Collection[str]) -> dict[str, Opinion]:
    """Opinions of a campaign by label."""
    numbers = [number_of(label) for label in labels]
    found = Opinion.objects.filter(campaign=campaign, number__in=numbers).select_related("about_unit")
    return {one.label: one for one in found}


class Known(NamedTuple):
    """Up to where a desk has read: the number of an opinion, the key of an act of regrouping."""

    opinion: int
    act: int


@dataclass(frozen=True)
class Shelf:
    """The files of one campaign's engine."""

    campaign: Campaign

    @property
    def folder(self) -> Path:
        """Where they are; the folder may not exist yet."""
        return Path(settings.DATA) / "triage" / self.campaign.code

    def desk(self) -> "Desk":
        """Sketches of the voices taken in so far; empty at the beginning."""
        opened = library().Desk.open(self.folder / "desk", _Recall(self.campaign))
        return cast("Desk", opened)

    def keep_desk(self, desk: "Desk", known: "Known") -> None:
        """Save the desk, then note what it knows: whoever dies in between does the same again, to the same effect."""
        self.folder.mkdir(parents=True, exist_ok=True)
        desk.save(self.folder / "desk")
        words = f"{known.opinion} {known.act}"
        self._replace(_KNOWN, lambda path: path.write_text(words, encoding="ascii"))

    @property
    def known(self) -> "Known":
        """What the desk knows; nothing where there is none yet."""
        try:
            opinion, act = (self.folder / _KNOWN).read_text(encoding="ascii").split()
            return Known(int(opinion), int(act))
        except (OSError, ValueError):
            return Known(0, 0)

    def model(self, kind: str) -> "Classifier | None":
        """What was learned about categories or units, if anything was."""
        path = self.folder / f"{kind}.npz"
        return cast("Classifier", library().Classifier.load(path)) if path.exists() else None

    def keep_model(self, kind: str, model: "Classifier") -> None:
        """Put a model in the place of the one before, whole or not at all."""
        self._replace(f"{kind}.npz", model.save)

    def drop_model(self, kind: str) -> None:
        """Forget what was learned: the decisions it rested on are gone."""
        (self.folder / f"{kind}.npz").unlink(missing_ok=True)

    def _replace(self, name: str, write: Callable[[Path], object]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f"{name}.{os.getpid()}.new"
        write(draft)
        draft.replace(self.folder / name)


@dataclass
class _Recall:
    """The messages of labels. The engine asks for the same ones over and over: what many said is like itself."""

    campaign: Campaign
    read: "dict[str, Message]" = field(default_factory=dict)

    def __call__(self, labels: Iterable[str]) -> "dict[str, Message]":
        wanted = list(labels)
        fresh = [label for label in wanted if label not in self.read]
        if fresh:
            if len(self.read) + len(fresh) > _REMEMBERED:
                self.read = {label: self.read[label] for label in wanted if label in self.read}
            self.read |= {label: message_of(one) for label, one in opinions_called(self.campaign, fresh).items()}
        return {label: self.read[label] for label in wanted if label in self.read}


@dataclass
class _Open:
    """A desk that this process holds open, and the state of its folder at that time."""

    desk: "Desk"
    saved: float


_open: dict[str, _Open] = {}
_one_at_a_time = threading.Lock()


def likenesses(campaign: Campaign, words: str) -> list[tuple[str, str, float, Why]]:
    """Voices like some words that are being typed: (label, kind, degree, why), the likeliest first."""
    shelf = Shelf(campaign)
    noted = shelf.folder / _KNOWN
    if not noted.exists():
        return []
    with _one_at_a_time:
        saved = noted.stat().st_mtime
        held = _open.get(campaign.code)
        if held is None or held.saved != saved:
            held = _open[campaign.code] = _Open(shelf.desk(), saved)
        typed = library().Message("", words)
        found: list[tuple[str, str, float, Why]] = [
            (one.id_b, one.verdict, one.likeness, why_match(one)) for one in held.desk.duplicates(typed)
        ]
        known = {label for label, *_ in found}
        links = held.desk.matters(typed)
        found += [(one.nearest, "related", one.chance, why_link(one)) for one in links if one.nearest not in known]
    return found
