"""建制: what changed against the year before, two special actions, regulations, contact points."""

from datetime import date
from decimal import Decimal

from bihuan.campaigns.models import Campaign
from bihuan.demo.qijiang.casebook import on
from bihuan.demo.qijiang.cast import ZONES, Cast
from bihuan.demo.qijiang.study import COMMITTEE
from bihuan.ledger.models import Issue
from bihuan.outcomes.models import Inspection, SpecialAction
from bihuan.outcomes.services.actions import add_aspect, begin, find_case, handle_case, inspect, plan_action
from bihuan.outcomes.services.contacts import give_help, link, visit
from bihuan.outcomes.services.indicators import define_indicator, measure
from bihuan.outcomes.services.regulations import adopt, announce, draft_regulation, link_issue

DAY = date(2014, 6, 10)
BEFORE, AFTER = (date(2013, 3, 1), date(2013, 5, 31)), (date(2014, 3, 1), date(2014, 5, 31))
CHANGES = (
    ("meetings", "全区性会议", "次", "43", "35", "区教委党政办会议登记"),
    ("activities", "庆典、评比和节会活动", "项", "25", "20", "区教委党政办活动登记"),
    ("documents", "下发文件", "份", "150", "102", "公文管理系统"),
    ("meeting_and_activity_cost", "会议活动费", "万元", "21", "11.97", "计财科会议费、活动费明细账"),
)
"""Path, name, unit of measure, the same three months of the year before, this year, source."""
CANCELLED = (("学校综合考核", 6), ("专项工作考核", 4), ("评比达标", 3))
ASPECTS = (
    "执行上级决定打折扣",
    "会议和文件以虚对虚",
    "公款接待和用车",
    "上班纪律松懈",
    "办事推诿拖延",
    "基建采购不规范",
    "教师职业道德失范",
)
CHARGES = ("公办学校乱办班、乱补课", "违规收费", "民办学校和培训机构违规办学、违规招生")
REGULATIONS = (
    ("区教委会议活动审批和经费包干办法", "会议"),
    ("教师从教行为负面清单", "补课"),
    ("学校收费公示办法", "收费"),
)


def leave_behind(campaign: Campaign, cast: Cast) -> None:
    """What the report can say of indicators, special actions and rules, each from its records."""
    with on(DAY):
        _indicators(campaign, cast)
        _discipline(campaign, cast)
        _charges(campaign, cast)
        _regulations(campaign, cast)
        _contacts(campaign, cast)


def _indicators(campaign: Campaign, cast: Cast) -> None:
    by = cast["office"]
    for position, (path, name, unit, before, after, source) in enumerate(CHANGES):
        indicator = define_indicator(
            campaign,
            unit=cast.root,
            code=f"rectify.indicators.{path}",
            name=name,
            measured_in=unit,
            source=source,
            position=position,
            by=by,
        )
        for (starts_on, ends_on), value, baseline in ((BEFORE, before, True), (AFTER, after, False)):
            measure(
                indicator,
                starts_on=starts_on,
                ends_on=ends_on,
                value=Decimal(value),
                baseline=baseline,
                unit=None,
                note="",
                by=by,
            )
    _cancelled(campaign, cast)


def _cancelled(campaign: Campaign, cast: Cast) -> None:
    """Assessment indicators that are gone, by the list that they stood on."""
    by = cast["office"]
    gone = define_indicator(
        campaign,
        unit=cast.root,
        code="rectify.indicators.assessment_indicators_cancelled",
        name="取消的考核指标",
        measured_in="个",
        source="区教委考核办文件",
        shown_as="total",
        direction="up",
        position=len(CHANGES),
        by=by,
    )
    for note, count in CANCELLED:
        starts_on, ends_on = AFTER
        measure(
            gone,
            starts_on=starts_on,
            ends_on=ends_on,
            value=Decimal(count),
            baseline=False,
            unit=None,
            note=note,
            by=by,
        )


def _action(campaign: Campaign, cast: Cast, title: str, basis: str, aspects: tuple[str, ...]) -> SpecialAction:
    by = cast["office"]
    action = plan_action(
        campaign,
        unit=cast.root,
        title=title,
        basis=basis,
        goal="查一起、处理一起、通报一起。",
        starts_on=date(2014, 4, 1),
        ends_on=None,
        by=by,
    )
    for aspect in aspects:
        add_aspect(action, title=aspect, by=by)
    return begin(action, by=by)


def _discipline(campaign: Campaign, cast: Cast) -> None:
    action = _action(campaign, cast, "深化正风肃纪专项行动", "深化正风肃纪专项行动工作方案", ASPECTS)
    for number, zone in enumerate(ZONES[:5]):
        _inspect(action, cast, zone, date(2014, 4, 8 + 4 * number))


def _charges(campaign: Campaign, cast: Cast) -> None:
    """Six unannounced visits, two cases, six teachers dealt with."""
    action = _action(campaign, cast, "教育乱收费专项整治", "教育乱收费专项整治实施方案", CHARGES)
    schools = [f"{zone}初级中学" for zone in ZONES[:6]]
    seen = [_inspect(action, cast, school, date(2014, 5, 6 + 3 * number)) for number, school in enumerate(schools)]
    by = cast["office"]
    for title, place, persons, handling in (
        ("节假日违规集中补课", 1, 4, "退还费用，全区通报批评，扣发绩效"),
        ("在职教师有偿家教", 4, 2, "退还费用，取消评优资格，诫勉谈话"),
    ):
        case = find_case(
            action,
            title=title,
            found_on=seen[place].on,
            aspect=action.aspects.order_by("position")[0],
            inspection=seen[place],
            by=by,
        )
        handle_case(case, persons=persons, handling=handling, by=by)


def _inspect(action: SpecialAction, cast: Cast, unit: str, day: date) -> Inspection:
    return inspect(
        action,
        unit=cast.units[unit],
        on=day,
        announced=False,
        inspectors=3,
        findings="随机查看课表、收费公示和值班记录，与师生交谈。",
        by=cast["office"],
    )


def _regulations(campaign: Campaign, cast: Cast) -> None:
    by = cast["office"]
    for number, (title, about) in enumerate(REGULATIONS, start=1):
        made = draft_regulation(
            campaign,
            unit=cast.root,
            title=title,
            number=f"綦教发〔2014〕{20 + number}号",
            text=f"第一条 为巩固整改成果，制定本{title[-2:]}。\n第二条 由责任科室组织实施，活动办监督。",
            by=by,
        )
        adopt(made, review_on=date(2015, 6, 10), by=by)
        announce(made, by=by)
        for issue in Issue.objects.filter(campaign=campaign, title__contains=about)[:2]:
            link_issue(made, issue, by=by)


def _contacts(campaign: Campaign, cast: Cast) -> None:
    """Each of the leading group looks after a zone."""
    by = cast["office"]
    for number, ((username, _title), zone) in enumerate(zip(COMMITTEE, ZONES, strict=True)):
        point = link(
            campaign,
            unit=cast.root,
            leader=cast[username],
            form="contact",
            place=cast.units[zone],
            since=date(2014, 3, 10),
            goal="每月至少到点一次，听意见、解难题。",
            by=by,
        )
        visit(point, on=date(2014, 4, 14 + number), people=9 + number, raised="学校提出减少表格、统一检查。", by=by)
        if number % 3 == 0:
            give_help(
                point, kind="goods", what="课桌椅", on=date(2014, 5, 20), quantity=Decimal(60), measured_in="套", by=by
            )
