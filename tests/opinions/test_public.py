"""A person with a phone and no account, from the first page to the answer; and what is not kept about her."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.html import format_html

from bihuan.audit.models import Event
from bihuan.opinions import services
from bihuan.opinions.models import Contact, Message, Opinion
from bihuan.opinions.tickets import new_ticket
from tests.opinions.voices import speak, speakers
from tests.world import World

CODE = re.compile(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}")
FORM = "/speak/spring/mailbox/"
TRACES = {
    "REMOTE_ADDR": "203.0.113.77",
    "HTTP_USER_AGENT": "TraceablePhone/9.1",
    "HTTP_REFERER": "https://neighbour.example/thread/4711",
    "HTTP_X_FORWARDED_FOR": "198.51.100.23",
}


@pytest.fixture
def phone(world: World) -> Client:
    speakers(world, "家长学生代表", "parents")
    return Client(**TRACES)


def hidden(page: str) -> dict[str, str]:
    """What the page carries to the next one."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


class Journey:
    """Fills in one page after the other, as a browser would."""

    def __init__(self, phone: Client) -> None:
        self.phone = phone
        self.page = phone.get(FORM).content.decode()

    def go(self, go: str = "on", **answers: str) -> "Journey":
        response = self.phone.post(FORM, {**hidden(self.page), **answers, "go": go})
        self.page, self.response = response.content.decode(), response
        assert response.status_code == 200, "any other status would be logged with its moment"
        return self

    def to_the_end(self, text: str = "补助还没到卡上。", where: str = "第五学区中心小学") -> "Journey":
        return self.go(text=text).go(about_words=where).go(group="parents").go(named="no")

    def send(self, seconds: int = 60, **answers: str) -> "Journey":
        with time_machine.travel(timedelta(seconds=seconds), tick=True):
            return self.go("send", **answers)


def test_an_anonymous_parent_speaks_and_reads_the_answer(world: World, phone: Client) -> None:
    assert phone.get("/speak/", follow=True).redirect_chain == [("/speak/spring/", 302)]
    assert FORM in phone.get("/speak/spring/").content.decode()
    journey = Journey(phone).to_the_end().send()
    opinion = Opinion.objects.get()
    assert (opinion.text, opinion.about_unit, opinion.group.code) == ("补助还没到卡上。", world.school, "parents")
    assert opinion.anonymous
    code = CODE.search(journey.page).group()
    services.answer(opinion, reply="六月二十日前补齐。", by=world.office)
    page = phone.post(reverse("speak:receipt"), {"code": code.lower()}).content.decode()
    assert "六月二十日前补齐。" in page
    page = phone.post(reverse("speak:receipt-say"), {"code": code, "text": "哪天能到账？"}).content.decode()
    assert "哪天能到账？" in page
    services.say(opinion, text="名单已报银行。", by=world.office)
    page = phone.post(reverse("speak:receipt"), {"code": code}).content.decode()
    assert "名单已报银行。" in page
    assert world.office.title not in page


def test_nothing_that_could_lead_to_the_speaker_is_kept(world: World, phone: Client) -> None:
    code = CODE.search(Journey(phone).to_the_end().send().page).group()
    phone.post(reverse("speak:receipt-say"), {"code": code, "text": "还在吗？"})
    assert not Session.objects.exists()
    assert set(phone.cookies) <= {"csrftoken"}
    plain = code.replace("-", "")
    for model in apps.get_models():
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
            kept = repr(cursor.fetchall())
        for trace in (*TRACES.values(), code, plain, plain.lower()):
            assert trace not in kept, model
    assert not Event.objects.exists()


def test_no_column_of_a_voice_could_hold_an_hour(world: World) -> None:
    """A moment that cannot be stored cannot be asked for: only endings, written by the office, have one."""
    for model in (Opinion, Message, apps.get_model("opinions", "Receipt"), Contact):
        kinds = {field.get_internal_type() for field in model._meta.get_fields() if field.concrete}
        assert not kinds & {"DateTimeField", "TimeField", "GenericIPAddressField"}, model


def test_going_back_loses_nothing(world: World, phone: Client) -> None:
    journey = Journey(phone).to_the_end()
    assert "补助还没到卡上。" in journey.page
    journey.go("back")
    assert journey.response.context["question"].key == "named"
    assert 'value="no"' in journey.page
    journey.go("back").go("back", group="parents").go("back", about_words="改成镇中学")
    assert journey.response.context["question"].key == "what"
    assert "补助还没到卡上。" in journey.page
    journey.go(text="补助还没到卡上，另外菜谱看不到。")
    assert "改成镇中学" in journey.page


def test_an_answer_is_changed_from_the_last_page(world: World, phone: Client) -> None:
    journey = Journey(phone).to_the_end().go("where").go(about_words="计财科").go(group="parents").go(named="no")
    journey.send()
    assert Opinion.objects.get().about_unit == world.finance


def test_a_page_left_empty_comes_back_with_what_to_write(world: World, phone: Client) -> None:
    journey = Journey(phone).go(text="  ")
    assert journey.response.context["question"].key == "what"
    journey.go(text="有话说").go(about_words="").go(group="")
    assert journey.response.context["form"].errors["group"]


def test_answers_forged_past_the_pages_are_checked_at_the_end(world: World, phone: Client) -> None:
    fields = {"at": "check", "go": "send", "ticket": new_ticket(), "text": "x", "group": "nobody", "named": "no"}
    response = phone.post(FORM, fields)
    assert response.context["question"].key == "who"
    assert not Opinion.objects.exists()


def test_a_named_speaker_is_asked_how_to_be_reached_and_only_then(world: World, phone: Client) -> None:
    journey = Journey(phone).go(text="有话说").go(about_words="").go(group="-").go(named="yes")
    assert journey.response.context["question"].key == "reach"
    assert journey.go(contact=" ").response.context["form"].errors
    journey.go(contact="学生家长 13800001234").send()
    opinion = Opinion.objects.get()
    assert not opinion.anonymous
    assert services.open_contact(opinion, reason="回访", by=world.office) == "学生家长 13800001234"


def test_who_turns_anonymous_in_the_end_leaves_no_contact(world: World, phone: Client) -> None:
    journey = Journey(phone).go(text="有话说").go(about_words="").go(group="-").go(named="yes")
    journey.go(contact="学生家长 13800001234").go("named").go(named="no").send()
    assert Opinion.objects.get().anonymous
    assert not Contact.objects.exists()


def test_a_number_in_anonymous_words_is_pointed_out_before_sending(world: World, phone: Client) -> None:
    assert "1234" in "".join(Journey(phone).to_the_end("请回 13800001234").response.context["signs"])
    assert not Journey(phone).to_the_end("补助没到").response.context["signs"]


def test_sent_twice_is_one_opinion_and_the_same_receipt(world: World, phone: Client) -> None:
    journey = Journey(phone).to_the_end()
    fields = {**hidden(journey.page), "go": "send"}
    with time_machine.travel(timedelta(seconds=60)):
        pages = [phone.post(FORM, fields).content.decode() for _ in range(2)]
    assert len({CODE.search(page).group() for page in pages}) == 1
    assert Opinion.objects.count() == 1


def test_a_machine_is_too_quick_or_fills_in_what_nobody_sees(world: World, phone: Client) -> None:
    journey = Journey(phone).to_the_end()
    assert journey.go("send").response.context["objection"]
    assert "补助还没到卡上。" in journey.page
    assert journey.send(website="https://spam.example").response.context["objection"]
    assert not Opinion.objects.exists()
    assert CODE.search(journey.send().page)
    assert Opinion.objects.count() == 1


def test_a_form_left_open_overnight_is_sent_after_one_more_look(world: World, phone: Client) -> None:
    journey = Journey(phone).to_the_end()
    with time_machine.travel(timedelta(days=2)):
        assert journey.go("send").response.context["objection"]
    with time_machine.travel(timedelta(days=2, minutes=1)):
        assert CODE.search(journey.go("send").page)
    assert Opinion.objects.count() == 1


def test_a_wrong_code_gets_a_sentence_and_no_hint(world: World, phone: Client) -> None:
    _, code = speak(world)
    wrong = ("A" if code[0] != "A" else "B") + code[1:]
    for url in ("speak:receipt", "speak:receipt-say"):
        response = phone.post(reverse(url), {"code": wrong, "text": "我"})
        assert response.context["form"].errors["code"]
        assert "补助" not in response.content.decode()
    assert not Message.objects.exists()
    assert phone.get(reverse("speak:receipt-say")).status_code == 405


def test_a_word_sent_twice_is_one_word(world: World, phone: Client) -> None:
    _, code = speak(world)
    for _ in range(2):
        phone.post(reverse("speak:receipt-say"), {"code": code, "text": "哪天到账？"})
    assert Message.objects.count() == 1
    assert phone.post(reverse("speak:receipt-say"), {"code": code, "text": " "}).context["say_form"].errors


def test_no_receipt_page_is_kept_by_a_browser(world: World, phone: Client) -> None:
    _, code = speak(world)
    response = phone.post(reverse("speak:receipt"), {"code": code})
    assert "no-store" in response["Cache-Control"]


def test_closed_channels_and_campaigns_have_no_page(world: World, phone: Client) -> None:
    assert phone.get("/speak/spring/symposium/").status_code == 404
    assert phone.get("/speak/autumn/").status_code == 404
    world.campaign.active = False
    world.campaign.save()
    assert phone.get(FORM).status_code == 404
    assert phone.get("/speak/").status_code == 200


def test_later_stages_add_their_part_to_the_receipt(world: World, phone: Client, settings: object) -> None:
    settings.BIHUAN_RECEIPT_SECTIONS = ["tests.opinions.test_public.satisfaction"]
    opinion, code = speak(world)
    page = phone.post(reverse("speak:receipt"), {"code": code}).content.decode()
    assert f"<p>asked about {opinion.label} with {code}</p>" in page


def satisfaction(request: object, opinion: Opinion, code: str) -> str:
    return format_html("<p>asked about {} with {}</p>", opinion.label, code)
