"""A small study group in the cast's own unit: a plan in force, a session on the campaign's day."""

from datetime import timedelta
from typing import Any

from bihuan.people.models import Unit
from bihuan.study.models import Reflection, StudyPlan, StudySession
from bihuan.study.services import plans, sessions
from bihuan.study.services.reflections import hand_in
from tests.world import DAY, World

FRAME = {"title": "专题学习计划", "aim": "学懂弄通，改进作风。", "starts_on": DAY, "ends_on": DAY + timedelta(days=90)}
TOPIC = {"title": "群众观点", "content": "原文第一章", "planned_on": DAY, "half_days": 1}
WORDS = (
    "这次学习让我明白，群众的小事就是我们的大事。过去下学校多是听汇报，看台账，很少坐下来听家长把话说完。"
    "今后每周留半天到教室门口接孩子的地方站一站，把听到的事记在本子上，能当天办的当天办，办不了的说清楚为什么，"
    "月底逐条对账，自己先给自己打分。"
)


def draft(world: World, unit: Unit | None = None) -> StudyPlan:
    """A plan with everything but its decision: head chairs, clerk is a member."""
    unit = unit or world.finance
    plan = plans.write_plan(world.campaign, unit=unit, by=world.liaison, **FRAME)
    plans.enlist(plan, [world.head], part="chair", by=world.liaison)
    plans.enlist(plan, [world.liaison], part="committee", by=world.liaison)
    plans.enlist(plan, [world.clerk], part="member", by=world.liaison)
    plans.add_topic(plan, leader=world.head, by=world.liaison, **TOPIC)
    return plan


def in_force(world: World) -> StudyPlan:
    """The same, in force."""
    plan = plans.submit_plan(draft(world), by=world.liaison)
    return plans.approve_plan(plan, by=world.office)


def session(world: World, plan: StudyPlan | None = None, **more: Any) -> StudySession:
    """A session of today under a plan in force."""
    said = {"kind": "central_group", "title": "第一次集中学习", "held_on": DAY, **more}
    return sessions.plan_session(plan or in_force(world), by=world.liaison, **said)


def reflection(world: World, text: str = WORDS, **more: Any) -> Reflection:
    """One of the clerk, on the page."""
    author = more.pop("author", world.clerk)
    return hand_in(world.campaign, author=author, title="学习心得", text=text, by=more.pop("by", author), **more)
