"""The anti-formalism desk: found at night, asked, answered, decided by a person; and what the database keeps of it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from bihuan.audit.models import Event
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused
from bihuan.files.models import StoredFile
from bihuan.files.services import store
from bihuan.ledger.models import Evidence, Issue
from bihuan.ledger.services.evidence import add_evidence
from bihuan.ledger.services.working import report_progress
from bihuan.supervision.models import Hint, PicturePrint, SupervisionNotice
from bihuan.supervision.selectors.burden import burden
from bihuan.supervision.selectors.hints import visible_hints
from bihuan.supervision.services.hint_reading import find_hints
from bihuan.supervision.services.hints import answer_hint, ask_unit, confirm_hint, dismiss_hint, notice_about_hint
from bihuan.supervision.services.notices import Words
from tests import walk
from tests.supervision.test_guards_of_closing import take_away
from tests.triage.formalism import scenes
from tests.world import World

pytestmark = pytest.mark.django_db

COPIED = (
    "每周二、周四由食堂管理员和两名家长代表共同验收食材，索证索票单据装订成册，留样柜加装锁具，留样时间和品种上墙；"
    "两名未持健康证的帮工先停岗再补办。"
)


def photo(data: bytes) -> StoredFile:
    return store(data, name="现场.jpg")


def show(world: World, issue: Issue, file: StoredFile, title: str) -> Evidence:
    measure = issue.measures.get()
    return add_evidence(measure, title=title, kind=Evidence.Kind.RESULT, file=file, by=world.liaison)


@pytest.fixture
def planted(world: World) -> tuple[Issue, Issue]:
    """Two issues of the finance section: one photograph and one report for both, and a paper older than its plan."""
    first, second = walk.to_started(world), walk.to_started(world)
    room = scenes.room(4, people=1)
    show(world, first, photo(scenes.saved(room)), "食堂改造后")
    report_progress(first, percent=30, text=COPIED, by=world.liaison)
    assert find_hints(world.campaign) == 0
    show(world, second, photo(scenes.saved(scenes.REUSES["a little cut"](room), quality=60)), "宿舍改造后")
    show(world, second, photo(scenes.saved(scenes.yard(7))), "操场，2020年3月1日")
    report_progress(second, percent=40, text=COPIED, by=world.liaison)
    return first, second


def test_what_is_new_is_read_once_and_each_hint_carries_its_proof(world: World, planted: tuple[Issue, Issue]) -> None:
    assert find_hints(world.campaign) == 3
    assert find_hints(world.campaign) == 0
    hints = {hint.kind: hint for hint in Hint.objects.all()}
    assert set(hints) == {"same_photo", "copied_text", "evidence_before_plan"}
    assert {hint.issue_id for hint in hints.values()} == {planted[1].pk}
    assert [side["words"] for side in hints["copied_text"].proof["sides"]] == [COPIED, COPIED]
    assert hints["same_photo"].proof["agreeing"] >= 0.86
    assert PicturePrint.objects.count() == 3
    assert Event.objects.filter(kind="supervision.hint_found").count() == 3


def test_nobody_is_judged_unheard_and_nothing_follows_by_itself(world: World, planted: tuple[Issue, Issue]) -> None:
    find_hints(world.campaign)
    hint = Hint.objects.get(kind="same_photo")
    assert not visible_hints(world.liaison).exists()
    assert not visible_hints(world.inside_supervisor).exists()
    assert not visible_hints(world.office).exists()
    assert visible_hints(world.leader).count() == 3
    with pytest.raises(Refused, match="尚未询问"):
        confirm_hint(hint, comment="同一张照片", by=world.supervisor)
    with pytest.raises(Refused):
        ask_unit(hint, question="请说明", by=world.inside_supervisor)
    hint = ask_unit(hint, question="两张照片是否同一次拍摄？", by=world.supervisor)
    assert list(visible_hints(world.liaison)) == [hint]
    with pytest.raises(Refused, match="可以在"):
        confirm_hint(hint, comment="同一张照片", by=world.supervisor)
    hint = answer_hint(hint, answer="上传时拿错了照片。", by=world.liaison)
    hint = confirm_hint(hint, comment="承认误传，须补拍。", by=world.supervisor)
    with pytest.raises(Refused, match="认定"):
        dismiss_hint(hint, comment="算了", by=world.team_leader)
    assert not SupervisionNotice.objects.exists()
    due = day_of(world.campaign) + timedelta(days=7)
    notice = notice_about_hint(hint, Words(kind="rework", text="补拍宿舍照片。", reply_due=due), by=world.supervisor)
    hint.refresh_from_db()
    assert (hint.notice, notice.issue) == (notice, planted[1])
    kinds = Event.objects.filter(stream=hint.stream).order_by("seq").values_list("kind", flat=True)
    steps = ("found", "asked", "answered", "decided", "noticed")
    assert list(kinds) == [f"supervision.hint_{step}" for step in steps]


def test_silence_lets_the_time_pass_and_a_dismissed_hint_is_not_raised_again(world: World, planted: object) -> None:
    find_hints(world.campaign)
    asked = ask_unit(Hint.objects.get(kind="copied_text"), question="请说明", by=world.supervisor)
    dismiss_hint(Hint.objects.get(kind="same_photo"), comment="同一食堂兼作礼堂", by=world.supervisor)
    walk.travel(world, 10)
    assert find_hints(world.campaign) == 0
    assert confirm_hint(asked, comment="逾期未说明", by=world.supervisor).status == "confirmed"


GUARDS = {
    "hint_never_removed": "DELETE FROM supervision_hint",
    "hint_finding_fixed": "UPDATE supervision_hint SET reason = '另一说法'",
    "hint_unit_is_heard": "UPDATE supervision_hint SET status = 'confirmed', ruling = '是', decided_on = '2026-03-02',"
    " decided_by_id = {supervisor}",
    "hint_decided_from_outside": "UPDATE supervision_hint SET status = 'dismissed', ruling = '是',"
    " decided_on = '2026-03-02', decided_by_id = {head}",
}


def test_each_guard_alone_holds_against_raw_sql(world: World, planted: object) -> None:
    find_hints(world.campaign)
    ids = {"supervisor": world.supervisor.pk, "head": world.head.pk}
    for name, statement in GUARDS.items():
        sql = statement.format(**ids)
        with pytest.raises(DatabaseError, match="guard"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
        undone = transaction.savepoint()
        take_away(name)
        with connection.cursor() as cursor:
            cursor.execute(sql)
        transaction.savepoint_rollback(undone)


def test_a_decision_stands_and_a_hint_begins_open(world: World, planted: tuple[Issue, Issue]) -> None:
    find_hints(world.campaign)
    dismiss_hint(Hint.objects.get(kind="same_photo"), comment="可以", by=world.supervisor)
    fresh = {
        "campaign": world.campaign,
        "unit": world.finance,
        "kind": "same_photo",
        "found_on": day_of(world.campaign),
    }
    again = Hint.objects.filter(kind="same_photo")
    decided = {"ruling": "是", "decided_by": world.supervisor, "status": "dismissed"}
    for name, deed in (
        ("hint_decided_once", lambda: again.update(ruling="不可以")),
        ("hint_begins_open", lambda: Hint.objects.create(**fresh, **decided, key="x", reason="x")),
    ):
        with pytest.raises(DatabaseError, match="guard"), transaction.atomic():
            deed()
        undone = transaction.savepoint()
        take_away(name)
        deed()
        transaction.savepoint_rollback(undone)


def test_the_unit_sees_its_own_half_and_the_pictures_only_once_asked(
    client, world, planted, django_assert_max_num_queries
) -> None:
    find_hints(world.campaign)
    hint = Hint.objects.get(kind="same_photo")
    page, shown = reverse("supervision:hint", args=[hint.pk]), reverse("supervision:hint-picture", args=[hint.pk, 2])
    client.force_login(world.liaison)
    assert [client.get(url).status_code for url in (page, shown)] == [404, 404]
    client.force_login(world.supervisor)
    assert shown in client.get(page).content.decode()
    answer = client.post(reverse("supervision:hint-ask", args=[hint.pk]), {"question": "请说明"})
    assert answer.status_code == 302
    client.force_login(world.liaison)
    assert client.get(shown)["Content-Type"] == "image/jpeg"
    assert reverse("supervision:hint-answer", args=[hint.pk]) in client.get(page).content.decode()
    copied = reverse("supervision:hint", args=[Hint.objects.get(kind="copied_text").pk])
    client.force_login(world.leader)
    with django_assert_max_num_queries(16):
        assert "<mark" in client.get(copied).content.decode()
    with django_assert_max_num_queries(12):
        assert "文字照搬" in client.get(reverse("supervision:hints")).content.decode()


def test_the_burden_is_counted_from_records(client, world: World, planted: object) -> None:
    found = burden(world.leader, world.campaign)
    by_source = {str(source.name): load for source, load in found.sources}
    assert (by_source["进展报告"].forms, by_source["进展报告"].asked, by_source["进展报告"].reused) == (2, 2, 2)
    assert (by_source["佐证材料"].forms, by_source["佐证材料"].asked) == (3, 9)
    assert (by_source["整改方案"].forms, by_source["整改方案"].asked) == (2, 10)
    assert found.total.asked == sum(load.asked for _month, load in found.months)
    assert found.total.asked == sum(load.asked for _unit, load in found.units)
    assert {unit for unit, _load in found.units} == {world.finance, world.fifth_zone}
    assert burden(world.stranger, world.campaign).total.forms == 0
    client.force_login(world.leader)
    page = client.get(reverse("supervision:burden"))
    assert page.status_code == 200
    assert "计财科" in page.content.decode()
