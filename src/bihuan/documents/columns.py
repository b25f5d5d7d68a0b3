"""What a column or label means, guessed from its words; a person's correction always wins.

The words come from published column sets (巡察, 审计, 环保督察, 隐患, 督办, 意见办理 …). They are matched as
whole headers, so that 问题数 or 整改措施落实情况 is not taken for 问题 or 整改措施.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bihuan.documents.model import Meaning
from bihuan.documents.words import squeeze

_UNIT = r"(?:单位|部门|科室|股室|处室|处\(?科\)?室|科\(?处\)?室|科|股|机构|学校|主体|责任单位|责任部门|责任科室)"
_CHECKED = r"(?:问题|隐患|风险|意见|建议|诉求|线索|缺陷|不足)"
_FOUND = (
    r"(?:存在的?|反馈的?|发现的?|主要|具体|突出|反映的?|查摆出?的?|检查出?的?|检查发现的?|巡察反馈的?|巡视反馈的?"
    r"|督察反馈的?|审计发现的?|审计查出的?|需整改的?|安全|事故|重点|整改|征求到?的?)"
)
_TELLS = r"(?:内容|描述|表述|情况|摘要|概述|简述|清单|事项|具体内容|具体表现|主要内容|要点|点)"


@dataclass(frozen=True, slots=True)
class Guess:
    """A meaning with its strength (0 to 1) and the reason in words."""

    meaning: Meaning
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Synonyms:
    meaning: Meaning
    confidence: float
    pattern: re.Pattern[str]


def _words(meaning: Meaning, confidence: float, *patterns: str) -> _Synonyms:
    return _Synonyms(meaning, confidence, re.compile("|".join(patterns), re.IGNORECASE))


SYNONYMS: tuple[_Synonyms, ...] = (
    _words(
        Meaning.OUTSIDE_NUMBER,
        0.95,
        r"(?:国家|中央|部|省级?|市级?|州级?|县级?|区级?|旗级?|镇级?|上级|原|反馈(?:意见)?|通知书)[^\d]{0,3}(?:序号|编号|文号)",
    ),
    _words(
        Meaning.NUMBER,
        0.98,
        r"序号|编号|号|序列|项次|No\.?|(?:问题|隐患|任务|事项|督办|意见|台账|整改|项目|措施|立案|案件)(?:序号|编号)",
    ),
    _words(
        Meaning.KIND,
        0.9,
        r"(?:整改|处置|办理|问题|落实)(?:类型|方式)|类型|处置类别|整改类别|整改分类|问题分类|整改性质",
    ),
    _words(
        Meaning.CATEGORY,
        0.9,
        rf"(?:{_CHECKED}|任务|事项|领域|工作)?(?:类别|分类|种类|类型|方面|领域|性质)|所属(?:领域|类别|方面)|{_CHECKED}(?:维度|板块)|一级指标",
    ),
    _words(
        Meaning.SOURCE,
        0.9,
        rf"(?:{_CHECKED}|意见建议|处理意见|任务|线索)?(?:来源|出处)(?:渠道)?|(?:征求|收集|反映|诉求)?渠道|来源渠道|检查(?:来源|批次)",
    ),
    _words(
        Meaning.PROBLEM,
        0.97,
        rf"{_FOUND}?(?:的)?{_CHECKED}{_TELLS}?",
        rf"{_FOUND}?{_CHECKED}(?:和|及|或|与|、)?{_CHECKED}{_TELLS}?",
        rf"(?:督办|交办|整改|反馈)事项\({_FOUND}?{_CHECKED}\)",
        r"意见建议(?:内容|事项|摘要)?|(?:意见|建议)(?:和|与|、)?(?:建议|意见)?(?:内容|摘要)",
        r"(?:反映|诉求|投诉|来信|信访)(?:内容|事项|问题)",
    ),
    _words(
        Meaning.PROBLEM,
        0.75,
        r"(?:整改|工作|重点|重点工作|督办|交办|主要|年度|目标|具体|落实)?(?:任务|事项)(?:内容|名称|标题|要求|清单)?",
        r"整改(?:具体)?(?:事项|内容|任务|项目)|整改具体事项|工作(?:内容|项目)|重点工作|督查事项|项目内容",
    ),
    _words(Meaning.PROBLEM, 0.55, r"具体描述|描述|具体情况|主要表现|具体内容|内容"),
    _words(
        Meaning.GOAL,
        0.95,
        r"(?:整改|工作|任务|完成|预期|阶段)?(?:目标|标准|成效|成果)(?:要求|和标准|及标准|任务)?|达到(?:目标|标准|效果)"
        r"|(?:验收|销号|完成|达标|整改关闭|关闭)标准|考核(?:要点|目标|指标)|预期(?:成效|效果|目标)|整改要求",
    ),
    _words(Meaning.MEASURES, 0.4, r"(?:临时|应急)(?:管控|防范|控制)?措施"),
    _words(
        Meaning.MEASURES,
        0.96,
        r"(?:具体|主要|整改|工作|改进|解决|办理|落实|推进|防控|拟采取的?|采取的?|下一步)*(?:措施|举措|对策|办法)(?:内容|清单)?",
        r"整改(?:具体)?(?:措施|举措)(?:及|和|与|、).{1,8}|行动计划|任务分解(?:/时序进度)?|整改计划|整改方案|办理意见|整改意见",
    ),
    _words(Meaning.MEASURES, 0.6, r"工作要求|具体要求|工作安排|整改建议|整改安排"),
    _words(
        Meaning.CLOSED_ON,
        0.9,
        r"(?:实际|整改)?(?:完成/作废|实际完成|销号|办结|关闭|验收|整改关闭|归档)(?:时间|日期)",
    ),
    _words(
        Meaning.DEADLINE,
        0.96,
        r"(?:整改|完成|办结|办理|任务|工作|落实|计划|规定|要求|整改完成|销号)?(?:时限|期限)(?:要求)?",
        r"(?:计划|拟|预计|要求|应|限期|最迟|目标)(?:整改)?(?:完成|办结)(?:时间|日期|时限|期限)|截止(?:日期|时间)|整改时间|完成(?:时间|日期)|限期",
    ),
    _words(Meaning.DEADLINE, 0.7, r"时间节点|时间要求|时间安排|时间进度|整改时间安排|进度安排|措施止|止|办结时间"),
    _words(
        Meaning.START,
        0.9,
        r"(?:排查|检查|发现|开始|起始|登记|交办|受理|收到|下发|反馈|移交|启动|立项|印发)(?:时间|日期)|措施起|起",
    ),
    _words(Meaning.LEAD_UNIT, 0.95, rf"(?:牵头|主办|主责|总牵头)(?:责任)?{_UNIT}(?:\(.*\))?"),
    _words(
        Meaning.COOPERATING,
        0.95,
        rf"(?:配合|协办|协助|协同|参与|参加|会办|共同责任)(?:责任|整改)?{_UNIT}(?:\(.*\))?",
    ),
    _words(
        Meaning.SUPERVISING,
        0.93,
        rf"(?:督导|督办|督查|督促|监督|跟踪督办|督察|督导责任|监督责任|监管|指导督促)(?:责任)?{_UNIT}|督导组|督办领导小组",
    ),
    _words(
        Meaning.ACCEPTANCE,
        0.93,
        rf"(?:验收|认定|核查|复核|核验|销号|审核|验收销号|验收责任|复查|验证)(?:责任)?{_UNIT}",
    ),
    _words(
        Meaning.UNITS,
        0.96,
        rf"(?:整改|落实|主体)?(?:责任|承办|整改|落实|负责|办理|实施)(?:责任)?{_UNIT}(?:\(.*\))?|责任(?:主体|单位\(部门\))|负责单位",
    ),
    _words(
        Meaning.LEADER,
        0.95,
        r"(?:责任|分管|牵头|包案|包保|挂牌|主管|联系|包联|整改责任|牵头责任|牵头校|牵头县|牵头市|责任校|分管校|第一责任|领衔)(?:校|县|市|区|局|院|委)?领导|第一责任人|主要责任人|牵头负责人",
    ),
    _words(
        Meaning.PERSONS,
        0.95,
        r"(?:整改|具体|直接|第一|主要|承办|经办|落实|措施|岗位)?责任人员?|(?:具体)?(?:经办|承办|负责|主办)人员?|具体负责人|责任人及职务|整改责任人\(.*\)|直接负责人",
    ),
    _words(
        Meaning.STATUS,
        0.95,
        r"(?:整改|办理|销号|完成|落实|当前|目前|措施|任务|问题|事项)?状态|是否(?:已)?(?:销号|完成|整改|办结|完成整改|整改到位|整改完成)|销号(?:情况|意见|结论|与否)|完成与否|整改与否",
    ),
    _words(Meaning.STATUS, 0.8, r"(?:整改|办理|落实|完成|办结)(?:结果|进度|结论)|进度|办理结论"),
    _words(
        Meaning.PROGRESS,
        0.9,
        r"(?:整改|工作|办理|目前|当前|推进|落实|完成|目前推进|整改工作|任务)*(?:进展|推进|完成|落实|办理|整改|反馈|处理|进度)(?:情况|说明|描述|成效)*(?:说明|描述)?",
        r"完成进度描述|整改(?:完成|落实)?情况(?:说明|描述)?|(?:目前|最新)?进展|整改成效|取得成效|办理答复",
    ),
    _words(
        Meaning.EVIDENCE,
        0.93,
        r"(?:整改)?(?:佐证|证明|印证|支撑|见证|备查|归档)(?:材料|资料|附件)?(?:名称|清单)?|整改证据|附件材料",
    ),
    _words(
        Meaning.AMOUNT,
        0.93,
        r"(?:涉及|问题|整改|涉案|违规|预计)?(?:金额|资金|投入|投入费用|投入资金)(?:\(.*\))?|预计投入(?:费用|资金)?(?:\(.*\))?",
    ),
    _words(
        Meaning.SITE,
        0.9,
        r"(?:所在|被检查?|受检|隐患|问题|涉及|被查|被审计|存在问题|检查)(?:的)?(?:单位|学校|部门|点位|地点|场所)|学校(?:\(幼儿园\)|名称)?|单位(?:名称)?|场所|点位|地点|乡镇\(街道\)|被检单位",
    ),
    _words(Meaning.NOTE, 0.95, r"备注|备考|说明|其他|其它"),
)


@lru_cache(maxsize=8192)
def guess(header: str) -> Guess | None:
    """The likeliest meaning of a header's words; None where they say nothing we know."""
    bare = re.sub(r"[*※★:：]+", "", squeeze(header))
    plain = re.sub(r"\((?:必填|选填|可多选|单选|下拉|万元|元|字|盖章|公章|注明.*|请.*|如.*|含.*|\d+字.*)\)", "", bare)
    if not plain or len(plain) > 24:
        return None
    for synonyms in SYNONYMS:
        if synonyms.pattern.fullmatch(plain):
            return Guess(synonyms.meaning, synonyms.confidence, f"表头“{header.strip()}”是常用写法")
    return None


def guess_path(path: tuple[str, ...]) -> Guess | None:
    """The meaning of a header of several rows: its last words, or all words together (责任 / 单位)."""
    leaf = path[-1]
    together = guess("".join(path[-2:])) if len(path) > 1 else None
    if together and len(squeeze(leaf)) <= 2:
        return together
    return guess(leaf) or together


Corrections = Mapping[str, Meaning | None]
"""A person's own mapping: header as shown (blanks do not count) → meaning; None keeps it as an extra."""


def correction_key(path: tuple[str, ...], corrections: Corrections) -> str | None:
    """The entry of `corrections` that speaks of this header: the whole path or its last words."""
    names = {squeeze(" / ".join(path)), squeeze(path[-1])}
    return next((header for header in corrections if squeeze(header) in names), None)
