"""Numbers with their units in running text: 52个, 1300余人次, 18.6%, 35435.70万元."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_UNITS = (
    "个百分点 平方米 平方公里 公里 人次 人天 课时 小时 分钟 家次 场次 件次 篇次 户次 所次 批次 公斤 "
    "元 个 项 条 件 起 人 名 次 份 所 家 场 篇 部 期 处 户 间 类 组 宗 批 本 册 例 门 台 套 辆 座 亩 米 吨 天 张 封 款 "
    "栋 幢 班 位 支 岗 % ‰ 倍 分 周 页 字 轮 节 宿 村 镇 校 年 月 日 号 时 点 岁 届 级 ㎡ 平"
).split()
CALENDAR = frozenset("年 月 日 号 时 点 岁 届 级 字 页 节 周".split())
"""Units of dates, documents and ages: never a count that adds up."""

SHARES = frozenset({"%", "‰", "个百分点", "倍"})

_QUANTITY = re.compile(
    r"(?P<before>约|大约|近|将近|接近|逾|超过|不足|不到|至少|最少|不少于)?"
    r"(?<![\d.A-Za-z第])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<about>余|多|几)?(?P<scale>万|亿|千|百)?(?P<more>余|多)?"
    rf"(?P<unit>{'|'.join(sorted(set(_UNITS), key=len, reverse=True))})?"
    r"(?P<after>左右|上下|以上|以下|以内)?"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its unit; `start` and `end` count in the text it was read from."""

    value: Decimal
    unit: str
    about: bool
    start: int
    end: int
    digits: str

    @property
    def places(self) -> int:
        """Decimal places as written."""
        return len(self.digits.partition(".")[2])

    @property
    def counts(self) -> bool:
        """Something that can be added: not a share, not part of a date."""
        return bool(self.unit) and self.unit not in SHARES and self.unit not in CALENDAR


def quantities(text: str) -> Iterator[Quantity]:
    """All numbers of a text, in order. A unit keeps its scale (万元, 万人): what is compared must be written alike."""
    for found in _QUANTITY.finditer(text):
        about = any(found[name] for name in ("before", "about", "more", "after"))
        yield Quantity(
            value=Decimal(found["number"].replace(",", "")),
            unit=(found["scale"] or "") + (found["unit"] or ""),
            about=about,
            start=found.start("number"),
            end=found.end(),
            digits=found["number"],
        )


def without_brackets(text: str) -> str:
    """The text with everything in round brackets blanked out, as long as before."""
    return re.sub(r"（[^（）]*）", lambda found: " " * len(found[0]), text)


def shown(value: Decimal) -> str:
    """A number as people write it, without a tail of noughts."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
