"""Roles in brackets at the end of a task: （甲、乙负责） · （甲牵头，乙、丙参与） · （负责部门：甲；适用范围：…）."""

import re
from dataclasses import dataclass

from bihuan.documents.preamble import first_leads
from bihuan.documents.prose.sentences import DEADLINE
from bihuan.documents.roles import Units, read_units

_BRACKET = re.compile(r"[（(](?P<inside>[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]")
_ROLE = re.compile(
    r"(?:负责|牵头|配合|参与|参加|协助|指导|落实|承办|主办|协办|分工负责)(?:[，,；;。]|$)"
    r"|^(?:负责|牵头|责任|主办|承办|落实|主责)(?:责任)?(?:部门|单位|科室|股室|处室)[:：]"
)
_BESIDE = re.compile(r"下同$|^(?:列|排)在?|按职责分工$|持续推进$|^首位")
_SCOPE = re.compile(
    r"[，,；;。]?(?:适用范围|实施范围|备注|(?:完成|整改)?(?:时限|时间|期限))[:：].*?(?=[；;](?:配合|牵头|责任|负责)|$)"
)
_UNTIL = re.compile(r"(?:完成|整改)?(?:时限|时间|期限)[:：]\s*(?P<deadline>[^；;）)]+)")


@dataclass(frozen=True, slots=True)
class RoleBracket:
    """A bracket that names who does it, and the text it speaks of."""

    text: str
    """What stands between the bracket before and this one."""
    units: Units
    deadline: str | None = None
    """By when, where the bracket says so."""


def role_brackets(text: str, *, leads_by_order: bool) -> tuple[list[RoleBracket], str]:
    """The brackets that name units, with their texts; and what stands after the last of them."""
    found: list[RoleBracket] = []
    start = 0
    for match in _BRACKET.finditer(text):
        inside = match["inside"].strip()
        if not _ROLE.search(inside):
            continue
        bare, deadline = _bare(inside)
        units = read_units(bare, first_leads=leads_by_order or first_leads(inside))
        if units.responsible:
            found.append(RoleBracket(text[start : match.start()].strip(), units, deadline))
            start = match.end()
    return found, text[start:].strip()


def _bare(inside: str) -> tuple[str, str | None]:
    """The units alone, without clauses on scope, order or time; and the time."""
    labelled = _UNTIL.search(inside)
    clauses = [clause.strip("，,；; ") for clause in re.split(r"(?<=[，,；;])", _SCOPE.sub("", inside))]
    timed = [clause for clause in clauses if DEADLINE.search(clause)]
    names = [clause for clause in clauses if clause not in timed and not _BESIDE.search(clause)]
    deadline = labelled["deadline"].strip() if labelled else timed[0] if timed else None
    return "，".join(names), deadline
