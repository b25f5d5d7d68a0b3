"""Papers about one issue: six-clear sheet, closing slip, certificate, verification form, reply to a request for time,
public notice."""

import json
from typing import Any

from django.utils.timezone import localdate

from bihuan.documents.writing import Addressee, Block, Body, Cell, Grid, Heading, Masthead, Note, Signed, Title
from bihuan.ledger.models import Extension, Issue
from bihuan.ledger.selectors import current_plan
from bihuan.ledger.states import Status
from bihuan.publication.models import Publication
from bihuan.publication.snapshot import said
from bihuan.reports.papers.sources import Sources, day
from bihuan.supervision.models import Closure, Verification

FORM = (1.1, 2.4, 1.1, 2.4)
BLANK = "　"


def _form(rows: list[tuple[Cell, ...]], caption: str = "") -> Grid:
    """Labels and values in pairs; a row of two stretches its value."""
    return Grid((), tuple(rows), FORM, caption, labels=True)


def six_clear(source: Sources, issue: Issue) -> list[Block]:
    """六明确表: who, what, until when, by which standard, under whose eyes."""
    plan = current_plan(issue)
    measures = "\n".join(f"{m.position}.{m.text}" for m in issue.measures.order_by("position"))
    responsible = (str(plan.responsible.title) if plan.responsible else plan.responsible_name) if plan else ""
    rows: list[tuple[Cell, ...]] = [
        ("编号", issue.label, "类别", issue.category.name if issue.category else BLANK),
        ("问题", issue.title),
        ("问题原文", issue.original_text),
        ("责任科室", str(issue.lead_unit or BLANK), "责任人", responsible or BLANK),
        ("整改措施", measures or BLANK),
        ("整改时限", (plan.deadline_text if plan else issue.deadline_text) or BLANK),
        ("整改标准", (plan.standard if plan else "") or issue.goal or BLANK),
        (source.campaign.sixth_clear, (plan.sixth if plan else "") or BLANK),
        (
            "方案版本",
            f"第{plan.version}版" if plan else BLANK,
            "方案状态",
            plan.get_status_display() if plan else BLANK,
        ),
        ("责任单位\n负责人签字", BLANK, "督导组\n负责人签字", BLANK),
    ]
    return [Title("整改责任“六明确”表"), _form(rows, source.campaign.name), Note((f"制表日期：{day(source.as_of)}",))]


def closing_slip(source: Sources, issue: Issue) -> list[Block]:
    """销号单: one page for the files, signed by hand."""
    told = _told(issue)
    asked = told["satisfaction"]
    check = told["verification"]
    measures = "\n".join(f"{m['position']}.{m['text']}（{m['done_on']}完成）" for m in told["measures"])
    rows: list[tuple[Cell, ...]] = [
        ("编号", told["issue"], "责任单位", told["lead_unit"]),
        ("问题", told["title"]),
        ("整改措施及\n完成情况", measures),
        ("佐证材料", f"{len(told['evidence'])}件，校验值见销号证明"),
        ("核查人", check["by"], "核查地点", check["place"]),
        ("核查情况", check["findings"]),
        (
            "群众评价",
            f"满意{asked['satisfied']}，不满意{asked['dissatisfied']}，未答{asked['silent']}，联系不上{asked['unreachable']}",
        ),
        ("公示", _notice(told)),
        ("销号人", told["closed"]["by"], "销号日期", _iso(told["closed"]["on"])),
        ("责任单位\n负责人签字", BLANK, "督导组\n负责人签字", BLANK),
    ]
    return [Title("整改问题销号单"), _form(rows, source.campaign.name)]


def certificate(source: Sources, issue: Issue) -> list[Block]:
    """销号证明: the whole proof with the hashes that a machine can check."""
    closure, told = _closure(issue), _told(issue)
    evidence = tuple((e["title"], str(e["revision"]), e["sha256"]) for e in told["evidence"])
    plan, check = told["plan"], told["verification"]
    signed = "；".join(f"{each['by']}" for each in told["signatures"]) or "本活动不要求签字"
    return [
        Title("整改问题销号证明"),
        Body(
            (
                f"问题{told['issue']}“{told['title']}”，责任单位{told['lead_unit']}，第{told['cycle']}轮整改，已按程序销号。",
            )
        ),
        Heading(1, "一、整改方案"),
        Body(
            (
                f"第{plan['version']}版，{plan['written_by']}编制，{plan['approved_by']}于{_iso(plan['approved_on'])}批准。",
            )
        ),
        Heading(1, "二、核查"),
        Body((f"{check['by']}（{check['unit']}）在{check['place']}核查，结论为通过：{check['findings']}",)),
        Heading(1, "三、公示和签字"),
        Body((f"公示：{_notice(told)}。签字：{signed}。",)),
        Heading(1, "四、佐证材料"),
        Grid((("名称", "版本", "SHA-256"),), evidence, (2.4, 0.7, 5)) if evidence else Body(("无文件佐证。",)),
        Note((f"证明校验值（SHA-256）：{closure.sha256}",)),
        Signed(source.office, closure.closed_on),
    ]


def _closure(issue: Issue) -> Closure:
    return Closure.objects.filter(issue=issue).order_by("-cycle")[0]


def _told(issue: Issue) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(_closure(issue).certificate)
    return told


def _notice(told: dict[str, Any]) -> str:
    period = told["notice"]
    return f"{_iso(period['opens'])}至{_iso(period['ends'])}" if period else "本活动不要求公示"


def _iso(text: str) -> str:
    year, _, rest = text.partition("-")
    month, _, date = rest.partition("-")
    return f"{year}年{int(month)}月{int(date)}日" if date else text


def why_not_closed(issue: Issue) -> list[str]:
    """A slip or certificate is of a closed issue only."""
    return [] if issue.status == Status.CLOSED else [f"问题{issue.label}还没有销号，销号后才能开具。"]


def verification(source: Sources, issue: Issue) -> list[Block]:
    """核查表: filled from the newest verification, or blank to be filled on the spot."""
    found = Verification.objects.filter(issue=issue).select_related("verifier", "team").order_by("-pk").first()
    measures = list(issue.measures.order_by("position"))
    lines = tuple(
        (str(m.position), m.text, m.get_status_display(), day(m.done_on) if m.done_on else BLANK, BLANK)
        for m in measures
    )
    rows: list[tuple[Cell, ...]] = [
        ("编号", issue.label, "责任单位", str(issue.lead_unit or BLANK)),
        ("问题", issue.title),
        ("核查人", found.verifier.title if found else BLANK, "督导组", str(found.team or BLANK) if found else BLANK),
        ("核查时间", day(localdate(found.at)) if found else day(None), "核查地点", found.place if found else BLANK),
        ("核查方式", found.get_method_display() if found else "□现场　□查阅资料　□访谈　□抽查"),
        ("核查结论", found.get_result_display() if found else "□通过　□部分通过　□不通过"),
        ("核查情况", found.findings if found else f"{BLANK}\n{BLANK}\n{BLANK}"),
        ("核查人签字", BLANK, "被核查单位签字", BLANK),
    ]
    head = (("序号", "整改措施", "状态", "完成日期", "核查意见"),)
    table = [Grid(head, lines, (0.6, 4, 1, 1.4, 2), "逐项核查")] if lines else []
    return [Title("整改情况核查表"), _form(rows, source.campaign.name), *table]


def extension(source: Sources, issue: Issue) -> list[Block]:
    """延期批复: granted or not, until when, why."""
    request = decided_extension(issue)
    assert request is not None  # noqa: S101 - `why_no_extension` was asked first
    unit = str(issue.lead_unit)
    granted = request.status == "granted"
    verdict = (
        f"同意将整改时限由{day(request.old_due)}延至{day(request.asked_for)}。"
        if granted
        else "不同意延期，仍按原时限完成整改。"
    )
    return [
        Masthead(f"{source.office}文件"),
        Title(f"关于问题{issue.label}延期整改申请的批复"),
        Addressee(f"{unit}："),
        Body((f"你单位{day(request.requested_on)}关于“{issue.title}”延期整改的申请收悉。经研究，{verdict}",)),
        Body((f"申请理由：{request.reason}",)),
        *([Body((f"批复意见：{request.comment}",))] if request.comment else []),
        Body(
            ("延期不免除责任。请按新的时限倒排进度，按期报送进展。",)
            if granted
            else ("请抓紧推进，确有困难的及时报告。",)
        ),
        Signed(source.office, request.decided_on or source.as_of),
    ]


def decided_extension(issue: Issue) -> Extension | None:
    """The newest request that was decided."""
    return issue.extensions.filter(decided_on__isnull=False).order_by("-pk").first()


def why_no_extension(issue: Issue) -> list[str]:
    """There is nothing to reply to before a request was decided."""
    return [] if decided_extension(issue) else [f"问题{issue.label}没有已审批的延期申请。"]


def why_not_published(issue: Issue) -> list[str]:
    """A sheet for the notice board says what was published, masked as it was published."""
    published = issue.publications.filter(kind=Publication.Kind.NOTICE).exists()
    return [] if published else [f"问题{issue.label}还没有发布公示，发布后才能打印公示稿。"]


def public_notice(source: Sources, issue: Issue) -> list[Block]:
    """公示: the frozen and masked version, word for word, with period and channel for objections."""
    told = said(issue.publications.filter(kind=Publication.Kind.NOTICE).order_by("-pk")[0])
    notice = told["notice"] or {}
    measures = "\n".join(f"{n}.{m['text']}" for n, m in enumerate(told["measures"], 1))
    rows: list[tuple[Cell, ...]] = [
        ("问题", told["title"]),
        ("责任单位", told["lead_unit"], "整改时限", told["deadline"] or BLANK),
        ("整改措施", measures or BLANK),
        ("整改标准", told["standard"] or BLANK),
    ]
    period = (
        f"公示期{notice['workdays']}个工作日，自{_iso(notice['opens'])}至{_iso(notice['ends'])}。" if notice else ""
    )
    return [
        Title("整改情况公示"),
        Body((f"现将问题{told['number']}的整改情况予以公示，接受社会监督。{period}",)),
        _form(rows),
        Body((f"公示期内如有异议，可在公示页面提出，或以书面形式向{source.office}反映，并提供具体事实和联系方式。",)),
        Signed(source.office, source.as_of),
    ]
