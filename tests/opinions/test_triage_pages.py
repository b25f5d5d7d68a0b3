"""The desk's pages: what they show, what they do after a preview, and that every number opens what it counts."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bihuan.campaigns.models import Term
from bihuan.ledger.models import Issue
from bihuan.opinions import services
from bihuan.opinions.models import Cluster, Likeness, Matter, MatterObjection, MatterVoice, Opinion, Suggestion
from bihuan.opinions.selectors import balance
from bihuan.opinions.selectors.triage_hot import Period, hot_matters
from bihuan.opinions.selectors.triage_matters import heads_by_channel
from bihuan.opinions.services.triage_matters import merge, note_dissent
from bihuan.opinions.services.triage_objections import object_to_matter
from bihuan.opinions.services.triage_sorting import categorise
from bihuan.opinions.states import Status
from tests.opinions.test_pages import signed_in, where
from tests.opinions.voices import speak
from tests.world import DAY, World


@pytest.fixture
def desk(world: World) -> Client:
    return signed_in(world.office)


def several(world: World, count: int = 3, **said: object) -> list[Opinion]:
    return [speak(world, text=f"第{n}个人说路灯坏了。", heads=n, **said)[0] for n in range(1, count + 1)]


def advise(world: World, opinion: Opinion, **said: object) -> Suggestion:
    usual = {
        "engine": "test",
        "on": DAY,
        "category": world.category,
        "category_confidence": 0.93,
        "phrases": "路灯坏了",
    }
    return Suggestion.objects.create(opinion=opinion, **{**usual, **said})


def html(response: object) -> str:
    return unescape(response.content.decode())


def test_the_queue_shows_a_voice_with_its_suggestions_and_their_reasons(world: World, desk: Client) -> None:
    first, second, _third = several(world)
    advise(
        world,
        first,
        examples="A-0007",
        unit=world.school,
        unit_reason="named",
        unit_words="中心小学",
        unit_confidence=0.8,
    )
    Likeness.objects.create(opinion=second, other=first, kind="duplicate", degree=0.9, why={"code": "equal"})
    queue = html(desk.get(where("triage")))
    assert f'hx-get="{where("triage-voice", 1)}?"' in queue
    assert "93%" in queue
    page = html(desk.get(where("triage-voice", 1)))
    assert "“路灯坏了”" in page
    assert "A-0007" in page
    assert "“中心小学”" in page
    assert "A-0002" in page
    assert where("triage-voice", 2) + "?at=2" in html(desk.get(f"{where('triage')}?at=2"))
    at = html(desk.get(where("triage-voice", 2)))
    assert "文字完全相同" in at
    desk.cookies["django_language"] = "en"
    assert "The words are the same." in html(desk.get(where("triage-voice", 2)))


def test_a_reply_from_the_desk_that_answers_nothing_comes_back_once(world: World, desk: Client) -> None:
    opinion = speak(world, text="我家孩子的寄宿生生活补助什么时候能发到卡上？")[0]
    form = {
        "pk": opinion.pk,
        "sure": "1",
        "kind": "answered",
        "reply": "来信收悉，我们高度重视，将认真研究，尽快协调有关部门。",
    }
    back = desk.post(where("triage-dispose"), form)
    assert back.status_code == 422
    assert "高度重视" in html(back)
    assert opinion.label in html(back)
    opinion.refresh_from_db()
    assert opinion.status == Status.OPEN
    seen = back.context["preview"].form["seen"].value()
    assert desk.post(where("triage-dispose"), {**form, "seen": seen}).status_code == 302
    opinion.refresh_from_db()
    assert opinion.status == Status.ANSWERED, "hints never refuse"


def test_one_press_decides_and_the_record_keeps_what_was_suggested(world: World, desk: Client) -> None:
    opinion = several(world, 1)[0]
    advise(world, opinion, unit=world.school, unit_reason="named", unit_words="中心小学")
    url = where("triage-decide", opinion.number)
    response = desk.post(url, {"category": world.category.pk}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    desk.post(url, {"unit": "中心小学", "back": "alike=1"})
    opinion.refresh_from_db()
    assert (opinion.category, opinion.responsible) == (world.category, world.school)
    page = html(desk.get(where("opinion", opinion.number)))
    assert world.category.name in page
    assert desk.post(url, {"unit": "没有这个单位"}).status_code == 422


@pytest.mark.parametrize(
    ("verb", "fields"),
    [
        ("accept", {}),
        ("categorise", {"category": "CATEGORY"}),
        ("hand", {"unit": "中心小学"}),
        ("merge", {"name": "路灯"}),
        ("dispose", {"kind": "answered", "reply": "已派人修理。"}),
    ],
)
def test_nothing_happens_before_the_preview_is_confirmed(world: World, desk: Client, verb: str, fields: dict) -> None:
    voices = several(world)
    for one in voices:
        advise(world, one)
    ticks = {"pk": [one.pk for one in voices[:2]]}
    url = where(f"triage-{verb}")
    before = list(Opinion.objects.values())
    preview = desk.post(url, ticks)
    assert preview.status_code == 200
    assert verb != "dispose" or "checked" in html(preview)
    assert all(one.label in html(preview) for one in voices[:2])
    assert (list(Opinion.objects.values()), Matter.objects.count()) == (before, 0)
    fields = {key: world.category.pk if value == "CATEGORY" else value for key, value in fields.items()}
    assert (
        desk.post(url, {**ticks, **fields, "sure": "1", "back": "alike=1"})
        .headers["Location"]
        .startswith(where("triage") + "?alike=1")
    )
    for one in voices:
        one.refresh_from_db()
    first, second, _third = voices
    if verb in {"accept", "categorise"}:
        assert [one.category for one in voices] == [world.category, world.category, None]
    if verb == "hand":
        assert [one.responsible for one in voices] == [world.school, world.school, None]
    if verb == "merge":
        assert {tie.opinion for tie in MatterVoice.objects.filter(ended_by=None)} == {first, second}
    if verb == "dispose":
        assert [one.status for one in voices] == [Status.ANSWERED, Status.ANSWERED, Status.OPEN]


def test_an_ending_reaches_everybody_merged_by_whatever_door(world: World, desk: Client) -> None:
    for door in ("triage-dispose", "answer", "issue"):
        voices = several(world)
        merge(world.campaign, voices, name="路灯", by=world.office)
        if door == "triage-dispose":
            ticks = {"pk": [voices[0].pk]}
            assert "6" in html(desk.post(where(door), ticks))  # three voices, six people
            desk.post(where(door), {**ticks, "sure": "1", "kind": "answered", "reply": "已修好。"})
        elif door == "answer":
            desk.post(
                where(door, voices[0].number),
                {"reply": "路灯已经修好，谢谢您的提醒。", "sent_anyway": "1", "anyway": "1"},
            )
        else:
            ticks = {"pk": [voices[0].pk]}
            assert desk.post(reverse("ledger:new-from-many"), ticks).status_code == 200
            desk.post(reverse("ledger:new-from-many"), {**ticks, "text": "路灯坏了", "title": "路灯"})
            assert Issue.objects.get().voices.count() == 3
        assert not Opinion.objects.filter(status=Status.OPEN).exists(), door
        assert {one.dispositions.get().reply for one in voices} != {""}
    sheet = balance(world.campaign, viewer=world.office)
    assert (sheet.voices.received, sheet.voices.ties_out, sheet.heads.ties_out) == (9, True, True)


def test_a_matter_counts_heads_by_channel_and_keeps_who_wants_otherwise(world: World, desk: Client) -> None:
    voices = several(world)
    by_hand, _code = services.receive(
        world.campaign, channel=world.symposium, text="不要修路灯。", heads=4, by=world.office
    )
    matter, done = merge(world.campaign, [*voices, by_hand], name="路灯", by=world.office)
    tie = MatterVoice.objects.get(opinion=by_hand)
    desk.post(where("matter-dissent", tie.pk), {"words": "不要修"})
    rows = {row.channel: (row.voices, row.heads, row.dissenting) for row in heads_by_channel(matter)}
    assert rows == {"主任信箱": (3, 6, 0), "座谈会": (1, 4, 4)}
    page = html(desk.get(where("matter", matter.number)))
    assert "不要修" in page
    listed = html(desk.get(f"{where('list')}?matter={matter.label}"))
    assert all(one.label in listed for one in (*voices, by_hand))
    response = desk.post(
        where("matter-split", matter.number), {"pk": by_hand.pk, "name": "不修路灯", "reason": "意思相反"}
    )
    other = Matter.objects.get(name="不修路灯")
    assert response.headers["Location"] == where("matter", other.number)
    desk.post(where("matter-undo", other.ties.get().tied_by_id))
    assert MatterVoice.objects.get(opinion=by_hand, ended_by=None).matter == matter
    assert MatterVoice.objects.get(opinion=by_hand, ended_by=None).dissent == "不要修"
    assert desk.post(where("matter-name", matter.number), {"name": ""}).status_code == 422
    desk.post(where("matter-undo", done.pk))
    assert not MatterVoice.objects.filter(opinion__in=voices, ended_by=None).exists()
    assert desk.get(where("matters")).status_code == 200


def test_a_speaker_objects_by_receipt_and_reads_the_ruling(world: World, desk: Client) -> None:
    mine, code = speak(world, text="我家楼道的灯坏了。")
    other, other_code = speak(world, text="小区路灯坏了。")
    matter, _done = merge(world.campaign, [mine, other], name="路灯", by=world.office)
    services.answer(mine, reply="已修。", by=world.office)
    visitor = Client()
    receipt = html(visitor.post(reverse("speak:receipt"), {"code": code}))
    assert "“路灯”" in receipt
    assert other.text not in receipt
    visitor.post(reverse("speak:receipt-other"), {"code": code, "words": "我说的是楼道，不是小区。"})
    objection = MatterObjection.objects.get()
    assert "我说的是楼道" in html(desk.get(where("matter", matter.number)))
    desk.post(where("matter-rule", objection.pk), {"upheld": "yes", "ruling": "您说得对，已单独办理。"})
    mine.refresh_from_db()
    assert mine.status == Status.OPEN
    assert MatterVoice.objects.get(opinion=mine, ended_by=None).matter != matter
    assert "您说得对" in html(visitor.post(reverse("speak:receipt"), {"code": code}))
    again = html(visitor.post(reverse("speak:receipt-other"), {"code": other_code, "words": ""}))
    assert MatterObjection.objects.count() == 1
    assert other_code in again


def test_groups_propose_what_may_be_one_matter_until_somebody_decides(world: World, desk: Client) -> None:
    voices = several(world, 4)
    cluster = Cluster.objects.create(campaign=world.campaign, name="路灯不亮", engine="test")
    for n, one in enumerate(voices):
        advise(world, one, same_as=voices[0] if n < 2 else None, cluster=cluster if n >= 2 else None)
    page = html(desk.get(where("triage-groups")))
    assert "路灯不亮" in page
    assert page.count('type="checkbox" name="pk"') == 4
    merge(world.campaign, voices[:2], name="路灯", by=world.office)
    assert html(desk.get(where("triage-groups"))).count('type="checkbox" name="pk"') == 2


def test_every_number_of_the_hot_list_opens_what_it_counts(world: World, desk: Client) -> None:
    tied = several(world, about_unit=world.school)
    merge(world.campaign, tied, name="路灯", by=world.office)
    cluster = Cluster.objects.create(campaign=world.campaign, name="食堂", engine="test")
    for one in several(world, 2):
        advise(world, one, cluster=cluster)
    advise(world, tied[0], cluster=cluster)
    ranked = hot_matters(world.office, world.campaign, Period(DAY, DAY))
    assert [(one.name, one.voices, one.people, one.confirmed) for one in ranked] == [
        ("路灯", 3, 6, True),
        ("食堂", 2, 3, False),
    ]
    page = html(desk.get(where("hot")))
    for number, url in ((3, "matter=1"), (2, f"cluster={cluster.pk}")):
        link = next(link for link in re.findall(r'href="(/opinions/[^"]*)"', page) if url in link)
        assert html(desk.get(link)).count("data-row=") == number
    here = html(desk.get(f"{where('hot')}?unit={world.fifth_zone.pk}&days=7"))
    assert "路灯" in here
    assert "食堂" not in here


def test_learning_says_what_is_missing_and_shows_its_work(world: World, desk: Client) -> None:
    categorise(world.campaign, several(world), category=world.category, by=world.office)
    refused = desk.post(where("learning-begin"))
    assert refused.status_code == 409
    assert "3" in html(refused)
    food = Term.objects.create(campaign=world.campaign, taxonomy="category", code="food", name="食堂")
    categorise(world.campaign, several(world, 1), category=food, by=world.office)
    desk.post(where("learning-begin"))
    lesson = world.campaign.lessons.get()
    assert "data-poll" in html(desk.get(where("learning"))) or "hx-get" in html(desk.get(where("learning")))
    desk.post(where("learning-stop", lesson.pk))
    assert desk.post(where("learning-stop", lesson.pk)).status_code == 409
    desk.post(where("learning-resume", lesson.pk))
    lesson.refresh_from_db()
    assert not lesson.stopping


def test_readers_look_and_only_the_office_acts(world: World) -> None:
    first, second, _third = several(world)
    merge(world.campaign, [first, second], name="路灯", by=world.office)
    leader = signed_in(world.leader)
    for page in (
        where("triage"),
        where("matters"),
        where("matter", 1),
        where("hot"),
        where("triage-groups"),
        where("learning"),
    ):
        assert leader.get(page).status_code == 200
    assert leader.post(where("triage-merge"), {"pk": [first.pk], "sure": "1", "name": "x"}).status_code == 409
    assert signed_in(world.liaison).get(where("triage")).status_code == 404
    zone = signed_in(world.other_supervisor)
    assert "A-0003" not in html(zone.get(where("triage")))
    assert zone.get(where("matter", 1)).status_code == 404


def test_the_desk_asks_the_same_for_few_and_for_many(world: World, desk: Client) -> None:
    def asked() -> list[int]:
        found = []
        for page in (where("triage"), where("triage-voice", 1), where("matters"), where("triage-groups"), where("hot")):
            with CaptureQueriesContext(connection) as queries:
                assert desk.get(page).status_code == 200
            found.append(len(queries))
        return found

    cluster = Cluster.objects.create(campaign=world.campaign, name="路灯", engine="test")

    def add(count: int) -> None:
        for one in several(world, count):
            advise(world, one, cluster=cluster)
        matter, _done = merge(world.campaign, several(world, 3), name=f"路灯{count}", by=world.office)
        note_dissent(matter.ties.first(), words="不", by=world.office)
        object_to_matter(matter.ties.last().opinion, words="不是")

    add(4)
    few = asked()
    add(12)
    assert asked() == few
    queue, voice, matters, groups, hot = few
    assert max(queue, matters, groups) <= 12
    assert max(voice, hot) <= 26
