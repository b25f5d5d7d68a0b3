"""A phase: handed in, reviewed, talked about, looked back at, held back, made good, gone on; and what holds it."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from bihuan.audit import guards
from bihuan.audit.models import Event
from bihuan.campaigns.models import Phase, RequiredPaper, RequiredTalk
from bihuan.common.workflow import Refused
from bihuan.files.services import store
from bihuan.supervision.models import PhaseJudgement, Standing, SupervisionNotice, TalkNotes
from bihuan.supervision.selectors.phases import open_notices, papers_of, standing_figures, talks_of, with_work
from bihuan.supervision.services import phases, reviews, talks
from bihuan.supervision.services.notices import reply_to_notice, settle_notice
from tests.world import World

pytestmark = pytest.mark.django_db
DUE = date(2026, 3, 9)
WORDS = "一、指导思想。\n二、方法步骤。\n三、组织领导。\n"


@pytest.fixture
def phase(world: World) -> Phase:
    """The first phase asks for two plans and two talks, and is looked back at on the world's day."""
    first = world.campaign.phases.get(position=1)
    Phase.objects.filter(pk=first.pk).update(look_back_on=date(2026, 3, 2), waits_for_talks=True)
    for position, name in enumerate(("活动方案", "学习会方案"), start=1):
        RequiredPaper.objects.create(phase=first, position=position, name=name)
    for position, name in enumerate(("党政主要负责人", "一线教职工"), start=1):
        RequiredTalk.objects.create(phase=first, position=position, name=name)
    phases.open_phase(first, [world.finance, world.aid_centre], by=world.office)
    first.refresh_from_db()
    return first


def fresh(standing: Standing) -> Standing:
    return with_work(Standing.objects.filter(pk=standing.pk)).get()


def standing_of(phase: Phase, world: World) -> Standing:
    return with_work(Standing.objects.filter(phase=phase, unit=world.finance)).get()


def equip(standing: Standing, world: World) -> None:
    """Everything that the phase asks for."""
    for paper in standing.phase.papers.all():
        version = reviews.hand_in(
            standing, paper, file=store(WORDS.encode(), name="方案.txt"), name="方案.txt", by=world.liaison
        )
        reviews.pass_paper(version, comment="", by=world.supervisor)
    for group in standing.phase.talks.all():
        talks.hold_talk(
            standing, group, talked_on=date(2026, 3, 2), heads=2, notes="会上说了心里话。", by=world.supervisor
        )


def test_a_unit_is_held_back_makes_good_and_goes_on(world: World, phase: Phase) -> None:
    standing = standing_of(phase, world)
    with pytest.raises(Refused) as refused:
        phases.let_pass(standing, by=world.supervisor)
    assert len(refused.value.reasons) == 3  # two plans, and the talks in one sentence
    assert "党政主要负责人、一线教职工" in refused.value.reasons[-1]
    assert not papers_of(standing)[0].passed
    assert not talks_of(standing)[0].talks

    phases.hold_back(standing, outcome="catch_up", words="学习未按方案开展。", reply_due=DUE, by=world.supervisor)
    notice = SupervisionNotice.objects.get(kind="catch_up", unit=world.finance)
    assert fresh(standing).status == "held"
    assert notice.phase_judgement.outcome == "catch_up"
    equip(standing, world)
    for verb in (phases.advance, phases.let_pass):
        with pytest.raises(Refused):
            verb(standing, by=world.head)
    with pytest.raises(Refused, match="〔2026〕"):
        phases.make_good(standing, words="已经补课。", by=world.supervisor)
    reply_to_notice(notice, reply="已补课三次。", by=world.head)
    settle_notice(notice, by=world.supervisor)
    assert not open_notices(fresh(standing))
    phases.make_good(standing, words="查看了补课记录。", by=world.supervisor)
    with pytest.raises(Refused):
        phases.advance(standing, by=world.zone_liaison)  # of another unit
    phases.advance(standing, by=world.head)
    assert fresh(standing).status == "advanced"
    following = Standing.objects.get(unit=world.finance, phase__position=2)
    assert following.status == "under_way"
    kinds = list(Event.objects.filter(stream=standing.stream).order_by("seq").values_list("kind", flat=True))
    assert kinds[0] == "supervision.unit_judged"
    assert kinds[-1] == "supervision.unit_went_on"
    found = {name: value for name, value, _query in standing_figures(phase)}
    assert found == {"units": 2, "complete": 1, "made_good": 1}


def test_the_blameless_pass_together_and_the_others_stay_with_their_reasons(world: World, phase: Phase) -> None:
    equip(standing_of(phase, world), world)
    rows = list(with_work(Standing.objects.filter(phase=phase)))
    done, left = phases.for_all(rows, phases.let_pass, by=world.supervisor)
    assert [one.unit for one in done] == [world.finance]
    assert [one.standing.unit for one in left] == [world.aid_centre]
    with pytest.raises(Refused, match="计财科"):  # nobody judges his own unit
        phases.let_pass(rows[0], by=world.inside_supervisor)
    Phase.objects.filter(pk=phase.pk).update(look_back_on=date(2026, 3, 3))
    with pytest.raises(Refused, match="2026"):
        phases.hold_back(rows[1], outcome="delay", words="延期。", reply_due=DUE, by=world.supervisor)


def test_a_plan_is_read_paragraph_by_paragraph_and_only_its_newest_version_counts(world: World, phase: Phase) -> None:
    standing = standing_of(phase, world)
    paper = phase.papers.get(position=1)
    file = store(WORDS.encode(), name="方案.txt")
    first = reviews.hand_in(standing, paper, file=file, name="方案.txt", by=world.liaison)
    assert [text for _place, text in first.paragraphs] == WORDS.split()
    remark = reviews.comment(first, paragraph=1, place="", words="写清步骤。", by=world.supervisor)
    assert remark.place == first.paragraphs[1][0]
    for by in (world.other_supervisor, world.inside_supervisor, world.liaison, world.office):
        with pytest.raises(Refused):
            reviews.pass_paper(first, comment="", by=by)
    reviews.ask_to_revise(first, comment="", by=world.supervisor)  # the remark says what has to be different
    second = reviews.hand_in(standing, paper, file=file, name="方案.txt", by=world.liaison)
    with pytest.raises(Refused):
        reviews.ask_to_revise(second, comment=" ", by=world.supervisor)
    reviews.pass_paper(second, comment="可以。", by=world.supervisor)
    assert papers_of(fresh(standing))[0].passed
    reviews.hand_in(standing, paper, file=file, name="方案.txt", by=world.liaison)
    assert not papers_of(fresh(standing))[0].passed  # nobody has read the third one yet


def test_only_the_team_reads_the_notes_and_each_reading_is_a_fact(world: World, phase: Phase) -> None:
    standing = standing_of(phase, world)
    talk = talks.hold_talk(
        standing,
        phase.talks.first(),
        talked_on=date(2026, 3, 2),
        heads=1,
        notes="校长说补助漏发。",
        by=world.supervisor,
    )
    assert "补助".encode() not in bytes(TalkNotes.objects.get(talk=talk).sealed)
    assert talks.read_notes(talk, by=world.deputy) == "校长说补助漏发。"
    for by in (world.office, world.leader, world.head, world.inside_supervisor, world.other_supervisor):
        with pytest.raises(Refused):
            talks.read_notes(talk, by=by)
    facts = Event.objects.filter(stream=standing.stream)
    assert facts.filter(kind="supervision.talk_notes_read", actor_id=world.deputy.pk).count() == 1
    assert not any("补助" in event.payload for event in facts)


def take_away(name: str) -> None:
    rule = next(rule for rule in guards.rules() if rule.name == name)
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else f" ON {rule.table}"
        cursor.execute(f"DROP TRIGGER guard_{name}{on}")


def without_papers(standing: Standing, world: World) -> None:
    for group in standing.phase.talks.all():
        talks.hold_talk(standing, group, talked_on=date(2026, 3, 2), heads=1, notes="", by=world.supervisor)


def without_talks(standing: Standing, world: World) -> None:
    RequiredPaper.objects.filter(phase=standing.phase).delete()


def with_an_open_notice(standing: Standing, world: World) -> None:
    equip(standing, world)
    phases.hold_back(standing, outcome="rework", words="返工。", reply_due=DUE, by=world.supervisor)


@pytest.mark.parametrize(
    ("guard", "prepare"),
    [
        ("standing_papers_passed", without_papers),
        ("standing_talks_held", without_talks),
        ("standing_made_good", with_an_open_notice),
    ],
)
def test_no_unit_goes_on_round_the_services(world: World, phase: Phase, guard: str, prepare: object) -> None:
    """Raw updates are refused; with the guard taken away the same deed passes, so it is the guard that stops it."""
    standing = standing_of(phase, world)
    prepare(standing, world)  # type: ignore[operator]
    PhaseJudgement.objects.create(
        standing=standing, outcome="made_good", words="伪造", by=world.supervisor, on=date(2026, 3, 2)
    )
    rows = Standing.objects.filter(pk=standing.pk)
    with pytest.raises(IntegrityError, match="guard"), transaction.atomic():
        rows.update(status="passed")
    take_away(guard)
    assert rows.update(status="passed") == 1


def test_other_ways_round_are_closed_too(world: World, phase: Phase) -> None:
    standing = standing_of(phase, world)
    equip(standing, world)
    rows = Standing.objects.filter(pk=standing.pk)
    deeds = {
        "standing_passed_by_judgement": lambda: rows.update(status="passed"),
        "judge_of_another_unit": lambda: PhaseJudgement.objects.create(
            standing=standing, outcome="passed", by=world.head, on=date(2026, 3, 2)
        ),
        "standing_begins_under_way": lambda: Standing.objects.create(
            phase=world.campaign.phases.get(position=2), unit=world.finance, opened_on=date(2026, 3, 2)
        ),
        "standing_order_of_states": lambda: rows.update(unit=world.third_zone),
    }
    for guard, deed in deeds.items():
        with pytest.raises(IntegrityError, match="guard"), transaction.atomic():
            deed()
        with transaction.atomic():
            take_away(guard)
            deed()
            transaction.set_rollback(True)


def test_pages_say_what_lacks_and_do_the_steps(world: World, phase: Phase, client: object) -> None:
    standing = standing_of(phase, world)
    client.force_login(world.supervisor)  # type: ignore[attr-defined]
    page = client.get(reverse("supervision:standing", args=[standing.pk])).content.decode()  # type: ignore[attr-defined]
    assert "活动方案" in page
    many = reverse("supervision:phase-many", args=[phase.pk, "pass"])
    equip(standing, world)
    preview = client.get(many).content.decode()  # type: ignore[attr-defined]
    assert "学生资助中心" in preview
    assert Standing.objects.filter(status="passed").count() == 0
    client.post(many)  # type: ignore[attr-defined]
    assert Standing.objects.filter(status="passed").count() == 1
    shown = client.get(reverse("supervision:phase", args=[phase.pk]) + "?lacking=1").content.decode()  # type: ignore[attr-defined]
    assert "学生资助中心" in shown
