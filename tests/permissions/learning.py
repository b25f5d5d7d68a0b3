"""What study needs on the stage, and what somebody who means it would send to its URLs.

Each state of a plan needs a unit of its own, because a unit has one plan: rooms below the cast's unit.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from bihuan.campaigns.selectors import day_of
from bihuan.files.services import store
from bihuan.people.models import Unit
from bihuan.study.codes import code_of
from bihuan.study.models import StudyPlan, StudySession
from bihuan.study.services import library, plans, reflections, sessions
from bihuan.study.services.comparing import compare_reflections
from tests.world import World, plant

if TYPE_CHECKING:
    from tests.permissions.stage import Stage

WORDS = "群众的小事就是我们的大事，" * 12


def set_study(stage: "Stage", unit: str, local: World) -> None:
    """Plans in every state, sessions, a material and reflections of one unit."""
    _plans(stage, unit, local)
    _sessions(stage, unit, local)
    item = library.add_material(
        local.campaign,
        unit=local.finance,
        kind="theory",
        title="原文",
        file=store(f"{unit}的学习资料。".encode(), name="原文.txt"),
        by=local.liaison,
    )
    stage.put("material", unit, item.pk)
    _reflections(stage, unit, local)


def set_frame(stage: "Stage") -> None:
    """The commission's own plan, which the office may give to the units."""
    world = stage.world
    frame = _written(world, world.district, by=world.office)
    _topic(world, frame, by=world.office)
    stage.put("frame of study", "", frame.pk)


def _written(local: World, unit: Unit, *, by: Any) -> StudyPlan:
    day = day_of(local.campaign)
    return plans.write_plan(
        local.campaign, unit=unit, title="专题学习计划", aim="学懂", starts_on=day, ends_on=day, by=by
    )


def _topic(local: World, plan: StudyPlan, *, by: Any) -> int:
    day = day_of(local.campaign)
    said = {"title": "群众观点", "content": "第一章", "planned_on": day, "half_days": 1, "leader": None}
    return plans.add_topic(plan, by=by, **said).pk


def _plan(stage: "Stage", unit: str, local: World, name: str) -> StudyPlan:
    """A plan with all four fixed, of a room of its own."""
    by, day = local.liaison, day_of(local.campaign)
    plan = _written(local, plant(f"{unit}{name}", under=local.finance), by=by)
    plans.enlist(plan, [local.head], part="chair", by=by)
    plans.enlist(plan, [local.clerk], part="member", by=by)
    said = {"title": "群众观点", "content": "第一章", "planned_on": day, "half_days": 1, "leader": local.head}
    plans.add_topic(plan, by=by, **said)
    return plan


def _plans(stage: "Stage", unit: str, local: World) -> None:
    draft = _plan(stage, unit, local, "一室")
    stage.put("study plan", unit, draft.pk)
    stage.put("topic of a study plan", unit, draft.pk, draft.topics.get().pk)
    stage.known[f"participant of {unit}"] = draft.participants.get(person=local.clerk).pk
    submitted = plans.submit_plan(_plan(stage, unit, local, "二室"), by=local.liaison)
    stage.put("submitted study plan", unit, submitted.pk)


def _in_force(stage: "Stage", unit: str, local: World) -> StudyPlan:
    plan = plans.submit_plan(_plan(stage, unit, local, "三室"), by=local.liaison)
    return plans.approve_plan(plan, by=local.office)


def _sessions(stage: "Stage", unit: str, local: World) -> None:
    plan, by = _in_force(stage, unit, local), local.liaison
    stage.put("study plan in force", unit, plan.pk)
    day = day_of(local.campaign)

    def planned(title: str) -> StudySession:
        return sessions.plan_session(plan, kind="lecture", title=title, held_on=day, by=by)

    stage.put("planned session", unit, planned("待开").pk)
    running = sessions.open_sign_in(planned("签到中"), by=by)
    sessions.note_attendance(running, [local.clerk], status="present", by=by)
    stage.put("open session", unit, running.pk)
    stage.known[f"topic of {unit}"] = plan.topics.get().pk
    stage.known[f"expected of {unit}"] = plan.participants.get(person=local.clerk).pk
    stage.known[f"head of {unit}"] = local.head.username
    item = library.add_material(local.campaign, unit=plan.unit, kind="film", title="电教片", text="片名", by=by)
    stage.known[f"film of {unit}"] = item.pk


def _reflections(stage: "Stage", unit: str, local: World) -> None:
    made = [
        reflections.hand_in(
            local.campaign,
            author=local.clerk,
            title=f"心得{number}",
            text=WORDS if number == 1 else f"{number}" + f"{unit}的小事就是大事，" * 12,
            file=store(f"{unit}{number}{WORDS}".encode(), name="心得.txt"),
            by=local.clerk,
        )
        for number in range(3)
    ]
    compare_reflections(local.campaign)
    waiting, back, other = made
    stage.put("reflection", unit, waiting.pk)
    stage.put("two reflections", unit, waiting.pk, other.pk)
    stage.put("returned reflection", unit, reflections.send_back(back, comment="写写自己的事", by=local.head).pk)


def _known(name: str) -> Callable[["Stage", str], Any]:
    return lambda stage, unit: str(stage.known[f"{name} of {unit}"])


Said = Callable[["Stage", str], Mapping[str, Any]]
TOPIC: Mapping[str, Any] = {"title": "廉洁自律", "content": "第二章", "planned_on": "", "half_days": "1", "leader": ""}
SAID: Mapping[str, Said] = {
    "study:plan-new": lambda stage, unit: {"unit": "计财科", "title": "学习计划"},
    "study:plan-change": lambda stage, unit: {"title": "另一个名称", "aim": "学懂弄通"},
    "study:topic-new": lambda stage, unit: TOPIC,
    "study:topic": lambda stage, unit: TOPIC,
    "study:lead-the-rest": lambda stage, unit: {"leader": _known("head")(stage, unit)},
    "study:enlist": lambda stage, unit: {"person": stage.world.member.username, "part": "member"},
    "study:release": lambda stage, unit: {"participant": _known("participant")(stage, unit)},
    "study:hand-down": lambda stage, unit: {"kinds": ["zone", "school"]},
    "study:plan-decide": lambda stage, unit: {"decision": "approve"},
    "study:plan-amend": lambda stage, unit: {"reason": "日期调整"},
    "study:session-new": lambda stage, unit: {
        "kind": "forum",
        "title": "大讲坛",
        "audience": "everyone",
        "held_on": "2026-03-20",
        "half_days": "1",
    },
    "study:here": lambda stage, unit: {"code": code_of(stage.places["open session"][unit][0])},
    "study:note-attendance": lambda stage, unit: {"pk": [_known("expected")(stage, unit)]},
    "study:study-topic": lambda stage, unit: {
        "topic": _known("topic")(stage, unit),
        "led_by": _known("head")(stage, unit),
    },
    "study:give-talk": lambda stage, unit: {"person": _known("head")(stage, unit), "subject": "怎么改"},
    "study:use-material": lambda stage, unit: {"material": _known("film")(stage, unit)},
    "study:hold": lambda stage, unit: {"summary": "学习原文。", "guests": "0", "half_days": "1"},
    "study:cancel": lambda stage, unit: {"reason": "防汛值守"},
    "study:material-new": lambda stage, unit: {
        "kind": "theory",
        "title": "读本",
        "text": "正文",
        "required_of": "nobody",
        "unit": "计财科",
    },
    "study:read": lambda stage, unit: {"percent": "100"},
    "study:note": lambda stage, unit: {"text": "记一笔"},
    "study:reflection-new": lambda stage, unit: {"title": "心得", "text": WORDS},
    "study:reflection-enter": lambda stage, unit: {
        "author": stage.world.clerk.username,
        "way": "paper",
        "title": "心得",
        "text": WORDS,
    },
    "study:again": lambda stage, unit: {"title": "心得", "text": f"重写：{WORDS}"},
    "study:review": lambda stage, unit: {"decision": "accept"},
    "study:consent": lambda stage, unit: {"may_show": "1"},
}
