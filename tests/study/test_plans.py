"""A plan is in force only when plan, content, time and people are fixed, by somebody who did not write it."""

import pytest

from bihuan.common.workflow import Refused
from bihuan.people.models import Unit
from bihuan.study.models import StudyPlan, Topic
from bihuan.study.selectors.plans import missing_of, visible_plans
from bihuan.study.services import plans
from tests.study.school import FRAME, TOPIC, draft, in_force
from tests.world import World, plant


def test_an_empty_plan_says_everything_that_is_missing_and_cannot_be_handed_in(world: World) -> None:
    frame = {**FRAME, "aim": "", "starts_on": None}
    plan = plans.write_plan(world.campaign, unit=world.finance, by=world.liaison, **frame)
    missing = missing_of(plan)
    assert [words.split("：")[0] for words in missing] == ["计划", "内容", "时间", "人员"]
    with pytest.raises(Refused) as refused:
        plans.submit_plan(plan, by=world.liaison)
    assert set(missing) <= set(refused.value.reasons)


@pytest.mark.parametrize(
    ("broken", "begins"),
    [({"content": ""}, "内容"), ({"planned_on": None}, "时间"), ({"leader": None}, "人员")],
)
def test_each_topic_needs_content_day_and_leader(world: World, broken: dict, begins: str) -> None:
    plan = draft(world)
    assert missing_of(plan) == []
    plans.add_topic(plan, by=world.liaison, **{"leader": world.head, **TOPIC, **broken})
    (sentence,) = missing_of(plan)
    assert sentence.startswith(begins)


def test_a_topic_lies_in_the_period_and_its_leader_is_on_the_plan(world: World) -> None:
    plan = draft(world)
    with pytest.raises(Refused):
        plans.add_topic(plan, by=world.liaison, leader=world.member, **TOPIC)
    with pytest.raises(Refused):
        plans.add_topic(
            plan, by=world.liaison, leader=None, **{**TOPIC, "planned_on": FRAME["ends_on"].replace(year=2027)}
        )


def test_whoever_wrote_it_does_not_decide_and_a_plan_in_force_is_not_changed(world: World) -> None:
    plan = plans.submit_plan(draft(world), by=world.office)
    with pytest.raises(Refused):
        plans.approve_plan(plan, by=world.office)
    plan = plans.approve_plan(plan, by=world.leader)
    with pytest.raises(Refused):
        plans.add_topic(plan, leader=world.head, by=world.liaison, **TOPIC)
    plans.amend_plan(plan, reason="日期调整", by=world.liaison)
    plan.refresh_from_db()
    assert plans.add_topic(plan, leader=world.head, by=world.liaison, **TOPIC).position == 2


def test_what_was_sent_back_says_why_and_comes_again(world: World) -> None:
    plan = plans.submit_plan(draft(world), by=world.liaison)
    with pytest.raises(Refused):
        plans.return_plan(plan, comment=" ", by=world.office)
    plan = plans.return_plan(plan, comment="写明讨论要点", by=world.office)
    assert plan.comment == "写明讨论要点"
    assert plans.submit_plan(plan, by=world.liaison).status == "submitted"


def test_the_frame_is_handed_down_once_to_units_without_a_plan(world: World) -> None:
    frame = plans.write_plan(world.campaign, unit=world.district, by=world.office, **FRAME)
    for number in range(3):
        plans.add_topic(frame, by=world.office, leader=None, **{**TOPIC, "title": f"专题{number}"})
    draft(world)
    units = [world.finance, world.third_zone, world.school]
    assert plans.hand_down(frame, units=units, by=world.office) == 2
    assert plans.hand_down(frame, units=units, by=world.office) == 0
    copy = StudyPlan.objects.get(unit=world.school)
    assert list(copy.topics.values_list("position", "title")) == [(1, "专题0"), (2, "专题1"), (3, "专题2")]
    assert (frame.level, copy.level, copy.follows) == ("commission", "unit", frame)


def test_somebody_who_leads_a_topic_is_not_taken_off(world: World) -> None:
    plan = draft(world)
    with pytest.raises(Refused):
        plans.release(plan.participants.get(person=world.head), by=world.liaison)
    plans.release(plan.participants.get(person=world.clerk), by=world.liaison)
    assert plan.participants.count() == 2


def test_a_unit_sees_its_own_line_and_no_other_unit(world: World) -> None:
    plan, frame = in_force(world), plans.write_plan(world.campaign, unit=world.district, by=world.office, **FRAME)
    seen = {name: set(visible_plans(person, world.campaign)) for name, person in world.people.items()}
    assert seen["clerk"] == seen["liaison"] == {plan, frame}
    assert seen["zone_liaison"] == seen["member"] == {frame}
    assert seen["stranger"] == seen["system_admin"] == set()


def test_a_unit_outside_the_campaign_has_no_plan_in_it(world: World) -> None:
    outside: Unit = plant("外区小学", under=world.elsewhere)
    with pytest.raises(Refused):
        plans.write_plan(world.campaign, unit=outside, by=world.stranger, **FRAME)
    assert not Topic.objects.exists()
