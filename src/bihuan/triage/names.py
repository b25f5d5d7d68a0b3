"""Names of places and parties in a message, and whether two of them can mean the same.

No gazetteer: a name is known by its ending (小学, 家园, 路, 公司 …). Administrative names have levels, and only names
of one level can contradict each other: 甲市 holds 乙区, so 甲市 and 乙区 agree, while 乙区 and 丙区 do not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

ENDINGS: dict[str, tuple[str, ...]] = {
    "school": ("幼儿园", "小学", "中学", "学校", "大学", "学院", "高中", "初中", "职校", "技校", "驾校",
               "培训中心", "培训学校"),
    "health": ("医院", "卫生院", "卫生室", "卫生服务中心", "诊所", "门诊部", "养老院", "敬老院", "福利院"),
    "estate": ("小区", "花园", "家园", "嘉园", "佳园", "花苑", "嘉苑", "佳苑", "新村", "公寓", "大厦", "公馆", "山庄",
               "豪庭", "华庭", "名庭", "广场", "国际城", "国际", "新城", "之城", "花城", "商城", "名邸", "香邸", "一品",
               "苑", "府", "邸", "郡", "园", "湾"),
    "company": ("公司", "集团", "工厂", "酒店", "宾馆", "超市", "ktv", "银行", "物业", "影城"),
    "village": ("村委会", "居委会", "社区", "村"),
    "grade": ("年级",),
    "line": ("号线", "路公交车", "路公交", "路车", "次列车"),
    "road": ("大道", "立交桥", "路", "街", "巷", "桥", "隧道", "码头"),
    "town": ("街道办", "街道", "镇", "乡"),
    "county": ("新区", "经开区", "高新区", "县市", "区", "县", "旗"),
    "city": ("地区", "市", "州", "盟"),
    "province": ("省", "自治区"),
}  # fmt: skip
"""Endings by kind, from the thing itself up to the province that holds it."""

SPECIFIC = frozenset({"school", "health", "estate", "company", "village", "grade", "line"})
"""Kinds that say which thing is meant; the others only say where it lies."""

_COMMON_WORD = (
    "第?[一二三四五六七八九十0-9]+|实验|中心|人民|中医|附属|民办|公办|公立|私立|职业|技术|高等|高级|国际|有限|责任|股份|"
    "农村|城市|社区|城关|中央|希望|配套|安置|本|该|我|们|这个|那个|各|某|多|个|老|新|小|大|省|市|区|县|镇|乡|村|业主|居民|"
    "房地产|开发|开发商|建设|建筑|置业|投资|实业|物业|管理|工程|科技|商业|生活|文化|违规|违法|菜|农贸"
)
_COMMON = re.compile(f"^(?:{_COMMON_WORD})+$")
_COMMON_END = re.compile("(?:" + "|".join(word for word in _COMMON_WORD.split("|") if len(word) > 1) + ")+$")
"""Words that name nothing by themselves: every county has its 实验小学 and its 人民医院."""

_STOP = re.compile(
    "的|了|是|在|我们|我|你|您|和|与|及|或|请|望|有|被|从|到|至|向|把|将|为|位于|于|对|由|因|距|离|这|那|该|本|贵|其|各|"
    "家住|居住|附近|旁边|旁|对面|楼下|门口|周边|就读|来自|关于|反映|投诉|举报|咨询|请问|希望|建议|问题|什么|何时|如何|"
    "不|没|无|书记|市长|县长|区长|局长|镇长|校长|主任|领导|政府|公安|教育局|强制|严重|要求|已经|年|月|日|号楼|栋|期|知"
)
_NUMBER = "一二三四五六七八九十百零〇两0123456789"
_AS_DIGITS = str.maketrans("〇零一二三四五六七八九两", "001234567892")
_KIND = {ending: kind for kind, endings in ENDINGS.items() for ending in endings}
_LONGEST = 9
_LONG_ENDINGS = "|".join(sorted((e for e in _KIND if len(e) > 1), key=len, reverse=True))
_SHORT_ENDINGS = "".join(e for e in _KIND if len(e) == 1)
_ENDING = re.compile(
    f"(?<!中)(?:{_LONG_ENDINGS})"  # 中小学 is no school
    f"|(?<=[{_NUMBER}])[小中](?![区学时间])"  # 三小, 十一中: a school only behind a number
    f"|(?<=[{_NUMBER}])班(?!倒)"  # 3班, not 上班 or 三班倒
    f"|[{_SHORT_ENDINGS}]"
    # words that only look like names: 政府, 市区, 道路 …; 区政府, 路灯, 村民 …
    "(?<!政府)(?<![公校田果菜]园)(?<![市城片山辖园小]区)(?<![道公跑马铁修出思电套]路)"
    "(?![中政委局长民场别域面上边外灯过人线学小时])"
)
_COUNTED = re.compile(f"[{_NUMBER}]+$")
_CODE = re.compile("[a-z][0-9]{0,2}$")
_DISTRICT = re.compile("^.*(?:[a-z][0-9]{0,2}(?:县市|[市区县]))")
_COUNTED_KINDS = frozenset({"line", "grade"})
_LEVELS = frozenset({"county", "city", "province"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in the letters of a text: its kind, what distinguishes it, and how it ends."""

    kind: str
    core: str
    ending: str
    start: int

    @property
    def text(self) -> str:
        return self.core + self.ending

    @property
    def mark(self) -> str:
        """The letters by which the name is sought in another text."""
        return self.text if self.kind in _COUNTED_KINDS else self.core[-3:]

    @property
    def key(self) -> tuple[str, str]:
        """What survives different words before the name (`我家翠湖之城小区` and `翠湖之城小区` share it)."""
        return self.kind, self.core[-2:]

    @property
    def common(self) -> bool:
        """Whether the name is one that many places have."""
        return self.kind not in _COUNTED_KINDS and bool(_COMMON.match(self.core))


def names(text: str) -> Iterator[Name]:
    """Find names in letters (see `text.letters`), in order. Where a name begins is a guess, where it ends is not."""
    past = last = 0
    for found in _ENDING.finditer(text):
        ending, end = found[0], found.start()
        kind = _kind(ending)
        core = _core(text[max(past, end - _LONGEST) : end], kind)
        if not core and past == end:  # 东湖国际 + 社区: the first name is the core of the second
            core = text[last:end]
        past, last = found.end(), end - len(core)
        if core:
            yield Name(kind, core, ending, last)


def _core(before: str, kind: str) -> str:
    """The letters before an ending that belong to the name: a district's code alone, else all since a stop word."""
    if kind in _LEVELS and (code := _CODE.search(before)):
        return code[0]
    stop = 0
    for word in _STOP.finditer(before):
        stop = word.end()
    return _DISTRICT.sub("", before[stop:]) or before[stop:]


def distinguishing(text: str) -> list[Name]:
    """The names in letters that tell one thing or road from others of its kind."""
    return [
        name
        for name in names(text)
        if (name.kind in SPECIFIC or name.kind == "road")
        and (name.kind in _COUNTED_KINDS or (len(name.core) > 1 and not name.common))
    ]


def without_names(text: str) -> str:
    """The letters with every name blanked: what happened, wherever it was."""
    left = list(text)
    for name in names(text):
        left[name.start : name.start + len(name.text)] = " " * len(name.text)
    return "".join(left)


def begins_with_ending(text: str) -> str:
    """The kind of name that the first letters of a text complete; empty if they complete none."""
    found = _ENDING.match(text)
    return _kind(found[0]) if found else ""


def _kind(ending: str) -> str:
    return _KIND.get(ending, "grade" if ending == "班" else "school")


def _digits(number: str) -> str:
    """A number below a hundred in one way of writing: 十二, 一二 and 12 are one."""
    number = re.sub("(?<![一二三四五六七八九])十", "一十", number)
    number = re.sub("十(?![一二三四五六七八九])", "〇", number).replace("十", "")
    return number.translate(_AS_DIGITS)


def is_number(word: str) -> bool:
    """Whether a word is nothing but a number."""
    return bool(_COUNTED.fullmatch(word))


def name_head(before: str) -> str:
    """The letters just before a difference that still belong to the name it lies in (`a` in `a3区` / `a5区`)."""
    code = re.search(r"[a-z0-9]+$", before)
    if code:
        return code[0]
    return _core(before[-4:], "")


@lru_cache(maxsize=8192)
def _sound(letter: str) -> int | None:
    """Place of a common letter in GB 2312, whose first level is ordered by pinyin: neighbours sound alike."""
    try:
        pair = letter.encode("gb2312")
    except UnicodeEncodeError:
        return None
    if len(pair) != 2 or not 0xB0 <= pair[0] <= 0xD7:
        return None
    return (pair[0] - 0xB0) * 94 + pair[1] - 0xA1


def sounds_like(a: str, b: str) -> bool:
    """Whether two words of one length could be one word typed by its sound (静园 / 净园); numbers never are.

    Nearness in GB 2312 stands for equal pinyin; it is wrong for about one pair of letters in eighty.
    """
    return len(a) == len(b) and all(_same_sound(x, y) for x, y in zip(a, b, strict=True))


def _same_sound(x: str, y: str) -> bool:
    if x == y:
        return True
    here, there = _sound(x), _sound(y)
    if here is None or there is None or x in _NUMBER or y in _NUMBER:
        return False
    return abs(here - there) <= 24


def alike(a: Name, b: Name) -> bool:
    """Whether two names of one kind may mean the same: one ends like the other, in another order, or by its sound."""
    x, y = a.core, b.core
    if a.kind in _LEVELS:
        coded = [bool(_CODE.fullmatch(core)) for core in (x, y)]
        return x[-3:] == y[-3:] if all(coded) else any(coded) or x[-2:] == y[-2:]
    x, y = _COMMON_END.sub("", x) or x, _COMMON_END.sub("", y) or y
    short = min(len(x), len(y))
    ours, theirs = (_COUNTED.search(core) for core in (a.core, b.core))
    if ours and theirs and _digits(ours[0]) != _digits(theirs[0]):  # 东六路 / 东七路, 第二小学 / 第三小学
        return False
    if a.kind in _COUNTED_KINDS:
        return _digits(a.core) == _digits(b.core)
    return (
        x[-short:] == y[-short:]
        or x[:short] == y[:short]
        or (short > 2 and x[-2:] == y[-2:])
        or sorted(x) == sorted(y)
        or sounds_like(x, y)
    )
