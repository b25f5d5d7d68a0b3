"""What waits on the desk: one's own duties for everybody, the queue for those who run the study of a unit."""

from datetime import timedelta

from bihuan.desk.selectors.learning import learning_tasks
from bihuan.outcomes.services import regulations
from bihuan.people.models import Person
from bihuan.study.services import plans
from bihuan.study.services import reflections as services
from tests.study.school import draft, reflection, session
from tests.world import DAY, World


def verbs(world: World, person: Person) -> list[str]:
    return [task.verb for task in learning_tasks(person, world.campaign, today=DAY)]


def test_a_plan_handed_in_waits_for_those_who_decide_but_not_for_its_writer(world: World) -> None:
    plans.submit_plan(draft(world), by=world.office)
    assert verbs(world, world.leader) == ["审批学习计划"]
    assert verbs(world, world.office) == verbs(world, world.head) == verbs(world, world.stranger) == []


def test_whoever_is_on_a_plan_attends_and_writes_until_he_has(world: World) -> None:
    session(world, held_on=DAY + timedelta(days=2))
    assert verbs(world, world.clerk) == ["写心得", "参加学习"]
    one = reflection(world)
    assert verbs(world, world.clerk) == ["参加学习"]
    assert "审阅心得" in verbs(world, world.head)
    services.send_back(one, comment="写写自己的事", by=world.head)
    assert verbs(world, world.clerk) == ["重新撰写", "参加学习"]
    assert "审阅心得" not in verbs(world, world.head)


def test_a_rule_waits_for_its_review_a_month_ahead(world: World) -> None:
    rule = regulations.draft_regulation(
        world.campaign, unit=world.finance, title="办法", text="第一条", by=world.liaison
    )
    regulations.adopt(rule, review_on=DAY + timedelta(days=40), by=world.head)
    assert verbs(world, world.head) == []
    later = [task.verb for task in learning_tasks(world.head, world.campaign, today=DAY + timedelta(days=20))]
    assert later == ["复审制度"]
