"""A parent on a phone, without a name: from the code on the school gate to “not satisfied”, which re-opens the issue."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from bihuan.ledger.states import Status
from bihuan.opinions.models import ListeningPolicy, Opinion
from bihuan.opinions.services import say
from tests import walk
from tests.browser.conftest import PHONE, Windows
from tests.browser.test_journey import press
from tests.world import World

WORDS = "寄宿生生活补助去年秋季那一笔，到现在还没有到卡上，什么时候能发？"
CODE = re.compile(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}")


def photograph(folder: Path) -> Path:
    exif = Image.Exif()
    exif[0x010F] = "TraceableCamera"
    place = folder / "IMG_20260302.jpg"
    content = BytesIO()
    Image.new("RGB", (40, 30), "white").save(content, "JPEG", exif=exif)
    place.write_bytes(content.getvalue())
    return place


def poster_leads_to(windows: Windows, world: World) -> str:
    """The address behind the code on the poster of the school."""
    page = windows.of(world.office)
    page.goto("/opinions/spring/ways-in/poster/mailbox/?unit=中心小学")
    expect(page.locator("svg.bh-qr")).to_be_visible()
    address: str = page.locator(".bh-mono").inner_text()
    page.close()
    return address


def speaks(page: Page, address: str, folder: Path) -> str:
    """Fill in the form in the time that a person needs, with a photograph; the calculation runs beside it."""
    page.goto(address)
    page.locator("textarea[name=text]").fill(WORDS)
    press(page, "继续")
    expect(page.locator("[name=about_words]")).to_have_value("第五学区中心小学")
    press(page, "继续")
    page.get_by_text("不想说").click()
    press(page, "继续")
    page.get_by_text("不用，我想匿名").click()
    page.wait_for_timeout(3_000)  # what a machine would not wait
    press(page, "继续")
    page.locator("[name=attached]").set_input_files(photograph(folder))
    expect(page.locator("input[name=proof]")).to_have_value(re.compile(r"^\d+(\.\d+){7}$"))
    page.locator("button.bh-btn-primary").click()
    expect(page.locator("h1")).to_have_text("您的话收到了")
    return page.locator(".bh-receipt code").inner_text()


def looks_up(page: Page, code: str) -> None:
    page.goto("/speak/receipt/")
    page.locator("[name=code]").fill(code.lower())
    press(page, "看看办得怎样")


def test_a_parent_on_a_phone_until_it_is_reopened(
    windows: Windows, town: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ListeningPolicy.objects.create(campaign=town.campaign, after_closing="at_once")
    phone = windows.open(width=PHONE)
    code = speaks(phone, poster_leads_to(windows, town), tmp_path)
    assert CODE.fullmatch(code)
    opinion = Opinion.objects.get()
    assert (opinion.anonymous, opinion.about_unit, opinion.attachments.count()) == (True, town.school, 1)
    say(opinion, text="请问是哪一个学期？", by=town.office)
    looks_up(phone, code)
    expect(phone.get_by_text("请问是哪一个学期？")).to_be_visible()
    phone.locator("form[action$='/say/'] textarea").fill("去年秋季学期。")
    press(phone, "接着说（仍然匿名）")
    expect(phone.get_by_text("去年秋季学期。")).to_be_visible()
    say(opinion, text="知道了，已列入台账。", by=town.office)
    # The office and the team do their part without the browser: other journeys click through it.
    monkeypatch.setattr(walk, "heard", lambda _world: opinion)
    issue, _closure = walk.to_closed(town, voices=1)
    looks_up(phone, code)
    press(phone, "又出现了，或者没有办好")
    phone.locator("[name=words]").fill("只补了一个月，还差四个月。")
    press(phone, "发送")
    expect(phone.get_by_role("status").first).to_contain_text("已重启")
    issue.refresh_from_db()
    assert issue.status == Status.RECTIFYING
