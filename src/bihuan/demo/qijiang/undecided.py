"""Voices that nobody has disposed of yet: work for the triage desk. Many say the same, some only sound the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from itertools import product
from typing import Any

import yaml


@dataclass(frozen=True)
class Undecided:
    """One voice: its words, the unit it speaks about (or none), and the day on which it came."""

    text: str
    about: str
    on: date


def undecided() -> list[Undecided]:
    """All of them, in the order of their days."""
    loaded: dict[str, Any] = yaml.safe_load(
        files("bihuan.demo.qijiang").joinpath("undecided.yaml").read_text(encoding="utf-8")
    )
    found = [voice for matter in loaded["matters"] for voice in _of_matter(matter, loaded)]
    first = date(2014, 4, 9)
    found += [
        Undecided(text, "", first + timedelta(days=2 * place)) for place, text in enumerate(loaded["singles"][:29])
    ]
    found += [Undecided(text, "", date(2014, 6, 5)) for text in loaded["singles"][29:]]
    return sorted(found, key=lambda one: one.on)


def _of_matter(matter: dict[str, Any], loaded: dict[str, Any]) -> Iterator[Undecided]:
    """The same thing in the words of several people; two of them mean another place where there is one."""
    frames = list(product(loaded["closings"], loaded["openings"]))
    for place in range(matter["voices"]):
        said = matter["said"][place % len(matter["said"])]
        closing, opening = frames[place % len(frames)]
        at = matter["also"] if "also" in matter and place % 8 == 4 else matter["at"]
        day = matter["from"] + timedelta(days=place * matter["days"] // matter["voices"])
        yield Undecided(f"{opening}{said.replace('〔处〕', at)}{closing}", at, day)
