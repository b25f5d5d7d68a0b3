"""Titles of several lines: GB/T 9704-2012, 7.3.1 wants words kept whole and lines of a pleasing shape."""

WIDEST = 20
"""Characters of 二号 on a line of 156 mm."""

_WORDS = (
    "群众路线",
    "教育实践",
    "活动",
    "进展",
    "整改",
    "落实",
    "情况",
    "问题",
    "工作",
    "报告",
    "通报",
    "公示",
    "手册",
    "通知",
)
_OPENING, _CLOSING = "“（《〔", "”）》〕、，。：；"


def lines_of(title: str, *, widest: int = WIDEST) -> list[str]:
    """The title in as few lines as it needs, about equally long, none broken inside a word or a quotation.

    Lines that somebody broke himself stay as they are.
    """
    return [line for part in title.split("\n") for line in _balanced(part, widest)]


def _balanced(title: str, widest: int) -> list[str]:
    count = -(-len(title) // widest)
    lines = []
    for left in range(count, 1, -1):
        at = _best_break(title, len(title) / left, widest)
        lines.append(title[:at])
        title = title[at:]
    return [*lines, title]


def _best_break(title: str, ideal: float, widest: int) -> int:
    fitting = range(1, min(widest, len(title) - 1) + 1)
    return min(fitting, key=lambda at: abs(at - ideal) + _cost(title, at))


def _cost(title: str, at: int) -> float:
    """How much a break before the character at this place hurts, in characters of uneven length."""
    before, after = title[at - 1], title[at]
    if after in _CLOSING or before in _OPENING:
        return 100
    if _inside(title, at) or (before.isascii() and after.isascii()):
        return 8
    torn = any(title[at - n : at - n + len(word)] == word for word in _WORDS for n in range(1, len(word)))
    return 6 if torn else 3 if after == "的" else 0


def _inside(title: str, at: int) -> bool:
    """Between a quotation mark and its partner?"""
    return any(title[:at].count(left) > title[:at].count(right) for left, right in ("“”", "《》"))
