"""The reasons of the engine in words, for the person who decides."""

from collections.abc import Sequence

from bihuan.triage.align import differences
from bihuan.triage.gate import Conflict

KINDS = {
    "school": "学校",
    "health": "医疗机构",
    "estate": "小区或楼盘",
    "company": "单位",
    "village": "村或社区",
    "grade": "年级或班",
    "line": "线路",
    "road": "道路",
    "town": "镇街",
    "county": "区县",
    "city": "市",
    "province": "省",
    "word": "处处替换的词",
}


SHORT = 30
"""A differing passage of more letters, ours and theirs together, says nothing at a glance."""


def changes(ours: str, theirs: str) -> tuple[tuple[str, str], ...]:
    """The first short passages in which two near-equal texts differ, ours and theirs."""
    first, second = sorted((ours, theirs))  # as the gate has asked
    found = differences(first, second) if ours != theirs else ()
    changed = [(one.ours, one.theirs) if first == ours else (one.theirs, one.ours) for one in found]
    return tuple(pair for pair in changed if sum(map(len, pair)) <= SHORT)[:3]


def of_match(likeness: float, conflicts: Sequence[Conflict], changed: Sequence[tuple[str, str]]) -> str:
    """Say why two near-equal texts are one submission, or why they are not."""
    percent = f"文字相同 {likeness:.0%}"
    if conflicts:
        named = "；".join(f"{KINDS[one.kind]}不同：“{one.ours}”与“{one.theirs}”" for one in conflicts[:3])
        return f"{percent}，但{named}。请人工判断，不自动合并。"
    if likeness == 1 and not changed:
        return "文字完全相同。"
    differing = "、".join(f"“{ours or '（无）'}”与“{theirs or '（无）'}”" for ours, theirs in changed)
    return f"{percent}，所指地点和单位一致" + (f"；仅有差别：{differing}。" if differing else "。")
