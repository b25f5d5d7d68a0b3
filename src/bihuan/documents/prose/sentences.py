"""Sentences, clauses and the deadline phrases in them."""

import re

from bihuan.documents.words import DASHES

_TO = rf"\s*(?:[{DASHES}]{{1,2}}|至|到)\s*"
_YEAR = r"(?:19|20)\d{2}\s*年"
_MONTH = r"(?:\d{1,2}|元|[一二三四五六七八九十]{1,2})\s*月"
_POINT = rf"(?:{_YEAR}\s*)?(?:{_MONTH}\s*(?:\d{{1,2}}\s*日|上旬|中旬|下旬|月底|底|末|初)?|(?:上半年|下半年|年底|第?[一二三四]季度末?))|{_YEAR}(?:底|末|上半年|下半年|年底)?"
_SOFT = r"(?:原则上|预计|力争|争取|计划|拟|将|确保)(?:于|在)?"
_LENGTH = r"(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})\s*(?:个)?\s*(?:工作日|日|天|周|月|年|季度)\s*(?:之内|以内|内)"

DEADLINE = re.compile(
    rf"(?P<soft>{_SOFT})?(?P<core>(?:{_YEAR}\s*起[，,]\s*[^，,。；;]{{0,10}}?每年\s*(?:{_POINT})\s*(?:之前|以前|前)"
    rf"|(?:{_POINT})\s*(?:之前|以前|前)|(?:{_POINT}){_TO}(?:{_POINT})(?=[，,。；;完]|$)|{_LENGTH}(?=完成|整改|解决|[，,。；;]|$)))"
)
"""A date with 前, a period, or a span: what binds; dates that only tell when something happened have no 前."""

AT_ONCE = re.compile("立行立改|立说立行|即知即改|即查即改|边[查审督巡]边改|立即整改")
LASTING = re.compile("(?:并)?(?:长期坚持|持续推进|常态化推进|长期推进)")

_SHORT_TAIL = 6


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


def deadline_phrase(text: str) -> str | None:
    """The words of a deadline in a sentence: soft words, the date, and a short verb behind it."""
    found = DEADLINE.search(text)
    if found is None:
        return None
    tail = re.match(r"[^，,。；;：:]*", text[found.end() :])
    verb = tail[0] if tail else ""
    return found[0] + (verb if len(verb) <= _SHORT_TAIL else "")
