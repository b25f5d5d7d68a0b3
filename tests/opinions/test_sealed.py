"""The sealed channel: its keeper opens it, whom it is about never, and nobody else at all."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image

from bihuan.audit.models import Event
from bihuan.common.workflow import Refused
from bihuan.opinions.models import Keeper, Opinion, TipOff, TipOffPart
from bihuan.opinions.proofs import solve
from bihuan.opinions.selectors.sealed import visible_tip_offs
from bihuan.opinions.services import sealed
from bihuan.opinions.services.contacts import renew_seals, sealed_by_old_keys
from bihuan.opinions.tickets import new_ticket, stub_of
from bihuan.people.models import Person
from tests.world import World, enlist

WORDS = "王某某收了校服商的礼金，是我亲眼看见的。"


@pytest.fixture
def keeper(world: World) -> Person:
    person = enlist("纪检干部", world.inspectorate)
    sealed.appoint_keeper(world.campaign, person=person, by=world.leader)
    return person


def tip(world: World, **said: object) -> tuple[TipOff, str]:
    return sealed.receive_tip_off(world.campaign, text=WORDS, ticket=new_ticket(), **said)


def test_only_the_leading_official_appoints_and_never_those_it_is_kept_from(world: World) -> None:
    for by in (world.office, world.security_admin, world.team_leader):
        with pytest.raises(Refused):
            sealed.appoint_keeper(world.campaign, person=world.clerk, by=by)
    for person in (world.office, world.system_admin, world.head, world.liaison, world.leader, world.stranger):
        with pytest.raises(Refused):
            sealed.appoint_keeper(world.campaign, person=person, by=world.leader)
    assert not Keeper.objects.exists()


def test_without_a_keeper_the_channel_takes_nothing_and_says_where_to_turn(world: World) -> None:
    assert "12388" in Client().get(reverse("speak:sealed", args=["spring"])).content.decode()
    with pytest.raises(Refused):
        tip(world)


def test_no_plain_word_reaches_a_table_and_no_fact_tells_of_its_coming(world: World, keeper: Person) -> None:
    tip(world, person="王某某", place="中心小学", contact="13800001234", pictures=[b"points"])
    for model in (TipOff, TipOffPart, Event):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            kept = repr(cursor.fetchall())
        assert not any(word in kept for word in ("王某某", "礼金", "中心小学", "13800001234", "points"))
    assert [event.kind for event in Event.objects.all()] == ["opinions.keeper_appointed"]
    assert not Opinion.objects.exists(), "it is in no queue and in no balance"


def test_every_member_of_the_cast_but_the_keeper_finds_nothing(world: World, keeper: Person) -> None:
    made, _code = tip(world, unit=world.finance)
    addresses = [
        reverse("opinions:tip-offs", args=["spring"]),
        reverse("opinions:tip-off", args=["spring", made.number]),
    ]
    for person in world.people.values():
        client = Client()
        client.force_login(person)
        for address in addresses:
            assert client.get(address).status_code == 404, person
            assert client.post(address).status_code in (404, 405), person
        with pytest.raises(Refused):
            sealed.open_tip_off(made, by=person)
        with pytest.raises(Refused):
            sealed.say_sealed(made, text="我是谁？", by=person)
    assert sealed.open_tip_off(made, by=keeper).text == WORDS


def test_nobody_opens_a_letter_about_his_own_unit_or_one_above_him(world: World, keeper: Person) -> None:
    teacher = enlist("学校纪检委员", world.school)
    sealed.appoint_keeper(world.campaign, person=teacher, by=world.leader)
    own, zone, other, whole = (
        tip(world, unit=unit)[0] for unit in (world.school, world.fifth_zone, world.finance, world.district)
    )
    assert set(visible_tip_offs(teacher, world.campaign)) == {other, whole}
    assert set(visible_tip_offs(keeper, world.campaign)) == {own, zone, other, whole}
    with pytest.raises(Refused):
        sealed.open_tip_off(own, by=teacher)


def test_opening_leaves_a_fact_and_a_relieved_keeper_opens_nothing(world: World, keeper: Person) -> None:
    made, code = tip(world)
    client = Client()
    client.force_login(keeper)
    page = reverse("opinions:tip-off", args=["spring", made.number])
    assert WORDS not in client.get(page).content.decode()
    assert not Event.objects.filter(kind="opinions.tip_off_opened").exists()
    assert WORDS in client.post(page).content.decode()
    assert Event.objects.get(kind="opinions.tip_off_opened").actor_id == keeper.pk
    client.post(
        reverse("opinions:tip-off-reply", args=["spring", made.number]), {"reply": "已转上级。", "go": "pass-on"}
    )
    made.refresh_from_db()
    assert made.status == "passed_on"
    sender = Client().post(reverse("speak:receipt"), {"code": code.lower()}).content.decode()
    assert "已转上级。" in sender
    assert WORDS not in sender, "a lost receipt shall not show the letter"
    Client().post(reverse("speak:sealed-say"), {"code": code, "text": "还有一次。"})
    assert [said.text for said in sealed.dialogue_of_tip_off(made)] == ["已转上级。", "还有一次。"]
    sealed.relieve_keeper(Keeper.objects.get(person=keeper), by=world.leader)
    assert client.get(page).status_code == 404


def test_a_phone_sends_a_letter_with_a_picture_once(world: World, keeper: Person) -> None:
    address, phone = reverse("speak:sealed", args=["spring"]), Client()
    ticket = phone.get(address).context["ticket"]
    picture = BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    with time_machine.travel(timedelta(seconds=10), tick=True):
        for _press in range(2):
            picture.seek(0)
            picture.name = "IMG_1.png"
            fields = {"text": WORDS, "ticket": ticket, "proof": solve(stub_of(ticket)), "attached": picture}
            page = phone.post(address, fields).content.decode()
    assert "bh-receipt" in page
    made = TipOff.objects.get()
    assert sealed.picture_of(made.parts.get(picture=True)).startswith(b"\x89PNG")


def test_keys_rotate_under_every_sealed_table(world: World, keeper: Person, settings: object) -> None:
    tip(world, pictures=[b"points"])
    settings.BIHUAN_CONTACT_KEYS = ["a fresh and long enough key for today"]
    assert sealed_by_old_keys() == 2
    assert renew_seals() == 2
    assert sealed_by_old_keys() == 0
    settings.SECRET_KEY = "another secret, nothing to do with the words"
    assert sealed.open_tip_off(TipOff.objects.get(), by=keeper).text == WORDS
