"""Asking in a real browser: a clerk whose line breaks in the middle of a symposium, a parent with a questionnaire."""

import re

from playwright.sync_api import Page, expect

from bihuan.opinions.models import Consultation, Opinion, Sheet
from bihuan.opinions.services import hold
from bihuan.opinions.services.questionnaires.answering import print_slips
from tests.browser.conftest import PHONE, Windows
from tests.opinions.questionnaires.paper import opened
from tests.opinions.voices import speakers
from tests.world import DAY, World

DONE = "所有意见都已送达服务器。"
PATIENCE = 30_000
"""Milliseconds: a slow machine takes thirty opinions in as long as it needs."""
AS_A_PERSON = 3_000
"""Milliseconds: the public form takes whoever needs less for it to be a machine."""


def take_down(page: Page, numbers: range) -> None:
    """Keyboard only: words, Enter, words, Enter."""
    for number in numbers:
        page.keyboard.type(f"第{number:02}条：食堂价格不公开。")
        page.keyboard.press("Enter")


def test_a_clerk_takes_thirty_opinions_down_and_the_line_breaks_in_the_middle(town: World, windows: Windows) -> None:
    speakers(town)
    meeting = hold(
        town.campaign,
        channel=town.symposium,
        kind=Consultation.Kind.SYMPOSIUM,
        title="家长代表座谈会",
        convener=town.office_unit,
        held_on=DAY,
        by=town.office,
    )
    address = f"/opinions/spring/consultations/{meeting.pk}/take-down/"
    page = windows.of(town.office)
    page.goto(address)
    page.locator("form[data-opens-offline=true]").wait_for()
    page.locator("textarea[name=text]").focus()
    page.keyboard.press("Alt+Digit1")
    page.keyboard.press("Alt+ArrowUp")
    take_down(page, range(1, 11))
    expect(page.locator("[data-taking-state]")).to_have_text(DONE, timeout=PATIENCE)
    page.context.set_offline(True)
    take_down(page, range(11, 21))
    expect(page.locator("li[data-waits]")).to_have_count(10)
    page.close()
    again = page.context.new_page()
    again.goto(address)
    expect(again.locator("li[data-waits]")).to_have_count(10)
    again.locator("textarea[name=text]").focus()
    take_down(again, range(21, 31))
    expect(again.locator("[data-taking-state]")).to_contain_text("20")
    again.context.set_offline(False)
    expect(again.locator("[data-taking-state]")).to_have_text(DONE, timeout=PATIENCE)
    expect(again.locator("li[data-waits]")).to_have_count(0)
    taken = list(Opinion.objects.filter(consultation=meeting).order_by("number"))
    assert [one.text for one in taken] == [f"第{number:02}条：食堂价格不公开。" for number in range(1, 31)]
    assert (taken[0].group.name, taken[0].taken_down.speaker) == ("一线教职工", 1)


def go_on(page: Page) -> None:
    """To the next page of the questionnaire."""
    page.locator("button.bh-btn-primary").click()


def test_a_parent_answers_a_questionnaire_on_the_phone(town: World, windows: Windows) -> None:
    version = opened(town, admission="slip")
    slip = print_slips(version.questionnaire, label="家长", count=1, by=town.office)[0]
    page = windows.open(width=PHONE)
    page.goto(f"/q/{version.questionnaire.code}/#{slip}")
    assert slip not in page.url, "the code does not stay in the address"
    go_on(page)
    expect(page.locator("input[name=slip]")).to_have_value(slip)
    page.wait_for_timeout(AS_A_PERSON)
    go_on(page)
    page.get_by_text("家长", exact=True).click()
    go_on(page)
    page.get_by_text("办事慢").click()
    page.get_by_text("以上都没有").click()
    expect(page.get_by_role("checkbox", name="办事慢")).not_to_be_checked()
    go_on(page)
    page.get_by_text("基本满意").click()
    go_on(page)
    page.get_by_role("group", name="招生").get_by_text("不了解").click()
    go_on(page)
    page.locator("textarea").fill("菜谱看不到。")
    go_on(page)
    expect(page.locator("dl")).to_contain_text("基本满意")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    go_on(page)
    expect(page.locator("h1")).to_have_text(re.compile("答卷已收到"))
    chosen = set(Sheet.objects.get().choices.values_list("option__label", flat=True))
    assert chosen == {"家长", "以上都没有", "基本满意", "不了解"}
