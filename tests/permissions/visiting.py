"""Visits and supervision meetings: the lines of the matrix, what stands on the stage, and what is sent."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from bihuan.campaigns.models import FocusProblem, ObjectKind, Phase
from bihuan.campaigns.selectors import day_of
from bihuan.people.models import Unit
from bihuan.supervision.models import Visit
from bihuan.supervision.services.meetings import call_meeting
from bihuan.supervision.services.teams import add_area, add_member, form_team
from bihuan.supervision.services.visiting import Note, take_note
from bihuan.supervision.services.visits import Journey, plan_visit
from tests.permissions.access import FINANCE, OVER_ALL, PUBLIC, READERS, THIRD, circle
from tests.permissions.rows import Row, form, page, press

if TYPE_CHECKING:
    from tests.permissions.stage import Stage

TOLD = circle(" ".join(sorted(OVER_ALL.always)), finance="liaison head")
"""Who knows of a visit that the unit knows of."""
IN_THE_TEAM = circle("supervisor team_leader")
GOING = circle("supervisor")
CANCELLING = circle("supervisor team_leader leader")
CALLING = circle("office leader team_leader")

VISITING: tuple[Row, ...] = (
    page("supervision:focus", READERS),
    page("supervision:load", READERS),
    page("supervision:manual", READERS),
    page("supervision:visits", READERS),
    page("supervision:visits-month", READERS),
    page("supervision:visits-today", READERS),
    page("supervision:visit-worker", PUBLIC),
    form("supervision:visit-new", READERS, IN_THE_TEAM),
    page("supervision:visit", TOLD, "announced visit"),
    press("supervision:visit-begin", TOLD, GOING, "announced visit"),
    form("supervision:visit-cancel", TOLD, CANCELLING, "announced visit"),
    press("supervision:visit-earlier", TOLD, GOING, "announced visit", traceless=True),
    form("supervision:visit-checklist", TOLD, GOING, "visit under way"),
    form("supervision:visit-conclude", TOLD, GOING, "visit under way"),
    page("supervision:visit-photo", OVER_ALL, "photograph of a visit under way"),
    page("supervision:node-meetings", READERS),
    form("supervision:node-meeting-new", READERS, CALLING),
    page("supervision:node-meeting", READERS, "supervision meeting"),
    form("supervision:node-meeting-minutes", READERS, CALLING, "supervision meeting"),
)


def set_visits(stage: "Stage", picture: Callable[[], Any]) -> None:
    """A team over the whole district, visits of two units, and a meeting."""
    world = stage.world
    campaign = world.campaign
    kind = ObjectKind.objects.create(campaign=campaign, code="units", name="各单位")
    FocusProblem.objects.create(object_kind=kind, position=1, text="有无回音")
    team = form_team(campaign, number=9, name="督导九组", by=world.office)
    add_area(team, world.district, by=world.office)
    for person in (world.supervisor, world.team_leader):
        add_member(team, person, part="member", by=world.office)
    for unit, home in ((FINANCE, world.finance), (THIRD, world.third_zone)):
        stage.put("announced visit", unit, _planned(stage, home).pk)
        begun = _planned(stage, home)
        note = Note(key="on-the-stage-0001", answer="in_order", photos=(picture(),))
        entry = take_note(begun, note, by=world.supervisor)
        stage.put("visit under way", unit, begun.pk)
        stage.put("photograph of a visit under way", unit, begun.pk, entry.pk, 1)
    call = {"title": "督导会", "held_on": day_of(campaign), "agenda": "部署"}
    meeting = call_meeting(campaign, phase=campaign.phases.first(), by=world.office, **call)
    stage.put("supervision meeting", "", meeting.pk)


def _planned(stage: "Stage", unit: Unit) -> Visit:
    world = stage.world
    journey = Journey(
        unit=unit,
        planned_on=day_of(world.campaign),
        announced=True,
        visitors=(world.supervisor,),
        purpose="查看整改",
        again_reason="到期复查",
    )
    return plan_visit(world.campaign, journey, by=world.supervisor)


def _visit(stage: "Stage", unit: str) -> Mapping[str, Any]:
    return {
        "unit": "学生资助中心",
        "planned_on": day_of(stage.world.campaign).isoformat(),
        "announced": "no",
        "visitors": [str(stage.world.supervisor.pk)],
        "purpose": "查看整改",
    }


SAID: Mapping[str, Callable[["Stage", str], Mapping[str, Any]]] = {
    "supervision:visit-new": _visit,
    "supervision:visit-cancel": lambda stage, unit: {"reason": "改期。"},
    "supervision:visit-checklist": lambda stage, unit: {"mark": "from-the-phone-0001", "answer": "in_order"},
    "supervision:visit-conclude": lambda stage, unit: {"conclusion": "正常。"},
    "supervision:node-meeting-new": lambda stage, unit: {
        "phase": str(Phase.objects.filter(campaign=stage.world.campaign).values_list("pk", flat=True)[0]),
        "title": "第二次督导会",
        "held_on": day_of(stage.world.campaign).isoformat(),
        "agenda": "通报情况",
    },
    "supervision:node-meeting-minutes": lambda stage, unit: {"attended": "12", "minutes": "一是……"},
}
