"""三必审、四必谈、环节“回头看”: what sixteen units handed in and heard, and how the teams judged them on 16 May."""

from datetime import date, timedelta

from bihuan.campaigns.models import Campaign, Phase
from bihuan.demo.qijiang.casebook import on
from bihuan.demo.qijiang.cast import ZONES, Cast, liaison_of
from bihuan.demo.qijiang.teams import of_team
from bihuan.files.services import store
from bihuan.people.models import Person, Unit
from bihuan.supervision.models import Standing
from bihuan.supervision.services import phases, reviews, talks
from bihuan.supervision.services.notices import reply_to_notice, settle_notice

LOOK_BACK_ON = date(2014, 5, 16)
"""The day on which the teams were called together and told to look back at the first phase."""

HELD = (
    ("reminder", "学习记录有缺页，请在一周内补全。"),
    ("criticism", "征求意见走过场，座谈会只有校级干部发言。"),
    ("delay", "方案迟交，活动进度落后，第一环节延期一周。"),
    ("catch_up", "集中学习缺两个半天，须补课。"),
    ("rework", "征求意见方案照抄上级，须返工重做。"),
)
"""What the schools of the first five zones were held back for; the last two have not made it good yet."""
STEPS = (
    "一、指导思想。结合{unit}实际开展活动。",
    "二、方法步骤。分三步走，逐项明确时间和责任人。",
    "三、组织领导。由{unit}负责人负总责。",
)
LACKS_TALK, LACKS_PLAN, WAITS = 6, 7, 8
"""Zones whose school lacks a talk, lacks a plan, or has passed and not gone on yet."""


def go_through_the_first_phase(campaign: Campaign, cast: Cast) -> None:
    """Each team with its zone and the central school there."""
    phase = campaign.phases.get(position=1)
    pairs = [
        (number, cast.units[f"{zone}{school}"]) for number, zone in enumerate(ZONES, 1) for school in ("", "中心小学")
    ]
    with on(date(2014, 3, 5), 9):
        phases.open_phase(phase, [unit for _number, unit in pairs], by=cast["office"])
    for number, unit in pairs:
        standing = Standing.objects.select_related("phase__campaign__root", "unit").get(phase=phase, unit=unit)
        _work(standing, cast, number, is_school=unit.kind == Unit.Kind.SCHOOL)
    for number, unit in pairs:
        standing = Standing.objects.select_related("phase__campaign__root", "unit").get(phase=phase, unit=unit)
        _look_back(standing, cast, number, is_school=unit.kind == Unit.Kind.SCHOOL)


def _of(cast: Cast, number: int) -> tuple[Person, Person]:
    """Who answers for the zone and its schools, and who supervises them."""
    return liaison_of(cast, ZONES[number - 1]), of_team(cast, number, "supervisor")


def _work(standing: Standing, cast: Cast, number: int, *, is_school: bool) -> None:
    liaison, supervisor = _of(cast, number)
    phase: Phase = standing.phase
    for place, paper in enumerate(phase.papers.order_by("position")):
        lines = (f"{standing.unit}{paper.name}", *(step.format(unit=standing.unit) for step in STEPS))
        name = f"{standing.unit}{paper.name}.txt"
        with on(date(2014, 3, 10) + timedelta(days=place + number % 3), 10):
            version = reviews.hand_in(
                standing, paper, file=store("\n".join(lines).encode(), name=name), name=name, by=liaison
            )
        with on(date(2014, 3, 14) + timedelta(days=place), 15):
            if is_school and number == LACKS_PLAN and place == 2:
                reviews.comment(version, paragraph=2, place="", words="征求意见的对象和场次没有写。", by=supervisor)
                reviews.ask_to_revise(version, comment="按批注修改后重报。", by=supervisor)
            else:
                reviews.pass_paper(version, comment="", by=supervisor)
    for place, group in enumerate(phase.talks.order_by("position")):
        if is_school and number == LACKS_TALK and place == 3:
            continue
        day = date(2014, 4, 8) + timedelta(days=2 * place)
        with on(day, 15):
            notes = f"谈话对象反映：{group.name}关心的待遇和工作量问题。" if place == 2 else ""
            talks.hold_talk(standing, group, talked_on=day, heads=1 + place, notes=notes, by=supervisor)


def _look_back(standing: Standing, cast: Cast, number: int, *, is_school: bool) -> None:
    liaison, supervisor = _of(cast, number)
    if is_school and number <= len(HELD):
        _hold_back(standing, cast, number)
        return
    if is_school and number in (LACKS_TALK, LACKS_PLAN):
        return
    with on(LOOK_BACK_ON, 16):
        phases.let_pass(standing, by=supervisor)
    if not (is_school and number == WAITS):
        with on(date(2014, 5, 19), 9):
            phases.advance(standing, by=liaison)


def _hold_back(standing: Standing, cast: Cast, number: int) -> None:
    liaison, supervisor = _of(cast, number)
    outcome, words = HELD[number - 1]
    with on(LOOK_BACK_ON, 16):
        phases.hold_back(standing, outcome=outcome, words=words, reply_due=date(2014, 5, 23), by=supervisor)
    notice = standing.judgements.get().notice
    if notice is None or outcome == "rework":
        return
    with on(date(2014, 5, 21), 10):
        notice = reply_to_notice(notice, reply="已按要求整改，附整改记录。", by=liaison)
    if outcome == "catch_up":
        return
    with on(date(2014, 5, 23), 10):
        settle_notice(notice, by=supervisor)
        phases.make_good(standing, words="到校查看了补正后的记录。", by=supervisor)
    with on(date(2014, 5, 26), 9):
        phases.advance(standing, by=liaison)
