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


def of_match(ours: str, theirs: str, likeness: float, conflicts: Sequence[Conflict]) -> str:
    """Say why two near-equal texts are one submission, or why they are not."""
    percent = f"文字相同 {likeness:.0%}"
    if conflicts:
        named = "；".join(f"{KINDS[one.kind]}不同：“{one.ours}”与“{one.theirs}”" for one in conflicts[:3])
        return f"{percent}，但{named}。请人工判断，不自动合并。"
    if ours == theirs:
        return "文字完全相同。"
    first, second = sorted((ours, theirs))  # as the gate has asked
    swapped = first != ours
    changed = [
        f"“{(one.theirs if swapped else one.ours) or '（无）'}”与“{(one.ours if swapped else one.theirs) or '（无）'}”"
        for one in differences(first, second)
    ]
    short = [words for words in changed if len(words) <= 40][:3]
    return f"{percent}，所指地点和单位一致" + (f"；仅有差别：{'、'.join(short)}。" if short else "。")
