"""One spelling for many: full-width signs, nine dashes, dotted and slashed dates, lists that share a unit.

Everything later reads only this plain form. A rewriting rule is one row with an example; the order matters,
and each row sees what the rows above it left. No pattern has an unbounded repeat, so reading stays linear.
"""

import re
import unicodedata

from bihuan.timetable.numerals import to_figures

_CIRCLED = re.compile("[①-⓿❶-➓㉑-㊿]")
_OLD_FORMS = str.maketrans(
    "個內後號週開於長續學節間實約達僅爭預計劃將來", "个内后号周开于长续学节间实约达仅争预计划将来"
)
_SPACE_NEAR_CHINESE = re.compile(r"(?<=[^\x00-\x7f]) {1,9}| {1,9}(?=[^\x00-\x7f])")
_DASHES = re.compile("[-‐‑‒–—―−─━﹘﹣~〜∼～－ー]{1,6}")
_LETTER_O = re.compile(r"(?<=\d)[Oo○〇](?=\d)|(?<=\b2)[Oo](?=\d\d年)")

_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:19|20|21)\d\d"
_DATE_ENDS = r"(?=\s{0,3}(?:$|[前之以止底末起至到~,。;、)(]|左右|完成|上午|下午|\d{1,2}[:时点]))"

Rewriting = tuple[re.Pattern[str], str]


def _rows(*rows: tuple[str, str]) -> tuple[Rewriting, ...]:
    return tuple((re.compile(pattern), result) for pattern, result in rows)


# What scanners and typists make of a date.
_SLIPS = _rows(
    (r"(?<=[年月~])[lI](?=\d[月日])", "1"),  # 2017年l2月
    (r"(?<=(?:19|20)\d\d) {1,2}(?=[./-])|(?<=(?:19|20)\d\d[./-]) {1,2}(?=\d)", ""),  # 2017 .12.31
)

# Not times at all: titles of papers, document numbers, articles of a law, school years.
_NOISE = _rows(
    (r"《[^《》]{0,80}》", "《》"),  # 《2019年工作要点》
    (rf"[\[(〔﹝【]{_YEAR}[\])〕﹞】](?:第?\d{{1,5}}号)?", ""),  # 国发〔2018〕38号
    (r"第\d{1,5}号", ""),  # 第38号
    (rf"{_YEAR}[-~至/]{_YEAR}(?=学年)", ""),  # 2024-2025学年
)

# Dates written with points, strokes or hyphens, before hyphens become ranges.
_WRITTEN_DATES = _rows(
    (rf"(?<!\d)({_YEAR})({_MONTH})({_DAY})(?!\d){_DATE_ENDS}", r"\1年\2月\3日"),  # 20240630前
    (rf"(?<![\d.])({_YEAR})([./-])({_MONTH})\2({_DAY})(?![\d%])[日号]?T?", r"\1年\3月\4日"),  # 2024.6.30
    (rf"(?<![\d.])({_YEAR})([./-])({_MONTH})(?![\d%个万亿元]|\2\d|[./]\d)月?", r"\1年\3月"),  # 2024-06
    (rf"(?<![\d.])([1-4]\d)([./-])({_MONTH})\2({_DAY})(?![\d.%])日?", r"20\1年\3月\4日"),  # 24.6.30
    (rf"(?<!\d)({_YEAR})(0[1-9]|1[0-2])(?!\d){_DATE_ENDS}", r"\1年\2月"),  # 202406底前
    (rf"(?<![\d.])({_YEAR})年({_MONTH})[./]({_DAY})(?![\d.])日?", r"\1年\2月\3日"),  # 2024年6.30
    (rf"(?<![\d./])({_MONTH})[./]({_DAY})(?![\d./])[日号]?(?=\s{{0,3}}-)", r"\1月\2日"),  # 3.1-6.30
    (rf"(?<![\d./])({_MONTH})[./]({_DAY})(?![\d./])[日号]?{_DATE_ENDS}", r"\1月\2日"),  # 6.30前
    (rf"(?<![\d-])(0[1-9]|1[0-2])-({_DAY})(?!\d){_DATE_ENDS}", r"\1月\2日"),  # 06-30前
    (rf"^({_YEAR})$", r"\1年"),  # 2024
    (rf"(?<![\d.])({_YEAR})(?=底|末|[上下]半年|全年|第[1-4一二三四]季)", r"\1年"),  # 2024底
    (rf"(?<!\d)({_YEAR})[年.\-]?第?[Qq]([1-4])(?!\d)", r"\1年第\2季度"),  # 2024Q3
    (r"(?<![A-Za-z\d])[Qq]([1-4])(?!\d)", r"第\1季度"),  # Q3前
    (r"T\+(\d{1,3})(?!\d)(?=个?工作日)", r"\1"),  # T+3个工作日
    (r"T\+(\d{1,3})(?!\d)[日天]?", r"\1日内"),  # T+30
)

# A unit said once for a range or a list is written out: 3-12月 → 3月~12月.
_SHARED_UNITS = _rows(
    (r"([年月日号旬度])一(?=\d)", r"\1~"),  # 3月一6月, the numeral one set for a dash
    (rf"(?<!\d)({_YEAR})年?(?:~|至|到)({_YEAR})年", r"\1年~\2年"),  # 2020-2022年
    (rf"(?<!\d)({_YEAR})年?~(\d\d)年(?!度)", r"\1年~20\2年"),  # 2024-25年
    (rf"(?<![\d年])({_MONTH})(?:~|至|到)({_MONTH})月(?!内)", r"\1月~\2月"),  # 3-12月
    (rf"年({_MONTH})(?:~|至|到)({_MONTH})月", r"年\1月~\2月"),  # 2024年3-6月
    (rf"月~({_MONTH})(?=$|[,。;前底])", r"月~\1月"),  # 2024年3月~6
    (rf"日~({_DAY})(?=$|[,。;前])", r"日~\1日"),  # 3月1日~15
    (rf"({_MONTH}月)({_DAY})[日号]?(?:~|至|到)({_DAY})[日号]", r"\1\2日~\1\3日"),  # 3月1-15日
    (r"(?<!\d)第?([1-4])(?:季度?)?(?:~|至|到)第?([1-4])季度?", r"第\1季度~第\2季度"),  # 一至三季度
    (r"(?<!\d)第?([1-4])[、和及]第?([1-4])季度?", r"第\1季度、第\2季度"),  # 二、三季度
    (r"前([1-4])个?季度?(?!末)", r"第1季度~第\1季度"),  # 前三季度
)

_LISTED_MONTHS = re.compile(rf"(?<![\d.月])(?:{_MONTH}[、,和及/]){{1,11}}{_MONTH}月(?!\d)")
_LISTED_DAYS = re.compile(rf"({_MONTH}月)((?:{_DAY}[日号]?[、和及]){{1,6}}{_DAY}[日号])")


def plain(text: str) -> str:
    """The plain form of a deadline phrase.

    >>> plain("２０２４．６．３０ 前")
    '2024年6月30日前'
    """
    text = unicodedata.normalize("NFKC", _CIRCLED.sub(";", text)).translate(_OLD_FORMS)
    text = _SPACE_NEAR_CHINESE.sub("", re.sub(r"\s", " ", text.replace("\n", ";")))
    text = _rewrite(_LETTER_O.sub("0", text).replace("．", "."), _SLIPS)
    text = _rewrite(text, _NOISE)
    text = _rewrite(_DASHES.sub(_same_hyphen, text), _WRITTEN_DATES)
    text = to_figures(_DASHES.sub("~", text))
    text = _rewrite(text, _SHARED_UNITS)
    text = _LISTED_MONTHS.sub(lambda found: _each("", found[0], "月"), text)
    return _LISTED_DAYS.sub(lambda found: _each(found[1], found[2], "日"), text)


def _same_hyphen(found: re.Match[str]) -> str:
    return "-" if found[0] == "-" else "~"


def _rewrite(text: str, rows: tuple[Rewriting, ...]) -> str:
    for pattern, result in rows:
        text = pattern.sub(result, text)
    return text


def _each(before: str, numbers: str, unit: str) -> str:
    return "、".join(f"{before}{number}{unit}" for number in re.findall(r"\d{1,2}", numbers))
