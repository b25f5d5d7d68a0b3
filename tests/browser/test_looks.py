"""How pages answer: keys lead through a list, a receipt opens on a phone, an answer fits it."""

import re

from playwright.sync_api import expect

from tests import walk
from tests.browser.conftest import PHONE, Windows
from tests.world import World


def test_a_list_is_worked_with_keys(town: World, windows: Windows):
    for _ in range(3):
        walk.to_registered(town)
    page = windows.of(town.office)
    page.goto("/issues/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(3)
    for key in "jjk":
        page.keyboard.press(key)
    chosen = rows.nth(0).locator("a").first.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/issues/\d+/$"))
    expect(page.locator("h1")).to_contain_text(chosen)


def test_a_receipt_is_opened_on_a_phone(town: World, windows: Windows):
    page = windows.open(width=PHONE)
    page.goto("/speak/receipt/")
    page.locator("[name=code]").fill(walk.CODES[walk.heard(town).pk])
    page.locator("[name=code]").press("Enter")
    page.locator(".bh-receipt code").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
