"""Status words: how far an issue has come, as offices write it. Never merged (基本完成 is not 完成)."""

import re

LONGEST = 14
"""A status is a few characters; anything longer is a sentence about progress."""

_WORDS = (
    "已完成整改|已整改完成|已整改到位|整改到位|整改完成|完成整改|已整改待验收|部分整改|未整改|已整改|正在整改|整改中|持续整改"
    "|基本完成整改|基本完成|阶段性完成|部分完成|未完成|已完成|正在推进|持续推进|序时推进|推进中|进行中|长期坚持"
    "|已销号|未销号|同意销号|不予销号|申请销号|申请延期|已办结|阶段性办结|正在办理|办理中|未办结|已解决|未解决"
    "|达到序时进度|超序时进度|超序时|进展滞后|滞后|不予采纳|已采纳"
)
_OPENING = re.compile(rf"^(?:该问题|该事项|目前|问题)?[，,]?({_WORDS})(?=[。，,；;：:、（(]|$)")
_SENTENCE = re.compile(r"[。；;！]|一是|1[.．、]")

CLOSED = re.compile(r"^(?:已|同意)?(?:销号|办结|完结|完成整改|整改完成|整改到位)$|^已(?:完成|整改|解决)$")
"""Statuses that claim the issue is done with."""

UNFINISHED = re.compile(
    "正在|尚未|仍未|还未|未完成|未到位|拟于|拟定|下一步|推进中|筹备|征求意见|有待|尚需|继续推进|准备开展|履行.{0,6}程序"
)
"""Words of a progress text that contradict a status of "done"."""

FINISHED = re.compile("全部完成|已全部|全面完成|已完成整改|整改到位|已整改完成|达到整改标准|已办结")


def known_status(text: str) -> str | None:
    """The status word that opens a sentence, if it is one of those we know."""
    found = _OPENING.match(text.strip())
    return found[1] if found else None


def status_word(text: str) -> str | None:
    """The status that a cell states: the cell itself when short, else the status word that opens it."""
    text = text.strip()
    if len(text) <= LONGEST and not _SENTENCE.search(text):
        return text
    return known_status(text)
