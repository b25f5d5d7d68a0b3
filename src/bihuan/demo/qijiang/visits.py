"""督: meetings at the key nodes, and visits of the eight teams, announced or not."""

from datetime import date, timedelta

from bihuan.campaigns.models import Campaign
from bihuan.demo.qijiang.casebook import on
from bihuan.demo.qijiang.cast import ZONES, Cast
from bihuan.demo.qijiang.teams import DESKS, NUMERALS, of_team
from bihuan.people.models import Person
from bihuan.supervision.models import Visit, VisitEntry
from bihuan.supervision.services.meetings import call_meeting, keep_minutes
from bihuan.supervision.services.visiting import Note, take_note
from bihuan.supervision.services.visits import Journey, begin_visit, cancel_visit, conclude_visit, plan_visit

Answer = VisitEntry.Answer
NODES = (
    (date(2014, 3, 4), "学习教育环节督导会", "部署学习教育和征求意见，明确各组督导范围", 31),
    (date(2014, 5, 5), "查摆问题环节督导会", "通报第一环节督导情况，部署对照检查和谈心谈话", 28),
    (date(2014, 6, 4), "整改落实环节督导会", "逐组研究未销号问题，部署现场核查和回头看", 30),
)
"""One at the beginning of each phase."""
WANTING = (
    "食堂三月份账目只公示了总数，没有分项。",
    "意见箱钥匙由一人保管，开箱没有记录。",
    "校门外停车占了校车候车区，放学时段无人疏导。",
    "来访登记只记来访事由，没有办理结果。",
)


def supervise(campaign: Campaign, cast: Cast, *, today: date) -> None:
    """Meetings at the key nodes, and the visits of the eight teams."""
    hold_meetings(campaign, cast)
    go_visiting(campaign, cast, today=today)


def hold_meetings(campaign: Campaign, cast: Cast) -> None:
    """A supervision meeting at the beginning of each phase, with its minutes."""
    for phase, (day, title, agenda, attended) in zip(campaign.phases.order_by("position"), NODES, strict=True):
        with on(day, 9):
            called = call_meeting(campaign, phase=phase, title=title, held_on=day, agenda=agenda, by=cast["office"])
        with on(day, 17):
            words = f"会议听取了八个督导组的情况。议定：{agenda}；各组于一周内排定督查，同一单位不重复检查。"
            keep_minutes(called, minutes=words, attended=attended, by=cast["office"])


def go_visiting(campaign: Campaign, cast: Cast, *, today: date) -> None:
    """Each team goes to a school of its zone and to a section; the second team has a full day on `today`."""
    for number in range(1, len(NUMERALS) + 1):
        zone, desk = ZONES[number - 1], DESKS[number - 1][0]
        school = _plan(campaign, cast, number, f"{zone}中心小学", date(2014, 4, 13) + timedelta(days=number))
        _make(school, cast, number, wanting=number % len(WANTING))
        office = _plan(campaign, cast, number, desk, date(2014, 5, 11) + timedelta(days=number), announced=False)
        _make(office, cast, number)
    again = _plan(
        campaign,
        cast,
        3,
        f"{ZONES[2]}中心小学",
        date(2014, 5, 22),
        again="上次查出的食堂账目问题已到整改期限，现场复查",
    )
    _make(again, cast, 3)
    off = _plan(campaign, cast, 5, f"{ZONES[4]}初级中学", date(2014, 5, 27))
    with on(date(2014, 5, 26)):
        cancel_visit(off, reason="该校承担中考考务，另行安排。", by=of_team(cast, 5, "teamleader"))
    for name, announced in ((f"{ZONES[1]}初级中学", True), (f"{ZONES[1]}中心幼儿园", False)):
        _plan(campaign, cast, 2, name, today, announced=announced)
    for number in (1, 6, 8):
        name = f"{ZONES[number - 1]}第一小学"
        _plan(campaign, cast, number, name, today + timedelta(days=number), announced=number != 6)


def _plan(  # noqa: PLR0913 - a line of the story; keyword-only after the unit
    campaign: Campaign, cast: Cast, number: int, unit: str, day: date, *, announced: bool = True, again: str = ""
) -> Visit:
    leader, member = _pair(cast, number)
    journey = Journey(
        unit=cast.units[unit],
        planned_on=day,
        announced=announced,
        visitors=(leader, member),
        purpose="对照重点问题清单查看整改落实情况",
        again_reason=again,
    )
    with on(day - timedelta(days=6)):
        return plan_visit(campaign, journey, by=leader)


def _pair(cast: Cast, number: int) -> tuple[Person, Person]:
    return of_team(cast, number, "teamleader"), of_team(cast, number, "supervisor")


def _make(visit: Visit, cast: Cast, number: int, *, wanting: int | None = None) -> None:
    """Go there, look at every line but the last, note one thing wanting, conclude."""
    _leader, member = _pair(cast, number)
    with on(visit.planned_on, 10):
        begin_visit(visit, by=member)
        for place, item in enumerate(visit.items.order_by("position")[: visit.items.count() - 1]):
            key = f"visit-{visit.pk}-{place:04d}"
            if wanting == place:
                note = Note(key=key, item=item, answer=Answer.WANTING, words=WANTING[wanting])
            else:
                note = Note(key=key, item=item, answer=Answer.IN_ORDER)
            take_note(visit, note, by=member)
    with on(visit.planned_on, 16):
        said = "其余各项正常。" if wanting is None else f"{WANTING[wanting]}其余各项正常。已当场反馈，请一周内整改。"
        conclude_visit(visit, conclusion=said, by=member)
