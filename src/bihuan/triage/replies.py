"""Does a reply address the question? Hints with their proof, for a person who decides; nothing is ever refused by them.

Three looks, in plain Python: how much of the reply is stock phrases, whether what the question is about comes up again,
and whether what it asks for (when, how much, who, why, whether) is there at all.
"""

import re
import unicodedata
from dataclasses import dataclass

STOCK = (
    "您好",
    "来信收悉",
    "已收悉",
    "收悉",
    "高度重视",
    "感谢您的关心",
    "感谢您对我们工作的支持",
    "感谢您的理解与支持",
    "感谢您的",
    "理解与支持",
    "关心和支持",
    "认真研究",
    "积极协调",
    "进一步加强",
    "进一步完善",
    "进一步规范",
    "加大力度",
    "逐步解决",
    "统筹考虑",
    "适时",
    "尽快",
    "予以关注",
    "有关部门",
    "相关部门",
    "按照有关规定",
    "按照相关规定",
    "按有关规定",
    "按相关规定",
    "敬请谅解",
    "请您谅解",
    "举一反三",
    "不断提升",
    "不断提高",
    "列入计划",
    "向上级反映",
    "祝您生活愉快",
    "宝贵意见",
    "宝贵建议",
    "认真对待",
    "每一条意见",
    "人民满意的教育",
    "研究处理",
    "请您放心",
    "请放心",
    "关注后续",
)
"""Phrases that fit every question, the longest reading first."""

STOCK_SHARE = 0.4
"""From this share of stock phrases on a reply is pointed out."""
COVERED = 0.06
"""Below this share of the question's word pairs a reply is about something else."""
SHORT_QUESTION = 6
"""Word pairs below which nothing can be said about what a question is about."""

_NUMBER = "0-9一二三四五六七八九十百千万两半"
ASKS = {
    "when": (
        re.compile(r"[^。！？\n]*(?:什么时候|何时|哪天|哪一天|几时|几号|几点|多久|期限|什么时间)[^。！？\n]*[。！？]?"),
        re.compile(
            rf"[{_NUMBER}]+\s*[年月日号天周]|[{_NUMBER}]+\s*[点时:：]|今[天日年]|明[天日年]|[本下]周|[本下]月|上旬|中旬|下旬|[年月]底|学期|已[经于]?"
        ),
    ),
    "how_much": (
        re.compile(r"[^。！？\n]*(?:多少|几元|几块|几个|标准是)[^。！？\n]*[。！？]?"),
        re.compile(rf"[{_NUMBER}]+\s*(?:元|块|角|人|个|间|名|台|万|%|％|分|次|平方)"),
    ),
    "who": (
        re.compile(r"[^。！？\n]*(?:谁负责|找谁|找哪|向谁|哪个部门|哪个单位)[^。！？\n]*[。！？]?"),
        re.compile(r"科|处|局|室|办|委|中心|学校|电话|老师|校长|主任"),
    ),
    "why": (
        re.compile(
            r"[^。！？\n]*(?:为什么|为何|凭什么|怎么回事|什么原因|怎么[^。！？?]{0,10}[没不])[^。！？\n]*[。！？]?"
        ),
        re.compile(r"因为|因|由于|原因|鉴于|经查|经调查|经核实|确有|属实|根据|依据|系"),
    ),
    "whether": (
        re.compile(r"[^。！？\n]*(?:是否|能不能|可不可以|行不行|有没有|能否|可否|吗[？?])[^。！？\n]*[。！？]?"),
        re.compile(r"可以|不可|不能|能|不予|同意|允许|没有|无法|不再|已|是的|属实|不属实|有"),
    ),
}
"""What a question asks for: the sentence that asks, and what an answer to it would look like."""

_NOT_WORDS = re.compile(r"[^\u3400-\u9fff0-9a-z]+")
_EMPTY = re.compile(
    r"[的了是在有和就都也很这那我你您他她们吗呢吧啊呀请问希望能不要会上下来去到对为与及或被把让给从个些么什怎]"
)


@dataclass(frozen=True, slots=True)
class ReplyHint:
    """One thing to look at: its kind (`stock`, `elsewhere`, `unanswered`) and the words that show it."""

    kind: str
    asked: str
    proof: tuple[str, ...]


def look_at_reply(question: str, reply: str) -> list[ReplyHint]:
    """What a careful reader would point out about a reply; empty when nothing strikes.

    `asked` is the key of `ASKS` for an unanswered question, else empty.
    """
    question, reply = _plain(question), _plain(reply)
    return [*_stock(reply), *_elsewhere(question, reply), *_unanswered(question, reply)]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _stock(reply: str) -> list[ReplyHint]:
    rest, found = reply, []
    for phrase in sorted(STOCK, key=len, reverse=True):
        if phrase in rest:
            found.append(phrase)
            rest = rest.replace(phrase, "")
    before, after = len(_NOT_WORDS.sub("", reply)), len(_NOT_WORDS.sub("", rest))
    if before and (before - after) / before >= STOCK_SHARE:
        return [ReplyHint("stock", "", tuple(found[:5]))]
    return []


def _elsewhere(question: str, reply: str) -> list[ReplyHint]:
    about, said = _pairs(question), set(_pairs(reply))
    if len(set(about)) < SHORT_QUESTION:
        return []
    missed = [pair for pair in dict.fromkeys(about) if pair not in said]
    if 1 - len(missed) / len(set(about)) >= COVERED:
        return []
    return [ReplyHint("elsewhere", "", tuple(missed[:5]))]


def _unanswered(question: str, reply: str) -> list[ReplyHint]:
    hints = []
    for asked, (sentence, answer) in ASKS.items():
        found = sentence.search(question)
        if found and not answer.search(reply):
            hints.append(ReplyHint("unanswered", asked, (found.group().strip(),)))
    return hints


def _pairs(text: str) -> list[str]:
    """Neighbouring characters without stock phrases and words that stand everywhere."""
    for phrase in STOCK:
        text = text.replace(phrase, " ")
    runs = _NOT_WORDS.sub(" ", _EMPTY.sub(" ", text)).split()
    return [run[i : i + 2] for run in runs for i in range(max(len(run) - 1, 1)) if len(run) > 1]
