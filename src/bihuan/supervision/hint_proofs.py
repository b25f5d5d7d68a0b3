"""The proof of a hint as a page shows it: two halves side by side with what they share, and the measured values."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bihuan.files.kinds import PICTURES
from bihuan.ledger.models import EvidenceRevision
from bihuan.supervision.models import Hint
from bihuan.triage.formalism.texts import marked
from bihuan.ui.parts import Line


@dataclass(frozen=True, slots=True)
class Half:
    """One side of a proof: whose it is, when, its words in pieces (words, alike), or the address of its picture."""

    heading: str
    title: str
    on: str
    pieces: list[tuple[str, bool]]
    picture: str


def _sides(hint: Hint) -> list[dict[str, Any]]:
    sides: list[dict[str, Any]] = hint.proof.get("sides", [])
    return sides


def pictures(hint: Hint) -> dict[int, int]:
    """The revisions of evidence that a proof shows, by the place of their half."""
    return {place: side["revision"] for place, side in enumerate(_sides(hint), start=1) if side["revision"]}


def halves(hint: Hint, *, named: bool) -> list[Half]:
    """Both sides. `named` is off for the unit itself, which needs the passage but not the name of another."""
    sides, shown = _sides(hint), set(_shown(hint))
    words = [side["words"] for side in sides]
    pieces = marked(*words) if len(words) == 2 and all(words) else [[(text, False)] if text else [] for text in words]
    return [
        _half(hint, place, side, part, named=named or side["unit"] in ("", hint.unit.name), shown=place in shown)
        for place, (side, part) in enumerate(zip(sides, pieces, strict=True), start=1)
    ]


def _half(
    hint: Hint, place: int, side: dict[str, Any], pieces: list[tuple[str, bool]], *, named: bool, shown: bool
) -> Half:
    return Half(
        heading=side["unit"] if named else _("another unit"),
        title=side["title"] if named else "",
        on=side["on"],
        pieces=pieces,
        picture=reverse("supervision:hint-picture", args=[hint.pk, place]) if shown else "",
    )


def _shown(hint: Hint) -> list[int]:
    """Places whose evidence is a picture."""
    kept = pictures(hint)
    seen = EvidenceRevision.objects.filter(pk__in=kept.values(), file__media_type__in=PICTURES)
    there = set(seen.values_list("pk", flat=True))
    return [place for place, pk in kept.items() if pk in there]


def measured(hint: Hint) -> list[Line]:
    """The values that the hint rests on, in words."""
    proof = hint.proof
    said = {
        "exact": lambda value: (_("Files"), _("equal byte by byte") if value else _("different files, one picture")),
        "agreeing": lambda value: (_("Parts of the picture that agree"), f"{value:.0%}"),
        "share": lambda value: (_("Words that stand in the other text"), f"{value:.0%}"),
        "repeated": lambda value: (_("Content that the measure says already"), f"{value:.0%}"),
        "on_the_day": lambda value: (_("Closed at the end"), _("%(n)s of %(of)s") % {"n": value, "of": proof["of"]}),
        "expected": lambda value: (_("To be expected"), f"{value:.1f}"),
        "usual": lambda value: (_("Rate of the others"), f"{value:.1%}"),
        "what": lambda value: (_("Rate"), value),
        "of": lambda value: (_("Counted"), str(value)),
        "chance": lambda value: (_("Chance if all were usual"), f"{value:.2g}"),
        "dated": lambda value: (_("Dated"), value),
        "planned_on": lambda value: (_("Plan handed in"), value),
    }
    lines = [
        Line(*said[key](proof[key])) for key in said if key in proof and key != ("of" if "on_the_day" in proof else "")
    ]
    return [Line(_("Found"), date_format(hint.found_on, "DATE_FORMAT")), *lines]
