"""A clerk works two hundred voices down to the ledger: by keys, by groups, and many at once; the balance stays true."""

import re

from playwright.sync_api import Page, expect

from bihuan.demo.qijiang.undecided import undecided
from bihuan.ledger.models import Issue
from bihuan.opinions.models import Cluster, Opinion, Suggestion
from bihuan.opinions.selectors import balance
from bihuan.opinions.services import Said, receive_many
from bihuan.opinions.states import Status
from tests.browser.conftest import PHONE, Windows
from tests.world import DAY, World

DESK = "/opinions/spring/triage/"
HINTED = "以上只是提示，由您决定。"


def two_hundred(world: World) -> list[Opinion]:
    """The voices of the demo, with suggestions as the engine would leave them beside each."""
    said = undecided()
    rows = [Said(channel=world.mailbox, text=one.text, received_on=DAY) for one in said]
    voices = receive_many(world.campaign, rows, by=world.office)
    clusters = {
        about: Cluster.objects.create(campaign=world.campaign, name=f"{about}的事", engine="test")
        for about in sorted({one.about for one in said} - {""})
    }
    Suggestion.objects.bulk_create(
        Suggestion(
            opinion=voice,
            engine="test",
            on=DAY,
            category=world.category,
            category_confidence=0.95,
            phrases="孩子",
            cluster=clusters.get(one.about),
        )
        for voice, one in zip(voices, said, strict=True)
    )
    return voices


class Clerk:
    """What one does at the desk."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pane = page.locator("#desk-voice")

    def bulk(self, verb: str) -> None:
        """Choose what is done to the ticked voices, and see the preview."""
        self.page.locator(f".bh-bulk button[formaction*='{verb}']").click()
        expect(self.page.locator("form.bh-form button.bh-btn-primary")).to_be_visible()

    def confirm(self) -> None:
        """Do it after the preview, and once more when the words are called stock words."""
        send = self.page.locator("form.bh-form button.bh-btn-primary")
        send.click()
        self.page.locator(f"h1:text-is('分拣台'), :text('{HINTED}')").first.wait_for()
        if self.page.get_by_text(HINTED).count():
            send.click()
        self.page.wait_for_url(re.compile(rf"{DESK}($|\?)"))

    def decide_by_keys(self) -> None:
        """The second voice: its category is accepted, then it is answered."""
        page = self.page
        page.goto(DESK)
        expect(self.pane).to_contain_text("A-0001")
        page.keyboard.press("j")
        expect(self.pane).to_contain_text("A-0002")
        page.keyboard.press("a")
        expect(self.pane.locator("[aria-pressed=true]")).to_have_count(1)
        page.keyboard.press("1")
        self.pane.locator("details[open] textarea").fill(
            "第七学区第三小学门前已安排错时放学、划出等候区，孩子不再从车缝里穿行，请您再看看。"
        )
        self.pane.locator("details[open] button[type=submit]").click()
        page.wait_for_url(re.compile(r"at=\d+"))

    def put_a_group_together(self) -> int:
        """The largest proposal becomes a matter; return how many voices that were."""
        page = self.page
        page.goto(f"{DESK}groups/")
        group = page.locator("details.bh-well").first
        count = group.locator("input[name=pk]").count()
        group.locator("button[type=submit]").click()
        self.confirm()
        return count

    def register_the_matter(self, words: str) -> None:
        """One of its voices is ticked by key, and all of them become one issue."""
        page = self.page
        page.goto(f"{DESK}?q={words}")
        expect(self.pane).to_contain_text("A-")
        page.keyboard.press("j")
        page.keyboard.press("x")
        self.bulk("from-opinions")
        page.locator("[name=title]").fill("校门口没有路灯")
        self.confirm()

    def end_the_rest(self) -> None:
        """A page of the list at a time, with the same words."""
        page = self.page
        page.goto(DESK)
        while page.locator("[data-pick-all]").count():
            page.locator("[data-pick-all]").check()
            self.bulk("triage/end")
            page.locator("[name=reply]").fill("已转相关科室办理，进展可凭回执码查看。")
            self.confirm()


def test_two_hundred_voices_down_to_the_ledger(town: World, windows: Windows) -> None:
    voices = two_hundred(town)
    assert len(voices) == 200
    clerk = Clerk(windows.of(town.office))
    clerk.decide_by_keys()
    assert Opinion.objects.get(number=2).status == Status.ANSWERED
    assert Opinion.objects.get(number=2).category == town.category
    together = clerk.put_a_group_together()
    clerk.register_the_matter("路灯")
    assert Issue.objects.get().voices.count() == together > 10
    clerk.end_the_rest()
    sheet = balance(town.campaign, viewer=town.office)
    assert (sheet.voices.received, sheet.voices.open, sheet.voices.became_issue) == (200, 0, together)
    assert sheet.voices.ties_out
    page = clerk.page
    page.goto("/opinions/spring/balance/?by=month")
    expect(page.locator("tfoot")).to_contain_text("200")
    phone = windows.of(town.office, width=PHONE)
    phone.goto(DESK)
    expect(phone.locator("main")).to_contain_text("件件有着落")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE
