"""Nobody is shut out: axe finds no serious fault on any page, at the desk and on the phone, in both languages."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE, Windows
from tests.browser.pages import ADMINISTRATORS, LIAISON, OFFICE, PUBLIC, SUPERVISOR, TEN, Swing, in_full_swing
from tests.world import World

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
GRAVE = {"serious", "critical"}
OPTIONS = (
    "{resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"
)


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.exists():
        pytest.fail("The accessibility tests need axe-core. Fetch it first: npm ci")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def swing(town: World, windows: Windows) -> Swing:
    return in_full_swing(town, windows)


def faults(page: Page, axe: str) -> list[str]:
    """What axe holds against the page, gravely."""
    page.evaluate(axe)
    found = page.evaluate(f"axe.run(document, {OPTIONS}).then(found => found.violations)")
    return [
        f"{page.url} ({page.viewport_size['width']}): {one['id']} {one['nodes'][0]['html'][:200]}"
        for one in found
        if one["impact"] in GRAVE
    ]


def look(swing: Swing, axe: str, pages: dict[str, tuple[str, ...]], **window: object) -> list[str]:
    """Every grave fault of these pages, so that one run names them all."""
    found: list[str] = []
    for name, addresses in pages.items():
        for address in addresses:
            page = swing.show(name, address, **window)
            found += faults(page, axe)
            page.close()
    return found


def test_at_the_desk(swing: Swing, axe: str):
    pages = {"office": OFFICE, "supervisor": SUPERVISOR, **ADMINISTRATORS}
    assert look(swing, axe, pages, width=DESK) == []


def test_on_the_phone(swing: Swing, axe: str):
    pages = {"liaison": LIAISON, "supervisor": SUPERVISOR[:1], "public": PUBLIC}
    assert look(swing, axe, pages, width=PHONE) == []


def test_in_english(swing: Swing, axe: str):
    assert look(swing, axe, {"office": TEN}, locale="en-GB") == []
