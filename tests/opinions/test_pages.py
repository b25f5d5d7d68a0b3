"""The office's pages: what they show, whom they turn away, and that every number opens what it counts."""

import re
from html import unescape
from itertools import product

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bihuan.opinions import services
from bihuan.opinions.models import Consultation, Opinion
from bihuan.opinions.selectors import questions_unanswered
from bihuan.opinions.tickets import new_ticket
from bihuan.people.models import Person
from tests.opinions.voices import become_issue, hold, speak, speakers
from tests.world import World


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def desk(world: World) -> Client:
    return signed_in(world.office)


def where(name: str, *rest: object) -> str:
    return reverse(f"opinions:{name}", args=["spring", *rest])


def entry(world: World, **fields: object) -> dict:
    return {
        "channel": world.symposium.pk,
        "text": "考核表太多，备课时间被挤掉了。",
        "heads": 2,
        "received_on": "2026-03-01",
        "ticket": new_ticket(),
        **fields,
    }


def test_home_leads_to_the_voices_that_wait(world: World, desk: Client) -> None:
    speak(world)
    response = desk.get(reverse("opinions:home"), follow=True)
    assert response.redirect_chain[-1][0] == f"{where('list')}?status=open"
    assert "A-0001" in response.content.decode()


def test_thirty_opinions_of_one_symposium_are_taken_down_without_leaving_the_page(world: World, desk: Client) -> None:
    meeting = hold(world)
    response = desk.post(where("entry"), entry(world, consultation=meeting.pk, about_unit="中心小学"))
    page = response.content.decode()
    opinion = Opinion.objects.get()
    assert (opinion.about_unit, opinion.consultation, opinion.heads) == (world.school, meeting, 2)
    assert "A-0001" in page
    assert re.search(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){3}", page)
    assert f'<option value="{meeting.pk}" selected' in page
    assert 'value="2026-03-01"' in page
    assert "考核表太多" not in page


def test_an_entry_sent_twice_is_one_opinion(world: World, desk: Client) -> None:
    fields = entry(world)
    first, second = (desk.post(where("entry"), fields).content.decode() for _ in range(2))
    assert Opinion.objects.count() == 1
    codes = {re.search(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){3}", page).group() for page in (first, second)}
    assert len(codes) == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("text", "   ", "text"),
        ("heads", "0", "heads"),
        ("received_on", "2026-05-01", "received_on"),
        ("about_unit", "没有这个单位", "about_unit"),
        ("ticket", "forged", "ticket"),
    ],
)
def test_a_refused_entry_says_where_and_keeps_the_rest(
    world: World, desk: Client, field: str, value: str, words: str
) -> None:
    response = desk.post(where("entry"), entry(world, **{field: value, "contact": "留的电话"}))
    assert response.status_code == 422
    assert words in response.context["form"].errors
    assert "留的电话" in response.content.decode()
    assert not Opinion.objects.exists()


def test_a_unit_name_that_fits_several_comes_back_with_all_of_them(world: World, desk: Client) -> None:
    response = desk.post(where("entry"), entry(world, about_unit="学区"))
    (sentence,) = response.context["form"].errors["about_unit"]
    assert "第三学区" in sentence
    assert "第五学区" in sentence
    assert desk.post(where("entry"), entry(world, about_unit="第五学区中心小学")).status_code == 200
    assert Opinion.objects.get().about_unit == world.school


def test_a_voice_is_ended_and_the_next_one_that_waits_comes_up(world: World, desk: Client) -> None:
    speak(world)
    speak(world, text="校门口堵车。")
    page = desk.get(where("opinion", 1)).content.decode()
    assert "补助还没到卡上" in page
    response = desk.post(where("answer", 1), {"reply": "六月二十日前到账。"})
    assert response.url == where("opinion", 2)
    assert Opinion.objects.get(number=1).status == "answered"
    page = desk.get(response.url).content.decode()
    assert where("take-back", 1) in page
    desk.post(where("take-back", 1))
    assert Opinion.objects.get(number=1).status == "open"


def test_refusing_and_forwarding_need_what_their_forms_ask(world: World, desk: Client) -> None:
    speak(world)
    assert desk.post(where("refuse", 1), {"reply": "不归我们管"}).status_code == 422
    assert desk.post(where("forward", 1), {"reply": "已转"}).status_code == 422
    desk.post(where("refuse", 1), {"reply": "不归本活动管。", "reason": world.refusal.pk})
    assert Opinion.objects.get().status == "refused"
    page = desk.get(where("opinion", 1)).content.decode()
    assert "不属于本次活动范围" in page
    assert "不归本活动管。" in page


def test_a_second_ending_from_a_stale_page_is_refused_in_a_sentence(world: World, desk: Client) -> None:
    speak(world)
    desk.post(where("answer", 1), {"reply": "已办。"})
    response = desk.post(where("answer", 1), {"reply": "再办。"})
    assert response.status_code == 409
    assert world.office.title in response.content.decode()


def test_what_became_an_issue_cannot_be_taken_back_here(world: World, desk: Client) -> None:
    become_issue(world)
    assert desk.post(where("take-back", 1)).status_code == 409
    assert 'aria-disabled="true"' in desk.get(where("opinion", 1)).content.decode()


def test_the_office_answers_a_question_and_places_a_voice(world: World, desk: Client) -> None:
    opinion, _ = speak(world)
    services.say(opinion, text="哪天到账？", by=None)
    assert "哪天到账？" in desk.get(where("opinion", 1)).content.decode()
    desk.post(where("say", 1), {"text": "六月二十日。"})
    assert not questions_unanswered(Opinion.objects.all()).exists()
    desk.post(where("place", 1), {"unit": "中心小学"})
    assert Opinion.objects.get().about_unit == world.school
    assert desk.post(where("place", 1), {"unit": "哪里"}).status_code == 422


def test_contact_details_show_once_and_never_to_others(world: World, desk: Client) -> None:
    speak(world, contact="学生家长 13800001234")
    assert "13800001234" not in desk.get(where("opinion", 1)).content.decode()
    opened = desk.post(where("contact", 1), {"reason": "电话回访"})
    assert "13800001234" in opened.content.decode()
    assert opened["Cache-Control"] == "no-store"
    assert desk.post(where("contact", 1), {"reason": ""}).status_code == 422
    for name in ("supervisor", "leader"):
        page = signed_in(world.people[name])
        assert page.post(where("contact", 1), {"reason": "想看看"}).status_code == 409


READ = ("list", "balance", "consultations")
WRITE = ("answer", "refuse", "forward", "take-back", "say", "place", "contact")


@pytest.mark.parametrize("name", ["liaison", "head", "clerk", "member", "system_admin", "audit_admin", "stranger"])
def test_to_all_others_there_is_no_such_page(world: World, name: str) -> None:
    speak(world, about_unit=world.finance)
    meeting = hold(world)
    client = signed_in(world.people[name])
    for page in READ:
        assert client.get(where(page)).status_code == 404
    assert client.get(where("entry")).status_code == 404
    assert client.get(where("opinion", 1)).status_code == 404
    assert client.get(where("consultation", meeting.pk)).status_code == 404
    for verb in WRITE:
        assert client.post(where(verb, 1)).status_code == 404


@pytest.mark.parametrize("name", ["supervisor", "team_leader", "leader"])
def test_readers_read_and_are_told_whose_work_the_rest_is(world: World, name: str) -> None:
    speak(world)
    client = signed_in(world.people[name])
    for page in READ:
        assert client.get(where(page)).status_code == 200
    assert "补助" in client.get(where("opinion", 1)).content.decode()
    assert client.get(where("entry")).status_code == 409
    assert client.post(where("answer", 1), {"reply": "已办。"}).status_code == 409
    assert Opinion.objects.get().status == "open"


def test_a_supervisor_of_one_zone_finds_no_other_voices(world: World) -> None:
    speak(world, about_unit=world.finance)
    speak(world, about_unit=world.school)
    client = signed_in(world.other_supervisor)
    assert client.get(where("opinion", 1)).status_code == 404
    assert client.get(where("opinion", 2)).status_code == 200


def test_without_an_account_one_is_led_to_the_door(world: World) -> None:
    assert Client().get(where("list")).status_code == 302


PERIODS = ("", "&since=2026-03-01&until=2026-03-02", "&until=2026-03-01")


def many_voices(world: World) -> None:
    group = speakers(world)
    for nth in range(6):
        opinion, _ = speak(world, about_unit=[world.school, world.finance, None][nth % 3], heads=nth + 1, group=group)
        if nth % 2:
            services.answer(opinion, reply="已办。", by=world.office)
    services.receive(world.campaign, channel=world.symposium, text="一条", by=world.office)
    become_issue(world)
    services.say(Opinion.objects.get(number=1), text="还在吗？", by=None)


def test_every_number_of_the_sheet_opens_the_list_it_counts(world: World) -> None:
    many_voices(world)
    for name, by, period in product(("office", "other_supervisor"), ("channel", "way", "unit"), PERIODS):
        client = signed_in(world.people[name])
        page = client.get(f"{where('balance')}?by={by}{period}")
        rows = [*page.context["rows"], page.context["total"]] if page.context["rows"] else []
        cells = [cell for row in rows for cell in row.cells]
        assert cells or period.endswith("03-01")
        for cell in cells:
            assert unescape(cell.url) in unescape(page.content.decode())
            assert client.get(cell.url).context["page"].total == cell.number, cell.url


def test_a_period_that_is_no_date_is_said_and_not_guessed(world: World, desk: Client) -> None:
    speak(world)
    page = desk.get(f"{where('balance')}?since=soon")
    assert page.status_code == 200
    assert page.context["period"].errors


def test_filters_find_by_words_number_group_occasion_and_question(world: World, desk: Client) -> None:
    many_voices(world)

    def found(query: str) -> int:
        return desk.get(f"{where('list')}?{query}").context["page"].total

    assert found("") == 8
    assert found("q=A-0002") == 1
    assert found("q=补助") == 7
    assert found("group=frontline-staff") == 6
    assert found("asking=1") == 1
    assert found("unit=none") == 4
    assert found(f"unit={world.fifth_zone.pk}") == 2
    assert found("status=open&status=became_issue&way=back_to_back") == 4


def test_the_list_costs_the_same_for_ten_rows_as_for_twenty(world: World, desk: Client) -> None:
    for _ in range(10):
        speak(world, about_unit=world.school, group=speakers(world))
    desk.get(where("list"))
    with CaptureQueriesContext(connection) as ten:
        desk.get(where("list"))
    for _ in range(10):
        speak(world, about_unit=world.finance)
    with CaptureQueriesContext(connection) as twenty:
        desk.get(where("list"))
    assert len(twenty) == len(ten) <= 12


def test_an_occasion_is_entered_and_what_it_brought_is_counted(world: World, desk: Client) -> None:
    group = speakers(world)
    fields = {
        "channel": world.symposium.pk,
        "kind": "symposium",
        "title": "家长代表座谈会",
        "convener": "活动办公室",
        "held_on": "2026-02-27",
    }
    assert desk.post(where("hold"), {**fields, "held_on": "2026-04-01"}).status_code == 409
    desk.post(where("hold"), fields)
    held = Consultation.objects.get()
    assert held.convener == world.office_unit
    page = where("consultation", held.pk)
    desk.post(f"{page}participants/", {"group": group.pk, "invited": 20, "attended": 17})
    desk.post(f"{page}visits/", {"unit": "中心小学", "visited_on": "2026-02-27", "people": 9})
    desk.post(f"{page}forms/", {"issued": 52, "returned": 50})
    assert desk.post(f"{page}forms/", {"issued": 5, "returned": 50}).status_code == 409
    assert desk.post(f"{page}visits/", {"unit": "x"}).status_code == 422
    shown = desk.get(page).content.decode()
    assert "/ 52" in shown
    assert "中心小学" in shown
    listed = desk.get(where("consultations")).content.decode()
    assert "家长代表座谈会" in listed


def test_nothing_is_written_by_looking(world: World, desk: Client) -> None:
    speak(world, contact="学生家长 13800001234")
    meeting = hold(world)
    pages = [where(name) for name in (*READ, "entry", "hold")]
    pages += [where("opinion", 1), where("preview", 1), where("consultation", meeting.pk)]
    for page in pages:
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(page).status_code == 200
        assert not [q for q in seen if re.match(r"(INSERT|UPDATE|DELETE)", q["sql"]) and "session" not in q["sql"]]
