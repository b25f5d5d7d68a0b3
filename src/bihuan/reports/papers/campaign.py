"""Papers about a whole campaign: bulletin, briefing, ledger, look-back report."""

from bihuan.documents.writing import Block, Body, Grid, Heading, Imprint, Masthead, Note, Signed, Title
from bihuan.ledger.models import Issue
from bihuan.ledger.selectors import visible_issues
from bihuan.ledger.states import OPEN, Status
from bihuan.reports.papers.situation import categories, rectification
from bihuan.reports.papers.sources import NUMERALS, Sources, day, sentence, stated
from bihuan.supervision.models import LookBack
from bihuan.supervision.selectors.visible import of_visible_issues
from bihuan.supervision.states import LookBackStatus

MOST_LATE = 200
"""Lines of the list of laggards in a bulletin; more are a matter for the ledger itself."""


def bulletin(source: Sources, _subject: object = None) -> list[Block]:
    """督查通报: figures by unit, then who lags behind with which item, then what is asked."""
    found: list[Block] = [
        Masthead(f"{source.office}文件"),
        Title(f"关于{source.campaign.name}整改进展情况的通报"),
        Heading(1, "一、总体情况"),
        *rectification(source),
        Heading(1, "二、各单位情况"),
        *by_unit(source),
        Heading(1, "三、超期问题"),
        *late(source),
        Heading(1, "四、工作要求"),
        Body(("各责任单位要对照台账逐项推进，超期问题应当说明原因、明确完成时间，并按时报送佐证材料。",)),
        Body(("各督导组要逐项核查，不整改完成不销号，不满意不销号。",)),
    ]
    return [
        *found,
        Signed(source.office, source.as_of),
        Imprint("各学区、直属单位、学校", source.office, source.as_of),
    ]


def by_unit(source: Sources) -> list[Block]:
    """Every lead unit with its three figures, and their sums."""
    registered = [figure for figure in source.below("rectify.units.") if figure.path.endswith(".registered")]
    if not registered:
        return [Body(("尚无已交办的问题。",))]
    rows = []
    for figure in registered:
        key = figure.path.removesuffix("registered")
        parts = (stated(figure),), (source.state(f"{key}closed"),), (source.state(f"{key}overdue"),)
        rows.append((figure.label.partition("：")[0], *parts))
    sums = [
        str(sum(int(figure.value) for figure in source.below("rectify.units.") if figure.path.endswith(part)))
        for part in (".registered", ".closed", ".overdue")
    ]
    table = Grid((("责任单位", "立账", "销号", "超期"),), (*rows, ("合计", *sums)), (3, 1, 1, 1), "各单位整改情况")
    unassigned = int(source.value("rectify.issues_registered")) - int(sums[0])
    words = f"注：另有 {unassigned} 个问题由{source.campaign.root}本级负责或尚未交办，未列入本表。"
    note = [Note((words,))] if unassigned else []
    return [table, *note]


def late(source: Sources) -> list[Block]:
    """The list of laggards: unit, item, day, how long."""
    rows = (
        visible_issues(source.viewer, source.campaign)
        .filter(status__in=OPEN, due__lt=source.as_of)
        .select_related("lead_unit")
        .order_by("due", "number")[:MOST_LATE]
    )
    lines = tuple(
        (str(issue.lead_unit or "—"), issue.label, issue.title, day(issue.due), f"{(source.as_of - issue.due).days}天")
        for issue in rows
    )
    if not lines:
        return [Body(("没有超过时限的问题。",))]
    return [Grid((("责任单位", "编号", "问题", "时限", "超期"),), lines, (2, 0.8, 3, 1.6, 0.8), "超期问题清单")]


def briefing(source: Sources, _subject: object = None) -> list[Block]:
    """工作简报: one page of figures."""
    told = [
        (figure.label, (stated(figure),))
        for figure in source.figures.values()
        if figure.value and not figure.path.startswith(("rectify.units.", "rectify.issue_categories."))
    ]
    return [
        Masthead("工作简报", f"{source.campaign.name}　{day(source.as_of)}"),
        Title("活动进展数据"),
        *rectification(source),
        Grid((("数据", "数值"),), tuple(told), (4, 1), "主要数据"),
        Imprint("领导小组成员，各督导组", source.office, source.as_of),
    ]


def ledger(source: Sources, _subject: object = None) -> list[Block]:
    """问题台账: every issue that the viewer sees, one row each, on lying sheets."""
    issues = (
        visible_issues(source.viewer, source.campaign)
        .registered()
        .select_related("lead_unit", "category", "disposition")
        .prefetch_related("measures", "supporting__unit", "responsible__person")
        .order_by("number")
    )
    head = (
        ("编号", "问题", "类别", "责任单位", "配合单位", "责任人", "整改措施", "整改时限", "进展", "状态", "销号日期"),
    )
    rows = tuple(_line(issue) for issue in issues)
    widths = (0.9, 3.2, 2.2, 1.5, 1.3, 1.2, 4.2, 1.6, 1, 1.2, 1.6)
    closed = sum(1 for row in rows if row[-1])
    return [
        Title(f"{source.campaign.name}问题台账"),
        Grid(head, rows, widths, f"截至{day(source.as_of)}"),
        Note((f"共 {len(rows)} 个问题，已销号 {closed} 个，尚在整改 {len(rows) - closed} 个。",)),
    ]


def _line(issue: Issue) -> tuple[str, ...]:
    measures = issue.measures.all()
    return (
        issue.label,
        issue.title,
        issue.category.name if issue.category else "",
        str(issue.lead_unit or ""),
        "、".join(str(row.unit) for row in issue.supporting.all()),
        "、".join(str(row) for row in issue.responsible.all()),
        "\n".join(f"{n}.{measure.text}" for n, measure in enumerate(sorted(measures, key=lambda m: m.position), 1)),
        issue.deadline_text or (day(issue.deadline) if issue.deadline else ""),
        f"{issue.progress}%",
        str(Status(issue.status).label),
        day(issue.closed_on) if issue.closed_on else "",
    )


def look_back(source: Sources, _subject: object = None) -> list[Block]:
    """回头看报告: what was re-inspected, what held, what came back."""
    rows = of_visible_issues(LookBack.objects.exclude(status=LookBackStatus.DUE), source.viewer, source.campaign)
    done = rows.select_related("issue__lead_unit").order_by("done_on", "pk")
    chapters: list[tuple[str, list[Block]]] = [
        ("整改工作回顾", rectification(source)),
        ("回头看开展情况", _looked_at(source)),
        ("复查发现", [_findings(list(done))]),
        ("存在不足", late(source)),
    ]
    found: list[Block] = [Title(_of_looking_back(source.campaign.name))]
    for number, (title, blocks) in enumerate(chapters):
        found += [Heading(1, f"{NUMERALS[number]}、{title}"), *blocks]
    return [*found, Signed(source.office, source.as_of)]


def _of_looking_back(campaign: str) -> str:
    """A campaign that is itself a 回头看 is not looked back at twice in one title."""
    again = "" if "回头看" in campaign else "“回头看”"
    return f"关于{campaign}整改落实{again}情况的报告"


def _looked_at(source: Sources) -> list[Block]:
    told = [(figure.label, stated(figure), "件") for figure in source.below("oversee.look_backs.")]
    return [Body(sentence("", told) or ("尚未到复查时间。",))]


def _findings(done: list[LookBack]) -> Block:
    if not done:
        return Body(("尚无已完成的复查。",))
    lines = tuple(
        (row.issue.label, row.issue.title, str(row.issue.lead_unit or ""), row.get_status_display(), row.findings)
        for row in done
    )
    return Grid((("编号", "问题", "责任单位", "结论", "复查情况"),), lines, (0.8, 2.4, 1.6, 1, 3), "复查情况")


__all__ = ["briefing", "bulletin", "categories", "ledger", "look_back"]
