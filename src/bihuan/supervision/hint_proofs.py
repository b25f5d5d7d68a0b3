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
    lines = [Line(name, value) for key, (name, value) in _said(hint.proof).items() if key in hint.proof]
    return [Line(_("Found"), date_format(hint.found_on, "DATE_FORMAT")), *lines]


def _said(proof: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Name and wording of every value that a detector measures."""
    of, exact = proof.get("of", ""), proof.get("exact")
    closed = _("%(n)s of %(of)s") % {"n": proof.get("on_the_day", ""), "of": of}
    return {
        "exact": (_("Files"), _("equal byte by byte") if exact else _("different files, one picture")),
        "agreeing": (_("Parts of the picture that agree"), _percent(proof.get("agreeing"))),
        "share": (_("Words that stand in the other text"), _percent(proof.get("share"))),
        "repeated": (_("Content that the measure says already"), _percent(proof.get("repeated"))),
        "on_the_day": (_("Closed at the end"), closed),
        "expected": (_("To be expected"), str(proof.get("expected"))),
        "what": (_("Rate"), str(proof.get("what"))),
        "of": (_("Counted"), str(of)),
        "usual": (_("Rate of the others"), _percent(proof.get("usual"), digits=1)),
        "chance": (_("Chance if all were usual"), str(proof.get("chance"))),
        "dated": (_("Dated"), str(proof.get("dated"))),
        "planned_on": (_("Plan handed in"), str(proof.get("planned_on"))),
    }


def _percent(share: float | None, *, digits: int = 0) -> str:
    return "" if share is None else f"{share:.{digits}%}"
