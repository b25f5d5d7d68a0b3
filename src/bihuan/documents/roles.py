"""Who answers for an issue: units and their roles by label, verb, mark or order; persons."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bihuan.documents.words import is_none, tidy

Role = Literal["lead", "unit", "cooperating"]

UNIT_END = "[局部委办科股室处院校会府站队镇乡园厅署组所馆行位门区道心司团]"
"""Last characters of names of units; only to tell a blank or 和 between names from one inside a name."""

_COOPERATING = "配合|协办|参与|参加|协助|协同|支持|指导"
_LEAD = "牵头|主办|主责"
_MARK = re.compile(rf"[（(](?:(?P<lead>{_LEAD})|(?P<cooperating>{_COOPERATING}))(?:单位|部门|科室|股室)?[）)]")
_LABEL = re.compile(
    rf"^(?:(?P<lead>{_LEAD})|(?P<cooperating>{_COOPERATING})|(?P<unit>责任|承办|落实|负责|实施|主管))"
    r"(?:责任)?(?:单位|部门|科室|股室|处室)\s*[:：]\s*"
)
_VERB = re.compile(
    rf"(?:(?P<lead>{_LEAD}(?:负责|落实|办理)?)|(?P<cooperating>{_COOPERATING})|(?P<unit>(?:按(?:照)?职责(?:分工)?|分别|共同|具体)?(?:负责|落实)))$"
)
_OPENING = re.compile(r"^(?:由|会同|请|以及|和|并)(?=\S{2})")
_TOGETHER = re.compile(r"(.{2,}?)(?:会同|商|联合)(.{2,})$")
_VAGUE = re.compile(r"(?:等)?(?:其他|各)?(?:有关|相关)(?:部门|单位|方面|科室|股室|责任单位)(?:等)?")
_OPEN_END = re.compile(r"等(?:(?:其他)?(?:各)?(?:有关|相关)?(?:部门|单位|科室|股室))?$")
_ETC_AND = re.compile(r"等(?:单位|部门)?(?:和|及|以及)")


_BRACKETS = re.compile(r"[（(〔\[]")
_CUTS = re.compile(r"[、，,；;/。\n]")


@dataclass(frozen=True, slots=True)
class Units:
    """The units named in one text, in order; `lead` only where a verb, mark or rule says who leads."""

    responsible: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    lead: str | None = None


@lru_cache(maxsize=4096)
def read_units(text: str, *, first_leads: bool = False) -> Units:
    """Reads 甲牵头，乙、丙配合 · 甲（牵头）、乙 · 甲会同乙 · 甲、乙负责 · plain lists.

    `first_leads`: the document says that the first of a list leads (列第一位者为牵头单位).
    """
    named: list[tuple[str, Role]] = []
    pending: list[str] = []
    label: Role | None = None
    for raw in pieces(_ETC_AND.sub("、", text)):
        label, piece = _labelled(raw, label)
        role, names = _named(piece)
        pending += names
        if role or label:
            named += [(name, role or label or "unit") for name in pending]
            pending = []
    named += [(name, "unit") for name in pending]
    return _sorted_out(named, first_leads=first_leads)


def _labelled(piece: str, label: Role | None) -> tuple[Role | None, str]:
    """A label inside a cell holds for what follows, until the next one."""
    if found := _LABEL.match(piece):
        return _role(found), piece[found.end() :]
    return label, piece


def _named(piece: str) -> tuple[Role | None, list[str]]:
    """The names in one piece and the role that a mark or verb gives them."""
    role: Role | None = None
    if mark := _MARK.search(piece):
        role, piece = _role(mark), _MARK.sub("", piece)
    elif verb := _VERB.search(piece):
        role, piece = _role(verb), piece[: verb.start()]
    piece = _OPENING.sub("", piece.strip())
    if together := _TOGETHER.fullmatch(piece):
        return role, [_VERB.sub("", together[1]), together[2]]
    return role, [piece]


def _sorted_out(named: list[tuple[str, Role]], *, first_leads: bool) -> Units:
    clean = [(bare, role) for name, role in named if (bare := _OPEN_END.sub("", tidy(name))) and not is_none(bare)]
    exact = [(name, role) for name, role in clean if not _VAGUE.fullmatch(name)] or clean
    leads = [name for name, role in exact if role == "lead"]
    responsible = list(dict.fromkeys([*leads, *(name for name, role in exact if role == "unit")]))
    cooperating = list(dict.fromkeys(name for name, role in exact if role == "cooperating"))
    if not responsible and cooperating:
        responsible, cooperating = cooperating, []
    lead = leads[0] if leads else responsible[0] if first_leads and responsible else None
    return Units(tuple(responsible), tuple(name for name in cooperating if name not in responsible), lead)


@lru_cache(maxsize=4096)
def read_persons(text: str) -> tuple[str, ...]:
    """Persons or posts named in a cell, in order."""
    joined = re.sub(
        r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?![\u4e00-\u9fff])", r"\1\2", text
    )
    names = [tidy(name) for chunk in pieces(joined) for name in re.split(r"[\s\u3000]+", chunk)]
    return tuple(dict.fromkeys(name for name in names if name and not is_none(name)))


def _role(match: re.Match[str]) -> Role:
    groups = match.groupdict()
    return "lead" if groups.get("lead") else "cooperating" if groups.get("cooperating") else "unit"


def pieces(text: str) -> list[str]:
    """Cut at 、，；/ and line ends, never inside brackets; at 和 and blanks only between names of units."""
    if not _BRACKETS.search(text):
        return [part for piece in _CUTS.split(text) for part in _between_names(piece.strip()) if part]
    cut, depth, current = [], 0, ""
    for char in text:
        depth += (char in "（(〔[") - (char in "）)〕]")
        if depth <= 0 and char in "、，,；;/。\n":
            cut.append(current)
            current = ""
        else:
            current += char
    return [part for piece in [*cut, current] for part in _between_names(piece.strip()) if part]


def _between_names(piece: str) -> list[str]:
    parts = re.split(rf"(?<={UNIT_END})[ \u3000]+(?=\S)", piece) if " " in piece or "\u3000" in piece else [piece]
    return [name.strip() for part in parts for name in re.split(rf"(?<={UNIT_END})和", part)]
