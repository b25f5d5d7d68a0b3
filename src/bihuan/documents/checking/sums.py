"""Wholes and their parts: 共52个，其中：甲6个，乙6个… must add up, and no part may exceed its whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bihuan.documents.checking.model import Finding, Kind, Line, Sentence
from bihuan.documents.checking.quantities import SHARES, Quantity, quantities, shown, without_brackets

_MARK = re.compile(
    r"(?:，|。|；)?其中(?P<colon>：)?，?|(?P<exact>分别是|分别为|分为|包括|包含)(?:：)?|(?P<state>，)(?=(?:目前|现|现已)?(?:已|完成整改|全部))"
)
_ATTACHED = re.compile(r"(?:问题|意见|建议|事项|线索|资金|工单|任务|信访件|隐患|人员)?(?P<mark>：|（)")
_CLAUSE = re.compile(r"[^，；、。！？]+")
_PARTIAL = re.compile(r"等|主要|重点|仅|含|涉及|新增|上年|结转|累计|平均|人均|最[多高]|突出的?")
_DONE = re.compile(r"已|完成|办结|销号|到位|解决|整改了")
_OPEN = re.compile(r"正在|未|尚|在办|推进|持续|剩余|其余|余下|延期|长期")
_REST = re.compile(r"其余|剩余|余下")
_SUFFIXES = (
    "类",
    "级",
    "型",
    "岁",
    "方面",
    "以上",
    "以下",
    "部",
    "组",
    "区",
    "县",
    "镇",
    "乡",
    "科",
    "季度",
    "月",
    "年级",
)
_OVERLAP = re.compile(r"重复|交叉|同时涉及|多个类别|兼有|不重复|可多选|多选")
_TOTAL = re.compile(r"(?:合计|共计|总计|一共|总共)(?:为|是|有|达)?(?:问题|意见|资金|金额|人数|件数)?$")
_LOOK_BACK = 40
"""Characters between a whole and the word that opens its parts."""


@dataclass(frozen=True)
class Part:
    """One part of a whole and what it is called."""

    label: str
    quantity: Quantity


@dataclass(frozen=True)
class Breakdown:
    """A whole and its parts; `exhaustive`: the words say that there are no others."""

    sentence: Sentence
    whole: Quantity
    parts: tuple[Part, ...]
    exhaustive: bool
    head: str

    @property
    def total(self) -> Decimal:
        """What the parts make together."""
        return sum((part.quantity.value for part in self.parts), Decimal())


def sums_that_do_not_tie(lines: Sequence[Line]) -> Iterator[Finding]:
    """Breakdowns whose parts make another number than the whole, and totals after their addends."""
    for line in lines:
        overlapping = _OVERLAP.search(line.text) is not None
        for sentence in line.sentences():
            for breakdown in breakdowns(sentence):
                if (wrong := _judged(breakdown, overlapping=overlapping)) is not None:
                    yield wrong
            yield from _totals(sentence)


def breakdowns(sentence: Sentence) -> Iterator[Breakdown]:
    """Every whole of the sentence that is followed by its parts."""
    text = sentence.text
    seen: set[tuple[int, int]] = set()
    for start, end, exhaustive in _openings(text):
        parts = _parts(text, end)
        if not parts:
            continue
        whole = _whole(text, start, parts[0].quantity.unit)
        key = (whole.start, parts[0].quantity.start) if whole else (-1, -1)
        if whole is None or key in seen:
            continue
        seen.add(key)
        if len(parts) == 1 and text[start] == "，" and "其中" not in text[start:end]:
            continue  # 共…，已…: one number after another is no breakdown
        yield Breakdown(sentence, whole, tuple(parts), exhaustive, text[: whole.end])


def _openings(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where parts may begin: end of the whole, start of the parts, whether the words promise all of them."""
    for found in _MARK.finditer(text):
        yield found.start(), found.end(), bool(found["colon"] or found["exact"])
    for quantity in quantities(text):
        attached = _ATTACHED.match(text, quantity.end) if quantity.counts else None
        if attached:
            yield quantity.end, attached.end(), True


def _whole(text: str, before: int, unit: str) -> Quantity | None:
    """The nearest number of the same unit before the parts."""
    near = [q for q in quantities(text[:before]) if q.unit == unit and before - q.end <= _LOOK_BACK]
    return near[-1] if near else None


def _parts(text: str, start: int) -> list[Part]:
    """The parts that follow, clause by clause, as long as each holds one number of one unit."""
    stop = _end(text, start)
    plain = without_brackets(text[:stop])
    parts: list[Part] = []
    for clause in _CLAUSE.finditer(plain, start):
        inside = [q for q in quantities(clause[0]) if q.unit not in SHARES]
        if not inside and re.match(r"\s*(?:占|比例|完成率|整改率|办结率|同比|约占)", clause[0]):
            continue
        unit = parts[0].quantity.unit if parts else inside[0].unit if inside else ""
        if len(inside) != 1 or inside[0].unit != unit or not inside[0].counts or "各" in clause[0]:
            break
        parts.append(_part(clause, inside[0]))
    return parts


def _end(text: str, start: int) -> int:
    """Parts end at the next 其中, at the bracket that closes them, or with the sentence."""
    stop = text.find("其中", start)
    within = text.rfind("（", 0, start) > text.rfind("）", 0, start)
    closing = text.find("）", start) if within else -1
    return min((place for place in (stop, closing, len(text)) if place >= 0), default=len(text))


def _part(clause: re.Match[str], quantity: Quantity) -> Part:
    label = (clause[0][: quantity.start] or clause[0][quantity.end :]).strip(" ：“”")
    at = clause.start()
    moved = Quantity(
        quantity.value,
        quantity.unit,
        quantity.about,
        at + quantity.start,
        at + quantity.end,
        quantity.digits,
    )
    return Part(label or clause[0][quantity.end :].strip(), moved)


# ---------------------------------------------------------------- judging


def _judged(found: Breakdown, *, overlapping: bool) -> Finding | None:
    """A finding if the parts cannot make the whole, whatever else may be meant."""
    difference = found.total - found.whole.value
    about = found.whole.about or any(part.quantity.about for part in found.parts)
    if about or abs(difference) <= _slack(found) or (difference > 0 and overlapping):
        return None
    partial = any(_PARTIAL.search(part.label) for part in found.parts)
    if len(found.parts) == 1:
        return _too_large(found) if difference > 0 and not partial else None
    if (difference < 0 and partial) or not _one_division(found, missing=difference < 0):
        return None
    return _not_tied(found)


def _one_division(found: Breakdown, *, missing: bool) -> bool:
    """Whether the parts divide the whole by one and the same rule, leaving nothing out."""
    labels = [part.label for part in found.parts]
    if any(_REST.match(label) for label in labels):
        return True
    open_labels = [label for label in labels if _OPEN.search(label)]
    if open_labels and any(_DONE.search(label) for label in labels if label not in open_labels):
        return True
    alike = _alike(labels)
    return alike and (len(labels) > 2 or found.exhaustive or not missing)


def _alike(labels: Sequence[str]) -> bool:
    """Labels that end alike (…问题, …类): one rule of division."""
    if any(len(label) < 2 for label in labels):
        return False
    last_two = {label[-2:] for label in labels}
    return len(last_two) == 1 or any(all(label.endswith(suffix) for label in labels) for suffix in _SUFFIXES)


def _slack(found: Breakdown) -> Decimal:
    """Rounding of decimals may add half a unit of the last place for each part."""
    places = max(part.quantity.places for part in found.parts)
    return Decimal(len(found.parts)) / 2 / 10**places if places else Decimal()


def _not_tied(found: Breakdown) -> Finding:
    unit = found.whole.unit
    added = "＋".join(part.quantity.digits for part in found.parts)
    sentence = (
        f"总数与分项之和不符：总数写的是 {found.whole.digits}{unit}，"
        f"分项 {added}＝{shown(found.total)}{unit}，相差 {shown(abs(found.total - found.whole.value))}{unit}。"
    )
    last = found.parts[-1].quantity
    places = (
        found.sentence.place(found.whole.start, found.whole.end),
        found.sentence.place(found.parts[0].quantity.start, last.end),
    )
    return Finding(Kind.SUM, sentence, places)


def _too_large(found: Breakdown) -> Finding:
    part = found.parts[0].quantity
    sentence = f"部分大于整体：总数是 {found.whole.digits}{found.whole.unit}，其中却有 {part.digits}{part.unit}。"
    places = (
        found.sentence.place(found.whole.start, found.whole.end),
        found.sentence.place(part.start, part.end),
    )
    return Finding(Kind.PART, sentence, places)


# ---------------------------------------------------------------- totals after their addends


def _totals(sentence: Sentence) -> Iterator[Finding]:
    """甲3个，乙4个，共计8个: the addends stand before."""
    text = without_brackets(sentence.text)
    clauses = list(_CLAUSE.finditer(text))
    for n, clause in enumerate(clauses):
        inside = [q for q in quantities(clause[0]) if q.counts]
        if len(inside) != 1 or inside[0].about or not _TOTAL.search(clause[0][: inside[0].start].strip()):
            continue
        addends = _addends(clauses[:n], inside[0].unit)
        total = sum((q.value for _, q in addends), Decimal())
        if len(addends) < 2 or any(q.about for _, q in addends) or total == inside[0].value:
            continue
        added = "＋".join(q.digits for _, q in addends)
        unit = inside[0].unit
        words = f"合计不符：{added}＝{shown(total)}{unit}，合计写的是 {inside[0].digits}{unit}。"
        at = clause.start()
        first = addends[0]
        places = (
            sentence.place(first[0] + first[1].start, clauses[n - 1].end()),
            sentence.place(at + inside[0].start, at + inside[0].end),
        )
        yield Finding(Kind.SUM, words, places)


def _addends(clauses: Sequence[re.Match[str]], unit: str) -> list[tuple[int, Quantity]]:
    """The clauses right before a total that each hold one number of its unit."""
    found: list[tuple[int, Quantity]] = []
    for clause in reversed(clauses):
        inside = [q for q in quantities(clause[0]) if q.counts]
        if len(inside) != 1 or inside[0].unit != unit:
            break
        found.insert(0, (clause.start(), inside[0]))
    return found
