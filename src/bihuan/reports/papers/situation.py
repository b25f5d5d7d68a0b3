"""情况报告: what was done in the order of the loop, every figure from the records."""

from bihuan.documents.writing import Block, Body, Grid, Heading, Parts, Signed, Title
from bihuan.ledger.models import Issue
from bihuan.ledger.states import OPEN
from bihuan.opinions.selectors import balance
from bihuan.reports.papers.sources import NUMERALS, Sources, body, day, sentence, stated, tie, when, without_sign

MOST_NAMED = 10
"""Overdue issues that a report names; the list of all is a click away."""


def situation(source: Sources, _subject: object = None) -> list[Block]:
    """The blocks of the report; a part of the loop without records has no chapter."""
    chapters = [
        ("学习教育情况", study(source)),
        ("征求意见情况", inquiry(source)),
        ("问题整改情况", rectification(source)),
        ("督导工作情况", oversight(source)),
        ("制度建设和治理成效", outcomes(source)),
        ("存在不足和下步打算", shortcomings(source)),
    ]
    told = [(title, blocks) for title, blocks in chapters if blocks]
    found: list[Block] = [Title(f"关于{source.campaign.name}进展情况的报告")]
    found.append(Body((f"现将{source.campaign.root}截至{day(source.as_of)}的有关情况报告如下。",)))
    for number, (title, blocks) in enumerate(told):
        found += [Heading(1, f"{NUMERALS[number]}、{title}"), *blocks]
    return [*found, Signed(source.office, source.as_of)]


def study(source: Sources) -> list[Block]:
    """学."""
    plans = sentence(
        "",
        [
            when(source, "区级学习计划安排专题", "study.plan_topics_commission", "个"),
            when(source, "各学区、直属单位和学校的计划各安排专题不少于", "study.plan_topics_zones_units_schools", "个"),
        ],
    )
    held = sentence(
        "",
        [
            when(source, "领导班子集中学习", "study.leadership_concentrated_study_days", "天"),
            when(source, "学习专题", "study.leadership_topics_studied", "个"),
            when(source, "通读文件", "study.leadership_documents_read", "篇"),
            when(source, "主要负责人上党课", "study.party_lectures_by_secretary", "次"),
            when(source, "举办文化讲坛", "study.culture_forum_sessions", "次"),
            when(source, "警示教育", "study.warning_education_sessions", "次"),
            when(source, "观看电影", "study.films_watched", "部"),
        ],
    )
    each = sentence(
        "班子成员每人",
        [
            when(source, "至少领学专题", "study.each_committee_member_leads_topics_at_least", "个"),
            when(source, "主题发言", "study.each_committee_member_gives_talks_at_least", "次"),
        ],
    )
    wrote = sentence("", [when(source, "参学人员每人至少撰写学习心得", "study.reflections_per_member_at_least", "篇")])
    return [*body(plans), *body(held, each, wrote)]


def inquiry(source: Sources) -> list[Block]:
    """查: the four ways, then the balance sheet."""
    ways = [
        sentence("“请进来”", _meetings(source, "invite_in", "座谈会")),
        sentence("“走出去”", _meetings(source, "go_out", "专题座谈会")),
        sentence("“面对面”", _talks(source)),
        sentence(
            "“背靠背”",
            [
                when(source, "发放征求意见表", "inquiry.back_to_back.forms_issued", "份"),
                when(source, "收回", "inquiry.back_to_back.forms_returned", "份"),
                when(source, "征求意见", "inquiry.back_to_back.opinions", "条"),
            ],
        ),
    ]
    told = [way for way in ways if way]
    paragraphs = [Body((f"{NUMERALS[n]}是", *way)) for n, way in enumerate(told)]
    return [*paragraphs, *_balance(source)]


def _meetings(source: Sources, way: str, what: str) -> list[Parts]:
    return [
        when(source, "召开", f"inquiry.{way}.symposia", f"场{what}"),
        when(source, "参加", f"inquiry.{way}.participants", "人"),
        when(source, "征求意见", f"inquiry.{way}.opinions", "条"),
    ]


def _talks(source: Sources) -> list[Parts]:
    groups = source.below("inquiry.face_to_face.talks.")
    talks = [(f"{figure.label.rpartition('：')[2]}", stated(figure), "人") for figure in groups if figure.value]
    first: list[Parts] = [when(source, "走访", "inquiry.face_to_face.units", "个单位")]
    return [
        *first,
        *[("谈心谈话" if n == 0 else "", *talk) for n, talk in enumerate(talks)],
        when(source, "走访群众", "inquiry.face_to_face.visits_person_times", "人次"),
        when(source, "听取意见", "inquiry.face_to_face.opinions", "条"),
    ]


def _balance(source: Sources) -> list[Block]:
    """Received = became issue + answered + refused + forwarded + open, row by row."""
    sheet = balance(source.campaign, viewer=source.viewer, by="way")
    if not sheet.voices.received:
        return []
    head = (("方式", "收到", "立为问题", "答复", "不予受理", "转办", "办理中"),)
    rows = [(str(row.name), *_tally(row.voices)) for row in sheet.rows]
    rows.append(("合计", *_tally(sheet.voices)))
    table = Grid(head, tuple(rows), (2, 1, 1.2, 1, 1.3, 1, 1.2), "意见办理平衡表")
    return [table, *tie(sheet.voices.received, [row.voices.received for row in sheet.rows], what="意见")]


def _tally(tally: object) -> tuple[str, ...]:
    parts = ("received", "became_issue", "answered", "refused", "forwarded", "open")
    return tuple(str(getattr(tally, part)) for part in parts)


def rectification(source: Sources) -> list[Block]:
    """改: in all and by category; the parts make the whole."""
    if not source.value("rectify.issues_registered"):
        return []
    registered, closed = source.state("rectify.issues_registered"), source.state("rectify.issues_closed")
    parts: list[Parts] = [
        ("共梳理问题", registered, "个"),
        ("已整改销号", closed, "个"),
        ("整改率", source.state("rectify.closed_rate")),
        when(source, "尚在整改", "rectify.issues_open", "个"),
    ]
    return [Body(sentence("", parts)), *categories(source)]


def categories(source: Sources) -> list[Block]:
    """The table of categories with its total."""
    found = source.below("rectify.issue_categories.")
    registered = [figure for figure in found if figure.path.endswith(".registered")]
    rows = [
        (figure.label, (stated(figure),), (source.state(figure.path.removesuffix("registered") + "closed"),))
        for figure in registered
    ]
    total = (source.state("rectify.issues_registered"),), (source.state("rectify.issues_closed"),)
    table = Grid((("问题类别", "立账", "销号"),), (*rows, ("合计", *total)), (3, 1, 1), "分类整改情况")
    whole = source.value("rectify.issues_registered")
    return [table, *tie(whole, [figure.value for figure in registered], what="问题")]


def oversight(source: Sources) -> list[Block]:
    """督."""
    notices = [(figure.label, stated(figure), "份") for figure in source.below("oversee.notices.")]
    return [
        *body(sentence("", [when(source, "成立督导组", "oversee.teams", "个")])),
        *body(sentence("制发", notices)),
        *body(sentence("", [(figure.label, stated(figure), "件") for figure in source.below("oversee.look_backs.")])),
    ]


def outcomes(source: Sources) -> list[Block]:
    """建制: regulations, special actions, indicators."""
    regulations = sentence(
        "",
        [
            when(source, "建立健全制度", "regulations_built", "项"),
            when(source, "废止制度", "regulations_abolished", "项"),
        ],
    )
    actions = sentence(
        "",
        [
            when(source, "围绕", "rectify.special_action.political_discipline_aspects", "个方面开展专项治理"),
            when(source, "开展明察暗访", "rectify.special_action.unannounced_inspections", "次"),
            when(source, "发现违规问题", "rectify.special_action.violations_found", "起"),
            when(source, "处理", "rectify.special_action.persons_handled", "人"),
        ],
    )
    changes = [
        (_bare(figure.label), "增加" if figure.value > 0 else "减少", without_sign(figure), "%")
        for figure in source.below("rectify.indicators.")
        if figure.value and _is_change(figure.label)
    ]
    counts = [
        (figure.label, stated(figure), "个")
        for figure in source.below("rectify.indicators.")
        if figure.value and not _is_change(figure.label)
    ]
    return [*body(regulations), *body(actions), *body(sentence("与上年同期相比，", changes), sentence("", counts))]


def _bare(label: str) -> str:
    """The indicator without the words that say how it is measured."""
    return label.partition("变化")[0].rstrip("，（")


def _is_change(label: str) -> bool:
    return "%" in label or "百分" in label


def shortcomings(source: Sources) -> list[Block]:
    """What is open, and what is past its day, named with unit and number."""
    if not source.value("rectify.issues_open"):
        return []
    late = (
        Issue.objects.filter(campaign=source.campaign, status__in=OPEN, due__lt=source.as_of)
        .select_related("lead_unit")
        .order_by("due", "number")
    )
    named = list(late[:MOST_NAMED])
    found: list[Block] = [Body(("目前尚有", source.state("rectify.issues_open"), "个问题正在整改。"))]
    if named:
        rows = tuple((issue.label, issue.title, str(issue.lead_unit or "—"), day(issue.due)) for issue in named)
        found.append(Grid((("编号", "问题", "责任单位", "整改时限"),), rows, (0.8, 3, 2, 1.6), "超过时限的问题"))
    found.append(Body(("下一步，将继续对照台账逐项督办，整改完成一项、核查一项、销号一项。",)))
    return found
