"""Words that say something about a deadline without being a date: 立行立改, 长期坚持, 力争, 待…后, 适时.

One row is one kind; each row's words are searched in the plain text. Local words for tiers (短期, 中期) mean
different lengths in different offices, so they ask for a date instead of getting one.
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

_ABOUT_THEN = "(?:来临|到来|结束|开始)?(?:之前|以前|前|后|末|内|期间|初)"
_ROWS: tuple[tuple[str, str], ...] = (
    (Flag.IMMEDIATE, r"立[行说知查接审督巡整]立[行改办整治]|立改立行|立[行知查]即改"),  # 立行立改, 立说立行
    (Flag.IMMEDIATE, r"[即边][知查审巡行督整交接检访排学收转到问办][即边][改办整治纠]"),  # 即知即改, 边审边改
    (Flag.IMMEDIATE, r"(?:随|即|当)(?:查|知|到|发现|问)(?:随|即|当)整?[改办]|未[巡查督审]先改|接诉即办"),
    (Flag.IMMEDIATE, r"闻[过风]即改"),
    (Flag.IMMEDIATE, r"立即|立刻|马上|即刻|即时|当即|当场|现场(?:整改|解决|纠正|办)|第[一1]时间|火速"),
    (Flag.IMMEDIATE, r"刻不容缓"),
    (Flag.IMMEDIATE, r"即日起(?![至到~])|即日(?:整改|完成)|当[天日](?=整改|解决|完成|办结)"),
    (Flag.LONG_TERM, r"长期(?!以来|未|存在|拖欠|闲置|规划)|常态|常抓|常年|长抓|经常抓|经常性"),
    (Flag.LONG_TERM, r"日常(?:化|工作|监管|坚持|管理)"),
    (Flag.LONG_TERM, r"持续(?![到至~]|时间)|持之以恒|久久为功|永久|长效坚持|一以贯之|贯穿(?:始终|全过程)"),
    (Flag.LONG_TERM, r"不间断"),
    (Flag.LONG_TERM, r"坚持(?=$|[,。;)])|坚持不懈|始终坚持|一直坚持|巩固(?:提升|深化)"),
    (Flag.LONG_TERM, r"不断(?:完善|深化|推进|加强|巩固|提升|改进)"),
    (Flag.CONDITIONAL, r"(?:待|等(?!级)|俟)(?!定|办)[^,。;\0]{0,20}(?:后|时|再)"),  # 待移民工作开展后
    (Flag.CONDITIONAL, r"(?:条件|时机)(?:一旦)?(?:成熟|具备|允许|许可|满足)|具备条件|一旦"),
    (Flag.CONDITIONAL, r"(?<!计)视(?:情|实际|工作|进展|资金)"),
    (Flag.CONDITIONAL, r"(?<![假倘])若|如[^,。;]{1,12}则|如遇|如果|倘若|取决于|以[^,。;\0]{1,12}为准"),
    (Flag.CONDITIONAL, r"根据[^,。;\0]{0,12}(?:情况|进展|进度|到位|批复|结果)"),
    (Flag.CONDITIONAL, r"(?:批复|批准|审批|同意|立项|到位|验收|通过|完工)之?后(?![续的面备勤])"),
    (Flag.CONDITIONAL, r"(?:竣工|启动|开展)之?后(?![续的面备勤])"),
    (Flag.CONDITIONAL, r"(?:出台|印发|下达|明确|结束|完成|建成|搬迁)之?后(?![续的面备勤])"),
    (Flag.CONDITIONAL, r"(?:验收|竣工|完工|投用|使用|启动|召开|上线)(?:之前|以前|前)"),
    (
        Flag.CONDITIONAL,
        rf"(?:开学|放假|换届|汛期|入汛|入冬|春耕|秋收|中考|高考|期[中末](?:考试)?){_ABOUT_THEN}",
    ),
    (Flag.CONDITIONAL, rf"(?:供暖期?|采暖期?|供热期?|两会|大会|开幕){_ABOUT_THEN}"),
    (Flag.CONDITIONAL, r"学期|寒假|暑假|暑期|假期|新学[期年]|学年|活动期间|整改期[间内]|活动结束"),
    (Flag.SOFT, r"原则上?|预[计期估]|力争|争取|努力|有望|拟(?!定|订|制|写|稿|派|任)|暂定|初定|可能|大概"),
    (Flag.SOFT, r"希望|尽量"),
    (Flag.SOFT, r"基本(?!药|医|公|农|建设|信息|情况|制度|原则|养老)|初步(?:定|计划|安排)|理论上"),
    (Flag.SOFT, r"目标(?:是|为|于)"),
    (Flag.SOFT, r"(?:^|[,。;:(])(?:现|暂)?计划"),
    (Flag.SOFT, r"计划(?=[于在到至用争\0\d]|今年|明年|年[底内末]|(?:全面)?完成)"),
    (Flag.SOFT, r"计划(?=本[月年季]|下[月半个]|[上下]半年)|左右|大约|约(?=[\d\0])|前后(?=$|[,。;完])"),
    (VAGUE, r"近[期日](?!\d)|不日|(?<!\d)日内|短期|中期|中长期|适时|择[机期]|尽可?能?[快早速]|早日|抓紧"),
    (VAGUE, r"加[快紧]|限[期时]"),
    (VAGUE, r"按(?:照)?[^,。;\0]{0,20}(?:要求|规定|时限|部署|安排|计划|方案|进度|序时|程序|通知|节点)"),
    (VAGUE, r"按[时期]|如期|及时"),
    (VAGUE, r"同步|随时|届时|逐步|逐[一项]|分[步批]|不定期|待定|未定|另行"),
    (Flag.STAGES, r"分(?:阶段|步骤|批次|期|[2-9]个?(?:阶段|步|批))(?!限)"),
    (Flag.OPEN, r"即日起(?![至到~])"),
)
_PATTERNS = {
    kind: re.compile("|".join(words for other, words in _ROWS if other == kind))
    for kind in dict.fromkeys(kind for kind, _ in _ROWS)
}
# 按计划 and 制定工作计划 are no hope of their own.
_BY_THE_PLAN = re.compile(r"(?:按照?|制[定订]|编制|根据|修订)[^,。;\0]{0,12}计划")


def kinds_of(text: str) -> set[str]:
    """The kinds of words a plain text contains: values of `Flag`, and `VAGUE`."""
    found = {kind for kind, pattern in _PATTERNS.items() if pattern.search(text)}
    if not _PATTERNS[Flag.SOFT].search(_BY_THE_PLAN.sub("", text)):
        found.discard(Flag.SOFT)
    return found
