"""Phases of units, must-reviews, must-talks and recurrences: the lines of the matrix, the stage, and what is sent."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from bihuan.campaigns.models import Phase, RequiredPaper, RequiredTalk
from bihuan.campaigns.selectors import day_of
from bihuan.files.services import store
from bihuan.ledger.models import Issue
from bihuan.supervision.models import Recurrence, Standing
from bihuan.supervision.services import phases, reviews, talks
from bihuan.supervision.services.notices import reply_to_notice, settle_notice
from tests.permissions.access import ASKING, INDEPENDENT, OFFICE, OVER_ALL, READERS, SUPERVISING, circle
from tests.permissions.rows import Row, form, page, press
from tests.world import World

if TYPE_CHECKING:
    from tests.permissions.stage import Stage

_ALL = " ".join(sorted(OVER_ALL.always))
SEES = circle(_ALL, finance="liaison head")
"""Who sees how far the unit is: itself, and whoever reads or supervises it."""
GOING_ON = circle("office", finance="liaison head")
HANDING_IN = circle("", finance="liaison head")

PHASES: tuple[Row, ...] = (
    page("supervision:phases", READERS),
    page("supervision:phase", READERS, "phase of units"),
    form("supervision:phase-open", READERS, OFFICE, "phase of units"),
    form("supervision:phase-many", READERS, SUPERVISING, "step for many units"),
    page("supervision:standing", SEES, "unit in a phase"),
    press("supervision:standing-pass", SEES, INDEPENDENT, "blameless unit"),
    form("supervision:standing-hold", SEES, INDEPENDENT, "unit in a phase"),
    form("supervision:standing-make-good", SEES, INDEPENDENT, "unit that made good"),
    press("supervision:standing-advance", SEES, GOING_ON, "unit that passed"),
    page("supervision:papers", READERS),
    form("supervision:paper-new", SEES, HANDING_IN, "plan that a phase asks for"),
    form("supervision:paper", SEES, INDEPENDENT, "plan of a unit"),
    form("supervision:paper-comment", SEES, INDEPENDENT, "plan of a unit"),
    page("supervision:paper-file", SEES, "plan of a unit"),
    form("supervision:talk-new", SEES, INDEPENDENT, "unit in a phase"),
    press("supervision:talk-notes", SEES, INDEPENDENT, "talk in a unit"),
    page("supervision:recurrences", READERS),
    form("supervision:recurrence", OVER_ALL, ASKING, "recurrence of a closed issue"),
)


def set_phases(stage: "Stage", unit: str, local: World) -> None:
    """One unit in four phases, the last one first: passed, made good, blameless, and one that lacks everything."""
    passed, made_good, blameless, begun = (_begun(local, position) for position in (23, 22, 21, 20))
    stage.put("unit that passed", unit, phases.let_pass(passed, by=local.supervisor).pk)
    _made_good(made_good, local)
    stage.put("unit that made good", unit, made_good.pk)
    stage.put("blameless unit", unit, blameless.pk)
    stage.put("step for many units", unit, blameless.phase_id, "pass")
    stage.put("unit in a phase", unit, begun.pk)
    stage.put("phase of units", unit, begun.phase_id)
    _in_the_phase(stage, unit, local, begun)
    Recurrence.objects.create(
        campaign=local.campaign,
        closed_issue=Issue.objects.get(pk=stage.places["closed issue"][unit][0]),
        cycle=1,
        issue=Issue.objects.get(pk=stage.places["issue"][unit][0]),
        kind=Recurrence.Kind.SAME_MATTER,
        degree=0.8,
        reason="都说补助没有到账",
        found_on=day_of(local.campaign),
    )
    stage.put("recurrence of a closed issue", unit, Recurrence.objects.latest("pk").pk)


def _begun(local: World, position: int) -> Standing:
    day = day_of(local.campaign)
    phase, made = Phase.objects.get_or_create(
        campaign=local.campaign,
        position=position,
        defaults={"name": f"第{position}环节", "starts_on": day, "ends_on": day, "look_back_on": date(2026, 3, 2)},
    )
    if made and position == 20:
        RequiredPaper.objects.create(phase=phase, position=1, name="活动方案")
        RequiredTalk.objects.create(phase=phase, position=1, name="一线教职工")
    phases.open_phase(phase, [local.finance], by=local.office)
    return Standing.objects.select_related("phase__campaign").get(phase=phase, unit=local.finance)


def _made_good(standing: Standing, local: World) -> None:
    due = day_of(local.campaign) + timedelta(days=30)
    phases.hold_back(standing, outcome="catch_up", words="请补课。", reply_due=due, by=local.supervisor)
    notice = standing.judgements.get().notice
    assert notice is not None
    reply_to_notice(notice, reply="已补课。", by=local.head)
    notice.refresh_from_db()
    settle_notice(notice, by=local.supervisor)


def _in_the_phase(stage: "Stage", unit: str, local: World, standing: Standing) -> None:
    paper, group = standing.phase.papers.get(), standing.phase.talks.get()
    file = store(f"{unit}：一、指导思想。\n二、步骤。".encode(), name="方案.txt")
    version = reviews.hand_in(standing, paper, file=file, name="方案.txt", by=local.liaison)
    stage.put("plan of a unit", unit, version.pk)
    stage.put("plan that a phase asks for", unit, standing.pk, paper.pk)
    day = day_of(local.campaign)
    talk = talks.hold_talk(standing, group, talked_on=day, heads=2, notes="会上的话。", by=local.supervisor)
    stage.put("talk in a unit", unit, talk.pk)
    stage.known["group of talks"] = group.pk


def _hold(stage: "Stage", _unit: str) -> Mapping[str, Any]:
    due = day_of(stage.world.campaign) + timedelta(days=30)
    return {"outcome": "rework", "words": "请返工。", "reply_due": due.isoformat()}


def _talk(stage: "Stage", _unit: str) -> Mapping[str, Any]:
    day = day_of(stage.world.campaign).isoformat()
    return {"group": str(stage.known["group of talks"]), "talked_on": day, "heads": "3", "notes": "谈了补助。"}


def _paper(_stage: "Stage", _unit: str) -> Mapping[str, Any]:
    return {"file": SimpleUploadedFile("方案二.txt", "一、修改后的方案。".encode())}


SAID: Mapping[str, Callable[["Stage", str], Mapping[str, Any]]] = {
    "supervision:phase-open": lambda stage, unit: {"kinds": ["zone", "school"]},
    "supervision:standing-hold": _hold,
    "supervision:standing-make-good": lambda stage, unit: {"words": "查看了补课记录。"},
    "supervision:paper-new": _paper,
    "supervision:paper": lambda stage, unit: {"decision": "pass", "comment": "可以。"},
    "supervision:paper-comment": lambda stage, unit: {"place": "第2页", "words": "写清步骤。"},
    "supervision:talk-new": _talk,
    "supervision:recurrence": lambda stage, unit: {"decision": "confirm", "comment": "同一件事又发生了。"},
}
