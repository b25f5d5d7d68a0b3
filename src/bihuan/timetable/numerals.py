"""Chinese numerals where they count time: 二〇二四年十二月 → 2024年12月, 三个月 → 3个月, 两三天 → 2~3天.

A numeral is rewritten only in front of a unit of time, so that 统一, 第一时间, “十一” and 周二 stay words.
"""

import re

DIGITS = {"〇": 0, "○": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
DIGITS |= {"六": 6, "七": 7, "八": 8, "九": 9, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5}
DIGITS |= {"陆": 6, "柒": 7, "捌": 8, "玖": 9}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100}

_FIGURE = "〇○零一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰"
_COUNTED = r"(?:月|半月?|工作|星期|礼拜|季|小时|年|学期|自然|日历|日|周|昼夜)"
_UNIT = rf"(?:个{_COUNTED}|年|月|日|号|天|周|星期|礼拜|季|旬|时(?!间|期|限|候)|点|小时|工作日|学期|次|昼夜)"
_JOIN = r"[、至到和及与或~-]"
# 廿 and 卅 are day numbers of older papers.
_OLD_TENS = str.maketrans({"廿": "二十", "卅": "三十"})

_APPROXIMATE = re.compile(rf"(?<![{_FIGURE}])(一两|一二|两三|二三|三四|三五|四五|五六|六七|七八|八九)(?={_UNIT})")
_NUMERAL = re.compile(
    rf"(?<![{_FIGURE}周])(?<!星期)(?<!礼拜)([{_FIGURE}]{{1,8}})"
    rf"(?=(?:{_JOIN}第?[{_FIGURE}]{{1,4}}){{0,4}}{_UNIT})"
)
_YUAN_MONTH = re.compile(r"元月")


def value(numeral: str) -> int | None:
    """The number a numeral stands for, by place (二〇二四) or by rank (二十四, 一百二十); None if neither."""
    if not any(mark in TENS for mark in numeral):
        return int("".join(str(DIGITS[mark]) for mark in numeral))
    total, figure, rank_before = 0, None, 1000
    for mark in numeral:
        rank = TENS.get(mark)
        if rank is None:
            if figure:
                return None
            figure = DIGITS[mark]
        elif rank >= rank_before:
            return None
        else:
            total += (1 if figure is None else figure) * rank
            figure, rank_before = None, rank
    return total + (figure or 0)


def to_figures(text: str) -> str:
    """Rewrite every numeral that counts time; everything else stays as it is."""
    text = _YUAN_MONTH.sub("1月", text.translate(_OLD_TENS))
    text = _APPROXIMATE.sub(lambda found: f"{DIGITS[found[1][0]]}~{DIGITS[found[1][1]]}", text)
    return _NUMERAL.sub(_figure, text)


def _figure(found: re.Match[str]) -> str:
    number = value(found[1])
    return found[0] if number is None else str(number)
