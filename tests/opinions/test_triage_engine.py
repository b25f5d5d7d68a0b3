"""Suggestions come by themselves, say what they rest on, and get better by decisions; no crash loses or repeats any."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bihuan.campaigns.models import Term
from bihuan.common.clock import now
from bihuan.jobs import services as jobs
from bihuan.jobs import worker
from bihuan.jobs.models import Job
from bihuan.jobs.states import State
from bihuan.opinions import services
from bihuan.opinions.engine import Shelf, likenesses
from bihuan.opinions.models import Likeness, Opinion, Suggestion
from bihuan.opinions.services import triage_learning
from bihuan.opinions.services.triage_learning import begin_lesson, resume_lesson, stop_lesson
from bihuan.opinions.services.triage_matters import merge, undo
from bihuan.opinions.services.triage_sorting import categorise, hand_to
from bihuan.opinions.services.triage_suggesting import suggest
from tests.world import World

CANTEEN = ("食堂的饭菜总是凉的，孩子吃了肚子疼。", "食堂的菜不够热，汤里没有肉。", "食堂卫生不好，碗筷洗不干净。")
SUBSIDY = ("补助款还没有打到卡上。", "贫困生补助拖了一个学期没发。", "助学金发放太慢，卡上一直没有钱。")
PLACES = ("东门", "西院", "南楼", "北区")


@pytest.fixture
def canteen(world: World) -> Term:
    return Term.objects.create(campaign=world.campaign, taxonomy="category", code="canteen", name="食堂")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> Iterator[None]:
    settings.DATA = tmp_path
    return


def say(world: World, text: str, **more: object) -> Opinion:
    return services.receive(world.campaign, channel=world.mailbox, text=text, by=None, **more)[0]


def decide(world: World, canteen: Term) -> None:
    """The office has decided some: what is about food, and what about money."""
    food = [say(world, f"{place}{text}") for text in CANTEEN for place in PLACES]
    money = [say(world, f"{place}{text}") for text in SUBSIDY for place in PLACES]
    categorise(world.campaign, food, category=canteen, by=world.office)
    categorise(world.campaign, money, category=world.category, by=world.office)
    hand_to(world.campaign, money, unit=world.aid_centre, by=world.office)
    hand_to(world.campaign, food, unit=world.finance, by=world.office)
    for one in food + money:
        services.answer(one, reply="已办。", by=world.office)


def test_what_is_alike_is_found_and_what_only_sounds_alike_is_held_apart(world: World) -> None:
    first = say(world, "中心小学门口的路灯坏了一个月，孩子放学看不清路，请尽快派人修理。")
    again = say(world, "中心小学门口的路灯坏了一个月了，孩子放学看不清路，请尽快派人修理！")
    other = say(world, "第二小学门口的路灯坏了一个月，孩子放学看不清路，请尽快派人修理。")
    assert suggest(world.campaign) == 3
    found = {(one.opinion_id, one.other_id): one.kind for one in Likeness.objects.all()}
    assert found[again.pk, first.pk] == "duplicate"
    assert found[other.pk, first.pk] == "other_matter"
    leaders = dict(Suggestion.objects.values_list("opinion", "same_as"))
    assert (leaders[first.pk], leaders[again.pk], leaders[other.pk]) == (first.pk, first.pk, None)
    assert Suggestion.objects.get(opinion=first).unit == world.school
    assert "路灯" in Suggestion.objects.get(opinion=first).opinion.text
    assert suggest(world.campaign) == 0


def test_a_merge_is_known_to_whatever_comes_next(world: World) -> None:
    voices = [say(world, f"{n}号楼下的路灯坏了，晚上一片漆黑，老人不敢出门。") for n in "一二三"]
    suggest(world.campaign)
    matter, done = merge(world.campaign, voices, name="路灯", by=world.office)
    fourth = say(world, "四号楼下的路灯坏了，晚上一片漆黑，老人不敢出门。")
    suggest(world.campaign)
    assert Suggestion.objects.get(opinion=fourth).matter == matter
    undo(done, by=world.office)
    fifth = say(world, "五号楼下的路灯坏了，晚上一片漆黑，老人不敢出门。")
    suggest(world.campaign)
    assert Suggestion.objects.get(opinion=fifth).matter is None


def test_while_somebody_writes(world: World) -> None:
    assert likenesses(world.campaign, "校车总是迟到") == []
    first = say(world, "校车早上总是迟到，孩子在路边等半个小时，冬天太冷了。")
    suggest(world.campaign)
    found = likenesses(world.campaign, "校车早上总是迟到，孩子要等半小时")
    assert [label for label, *_ in found] == [first.label]


def test_decisions_teach_and_a_dead_worker_costs_nothing(world: World, canteen: Term, monkeypatch) -> None:
    monkeypatch.setattr("bihuan.opinions.services.triage_suggesting.BATCH", 2)
    decide(world, canteen)
    waiting = [say(world, f"{place}的食堂饭菜太凉，汤也不热。") for place in ("新校区", "老校区", "初中部")]
    waiting += [say(world, f"{place}的补助还没有发到卡上。") for place in ("高一", "高二")]
    suggest(world.campaign)
    assert set(Suggestion.objects.filter(opinion__in=waiting).values_list("category", flat=True)) == {None}
    lesson = begin_lesson(world.campaign, by=world.office)
    written: list[int] = []
    write = triage_learning.write

    def dies_with_the_second_batch(proposals) -> None:
        write(proposals)
        written.extend(one.opinion.pk for one in proposals)
        if len(written) == 4:
            raise KeyboardInterrupt  # as a kill: nobody is there to say what happened

    monkeypatch.setattr(triage_learning, "write", dies_with_the_second_batch)
    with pytest.raises(KeyboardInterrupt):
        worker.drain()
    job = Job.objects.get(pk=lesson.job)
    lesson.refresh_from_db()
    assert (job.state, lesson.step, lesson.renewed) == (State.RUNNING, 2, 2)
    Job.objects.filter(pk=job.pk).update(lease_until=now() - timedelta(seconds=1))
    monkeypatch.setattr(
        triage_learning,
        "write",
        lambda proposals: (write(proposals), written.extend(one.opinion.pk for one in proposals)),
    )
    worker.drain()
    lesson.refresh_from_db()
    job.refresh_from_db()
    assert (job.state, lesson.finished, lesson.renewed) == (State.DONE, True, 5)
    assert written == [one.pk for one in (*waiting[:4], *waiting[2:])]  # the batch that was lost, and the rest
    said = {one.opinion_id: one for one in Suggestion.objects.select_related("category", "unit")}
    assert [said[one.pk].category for one in waiting] == [canteen] * 3 + [world.category] * 2
    assert said[waiting[-1].pk].unit == world.aid_centre
    assert said[waiting[0].pk].phrases == "食堂"
    assert all(said[one.pk].examples.startswith("A-") for one in waiting)
    assert lesson.decisions == 24
    assert lesson.right_share is not None
    assert lesson.right_share > 0.8


def test_a_lesson_is_stopped_and_goes_on(world: World, canteen: Term, monkeypatch) -> None:
    decide(world, canteen)
    late = say(world, "食堂太吵。")
    lesson = begin_lesson(world.campaign, by=world.office)
    learned = triage_learning._Pupil.categories

    def then_somebody_stops_it(pupil: triage_learning._Pupil) -> None:
        learned(pupil)
        stop_lesson(lesson, by=world.office)

    monkeypatch.setattr(triage_learning._Pupil, "categories", then_somebody_stops_it)
    worker.drain()
    lesson.refresh_from_db()
    assert (lesson.step, lesson.finished, Job.objects.get(pk=lesson.job).state) == (1, False, State.DONE)
    made = (Shelf(world.campaign).folder / "category.npz").stat().st_mtime_ns
    resume_lesson(lesson, by=world.office)
    worker.drain()
    lesson.refresh_from_db()
    assert lesson.finished
    assert (Shelf(world.campaign).folder / "category.npz").stat().st_mtime_ns == made
    assert Suggestion.objects.get(opinion=late).category == canteen


def test_no_job_tells_when_a_voice_came(world: World) -> None:
    say(world, "校门口的树挡住了路灯。")
    for _minute in range(2):
        job = jobs.enqueue("opinions.suggest", args=worker.registry.get("opinions.suggest").arguments(now()))
        worker.turn("me", worker.NEVER)
    job.refresh_from_db()
    assert Job.objects.filter(kind="opinions.suggest").count() == 1
    assert (job.state, job.message, job.done, job.total) == (State.DONE, "", 0, 0)
    assert Suggestion.objects.count() == 1
