"""Papers about a notice, a supervisor or a questionnaire."""

from bihuan.documents.writing import Addressee, Block, Body, Grid, Heading, Masthead, Signed, Title
from bihuan.opinions.models import Questionnaire
from bihuan.opinions.selectors.questionnaires.paper import version_in_use
from bihuan.opinions.selectors.questionnaires.results import Outcome, results
from bihuan.reports.papers.sources import NUMERALS, Sources, day
from bihuan.supervision.models import SupervisionNotice, TeamMember
from bihuan.supervision.selectors.manual import FORMS, STEPS, Manual, manual_of

LETTER = "提醒函"
NAMES = {
    SupervisionNotice.Kind.REMINDER: LETTER,
    SupervisionNotice.Kind.CRITICISM: "批评通报",
    SupervisionNotice.Kind.DELAY: "延期告知书",
    SupervisionNotice.Kind.CATCH_UP: "责令补课通知书",
    SupervisionNotice.Kind.REWORK: "责令返工通知书",
    SupervisionNotice.Kind.RECTIFY: "整改通知书",
    SupervisionNotice.Kind.CIRCULAR: "通报",
}


def notice(source: Sources, found: SupervisionNotice) -> list[Block]:
    """提醒函、整改通知书、通报 …: the numbered notice as a letter to the unit."""
    name = NAMES[SupervisionNotice.Kind(found.kind)]
    about: list[Block] = []
    if found.issue is not None:
        about.append(Body((f"事由：问题{found.issue.label}“{found.issue.title}”。",)))
    follows = [Body((f"本件接续{found.follows}。",))] if found.follows else []
    return [
        Masthead(f"{source.office}文件", f"{name}{found.mark}"),
        Title(name if found.issue is None else f"关于问题{found.issue.label}的{name}"),
        Addressee(f"{found.unit}："),
        *about,
        *[Body((paragraph,)) for paragraph in found.text.splitlines() if paragraph.strip()],
        *follows,
        Body((f"请于{day(found.reply_due)}前书面回复办理情况，并附佐证材料。",)),
        Signed(source.office, found.issued_on),
    ]


def manual(source: Sources, member: TeamMember) -> list[Block]:
    """督导工作手册: what one supervisor carries: documents, steps, timetable, his units, forms, focus lists."""
    found = manual_of(member)
    people = tuple((one.get_part_display(), one.person.title, str(one.person.unit)) for one in found.colleagues)
    areas = "、".join(str(unit) for unit in found.areas)
    times = tuple((name, day(first), day(last) if last else "") for name, first, last in found.timetable)
    return [
        Title(f"{source.campaign.name}督导工作手册"),
        Body((f"{member.team.name}　{member.get_part_display()}　{member.person.title}（{day(source.as_of)}编印）",)),
        Heading(1, "一、督导组成员"),
        Grid((("职责", "职务", "单位"),), people, (1, 2, 3)),
        Heading(1, "二、督导范围"),
        Body((f"{areas}及其所属单位。" if areas else "尚未划定范围。",)),
        Heading(1, "三、时间安排"),
        Grid((("事项", "日期或开始", "结束"),), times, (3.6, 2, 2)) if times else Body(("尚未安排环节。",)),
        Heading(1, "四、工作步骤"),
        *[Body((f"{NUMERALS[n]}是{step}",)) for n, step in enumerate(STEPS)],
        Heading(1, "五、重点查看的问题"),
        *_focus(found),
        Heading(1, "六、常用表格"),
        Body(("、".join(FORMS) + "。",)),
        Heading(1, "七、在办问题"),
        *_open_issues(found),
        Heading(1, "八、未了结的督办单"),
        *_open_notices(found),
    ]


def _focus(found: Manual) -> list[Block]:
    blocks: list[Block] = []
    for number, kind in enumerate(found.focus):
        blocks.append(Heading(2, f"（{NUMERALS[number]}）{kind}"))
        blocks += [Body((f"{place}.{problem}。",)) for place, problem in enumerate(kind.problems.all(), 1)]
    return blocks or [Body(("本次活动没有规定。",))]


def _open_issues(found: Manual) -> list[Block]:
    lines = tuple(
        (issue.label, issue.title, str(issue.lead_unit or ""), issue.deadline_text, issue.get_status_display())
        for issue in found.issues
    )
    if not lines:
        return [Body(("督导范围内没有在办问题。",))]
    return [Grid((("编号", "问题", "责任单位", "时限", "状态"),), lines, (0.8, 3, 2, 1.6, 1.2))]


def _open_notices(found: Manual) -> list[Block]:
    lines = tuple((str(one), str(one.unit), day(one.reply_due), one.get_status_display()) for one in found.notices)
    if not lines:
        return [Body(("督导范围内没有未了结的督办单。",))]
    return [Grid((("督办单", "单位", "答复期限", "状态"),), lines, (2.4, 2.4, 1.8, 1.4))]


def questionnaire(source: Sources, found: Questionnaire) -> list[Block]:
    """问卷调查报告: every question with its own base; groups that are too small are not told."""
    version = version_in_use(found)
    counted = results(version, campaign=source.campaign) if version else None
    blocks: list[Block] = [Title(f"“{found.title}”问卷调查报告")]
    if counted is None:
        blocks.append(Body(("问卷尚未启用，还没有结果。",)))
        return [*blocks, Signed(source.office, source.as_of)]
    if not counted.outcomes:
        blocks.append(Body((f"已收回的答卷少于{counted.least}份，为保护答卷人，暂不公布结果。",)))
        return [*blocks, Signed(source.office, source.as_of)]
    blocks.append(Body((f"共收回有效答卷{counted.sheets}份，其中纸质{counted.on_paper}份。各题基数不同，分别注明。",)))
    for number, outcome in enumerate(counted.outcomes, 1):
        blocks += _outcome(number, outcome)
    return [*blocks, Signed(source.office, source.as_of)]


def _outcome(number: int, outcome: Outcome) -> list[Block]:
    found: list[Block] = [Heading(3, f"{number}.{outcome.asked.question.text}")]
    for tally in outcome.tallies:
        rows = tuple(
            (bar.option.label, str(bar.count), f"{bar.percent:.2f}%" if bar.percent is not None else "不计入基数")
            for bar in tally.bars
        )
        name = f"{tally.item.label}，" if tally.item else ""
        found.append(Grid((("选项", "人数", "占比"),), rows, (3, 1, 1.4), f"{name}n＝{tally.base}"))
        judged = tally.judgement
        if judged is not None and judged.enough:
            goal = "达到" if judged.reached else "未达到"
            found.append(Body((f"满意率{judged.percent:.2f}%，{goal}{judged.threshold}%的目标。",)))
    if not outcome.tallies:
        found.append(Body((f"{outcome.answered}人作答，原话见系统。",)))
    return found
