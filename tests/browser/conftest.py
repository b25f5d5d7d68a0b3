"""The whole site behind a real browser: a live server, Chromium, and the cast, each with a window of its own.

Whatever happens in a window is held against it: an error on the console (a breach of the content policy is one), an
uncaught exception, or a request to any other host fails the test that was running.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from bihuan.people.models import Person
from bihuan.ui import bundle
from tests.world import PASSWORD, World

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
DESK, PHONE = 1440, 390
PATIENCE = 15_000
"""Milliseconds: the machines of a check are slow and shared, and a test that waits for nothing ends early anyway."""
REFUSED = "the server responded with a status of 4"
"""Chromium writes it for every answer from 400 on; a test that provokes one looks at the page itself."""


@pytest.fixture(scope="package", autouse=True)
def _rows_beside_the_browser() -> Iterator[None]:
    """Playwright keeps an event loop in this thread, where Django would refuse to read rows; nothing awaits here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture(scope="package")
def browser(_rows_beside_the_browser: None) -> Iterator[Browser]:
    """One Chromium for all tests; each window is a context of its own, without anybody else's cookies."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        pytest.fail("The browser tests need Chromium. Install it, or name it: CHROMIUM=/path/to/chromium script/test")
    if not bundle.MANIFEST.exists():
        pytest.fail("The browser tests need the front end. Build it first: npm ci && npm run build")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield opened
        opened.close()


class Windows:
    """Opens windows on the site and remembers what went wrong in any of them."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.faults: list[str] = []
        self.contexts: list[BrowserContext] = []
        self.kept: dict[tuple[str, int, str], BrowserContext] = {}

    def open(self, *, width: int = DESK, locale: str = "zh-CN") -> Page:
        """A fresh window of somebody whom the site does not know."""
        return self.page(self.context(width, locale))

    def of(self, person: Person, *, width: int = DESK, locale: str = "zh-CN") -> Page:
        """A window of this person, who signs in through the page at the first time."""
        key = (person.username, width, locale)
        if key not in self.kept:
            self.kept[key] = self.context(width, locale)
            self._sign_in(self.page(self.kept[key]), person)
        return self.page(self.kept[key])

    def close(self) -> None:
        """End everything that was opened."""
        for context in self.contexts:
            context.close()

    def context(self, width: int, locale: str) -> BrowserContext:
        """A browser of its own: its cookies, its width, its language."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            locale=locale,
            base_url=self.address,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        context.on("request", self._note_request)
        self.contexts.append(context)
        return context

    def page(self, context: BrowserContext) -> Page:
        """A window that is listened to."""
        page = context.new_page()
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        return page

    def _sign_in(self, page: Page, person: Person) -> None:
        page.goto("/sign-in/")
        page.fill("[name=username]", person.username)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url(lambda url: "sign-in" not in url)
        page.close()

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and REFUSED not in message.text:
            self.faults.append(f"{message.location.get('url', '')}: {message.text}")

    def _note_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != urlsplit(self.address).netloc:
            self.faults.append(f"A request left the house: {request.url}")


@pytest.fixture
def windows(browser: Browser, live_server: object) -> Iterator[Windows]:
    """Windows on the site; the test fails if anything went wrong in one of them."""
    opened = Windows(browser, str(live_server))
    yield opened
    opened.close()
    assert opened.faults == []


@pytest.fixture
def town(transactional_db: None, world: World) -> World:
    """The cast in committed rows, where the server's threads see them."""
    return world


def pass_days(world: World, days: int) -> None:
    """The campaign's clock moves; the site reads it with every page."""
    world.campaign.refresh_from_db()
    assert world.campaign.as_of
    world.campaign.as_of += timedelta(days=days)
    world.campaign.save(update_fields=["as_of"])


def a_slip(folder: Path) -> Path:
    """A file to upload, as a bank's slip would be."""
    slip = folder / "银行回单.txt"
    slip.write_text("第五学区 286 人，去年秋季学期补助，逐人到卡。\n", encoding="utf-8")
    return slip
