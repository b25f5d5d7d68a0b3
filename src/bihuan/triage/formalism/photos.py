"""The same photograph handed in for two things, by its bytes or by what it shows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PIL import Image

from bihuan.triage.formalism.alignment import Likeness, likeness
from bihuan.triage.formalism.finding import Finding
from bihuan.triage.formalism.prints import Print, Prints

Opener = Callable[[str], Image.Image]
"""Opens the picture of a record by its id, as `prints.opened` does. Only pairs that look alike are opened."""


@dataclass(frozen=True, slots=True)
class Photo:
    """One picture as evidence: its record, unit and matter, its SHA-256 and its print.

    Pictures with one `matter` (what the caller holds to be one thing: a measure, a piece of evidence) are never held
    against each other: a better scan in the place of a bad one is no second use.
    """

    id: str
    unit: str
    matter: str
    sha256: str
    print: Print
    title: str = ""


def same_photos(new: Sequence[Photo], earlier: Sequence[Photo], open_photo: Opener) -> Iterator[Finding]:
    """New photographs that show what another one shows already; each is held against the earliest that it repeats.

    `new` are also compared with those before them, so a whole stock is looked through with `earlier` empty.
    """
    stock = [*earlier, *new]
    if not new:
        return
    table = Prints.of([photo.print for photo in stock])
    for place, photo in enumerate(new, start=len(earlier)):
        if photo.print.flat:
            continue
        rows = [row for row in table.near(photo.print) if row < place and stock[row].matter != photo.matter]
        yield from _first_match(photo, [stock[row] for row in rows], open_photo)


def _first_match(photo: Photo, others: Sequence[Photo], open_photo: Opener) -> Iterator[Finding]:
    """Equal bytes first: they need no look."""
    equal = next((other for other in others if other.sha256 == photo.sha256), None)
    if equal is not None:
        yield _finding(photo, equal, None)
        return
    for other in others:
        if other.print.flat:
            continue
        found = likeness(open_photo(photo.id), open_photo(other.id), (photo.print, other.print))
        if found is not None and found.same:
            yield _finding(photo, other, found)
            return


def _finding(photo: Photo, other: Photo, found: Likeness | None) -> Finding:
    where = "本单位此前的另一项佐证" if photo.unit == other.unit else "另一单位此前的佐证"
    if found is None:
        how = "两个文件逐字节相同（SHA-256 一致）"
    else:
        turn = "，其中一张经过翻转或旋转" if found.turned else ""
        how = f"可比对的 {found.telling} 个局部中有 {found.agreeing:.0%} 画面一致{turn}"
    proof = {
        "exact": found is None,
        "agreeing": 1.0 if found is None else round(found.agreeing, 3),
        "cells": 0 if found is None else found.telling,
        "turned": found is not None and found.turned,
    }
    reason = f"这张照片与{where}是同一张：{how}。请核对是否另行拍摄。"
    return Finding("same_photo", photo.unit, (photo.id, other.id), reason, proof)
