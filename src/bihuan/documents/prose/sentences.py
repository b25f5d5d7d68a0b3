"""Sentences, clauses and the deadline phrases in them."""

import re
from dataclasses import dataclass

_YEAR = r"(?:19|20)\d{2}\s*年"
_MONTH = r"(?:\d{1,2}|元|[一二三四五六七八九十]{1,2})\s*月"
_POINT = (
    rf"(?:{_YEAR}\s*)?(?:{_MONTH}\s*(?:\d{{1,2}}\s*日|上旬|中旬|下旬|月底|底|末|初)?"
    rf"|(?:上半年|下半年|年底|第?[一二三四]季度末?))|{_YEAR}(?:底|末|上半年|下半年|年底)?"
)
_SOFT = r"(?:原则上|预计|力争|争取|计划|拟|将|确保)(?:于|在)?"
_LENGTH = r"(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})\s*(?:个)?\s*(?:工作日|日|天|周|月|年|季度)\s*(?:之内|以内|内)"

DEADLINE = re.compile(
    rf"(?P<soft>{_SOFT})?(?P<core>(?:{_YEAR}\s*起[，,]\s*[^，,。；;]{{0,10}}?每年\s*(?:{_POINT})\s*(?:之前|以前|前)"
    rf"|(?:{_POINT})\s*(?:之前|以前|前)|{_LENGTH}(?=完成|整改|解决|[，,。；;]|$)))"
)
"""A date with 前, or a span: what binds. Dates that only tell when something happened have no 前."""

_AT_ONCE_ENDS = re.compile(r"(?:立行立改|立说立行|即知即改|即查即改|立即整改)(?=[，,。；;]|$)")
AT_ONCE = re.compile("立行立改|立说立行|即知即改|即查即改|边[查审督巡]边改|立即整改")
LASTING = re.compile("(?:并)?(?:长期坚持|持续推进|常态化推进|长期推进)")

_VERB = re.compile(
    r"(?:前|底)?(?:完成(?:整改|任务|工作)?|整改到位|整改完成|办结|解决|销号|到位|落实到位|见效|印发|出台|报送)(?=[，,。；;]|$)"
)
"""A verb that ends the clause and says no more than "done by then"."""


def sentences(text: str) -> list[str]:
    """Cut after 。！？ outside quotation marks and brackets."""
    out, depth, current = [], 0, ""
    for char in text:
        current += char
        depth += (char in "“（(《") - (char in "”）)》")
        if char in "。！？" and depth <= 0:
            out.append(current.strip())
            current = ""
    return [*out, current.strip()] if current.strip() else out


def titled(text: str, longest: int = 40) -> tuple[str, str]:
    """A heading sentence and the text behind it; the heading is empty where the text has none."""
    first, *rest = sentences(text) or [""]
    behind = "".join(rest).strip()
    if behind and len(first) <= longest and not DEADLINE.search(first):
        return first.rstrip("。"), behind
    return "", text.strip()


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline in a sentence: its words, the clauses before it, and what is to be done by then."""

    words: str
    before: str
    behind: str


def dues(sentence: str) -> list[Due]:
    """The deadlines of a sentence, each with the text that belongs to it."""
    return [due for part in re.split(r"[；;]", sentence) for due in _dues(part)]


def _dues(part: str) -> list[Due]:
    matches = [*DEADLINE.finditer(part), *_AT_ONCE_ENDS.finditer(part)]
    matches.sort(key=lambda match: match.start())
    if len(matches) == 2 and _in_stages(part, matches):
        first = matches[0]
        return [Due(part[first.start() :].rstrip("。"), part[: first.start()].rstrip("，, "), "")]
    out: list[Due] = []
    start = 0
    for index, match in enumerate(matches):
        verb = _VERB.match(part, match.end())
        end = verb.end() if verb else match.end()
        stop = _next_subject(part, end, matches[index + 1].start()) if index + 1 < len(matches) else len(part)
        before, behind = part[start : match.start()], part[end:stop]
        out.append(Due(part[match.start() : end], before.strip("，, "), behind.strip("，,。 ")))
        start = stop if index + 1 < len(matches) else end
    return out


def _next_subject(part: str, end: int, following: int) -> int:
    """Where the text between two deadlines turns to the second: 甲立即整改，|乙要在 …."""
    between = part[end:following]
    if not re.search(r"(?:要|应当?|须|需)?(?:在|于)$", between):
        return following
    return end + between.rfind("，") + 1 if "，" in between else end


def _in_stages(part: str, matches: list[re.Match[str]]) -> bool:
    """2019年底前完成规划，2020年底前完成验收: one task in two steps, nobody named in between."""
    between = part[matches[0].end() : matches[1].start()]
    return bool(re.fullmatch(r"[^，,]{4,20}[，,]", between)) and "每年" not in part


def deadline_phrase(text: str) -> str | None:
    """The words of the first deadline in a text, with a short verb behind it."""
    found = next((due for sentence in sentences(text) for due in dues(sentence)), None)
    return found.words if found else None
