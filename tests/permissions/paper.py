"""The matrix as a page for people: a line per URL, a column per role, a word in each cell."""

from collections.abc import Iterable
from itertools import groupby
from typing import Protocol

from django.urls import URLPattern, URLResolver, get_resolver

from tests.permissions.access import FIFTH, FINANCE, PUBLIC_NAME, THIRD, Circle

ROLES = (
    (PUBLIC_NAME, "公众<br>Public"),
    ("member", "党员<br>Member"),
    ("liaison", "联络员<br>Liaison"),
    ("head", "单位负责人<br>Head"),
    ("supervisor", "督导员<br>Supervisor"),
    ("team_leader", "督导组长<br>Team leader"),
    ("office", "活动办<br>Office"),
    ("leader", "领导<br>Leader"),
    ("system_admin", "系统管理员<br>System admin"),
    ("security_admin", "安全管理员<br>Security admin"),
    ("audit_admin", "审计管理员<br>Audit admin"),
    ("stranger", "外区人员<br>Stranger"),
)
HOMES = {"member": FIFTH}
"""Whose own unit is not the one of most of the cast."""
STAGES = {
    "desk": "工作台 Desk",
    "reports": "数据 Reports",
    "jobs": "后台任务 Background work",
    "people": "单位与人员 Units and people",
    "campaigns": "活动设置 Campaigns",
    "study": "学 Study",
    "opinions": "查 Opinions",
    "speak": "意见入口（公众） Speaking, for the public",
    "ask": "问卷（公众） Questionnaires, for the public",
    "ledger": "改 Ledger",
    "supervision": "督 Supervision",
    "voice": "满意度（公众） Satisfaction, for the public",
    "publication": "示 Publication",
    "board": "公示栏（公众） Board, for the public",
    "outcomes": "建制 Outcomes",
    "tokens": "访问令牌 Access tokens",
    "api": "程序接口 Interface for programs",
    "ui": "样式样张（仅开发） Samples of the look, for developers",
}
HEAD = """# 权限表 Permissions

This page is generated: `python -m tests.permissions.matrix`. `tests/permissions` asks every line as every member of the
cast, about a unit of his own and about another one. 本页由上述命令生成，测试逐行逐人核对。

| 词 | Word | 含义 Meaning |
|---|---|---|
| 办 | do | 能打开，也能办 opens it and may do it |
| 看 | see | 能打开；不能办的，页面逐句说明原因 opens it; whoever may not do it reads why (409 or 422) |
| 拒 | told why not | 知道有这一页，打不开，页面说明原因 finds it, but even reading is refused with reasons (409) |
| — | not there | 没有这一页（404）；未登录的转到登录页，无令牌的程序得到 401 does not find it (404); without an account: the sign-in, a program 401 |

“本单位／外单位”写作“看／—”：前者是本人所在单位牵头的事项，后者是别的单位的。
Two words, “看／—”: first a matter led by one's own unit, then one of another unit."""


class Line(Protocol):
    """What a line of the table must tell."""

    url: str
    methods: str
    opens: Circle
    does: Circle
    reads: Circle | None
    of: str


def write(rows: Iterable[Line]) -> str:
    """The whole page."""
    addresses = dict(_addresses(get_resolver()))
    parts = [HEAD]
    for stage, lines in groupby(rows, key=lambda row: row.url.split(":")[0]):
        parts.append(f"\n## {STAGES[stage]}\n")
        parts.append(_line("网址<br>URL", "对象<br>Object", *(name for _, name in ROLES)))
        parts.append(_line(*["---"] * (len(ROLES) + 2)))
        parts.extend(
            _line(f"{row.methods} `{addresses[row.url]}`", row.of, *(_cell(row, name) for name, _ in ROLES))
            for row in lines
        )
    return "\n".join(parts) + "\n"


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _addresses(resolver: URLResolver, name: str = "", path: str = "/") -> Iterable[tuple[str, str]]:
    for entry in resolver.url_patterns:
        below = path + str(entry.pattern).lstrip("^").rstrip("$")
        if isinstance(entry, URLPattern):
            yield f"{name}{entry.name}", below
        else:
            yield from _addresses(entry, f"{name}{entry.namespace}:" if entry.namespace else name, below)


def _cell(row: Line, name: str) -> str:
    """What somebody may at his own unit's and, where it differs, at another unit's object."""
    if not row.of:
        return _word(row, name, "")
    words = [_word(row, name, unit) for unit in (HOMES.get(name, FINANCE), THIRD)]
    return words[0] if words[0] == words[1] else "／".join(words)


def _word(row: Line, name: str, unit: str) -> str:
    if name not in row.opens.at(unit):
        return "—"
    if row.reads is not None and name not in row.reads.at(unit):
        return "拒"
    return "办" if "POST" in row.methods and name in row.does.at(unit) else "看"
