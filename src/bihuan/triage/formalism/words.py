"""The own words of a text: without names, quotations of law, headings and phrases that everybody uses."""

import re
import unicodedata

from bihuan.triage.names import names
from bihuan.triage.text import letters, normalise

NAME = "某"
"""Stands for every name, so that a text copied to another school stays the same text."""

_MASKED = frozenset({"school", "health", "estate", "company", "village", "town", "road", "grade"})
_LONGEST_NAME = 6

_QUOTED = re.compile(
    r"(?:规定|要求|指出|明确|强调|提出|条|款|法|条例|办法|通知|意见|精神|讲话|》)[^。；“\n]{0,12}[:：,，]?“[^”]{12,}”"
    r"|《[^》]{2,40}》(?:[(（][^)）]{0,30}[)）])?"
    r"(?:第[一二三四五六七八九十百零0-9]+[条章款项]?(?:第[一二三四五六七八九十0-9]+[款项])?)?"
    r"(?:[^。；,，:：\n]{0,6}(?:规定|明确|要求|指出|提出)[:：,，]?(?:“[^”]{12,}”|[^。“”]{0,220}。?))?"
)
"""The words of a law, a decree or a circular, in quotation marks or from its title to the end of the sentence."""

DAY = re.compile(
    r"(?:截至|截止|于)?(?:(?:\d{2,4}年)?\d{1,2}月(?:\d{1,2}[日号]|底|中旬|上旬|下旬|份)?|\d{4}年|\d{4}[-./]\d{1,2}[-./]\d{1,2})"
)
"""A day or month. It can be written without having done anything."""
_NUMBERING = re.compile(r"(^|[。；;,，:：\s])[(（]?\d{1,2}[.、)）](?!\d)", re.MULTILINE)

_HEADING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+[、.]|[(（][一二三四五六七八九十0-9]+[)）]|[0-9]+[.、)])\s*[^。；，,;]{2,24}[。:：]?\s*$",
    re.MULTILINE,
)

STOCK = tuple(
    """
    认真贯彻落实 严格按照 按照要求 按照方案要求 按照整改方案 整改方案 高度重视 切实加强
    进一步加强 进一步完善 加强组织领导 成立领导小组 成立了领导小组 提高思想认识 提高政治站位
    统一思想 压实责任 落实责任 明确责任分工 责任到人 建立长效机制 建立健全长效机制 长效机制
    常抓不懈 举一反三 立行立改 立说立行 全面落实 落实到位 整改到位 全部完成 全面完成 均已完成
    已完成整改 完成整改 基本完成 取得明显成效 取得良好效果 取得了良好效果 取得实效 取得阶段性成效
    成效明显 得到明显提升 得到有效解决 得到师生好评 群众满意度 长期坚持 持续推进 有序推进
    稳步推进 下一步 目前 截至目前 各项措施 各项工作 有关工作 相关工作 我校 本校 我单位 本单位
    该问题 针对问题 针对该问题 工作要求 上级要求 有关要求 文件精神 会议精神 认真 严格 切实
    积极 扎实 深入 及时 不断 有效 全面 进一步 大力 努力 按时 按期 如期 圆满
    """.split()
)
"""What stands in every report. Whoever writes it says nothing, but has not copied from anybody in particular."""

_STOCK = re.compile("|".join(sorted(STOCK, key=len, reverse=True)))
_TENSE = re.compile(
    "将要|即将|正在|已经|计划|拟于|拟|将|要|应当|应|已|了|均|都|全|后|前|完成|开展|进行|实施|落实|做好|抓好|做到|实现|达到"
)
"""What turns a promise into a report, and verbs that say no more than that something is or was done."""


def own_words(text: str, *, unit: str = "") -> str:
    """The letters of a text that its writer chose: names masked, law, headings and set phrases taken out."""
    return _masked(_chosen(text.replace(unit, NAME) if unit else text))


def deeds(text: str) -> str:
    """The own words without tense, days and numbering: a plan and its mere repetition become the same."""
    return _TENSE.sub("", _chosen(DAY.sub(" ", without_numbering(text))))


def _chosen(text: str) -> str:
    return letters(_STOCK.sub("", normalise(_HEADING.sub(" ", _QUOTED.sub(" ", text)))))


def without_numbering(text: str) -> str:
    """The text without the figures that only count its points."""
    return _NUMBERING.sub(r"\1 ", unicodedata.normalize("NFKC", text))


def _masked(plain: str) -> str:
    """Names of schools, places and companies in letters, each replaced by one sign."""
    parts, last = [], 0
    for name in names(plain):
        end = name.start + len(name.text)
        start = max(name.start, end - len(name.ending) - _LONGEST_NAME, last)
        if name.kind in _MASKED and start < end:
            parts += [plain[last:start], NAME]
            last = end
    return "".join((*parts, plain[last:]))
