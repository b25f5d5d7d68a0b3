"""The sample pages in a real browser: the strict policy holds, nothing fails for axe, keys and drafts work."""

import threading
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser, Page

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
PAGES = [
    *((name, 1440) for name in ("", "issue/", "list/", "desk/", "sign-in/", "refused/")),
    *((name, 390) for name in ("", "issue/", "list/", "desk/", "question/", "receipt/")),
    ("wall/", 1920),
]
# Between them these hold every component; axe takes two seconds a page.
LOOKED_INTO = {("", 1440), ("issue/", 1440), ("list/", 390), ("desk/", 1440), ("question/", 390), ("wall/", 1920)}


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """A test server has nothing to say."""


@pytest.fixture
def site(settings) -> Iterator[str]:
    settings.DEBUG = True
    settings.ROOT_URLCONF = "tests.ui.urls"
    settings.MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
    settings.MIDDLEWARE = [
        "bihuan.ui.middleware.ContentSecurity",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "bihuan.ui.middleware.Refusals",
    ]
    server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/look/"
    server.shutdown()
    thread.join()
    server.server_close()


def open_page(browser: Browser, url: str, *, width: int = 1440) -> tuple[Page, list[str]]:
    page = browser.new_page(viewport={"width": width, "height": 900}, locale="zh-CN")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(url)
    return page, said


RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"
WANTED = ("status of 409", "yyyy-MM-dd")  # the refused page, and the refused form's date, are samples of refusals


def test_pages_keep_the_policy_and_axe_finds_nothing(site, browser):
    for name, width in PAGES:
        page, said = open_page(browser, site + name, width=width)
        assert [line for line in said if not any(words in line for words in WANTED)] == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} at {width}"
        if (name, width) in LOOKED_INTO:
            page.evaluate(AXE.read_text(encoding="utf-8"))
            found = page.evaluate(f"axe.run(document, {RULES})")["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], f"{name} at {width}"
        page.close()


def wait_until(page: Page, truth: str) -> None:
    """Poll from here: the policy forbids the page to evaluate words, also those of a test."""
    for _ in range(50):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never true: {truth}")


def test_a_clerk_works_down_the_list_with_keys(site, browser):
    page, _ = open_page(browser, f"{site}list/")
    for key in "jjxjx":
        page.keyboard.press(key)
    bar = page.locator(".bh-bulk")
    assert bar.is_visible()
    assert bar.locator("[data-picked]").inner_text() == "2"
    page.keyboard.press("Escape")
    assert not bar.is_visible()
    page.keyboard.press(" ")
    page.get_by_text("各管各的").wait_for()
    page.keyboard.press("Escape")
    assert not page.locator("#preview").is_visible()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()


def test_the_next_page_replaces_the_list_and_the_address(site, browser):
    page, _ = open_page(browser, f"{site}list/")
    with page.expect_response("**/look/list/?after=1"):
        page.locator(".bh-pager a[rel=next]").click()
    page.wait_for_url("**/look/list/?after=1")
    assert page.locator("table").count() == 1
    assert page.locator(".bh-nav").count() == 1


def test_unsent_words_survive_a_reload_and_are_said_to(site, browser):
    page, _ = open_page(browser, site)
    words = page.locator("textarea[name=words]").first
    words.fill("原话写到一半")
    wait_until(page, "localStorage.length > 0")
    page.reload()
    assert words.input_value() == "原话写到一半"
    assert page.locator(".bh-draft-state").first.inner_text() != ""


def test_public_words_never_outlive_the_tab(site, browser):
    page, _ = open_page(browser, f"{site}question/", width=390)
    page.locator("input[type=radio]").first.check()
    wait_until(page, "sessionStorage.length > 0")
    assert page.evaluate("localStorage.length") == 0


def test_a_step_that_cannot_be_taken_back_asks_first(site, browser):
    page, _ = open_page(browser, site)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
    page.locator("form[data-confirm] button").click()
    assert page.locator("#confirm").is_visible()
    page.keyboard.press("Escape")
    page.wait_for_timeout(100)
    assert sent == []
    page.locator("form[data-confirm] button").click()
    page.locator("[data-confirm-yes]").click()
    page.wait_for_load_state()
    assert sent == ["POST"]


def test_a_refused_question_takes_the_reader_to_what_is_missing(site, browser):
    page, _ = open_page(browser, f"{site}question/", width=390)
    page.locator("form button").click()
    page.locator(".bh-errors:focus").wait_for()
