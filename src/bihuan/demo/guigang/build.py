"""Puts the second demonstration together: rules, school building after the flood, an open subsidy, contacts."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from bihuan.audit.services import seal, unit_of_work
from bihuan.campaigns.models import Campaign, Term
from bihuan.campaigns.selectors import terms
from bihuan.campaigns.services import create_campaign, stand_still
from bihuan.demo.cast import Cast
from bihuan.demo.guigang.cast import DISTRICTS, raise_city
from bihuan.demo.qijiang.casebook import on
from bihuan.ledger.models import Issue
from bihuan.ledger.services.assigning import assign
from bihuan.ledger.services.lights import light_all
from bihuan.ledger.services.planning import MeasureContent, PlanContent, add_measure, draft_plan, submit_plan
from bihuan.ledger.services.registering import IssueDetails, register
from bihuan.ledger.services.working import reach, start
from bihuan.outcomes.selectors.figures import PER_PERSON_AND_MONTH
from bihuan.outcomes.services.contacts import give_help, link, visit
from bihuan.outcomes.services.indicators import define_indicator, measure
from bihuan.outcomes.services.regulations import adopt, announce, draft_regulation, link_issue
from bihuan.people.models import Unit
from bihuan.supervision.services.plans import approve_plan

CODE = "guigang"
BEGUN, REPORT_DAY = date(2006, 7, 25), date(2006, 8, 31)

# What each district reported, in the order of `cast.DISTRICTS`; only the sums stand in the report.
QUANTITIES = (
    ("classes_into_new_classrooms", "秋季学期搬进新教室的班级", "个", (104, 82, 41, 47, 41), "up"),
    ("students_into_new_classrooms", "秋季学期搬进新教室的学生", "人", (3874, 3052, 1496, 1731, 1513), "up"),
    ("flood.towns", "洪灾受灾乡镇", "个", (21, 17, 7, 9, 8), "none"),
    ("flood.schools", "洪灾受灾学校", "所", (223, 181, 74, 86, 77), "none"),
    ("flood.rooms_collapsed", "倒塌校舍间数", "间", (301, 226, 81, 109, 94), "none"),
    ("flood.area_collapsed_m2", "倒塌校舍面积", "平方米", (14872, 11206, 4015, 5389, 4627), "none"),
    ("flood.rooms_dangerous", "形成危房间数", "间", (958, 762, 291, 374, 326), "none"),
    ("flood.area_dangerous_m2", "形成危房面积", "平方米", (50543, 40201, 15352, 19734, 17187), "none"),
    ("flood.loss_cny", "直接经济损失", "元", (31200000, 24300000, 9300000, 12000000, 10200000), "none"),
)
ANNOUNCED = 11
REGULATIONS = (
    "党员学习制度",
    "领导干部下基层调研指导制度",
    "为县市区解决问题联系协调制度",
    "机关工作规程",
    "民主生活会和组织生活会制度",
    "工作人员行为规范",
    "廉政建设责任监督制度",
    "财务核算中心管理制度",
    "教师工作纪律",
    "教师行为准则",
    "师德师风评价方案",
    "首问负责办法",
    "公文限时办结办法",
    "机关考勤办法",
)
PAID = DISTRICTS[:3]
SUBSIDY = Decimal(52)


def build(tell: Callable[[str], None]) -> Campaign:
    """Build the whole campaign in one transaction; `tell` hears what is being done."""
    with unit_of_work():
        with on(BEGUN):
            tell("贵港：一局五县区")
            cast = raise_city()
            campaign = create_campaign(
                "look-back",
                code=CODE,
                name="先进性教育活动“回头看”",
                root=cast.root,
                office=cast.units["巩固办"],
                starts_on=BEGUN,
                year=2006,
                by=cast["gg-office"],
            )
        tell("补贴、校舍、制度、联系点")
        subsidy, buildings = _issues(campaign, cast)
        with on(REPORT_DAY, 9):
            _quantities(campaign, cast)
            _regulations(campaign, cast, {"联系协调": subsidy, "财务核算": buildings})
            _contacts(campaign, cast)
            stand_still(campaign, on=REPORT_DAY, by=cast["gg-office"])
            light_all(campaign)
    seal()
    return campaign


# ---------------------------------------------------------------- what is open, and what was reached


def _issues(campaign: Campaign, cast: Cast) -> tuple[Issue, Issue]:
    """The subsidy, paid in three districts of five, and the new classrooms."""
    with on(date(2006, 7, 27)):
        subsidy = _registered(campaign, "部分县区教师政策性补贴没有发放", "public-demand", cast)
        assign(
            subsidy,
            lead=cast.units["人事科"],
            supporting=[cast.units[name] for name in DISTRICTS],
            by=cast["gg-office"],
        )
        buildings = _registered(campaign, "工棚式校舍和水毁校舍需要改造重建", "public-demand", cast)
        assign(buildings, lead=cast.units["计财基建科"], supporting=[], by=cast["gg-office"])
    with on(date(2006, 7, 31)):
        owed = [(cast.units[name], SUBSIDY, PER_PERSON_AND_MONTH) for name in DISTRICTS]
        _planned(subsidy, cast, 2, "督促五个县区按月足额发放补贴", owed)
        classes = QUANTITIES[0][3]
        rooms = [(cast.units[name], Decimal(count), "个班") for name, count in zip(DISTRICTS, classes, strict=True)]
        _planned(buildings, cast, 3, "秋季开学前把学生从工棚搬进新教室", rooms)
    with on(date(2006, 8, 28)):
        for target in subsidy.targets.filter(unit__name__in=PAID):
            reach(target, done=SUBSIDY, by=cast["gg-liaison2"])
        for target in buildings.targets.all():
            reach(target, done=target.goal, by=cast["gg-liaison3"])
    return subsidy, buildings


def _registered(campaign: Campaign, title: str, category: str, cast: Cast) -> Issue:
    found = {term.code: term for term in terms(campaign, Term.Taxonomy.CATEGORY)}
    disposition = terms(campaign, Term.Taxonomy.DISPOSITION)[1]
    details = IssueDetails(
        title=title,
        category=found[category],
        disposition=disposition,
        source="分析评议阶段",
        deadline_text="2006年12月底前",
    )
    return register(campaign, text=f"{title}。", details=details, by=cast["gg-office"])


def _planned(issue: Issue, cast: Cast, section: int, text: str, targets: list[tuple[Unit, Decimal, str]]) -> None:
    liaison, head = cast[f"gg-liaison{section}"], cast[f"gg-head{section}"]
    issue = Issue.objects.get(pk=issue.pk)
    content = PlanContent(
        responsible=head, deadline_text="2006年12月底前", standard="逐县区核对到位", sixth="分管副局长"
    )
    draft_plan(issue, content, by=liaison)
    add_measure(issue, MeasureContent(text=text, targets=tuple(targets)), by=liaison)
    submit_plan(issue.plans.get(), by=liaison)
    approve_plan(issue.plans.get(), comment="按县区分解，同意。", by=cast["gg-team"])
    start(Issue.objects.get(pk=issue.pk), by=liaison)


def _quantities(campaign: Campaign, cast: Cast) -> None:
    """Each by district; the report states the sums."""
    by = cast["gg-office"]
    for position, (code, name, unit, values, direction) in enumerate(QUANTITIES):
        indicator = define_indicator(
            campaign,
            unit=cast.root,
            code=f"quantified_measures.{code}",
            name=name,
            measured_in=unit,
            source="县区教育局灾情和建设报表",
            shown_as="total",
            direction=direction,
            position=position,
            by=by,
        )
        for district, value in zip(DISTRICTS, values, strict=True):
            measure(
                indicator,
                starts_on=date(2006, 6, 23),
                ends_on=REPORT_DAY,
                value=Decimal(value),
                baseline=False,
                unit=cast.units[district],
                note="",
                by=by,
            )


# ---------------------------------------------------------------- what stays


def _regulations(campaign: Campaign, cast: Cast, behind: dict[str, Issue]) -> None:
    by = cast["gg-office"]
    for number, title in enumerate(REGULATIONS, start=1):
        made = draft_regulation(
            campaign,
            unit=cast.root,
            title=title,
            number=f"贵教〔2006〕{30 + number}号",
            text=f"第一条 为巩固整改成果，制定{title}。\n第二条 由责任科室组织实施，每年复审一次。",
            by=by,
        )
        adopt(made, review_on=date(2007, 8, 31), by=by)
        if number <= ANNOUNCED:
            announce(made, by=by)
        for issue in (issue for words, issue in behind.items() if words in title):
            link_issue(made, issue, by=by)


def _forms() -> Iterator[str]:
    yield from ("contact", "pairing", "assistance", "governance", "research")


def _contacts(campaign: Campaign, cast: Cast) -> None:
    """Each leading member looks after a school of another district, each in another form."""
    by = cast["gg-office"]
    for number, (form, district) in enumerate(zip(_forms(), DISTRICTS, strict=True), start=1):
        point = link(
            campaign,
            unit=cast.root,
            leader=cast[f"gg-leader{number}"],
            form=form,
            place=cast.units[f"{district[:3]}镇中心小学"],
            since=BEGUN,
            goal="开学前让孩子坐进安全的教室。",
            by=by,
        )
        visit(point, on=date(2006, 8, 7 + number), people=10 + number, raised="校舍受损，开学教室不够。", by=by)
        give_help(
            point,
            kind="money",
            what="校舍修缮款",
            on=date(2006, 8, 18),
            quantity=Decimal(20000),
            measured_in="元",
            by=by,
        )
