"""Words that say something about a deadline without being a date: 立行立改, 长期坚持, 力争, 待…后, 适时.

One row is one kind; each row's words are searched in the plain text. Local words for tiers (短期, 中期) mean different
lengths in different offices, so they ask for a date instead of getting one.
"""

import re
from enum import StrEnum


class Flag(StrEnum):
    """What is to be known about a deadline beside its date."""

    IMMEDIATE = "immediate"
    """At once (立行立改): no date; the campaign sets how many days that is."""
    LONG_TERM = "long_term"
    """To be kept up after the date, or without one (长期坚持): closes into a watch list."""
    RECURRING = "recurring"
    """Comes back in a rhythm (每年2月底前)."""
    RELATIVE = "relative"
    """Counted from an event or from today (收到后30日内, 本月底): needs an anchor."""
    CONDITIONAL = "conditional"
    """Waits for something that may not happen (条件成熟后)."""
    SOFT = "soft"
    """Hoped for rather than promised (原则上, 力争, 预计)."""
    NO_YEAR = "no_year"
    """The text names no year; it was taken from the campaign."""
    RANGE = "range"
    """The text gives a period; its last day is the date."""
    STAGES = "stages"
    """Several dates for several steps; the last is the date."""
    OPEN = "open"
    """Has a beginning and no end (12月-, 3月起)."""
    AMBIGUOUS = "ambiguous"
    """Can be read in more than one way (6月前): a person must confirm."""
    NEEDS_REVIEW = "needs_review"
    """No date can be read from it: a person must set a review date."""


VAGUE = "vague"
"""Not a flag: words that promise no time at all; without a date beside them they need a review."""

_SEVERAL = r"[^,。;\0]{0,20}"
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        Flag.IMMEDIATE,
        (
            r"立[行说知查接审督巡整]立?[行改办整]",  # 立行立改 立说立行 立查立改
            r"[即边][知查审巡行督整交接检访排学]?[即边][改办整治纠]",  # 即知即改 边审边改 边查边改
            r"(?:随|即|当)(?:查|知|到|发现|问)(?:随|即|当)[改办]|未[巡查督审]先改|立改立行|接诉即办|闻[过风]即改",
            r"立即|立刻|马上|即刻|即时|当即|当场|现场(?:整改|解决|纠正|办)|第一时间|第1时间|火速|不过夜",
            r"即日起(?![至到~])|即日(?:整改|完成)|刻不容缓|当[天日](?=整改|解决|完成|办结)",
        ),
    ),
    (
        Flag.LONG_TERM,
        (
            r"长期(?!以来|未|存在|拖欠|闲置|规划)|常态(?:化)?|常抓不懈|常年|长抓|久久为功|永久|长效坚持|经常抓",
            r"持续(?![到至~]|时间)|持之以恒|坚持不懈|坚持(?=$|[,。;)])|始终坚持|一以贯之|贯穿(?:始终|全过程)|抓好常[态抓]|不间断",
            r"巩固提升|巩固深化|一直坚持|不断(?:完善|深化|推进|加强|巩固|提升|改进)|经常性|日常(?:化|工作|监管|坚持|管理)",
        ),
    ),
    (
        Flag.CONDITIONAL,
        (
            rf"(?:待|等(?!级)|俟)(?!定|办){_SEVERAL}(?:后|时|再)",  # 待移民工作开展后
            r"条件(?:一旦)?(?:成熟|具备|允许|许可|满足)|具备条件|一旦|(?<!计)视(?:情|实际|工作|进展|资金)",
            r"(?<![假倘])若|如遇|如果|倘若|取决于|以[^,。;\0]{1,12}为准|根据[^,。;\0]{0,12}(?:情况|进展|进度|到位|批复|结果)",
            r"(?:批复|批准|审批|同意|立项|到位|验收|通过|完工|竣工|启动|开展|出台|印发|下达|明确|结束|完成|建成|搬迁)"
            r"之?后(?![续的面备勤])",
            r"(?:开学|放假|换届|汛期|入汛|入冬|供暖期?|采暖期?|供热期?|中考|高考|期[中末](?:考试)?|两会|学期|大会|开幕|春耕|秋收)(?:来临|到来|结束|开始)?(?:之前|以前|前|后|末|内|期间|初)",
            r"(?:寒假|暑假|暑期|假期|学期)(?:期间|内|末|前|结束|后|中)?|新学[期年]|学年|活动期间|整改期[间内]|活动结束",
        ),
    ),
    (
        Flag.SOFT,
        (
            r"原则上?|预[计期估]|力争|争取|努力|有望|拟(?!定|订|制|写|稿|派|任)|基本(?!药|医|公|农|建设|信息|情况|制度|原则|养老)",
            r"(?:^|[,。;:(])(?:现|暂)?计划|计划(?=[于在到至用\0\d]|今年|明年|年[底内末]|本[月年季]|下[月半个]|[上下]半年|争|(?:全面)?完成)",
            r"左右|大约|约(?=[\d\0])|前后(?=$|[,。;完])|暂定|初定|可能|大概|希望|尽量|尽可能|初步(?:定|计划|安排)|理论上|目标(?:是|为|于)",
        ),
    ),
    (
        VAGUE,
        (
            r"近[期日](?!\d)|不日|(?<![\d])日内|短期|中期|中长期|适时|择[机期]|尽[快早速]|早日|尽可能[快早]|抓紧|加[快紧]|限[期时]",
            r"按(?:照)?[^,。;\0]{0,20}(?:要求|规定|时限|部署|安排|计划|方案|进度|序时|程序|通知|节点)|按[时期]|如期|及时|同步|随时|届时|逐步|逐[一项]|分[步批]|不定期|待定|未定|另行|视情",
        ),
    ),
    (Flag.STAGES, (r"分(?:阶段|步骤|批次|期|[2-9]个?(?:阶段|步|批))(?!限)",)),
    (Flag.OPEN, (r"即日起(?![至到~])|(?:\0|[日月年])~(?:长期|今后|以后)",)),
)
_PATTERNS = tuple((kind, re.compile("|".join(words))) for kind, words in _WORDS)
# 按计划 and 制定工作计划 are no hope of their own.
_BY_THE_PLAN = re.compile(r"(?:按照?|制[定订]|编制|根据|修订)[^,。;\0]{0,12}计划")


def kinds_of(text: str) -> set[str]:
    """The kinds of words a plain text contains: values of `Flag`, and `VAGUE`."""
    found = {kind for kind, pattern in _PATTERNS if pattern.search(text)}
    if Flag.SOFT in found and not dict(_PATTERNS)[Flag.SOFT].search(_BY_THE_PLAN.sub("", text)):
        found.discard(Flag.SOFT)
    return found
