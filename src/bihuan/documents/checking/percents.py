"""Shares and changes: 25件中办结19件，占76%; 由500件降至407件，下降18.6%."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bihuan.documents.checking.model import Finding, Kind, Line, Sentence
from bihuan.documents.checking.quantities import Quantity, quantities, shown

_SHARE = re.compile(
    r"(?:占(?:比|到)?(?:问题|意见|任务|应办|应结)?(?:总数|总量|总额|全部)?(?:的|为|达|达到)?"
    r"|(?:完成|整改|办结|销号|化解|解决|完成整改|整改完成|办理|回复|答复|满意)率(?:为|是|达|达到)?)(?:约)?$"
)
_CHANGE = re.compile(
    r"(?:由|从)(?P<whence>[^，。；、]{0,14}?)(?P<one>\d+(?:\.\d+)?)(?P<unit>[%万亿]?[^\d，。；、%]{0,4}?)"
    r"(?P<way>增加|增长|上升|提高|提升|升高|扩大|减少|下降|降低|压缩|精简|缩减|降|增|减|升)(?:到|至|为|了)+(?P<till>[^\d，。；、]{0,10}?)"
    r"(?P<other>\d+(?:\.\d+)?)(?P<unit2>%?)[^\d。；]{0,14}?"
    r"(?:增长|增加|上升|提高|提升|增幅|减少|下降|降低|压缩|精简|降幅|减幅|同比)[^\d，。；]{0,6}?(?P<share>\d+(?:\.\d+)?)(?P<mark>%|个百分点)"
)
_FALL_BY_TIMES = re.compile(r"(?:减少|下降|降低|缩小|压缩|精简)了?(?P<n>\d+(?:\.\d+)?|[一二三四五六七八九十两]+)倍")
_NEVER_ABOVE = re.compile(
    r"(?:满意|办结|销号|整改|整改完成|按期办结|回复|答复|参与|参评|覆盖|合格|签收)率(?:为|是|达|达到|均为)?$"
)
_GRADES = re.compile(
    r"(?P<grade>非常满意|很满意|比较满意|较满意|基本满意|不太满意|不满意|一般|不了解|满意)[^，。；、\d]{0,6}?(?P<share>\d+(?:\.\d+)?)%"
)
_FORMER = re.compile(r"上年|去年|历年|往年|上期|结转|同期|全[国省市区县]")
_SENTENCES_BACK = 2
_NEAR = 14
"""Characters between a part and its share."""


def shares_that_do_not_fit(lines: Sequence[Line]) -> Iterator[Finding]:
    """Percentages that are not what their numbers give, or that cannot be."""
    for line in lines:
        before: list[Sentence] = []
        for sentence in line.sentences():
            yield from _shares(sentence, before[-_SENTENCES_BACK:])
            yield from _changes(sentence)
            yield from _impossible(sentence)
            yield from _grades(sentence)
            before.append(sentence)


def _shares(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Finding]:
    inside = list(quantities(sentence.text))
    for n, share in enumerate(inside):
        if share.unit != "%" or share.about or not _SHARE.search(sentence.text[: share.start]):
            continue
        part = next((q for q in reversed(inside[:n]) if q.counts), None)
        if part is None or part.about or share.start - part.end > _NEAR or part is not inside[n - 1]:
            continue
        wholes = [q for q in inside[:n] if q is not part and q.unit == part.unit and q.value >= part.value]
        if not wholes or any(q.about for q in wholes) or _FORMER.search(sentence.text[: share.start]):
            continue
        others = [q for earlier in before for q in quantities(earlier.text) if q.unit == part.unit]
        addends = [q for q in inside[:n] if q.unit == part.unit]
        if any(_fits(share, one.value, whole.value) for whole in [*wholes, *others] for one in addends if whole.value):
            continue
        whole = wholes[0]
        yield _misfit(sentence, share, part, whole)


def _fits(share: Quantity, part: Decimal, whole: Decimal) -> bool:
    """Rounded or cut off at the last place, as both are seen."""
    exact = part * 100 / whole
    return abs(exact - share.value) < Decimal(10) ** -share.places


def _misfit(sentence: Sentence, share: Quantity, part: Quantity, whole: Quantity) -> Finding:
    exact = round(part.value * 100 / whole.value, max(share.places, 1))
    words = (
        f"百分比不符：{part.digits}{part.unit}占 {whole.digits}{whole.unit}的 {shown(exact)}%，"
        f"文中写的是 {share.digits}%。"
    )
    places = tuple(sentence.place(q.start, q.end) for q in (whole, part, share))
    return Finding(Kind.PERCENT, words, places)


def _changes(sentence: Sentence) -> Iterator[Finding]:
    """From one figure to another: the direction and the rate must follow from the two."""
    for found in _CHANGE.finditer(sentence.text):
        one, other, share = (Decimal(found[name]) for name in ("one", "other", "share"))
        of_shares = found["unit"].startswith("%")
        if not one or of_shares != (found["mark"] == "个百分点") or of_shares != (found["unit2"] == "%"):
            continue
        exact = abs(other - one) if of_shares else abs(other - one) * 100 / one
        places = len(found["share"].partition(".")[2])
        if abs(exact - share) < Decimal(1) / 10**places:
            continue
        if not of_shares and other and abs(abs(other - one) * 100 / other - share) < Decimal(1) / 10**places:
            base = "（按后一个数为基数才得出这一比例）"
        else:
            base = ""
        change = f"{shown(round(exact, max(places, 1)))}{found['mark']}"
        told = f"{found['share']}{found['mark']}{base}"
        words = f"增减幅度不符：由 {found['one']} 到 {found['other']} 的变化是 {change}，文中写的是 {told}。"
        yield Finding(Kind.PERCENT, words, (sentence.place(found.start(), found.end()),))


def _impossible(sentence: Sentence) -> Iterator[Finding]:
    """Nothing falls by its double, and no rate of satisfied people passes the hundred."""
    for found in _FALL_BY_TIMES.finditer(sentence.text):
        words = f"“{found[0]}”：减少不能用倍数表示，请改为百分比或几分之几。"
        yield Finding(Kind.PERCENT, words, (sentence.place(found.start(), found.end()),))
    for share in quantities(sentence.text):
        if share.unit == "%" and share.value > 100 and _NEVER_ABOVE.search(sentence.text[: share.start]):
            words = f"比率不可能超过百分之百：写的是 {share.digits}%。"
            yield Finding(Kind.PERCENT, words, (sentence.place(share.start, share.end),))


def _grades(sentence: Sentence) -> Iterator[Finding]:
    """满意、基本满意、不满意 together are everybody who answered."""
    found = list(_GRADES.finditer(sentence.text))
    names = [each["grade"] for each in found]
    if len(found) < 3 or len(set(names)) != len(names) or "不满意" not in names:
        return
    total = sum((Decimal(each["share"]) for each in found), Decimal())
    if abs(total - 100) < 1:
        return
    words = f"各档满意度之和应为 100%，文中相加是 {shown(total)}%。"
    yield Finding(Kind.PERCENT, words, (sentence.place(found[0].start(), found[-1].end()),))
