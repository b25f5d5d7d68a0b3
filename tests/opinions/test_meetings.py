"""Occasions of asking: planned, invited to, written up; opinions taken down on the spot; talks that two open."""

from argparse import Namespace
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from bihuan.audit.guards import Rule
from bihuan.audit.models import Event
from bihuan.audit.selectors import history
from bihuan.cli import keys
from bihuan.common import sealing
from bihuan.common.clock import now
from bihuan.common.workflow import Refused
from bihuan.opinions.asking_guards import RULES
from bihuan.opinions.models import Consultation, Opinion, Participants, SealedTalk, Talk, TalkOpening
from bihuan.opinions.selectors import inquiry_figures
from bihuan.opinions.selectors.meetings import visible_talks
from bihuan.opinions.services import meetings, talks
from tests.opinions.voices import hold, speakers
from tests.world import DAY, World

SAID = "班子成员很少下到班级，听课记录是补的。"


def planned(world: World) -> Consultation:
    """A symposium in a week."""
    occasion = {"kind": "symposium", "title": "离退休教师座谈会", "convener": world.office_unit}
    held_on = DAY + timedelta(days=7)
    return meetings.plan(world.campaign, channel=world.symposium, held_on=held_on, **occasion, by=world.office)


def test_what_is_planned_counts_from_its_day_on(world: World) -> None:
    consultation, group = planned(world), speakers(world)
    assert inquiry_figures(world.campaign)["inquiry.invite_in.symposia"] == 0
    meetings.invite(consultation, group=group, names=["退休教师甲", "退休教师乙"], by=world.office)
    for early in (
        lambda: meetings.take_attendance(consultation, came=[], by=world.office),
        lambda: meetings.write_minutes(consultation, text="记录", by=world.office),
        lambda: meetings.take_down(consultation, mark="m" * 20, text="早了", by=world.office),
    ):
        with pytest.raises(Refused, match="离退休教师座谈会"):
            early()
    world.campaign.as_of = DAY + timedelta(days=7)
    world.campaign.save()
    consultation.refresh_from_db()
    first = consultation.invitees.first()
    meetings.take_attendance(consultation, came=[first.pk], by=world.office)
    assert Participants.objects.values_list("invited", "attended").get() == (2, 1)
    figures = inquiry_figures(world.campaign)
    assert (figures["inquiry.invite_in.symposia"], figures["inquiry.invite_in.participants"]) == (1, 1)


def test_the_record_keeps_no_names(world: World) -> None:
    consultation = planned(world)
    meetings.invite(consultation, group=speakers(world), names=["退休教师甲"], by=world.office)
    with pytest.raises(Refused, match="退休教师甲"):
        meetings.invite(consultation, group=speakers(world), names=["退休教师甲"], by=world.office)
    assert "退休教师甲" not in repr(list(Event.objects.values_list("payload")))


def test_the_same_mark_is_the_same_opinion_however_often_it_is_sent(world: World) -> None:
    consultation, group = hold(world), speakers(world)
    sent = [
        meetings.take_down(consultation, mark="a" * 20, text=" 补助晚。", group=group, speaker=3, by=world.office)
        for _ in range(3)
    ]
    assert len({(opinion.pk, code) for opinion, code in sent}) == 1
    opinion = Opinion.objects.get()
    assert (opinion.text, opinion.taken_down.speaker, opinion.received_on) == ("补助晚。", 3, consultation.held_on)
    assert opinion.channel == consultation.channel
    meetings.take_down(consultation, mark="b" * 20, text="补助晚。", by=world.office)
    assert Opinion.objects.count() == 2
    with pytest.raises(Refused):
        meetings.take_down(consultation, mark="c" * 20, text="补助晚。", by=world.liaison)


@pytest.fixture
def office(world: World) -> Client:
    client = Client()
    client.force_login(world.office)
    return client


def at(name: str, *args: object) -> str:
    return reverse(f"opinions:{name}", args=["spring", *args])


def test_taking_down_works_with_script_and_without(world: World, office: Client) -> None:
    consultation = hold(world)
    url = at("take-down", consultation.pk)
    mark = office.get(url).context["form"]["mark"].value()
    assert office.post(url, {"text": "补助晚。", "mark": mark}).status_code == 302
    entry = {"text": "食堂贵。", "mark": "d" * 20, "speaker": "2"}
    answers = [office.post(url, entry, headers={"Accept": "application/json"}).json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert Opinion.objects.count() == 2
    refused = office.post(url, {"text": " ", "mark": "e" * 20}, headers={"Accept": "application/json"})
    assert (refused.status_code, len(refused.json()["reasons"])) == (422, 1)
    assert office.post(url, {"text": " ", "mark": "e" * 20}).status_code == 422
    assert "补助晚" not in office.get(f"{url}?kept").content.decode(), "the device keeps nobody's words"
    assert office.get(reverse("opinions:taking-worker"))["Content-Type"].startswith("text/javascript")


def sealed(world: World) -> Talk:
    """A sealed talk."""
    consultation = hold(world, kind="talks", title="交心谈心")
    return talks.write_talk(consultation, text=SAID, level=Talk.Level.SEALED, talked_on=DAY, by=world.office)


def test_a_sealed_talk_takes_two_and_leaves_a_fact_of_each_step(world: World) -> None:
    talk = sealed(world)
    assert SAID not in repr(list(Talk.objects.values())) + repr(list(SealedTalk.objects.values()))
    with pytest.raises(Refused):
        talks.ask_to_open(talk, reason=" ", by=world.office)
    with pytest.raises(Refused):
        talks.ask_to_open(talk, reason="核对", by=world.team_leader)
    opening = talks.ask_to_open(talk, reason="核对一件问题的来由", by=world.office)
    for person in (world.office, world.supervisor):
        with pytest.raises(Refused):
            talks.agree_to_open(opening, by=person)
    with pytest.raises(Refused):
        talks.read_talk(opening, by=world.office)
    talks.agree_to_open(opening, by=world.leader)
    with pytest.raises(Refused):
        talks.read_talk(opening, by=world.leader)
    assert talks.read_talk(opening, by=world.office) == SAID
    with pytest.raises(Refused):
        talks.read_talk(opening, by=world.office)
    kinds = [event.kind.split(".")[1] for event in history(talk.stream).order_by("seq")]
    assert kinds == ["opening_asked", "opening_agreed", "talk_read"]
    assert SAID not in repr(list(Event.objects.values_list("payload")))


def test_who_knows_of_a_talk_depends_on_its_level(world: World) -> None:
    talk = sealed(world)
    consultation = talk.consultation
    for level in (Talk.Level.READERS, Talk.Level.OFFICE):
        talks.write_talk(consultation, text="有话说。", level=level, talked_on=DAY, by=world.office)
    assert visible_talks(world.leader, consultation).count() == 3
    assert visible_talks(world.supervisor, consultation).get().level == Talk.Level.READERS


def test_the_page_opens_it_in_three_steps(world: World, office: Client) -> None:
    talk = sealed(world)
    place = (talk.consultation_id, talk.pk)
    assert SAID not in office.get(at("talk", *place)).content.decode()
    assert office.post(at("talk-ask", *place), {"reason": ""}).status_code == 422
    office.post(at("talk-ask", *place), {"reason": "核对来由"})
    assert office.post(at("talk-agree", *place)).status_code == 409
    second = Client()
    second.force_login(world.leader)
    assert second.post(at("talk-agree", *place)).status_code == 302
    read = office.post(at("talk-read", *place))
    assert SAID in read.content.decode()
    assert "no-store" in read["Cache-Control"]
    assert office.post(at("talk-read", *place)).status_code == 404
    assert office.get(at("consultation", talk.consultation_id)).status_code == 200


def test_the_command_seals_talks_anew_and_forgets_only_what_nothing_needs(
    world: World, settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    talk = sealed(world)
    before = bytes(SealedTalk.objects.get().sealed)
    settings.BIHUAN_CONTACT_KEYS = []
    settings.BIHUAN_CONTACT_KEY_FILE = tmp_path / "keys"
    sealing.add_key()
    assert keys.run(Namespace(what="forget")) == 1, "the talk still needs the older key"
    assert keys.run(Namespace(what="rotate")) == 0
    assert "1 sealed anew, 0 left" in capsys.readouterr().out
    assert bytes(SealedTalk.objects.get().sealed) != before
    assert keys.run(Namespace(what="forget")) == 0
    opening = talks.ask_to_open(talk, reason="核对", by=world.office)
    talks.agree_to_open(opening, by=world.leader)
    assert talks.read_talk(opening, by=world.office) == SAID


def agreed(world: World) -> TalkOpening:
    """An opening to which somebody agreed."""
    opening = talks.ask_to_open(Talk.objects.get(), reason="核对", by=world.office)
    talks.agree_to_open(opening, by=world.leader)
    return opening


def raw(**columns: object) -> Callable[[World], object]:
    """An opening written past the services."""

    def deed(world: World) -> object:
        values = {name: getattr(world, value) if isinstance(value, str) else value for name, value in columns.items()}
        return TalkOpening.objects.create(
            talk=Talk.objects.get(), asked_by=world.office, asked_at=now(), reason="核对", **values
        )

    return deed


def _unread(world: World) -> object:
    talks.ask_to_open(Talk.objects.get(), reason="核对", by=world.office)
    return TalkOpening.objects.update(read_at=now(), agreed_by=world.leader, agreed_at=now())


def _again(world: World) -> object:
    talks.read_talk(agreed(world), by=world.office)
    return TalkOpening.objects.update(read_at=None)


DEEDS: dict[str, tuple[Callable[[World], object], ...]] = {
    "talk_stays_as_written": (lambda world: Talk.objects.update(talked_on=DAY - timedelta(days=1)),),
    "talk_stays": (lambda world: Talk.objects.all()._raw_delete("default"),),
    "talk_words_stay_with_their_talk": (lambda world: SealedTalk.objects.update(talk_id=Talk.objects.get().pk + 1),),
    "talk_words_stay": (lambda world: SealedTalk.objects.all()._raw_delete("default"),),
    "opening_begins_by_asking": (raw(agreed_by="leader", agreed_at=now()),),
    "opening_goes_step_by_step": (_unread, _again),
    "opening_stays": (lambda world: agreed(world) and TalkOpening.objects.all()._raw_delete("default"),),
}


def test_every_guard_of_talks_has_its_deed() -> None:
    mine = {rule.name for rule in RULES if isinstance(rule, Rule) and rule.name.startswith(("talk", "opening"))}
    assert mine == set(DEEDS)


@pytest.mark.parametrize("name", DEEDS)
def test_the_guard_of_a_talk_and_nothing_else_stands_in_the_way(world: World, name: str) -> None:
    sealed(world)
    rule = next(rule for rule in RULES if rule.name == name)
    for deed in DEEDS[name]:
        with pytest.raises(DatabaseError, match="guard: "), transaction.atomic():
            deed(world)
        with transaction.atomic(), connection.cursor() as cursor:
            where = "" if connection.vendor == "sqlite" else f" ON {rule.table}"
            cursor.execute(f"DROP TRIGGER guard_{name}{where}")
            deed(world)
            transaction.set_rollback(True)


def test_nobody_is_his_own_second_person_in_the_database_either(world: World) -> None:
    sealed(world)
    talks.ask_to_open(Talk.objects.get(), reason="核对", by=world.office)
    with pytest.raises(IntegrityError), transaction.atomic():
        TalkOpening.objects.update(agreed_by=world.office, agreed_at=now())
