"""Every page of the permission matrix in a real browser, each loaded once and looked at from all sides.

At the desk: axe finds no grave fault, no English is left, nothing scrolls sideways. Then the same window becomes a
phone: still nothing scrolls sideways, and what people hold in their hand is looked at by axe again. A new URL joins by
its line in the matrix.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Error, Page, Response

from tests.browser.conftest import DESK, PHONE, Windows
from tests.permissions.access import FINANCE, PUBLIC_NAME
from tests.permissions.matrix import ROWS, Row
from tests.permissions.stage import Stage, build
from tests.world import World

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
LOOK = (Path(__file__).parent / "look.js").read_text(encoding="utf-8")
KNOWN = re.compile(
    r"https?://\S+|\b[a-z]+[.:][a-z0-9_.:]+|\S+\.(txt|csv|xlsx|docx|png|jpg)\b|\bcsv!?[A-Z]*\d*|\{[a-z_]+\}"
    r"|\bBIHUAN_[A-Z_]+|\b[0-9a-f]{64}\b|\b[A-Z0-9]{6,8}\b"
    r"|\b(Bihuan|English|Excel|Word|PDF|CSV|JSON|RSS|SHA|YAML|Enter|Esc|Ctrl|Shift|Tab|Alt|spring|generic|mailbox)\b"
    r"|\bp\d{3}\b|(running|planned) action"
)
"""What a Chinese reader reads as it is: addresses, names of files and cells, codes, the product, formats, keys."""
NO_PAGES = re.compile(r"(picture|file|attachment|photo|qr|feed|json|export|options|children|preview)s?$")
"""What is answered with a file, a feed, a picture or a part of a page."""
WORD = re.compile(r"[A-Za-z]{3,}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
FIRST_ASKED = ("office", "team_leader", "supervisor", "liaison", "head", "leader", "system_admin", "security_admin")
"""Who shows a page that several may open: whoever sees most of it."""
IN_THE_HAND = (
    *("supervision:verify", "supervision:look-back", "supervision:visits-today", "supervision:visit-checklist"),
    *("ledger:progress", "ledger:issue", "desk:home"),
)
"""Pages of the workbench that people open on the phone; those of the public all are."""
SPOKEN = (
    *("desk:home", "desk:overview", "desk:wall", "opinions:list", "opinions:opinion", "opinions:balance"),
    *("ledger:issues", "ledger:issue", "supervision:home", "publication:publications", "campaigns:campaign"),
)
"""Pages that are read in English too."""


def viewer(row: Row, unit: str) -> str:
    """Who looks: one who may also do what the page is for."""
    opens, does = (row.reads or row.opens).at(unit), row.does.at(unit)
    allowed = opens & does or opens
    if PUBLIC_NAME in allowed:
        return PUBLIC_NAME
    return next((name for name in FIRST_ASKED if name in allowed), min(allowed))


def addresses(stage: Stage, *, half: int) -> Iterator[tuple[Row, str, str]]:
    """Each second line of the matrix that is looked at, by whom, and where: both halves are walked at the same time."""
    for row in ROWS[half::2]:
        if not row.gets or row.program or NO_PAGES.search(row.url) or not (row.opens.always or row.opens.of_unit):
            continue
        places = stage.places[row.of] if row.of else {"": ()}
        units = sorted(places, key=lambda unit: unit != FINANCE)
        unit = next(unit for unit in units if (row.reads or row.opens).at(unit))
        yield row, viewer(row, unit), reverse(row.url, args=places[unit])


class Walk:
    """Windows on the stage, and what was found on the way."""

    def __init__(self, stage: Stage, windows: Windows) -> None:
        self.stage, self.windows = stage, windows
        self.axe = AXE.read_text(encoding="utf-8")
        self.pages: dict[tuple[str, str], Page] = {}
        self.found: list[str] = []
        self.heard: set[str] = set()

    def page(self, name: str, locale: str = "zh-CN") -> Page:
        """The window of somebody; a session of his own, without the page of signing in."""
        if (name, locale) not in self.pages:
            context = self.windows.context(DESK, locale)
            context.add_init_script(self.axe)
            if name != PUBLIC_NAME:
                self._sign_in(context, name)
            self.pages[name, locale] = self.windows.page(context)
        return self.pages[name, locale]

    def _sign_in(self, context: BrowserContext, name: str) -> None:
        client = Client()
        client.force_login(self.stage.world.people[name])
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.windows.address}])

    def open(self, page: Page, address: str) -> Response | None:
        """Go there; None for what is not a page: a file, a feed, a picture, a fragment."""
        try:
            answer = page.goto(address, wait_until="domcontentloaded")
        except Error as error:
            if "Download is starting" in str(error):
                return None
            raise
        is_page = answer is not None and "text/html" in answer.headers.get("content-type", "")
        return answer if is_page and page.evaluate("document.doctype !== null") else None

    def in_chinese(self, row: Row, name: str, address: str) -> None:
        """The page at the desk and on a phone."""
        page = self.page(name)
        page.set_viewport_size({"width": DESK, "height": 900})
        answer = self.open(page, address)
        if answer is None:
            return
        if not answer.ok:
            self.found.append(f"{address} as {name}: {answer.status}")
        axe = "" if name == PUBLIC_NAME else "form" if row.posts else "page"
        self.look(page, f"{address} as {name}", axe=axe, words=True)
        page.set_viewport_size({"width": PHONE, "height": 900})
        in_hand = name == PUBLIC_NAME or row.url in IN_THE_HAND
        self.look(page, f"{address} as {name} on a phone", axe="page" if in_hand else "", words=False)

    def in_english(self, name: str, address: str) -> None:
        """The page for a reader of English: heads and buttons are translated, whatever people wrote."""
        page = self.page(name, "en-GB")
        if self.open(page, address):
            words = page.locator("main :is(thead th, button)").all_inner_texts()
            self.found += [f"{address} in English: {one}" for one in words if CHINESE.search(one)]
            self.look(page, f"{address} in English", axe="", words=False)

    def look(self, page: Page, where: str, *, axe: str, words: bool) -> None:
        """Everything that can be said about the page as it is drawn now.

        `axe` is for a `page` or for a `form`: forms are made of the same fields everywhere, whose contrast the sample
        pages prove, so that the slowest rule is spared there.
        """
        seen = page.evaluate(LOOK, {"axe": axe, "words": words})
        if seen["wide"] > 0:
            self.found.append(f"{where}: {seen['wide']} px too wide")
        self.found += [f"{where}: {one}" for one in seen["faults"]]
        foreign = [one for one in seen["lines"] if one not in self.heard and WORD.search(KNOWN.sub("", one))]
        self.heard.update(foreign)
        self.found += [f"{where}: {one}" for one in foreign]


@pytest.fixture
def walk(town: World, windows: Windows) -> Walk:
    if not AXE.exists():
        pytest.fail("The accessibility tests need axe-core. Fetch it first: npm ci")
    return Walk(build(town), windows)


@pytest.mark.parametrize("half", [0, 1], ids=["odd lines", "even lines"])
def test_every_page_is_open_to_everybody_and_speaks_his_language(walk: Walk, half: int):
    for row, name, address in addresses(walk.stage, half=half):
        walk.in_chinese(row, name, address)
        if row.url in SPOKEN:
            walk.in_english(name, address)
    assert not walk.found, "\n".join(walk.found)
