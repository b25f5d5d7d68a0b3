"""The supervision manual (督导工作手册) of one supervisor: one reading for the page and for the paper."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from bihuan.campaigns.models import Campaign, ObjectKind, Phase
from bihuan.campaigns.selectors import object_kinds
from bihuan.ledger.models import Issue
from bihuan.ledger.states import OPEN
from bihuan.people.models import Person, Unit
from bihuan.supervision.models import NodeMeeting, SupervisionNotice, TeamMember, Visit
from bihuan.supervision.states import NOTICE_DONE, VisitStatus

STEPS = (
    "审方案。责任单位提交的整改方案，对照“六明确”逐项审核，不符合的退回并说明理由。",
    "查进展。按活动规定的周期查看进展和佐证，进展滞后的及时提醒。",
    "去现场。按检查清单逐项查看，当场记录、拍照；同一单位不重复检查。",
    "发督办。需要单位答复的，发督办单并按期审核答复。",
    "核结果。整改完成后到现场核查，写明时间、地点、方式和发现的情况。",
    "问满意。问清提出问题的群众是否满意，不表态不等于满意。",
    "看公示。公示期内有异议的，先处理异议。",
    "回头看。销号后按期复查，反弹的重新立账。",
)
"""In the order of the loop; Chinese like every paper."""

FORMS = ("检查清单", "核查表", "督办单", "六明确整改表", "回头看记录")
"""The sheets that a supervisor fills in; each is a page of the system and a paper."""


@dataclass(frozen=True)
class Manual:
    """Everything that one supervisor carries."""

    member: TeamMember
    colleagues: list[TeamMember]
    areas: list[Unit]
    timetable: list[tuple[str, date, date | None]]
    focus: list[ObjectKind]
    issues: list[Issue]
    notices: list[SupervisionNotice]


def manual_of(member: TeamMember) -> Manual:
    """The manual of a member of a team, as of today."""
    team, campaign = member.team, member.team.campaign
    areas = [area.unit for area in team.areas.filter(until__isnull=True).select_related("unit").order_by("pk")]
    inside, below = Q(pk__in=()), Q(pk__in=())
    for unit in areas:
        inside |= Q(**{f"u{unit.level}": unit.pk})
        below |= Q(**{f"unit__u{unit.level}": unit.pk})
    issues = Issue.objects.filter(inside, campaign=campaign, status__in=OPEN).select_related("lead_unit")
    notices = SupervisionNotice.objects.filter(below, campaign=campaign).exclude(status__in=NOTICE_DONE)
    now = team.members.filter(until__isnull=True).select_related("person__unit")
    return Manual(
        member=member,
        colleagues=list(now.order_by("part", "pk")),
        areas=areas,
        timetable=sorted(_timetable(campaign, member), key=lambda line: line[1]),
        focus=object_kinds(campaign),
        issues=list(issues.order_by("due", "number")),
        notices=list(notices.select_related("unit").order_by("reply_due", "pk")),
    )


def _timetable(campaign: Campaign, member: TeamMember) -> list[tuple[str, date, date | None]]:
    """Phases, supervision meetings, and the visits that he makes."""
    phases = [(str(one), one.starts_on, one.ends_on) for one in Phase.objects.filter(campaign=campaign)]
    meetings = [(str(one), one.held_on, None) for one in NodeMeeting.objects.filter(campaign=campaign)]
    visits = Visit.objects.filter(campaign=campaign, visitors__person=member.person).select_related("unit")
    going = [
        (f"{one} {one.unit}", one.planned_on, None)
        for one in visits.filter(status__in=[VisitStatus.PLANNED, VisitStatus.UNDER_WAY])
    ]
    return [*phases, *meetings, *going]


def membership_of(campaign: Campaign, person: Person) -> TeamMember | None:
    """Somebody's place in a team of the campaign today."""
    rows = TeamMember.objects.filter(team__campaign=campaign, person=person, until__isnull=True)
    return rows.select_related("team__campaign", "person__unit").order_by("team__number").first()
