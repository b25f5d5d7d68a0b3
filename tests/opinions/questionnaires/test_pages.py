"""The pages: a parent on the phone without script, the office at the desk."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from bihuan.opinions.models import Questionnaire, Sheet, Words
from bihuan.opinions.services.questionnaires.answering import print_slips
from bihuan.opinions.services.questionnaires.opening import close_questionnaire, count_forms
from bihuan.opinions.services.questionnaires.urn import drop_in, shake
from tests.opinions.questionnaires.paper import MEALS, WHO, fill, opened, read, scale
from tests.world import World


def hidden(page: str) -> dict[str, list[str]]:
    """What the page carries to the next one."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(value)
    return found


class Journey:
    """Fills in one page after the other, as a browser without script would."""

    def __init__(self, version: object) -> None:
        self.phone = Client(REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="TraceablePhone/9.1")
        self.url = f"/q/{version.questionnaire.code.lower()}/"
        self.page = self.phone.get(self.url).content.decode()

    def go(self, go: str = "on", **answers: object) -> "Journey":
        """Press a button."""
        response = self.phone.post(self.url, {**hidden(self.page), **answers, "go": go})
        self.page, self.context = response.content.decode(), response.context
        assert response.status_code == 200, "any other status would be logged with its moment"
        return self

    def send(self) -> "Journey":
        """Send after a minute."""
        with time_machine.travel(timedelta(minutes=1), tick=True):
            return self.go("send")


def test_a_parent_answers_question_by_question(world: World) -> None:
    version = opened(world)
    journey = Journey(version).go("begin")
    assert journey.context["step"] == "q1"
    assert journey.go().context["form"].errors, "who somebody is must be answered"
    journey.go(q1="1").go(q2=["1", "3"])
    assert "以上都没有" in str(journey.context["form"].errors)
    journey.go(q2=["1", "2"])
    assert journey.context["step"] == "q3", "asked of those who found it slow"
    journey.go(q3="2").go("back").go("back").go(q2=["3"])
    assert journey.context["step"] == "q4", "and of nobody else"
    journey.go(q4="1").go(q5_1="1", q5_2="4").go(q6="食堂的菜谱看不到。")
    assert journey.context["step"] == "check"
    journey.go("q4").go(q4="2").go(q5_1="1", q5_2="4").go(q6="食堂的菜谱看不到。")
    journey.send()
    assert "答卷已收到" in journey.page or "arrived" in journey.page
    sheet = Sheet.objects.get()
    labels = set(sheet.choices.values_list("question__position", "option__label"))
    assert labels == {(1, "家长"), (2, "以上都没有"), (4, "基本满意"), (5, "满意"), (5, "不了解")}
    assert Words.objects.get().text == "食堂的菜谱看不到。"
    assert not Session.objects.exists()
    assert set(journey.phone.cookies) <= {"csrftoken"}


def test_a_slip_lets_in_once_also_when_the_last_page_is_sent_twice(world: World) -> None:
    version = opened(world, admission=Questionnaire.Admission.SLIP)
    code = print_slips(version.questionnaire, label="家长", count=1, by=world.office)[0]
    journey = Journey(version).go("begin")
    assert journey.go(slip="AAAA-BBBB").context["form"].errors["slip"]
    journey.go(slip=code).go(q1="1").go().go().go().go()
    assert journey.context["step"] == "check"
    before = journey.page
    journey.send()
    journey.page = before
    journey.send()
    assert journey.context.get("objections", ()) == ()
    assert Sheet.objects.count() == 1
    assert Journey(version).go("begin").go(slip=code).context["form"].errors["slip"]


def test_a_machine_is_too_quick(world: World) -> None:
    version = opened(world)
    journey = Journey(version).go("begin").go(q1="1").go().go().go().go().go("send")
    assert journey.context["objections"]
    assert not Sheet.objects.exists()


def test_a_closed_questionnaire_has_no_page(world: World) -> None:
    version = opened(world)
    close_questionnaire(version.questionnaire, by=world.office)
    assert Client().get(f"/q/{version.questionnaire.code}/").status_code == 404
    assert Client().get("/q/nothing/").status_code == 404


@pytest.fixture
def office(world: World) -> Client:
    client = Client()
    client.force_login(world.office)
    return client


def at(name: str, *args: object) -> str:
    return reverse(f"opinions:{name}", args=["spring", *args])


def test_the_office_writes_opens_and_reads_results(world: World, office: Client) -> None:
    measure = scale(world)
    made = office.post(
        at("questionnaire-new"), {"title": "满意度测评", "channel": world.mailbox.pk, "admission": "link"}, follow=True
    )
    questionnaire = Questionnaire.objects.get()
    assert made.redirect_chain[-1][0] == at("questionnaire-draft", questionnaire.pk)
    section = questionnaire.versions.get().sections.get()
    said = {"section": section.pk, "kind": "single", "text": "您的身份是？", "options": "家长\n教师", "splits": "on"}
    office.post(at("questionnaire-question-new", questionnaire.pk), said)
    office.post(
        at("questionnaire-question-new", questionnaire.pk),
        {"section": section.pk, "kind": "scale", "text": "满意吗？", "scale": measure.pk},
    )
    refused = office.post(
        at("questionnaire-question-new", questionnaire.pk), {"section": section.pk, "kind": "scale", "text": "满意吗？"}
    )
    assert (refused.status_code, refused.context["form"].errors != {}) == (422, True)
    office.post(at("questionnaire-open", questionnaire.pk))
    questionnaire.refresh_from_db()
    assert questionnaire.status == "open"
    count_forms(questionnaire, issued=9, returned=8, by=world.office)
    lines = "1 1\n1 2\n1 1\n2 3\n1 -\n1 1\n"
    wrong = office.post(at("questionnaire-papers", questionnaire.pk), {"lines": f"{lines}1 9\n1"})
    assert len(wrong.context["form"].errors["lines"]) == 2
    assert not Sheet.objects.exists()
    office.post(at("questionnaire-papers", questionnaire.pk), {"lines": lines})
    page = office.get(at("questionnaire-results", questionnaire.pk))
    assert page.context["results"].sheets == 6
    assert "80.0" in page.content.decode()
    live = office.get(at("questionnaire-results", questionnaire.pk), headers={"HX-Request": "true"})
    assert "<html" not in live.content.decode()


def test_the_workbook_holds_figures_and_words_but_no_person(world: World, office: Client) -> None:
    version = opened(world)
    drop_in(version, [fill(read(version).asked, [(WHO, "家长"), (MEALS, "满意")], words="=1+1") for _ in range(6)])
    shake(version, least=5)
    answer = office.get(at("questionnaire-workbook", version.questionnaire.pk))
    book = load_workbook(BytesIO(b"".join(answer)))
    figures, words = (list(page.values) for page in book.worksheets)
    assert (4, "您对食堂满意吗？", None, "满意", 6, 6, 1) in [(*row[:3], *row[3:]) for row in figures]
    assert words[1] == ("还有什么话要说？", "=1+1")


def test_slips_and_paper_are_printed(world: World, office: Client) -> None:
    version = opened(world, admission="slip")
    sheet = office.post(at("questionnaire-slips", version.questionnaire.pk), {"label": "家长代表", "count": "3"})
    assert len(sheet.context["slips"]) == 3
    assert "no-store" in sheet["Cache-Control"]
    assert office.get(at("questionnaire-sheet", version.questionnaire.pk)).status_code == 200
    page = office.get(at("questionnaire", version.questionnaire.pk))
    assert "家长代表" in page.content.decode()


def test_only_the_supervising_tier_lays_scales_down(world: World, office: Client) -> None:
    said = {"name": "三级", "points": "好 100 +\n一般 60\n差 0\n不了解", "threshold_percent": "85", "min_base": "20"}
    assert office.post(at("scale-new"), said).status_code == 422
    office.force_login(world.team_leader)
    assert office.post(at("scale-new"), {**said, "points": "好 100 +"}).context["form"].errors["points"]
    office.post(at("scale-new"), said)
    made = world.campaign.scales.get()
    assert [point.outside_base for point in made.points.order_by("position")] == [False, False, False, True]
    office.post(at("standard-scales"))
    assert world.campaign.scales.count() == 4
