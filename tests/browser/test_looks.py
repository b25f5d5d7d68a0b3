"""How pages look and answer: nothing scrolls sideways, both languages are whole, keys work, the answer fits the phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Windows
from tests.browser.pages import ADMINISTRATORS, LIAISON, OFFICE, PUBLIC, SUPERVISOR, TEN, Swing, in_full_swing
from tests.world import World

WORD = re.compile(r"[A-Za-z]{3,}")
KNOWN = re.compile(
    r"https?://\S+|\b[a-z]+[.:][a-z0-9_.:]+"
    r"|\b(Bihuan|English|Excel|Word|PDF|CSV|JSON|RSS|SHA|YAML|Enter|Esc|Ctrl|Shift|Tab|spring|generic|mailbox|p\d{3})\b"
)
"""What a Chinese reader reads as it is: addresses, codes of facts and figures, the product, formats, keys."""
VISIBLE_WORDS = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.closest('script, style, code, kbd, .bh-mono, [lang=en]') || !parent.checkVisibility()) continue;
    if (walker.currentNode.data.trim()) found.push(walker.currentNode.data.trim());
  }
  return found;
}"""
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def swing(town: World, windows: Windows) -> Swing:
    return in_full_swing(town, windows)


def sideways(page: Page) -> list[str]:
    """The address, if the page is wider than its window."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{page.url}: {wide} px too wide"] if wide > 0 else []


def english(page: Page) -> list[str]:
    """English words among what a reader sees."""
    lines = page.evaluate(VISIBLE_WORDS)
    return [f"{page.url}: {line}" for line in lines if WORD.search(KNOWN.sub("", line))]


def test_nothing_scrolls_sideways_on_a_phone(swing: Swing):
    found: list[str] = []
    phones = {"office": TEN, "liaison": LIAISON, "supervisor": SUPERVISOR, "public": PUBLIC}
    for name, addresses in phones.items():
        for address in addresses:
            page = swing.show(name, address, width=PHONE)
            found += sideways(page)
            page.close()
    assert found == []


def test_no_english_is_left_in_chinese_pages(swing: Swing):
    found: list[str] = []
    pages = {"office": OFFICE, "liaison": LIAISON, "supervisor": SUPERVISOR, "public": PUBLIC, **ADMINISTRATORS}
    for name, addresses in pages.items():
        for address in addresses:
            page = swing.show(name, address)
            found += english(page) + sideways(page)
            page.close()
    assert found == []


def test_ten_pages_speak_english_too(swing: Swing):
    for address in TEN:
        page = swing.show("office", address, locale="en-GB")
        words = page.locator("main :is(thead th, button)").all_inner_texts()
        assert [one for one in words if CHINESE.search(one)] == [], address
        assert sideways(page) == []
        page.close()


def test_a_list_is_worked_with_keys(swing: Swing):
    page = swing.show("office", "/issues/", width=DESK)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    rows = page.locator("tbody tr")
    assert rows.count() > 2
    for key in "jjk":
        page.keyboard.press(key)
    chosen = rows.nth(0).locator("a").first.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/issues/\d+/$"))
    expect(page.locator("h1")).to_contain_text(chosen)


def test_a_receipt_is_opened_on_a_phone(swing: Swing):
    page = swing.show("public", "/speak/receipt/", width=PHONE)
    page.locator("[name=code]").fill(swing.code)
    page.locator("[name=code]").press("Enter")
    page.locator(".bh-receipt code").wait_for()
    assert sideways(page) == []
    assert english(page) == []
