"""One issue through every step of the loop, by clicking and writing, each step by the person whose step it is."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bihuan.ledger.models import Issue
from bihuan.ledger.states import Status
from bihuan.people.models import Person
from tests import walk as story
from tests.browser.conftest import PHONE, Windows, a_slip, pass_days
from tests.world import World

WORDS = "寄宿生生活补助去年秋季那一笔，到现在还没有到卡上。"
AS_A_PERSON = 3_000
"""Milliseconds: the public form takes whoever needs less for it to be a machine."""
TITLE = "部分学校寄宿生生活补助发放不及时"


def press(page: Page, words: str) -> None:
    """Press what is called so, be it a button or a link; its key may stand behind the words."""
    name = re.compile(rf"^{words}( \w)?$")
    main = page.get_by_role("main")
    main.get_by_role("button", name=name).or_(main.get_by_role("link", name=name)).first.click()


def hand_in(page: Page) -> None:
    """Send the one form of the page."""
    page.locator("form.bh-form button.bh-btn-primary").click()


def agree(page: Page) -> None:
    """Say yes to the question that a step asks which cannot be taken back."""
    page.locator("#confirm [data-confirm-yes]").click()


class Journey:
    """The steps, by name; `issue` is there once the office has registered it."""

    def __init__(self, world: World, windows: Windows, folder: Path) -> None:
        self.world = world
        self.windows = windows
        self.folder = folder
        self.parent = windows.open(width=PHONE)
        self.code = ""

    @property
    def issue(self) -> Issue:
        """As it stands in the ledger now."""
        return Issue.objects.get()

    def at(self, person: Person, *, width: int = 1440) -> Page:
        """The page of the issue in the window of this person."""
        page = self.windows.of(person, width=width)
        page.goto(f"/issues/{self.issue.pk}/")
        return page

    # ---------------------------------------------------------------- heard and registered

    def the_parent_speaks(self) -> None:
        page = self.parent
        page.goto("/speak/spring/")
        press(page, "主任信箱")
        page.wait_for_timeout(AS_A_PERSON)
        page.locator("textarea[name=text]").fill(WORDS)
        press(page, "继续")
        page.locator("[name=about_words]").fill("第五学区中心小学")
        press(page, "继续")
        page.get_by_text("不想说").click()
        press(page, "继续")
        page.get_by_text("不用，我想匿名").click()
        press(page, "继续")
        expect(page.get_by_text(WORDS)).to_be_visible()
        page.locator("button.bh-btn-primary").click()
        expect(page.locator("h1")).to_have_text("您的话收到了")
        self.code = page.locator(".bh-receipt code").inner_text()

    def the_office_registers(self) -> None:
        page = self.windows.of(self.world.office)
        page.goto("/opinions/spring/")
        page.locator("tbody a").first.click()
        expect(page.locator("blockquote").first).to_contain_text(WORDS)
        press(page, "立为新问题")
        page.locator("[name=title]").fill(TITLE)
        page.locator("[name=category]").select_option(label=self.world.category.name)
        page.locator("[name=deadline_text]").fill("2026年4月底前")
        press(page, "立为新问题")
        expect(page.locator("h1")).to_contain_text(TITLE)

    def the_office_assigns(self) -> None:
        page = self.at(self.world.office)
        press(page, "交办")
        page.locator("[name=lead]").fill("计财科")
        page.locator("[name=supporting]").fill("学生资助中心")
        press(page, "交办")
        page.wait_for_url(f"**/issues/{self.issue.pk}/")

    # ---------------------------------------------------------------- planned and worked on

    def the_liaison_plans(self) -> None:
        page = self.at(self.world.liaison)
        press(page, "编写方案")
        page.locator("[name=responsible]").select_option(label=str(self.world.clerk))
        page.locator("[name=deadline_text]").fill("2026年4月底前")
        page.locator("[name=standard]").fill("应补尽补，逐人核对银行回单")
        page.locator("[name=sixth]").fill("分管领导")
        hand_in(page)
        page.goto(f"/issues/{self.issue.pk}/plan/")
        press(page, "添加措施")
        page.locator("[name=text]").fill("补发去年秋季学期补助，公布到卡名单")
        page.locator("[name=targets-0-unit]").fill("第五学区")
        page.locator("[name=targets-0-goal]").fill("286")
        page.locator("[name=targets-0-measured_in]").fill("人")
        hand_in(page)
        page.goto(f"/issues/{self.issue.pk}/plan/")
        press(page, "报送方案")

    def the_deputy_approves(self) -> None:
        page = self.at(self.world.deputy)
        press(page, "审方案")
        press(page, "批准方案")
        expect(page.locator("h1")).to_be_visible()

    def the_liaison_works(self) -> None:
        page = self.at(self.world.liaison)
        press(page, "开工")
        press(page, "报进展")
        page.locator("[name=percent]").fill("60")
        page.locator("[name=text]").fill("已与银行核对名单，本周发放。")
        hand_in(page)
        self.the_liaison_delivers()

    def the_liaison_delivers(self) -> None:
        page = self.at(self.world.liaison)
        press(page, "填报")
        page.locator("[name=done]").fill("286")
        hand_in(page)
        press(page, "上传佐证")
        page.locator("[name=title]").fill("银行回单")
        page.get_by_label("成果佐证").check()
        page.locator("[name=file]").set_input_files(a_slip(self.folder))
        hand_in(page)
        page.locator("button[name=status][value=done]").click()
        expect(page.locator("button[name=status][value=open]")).to_be_visible()

    # ---------------------------------------------------------------- claimed and judged

    def the_head_claims(self) -> None:
        page = self.at(self.world.head)
        press(page, "申请销号")
        agree(page)
        page.locator("form:has([name=role][value=head]) button").click()
        page.wait_for_load_state()

    def the_supervisor_verifies(self) -> None:
        page = self.at(self.world.supervisor, width=PHONE)
        press(page, "核查")
        page.locator("[name=result][value=passed]").check()
        page.locator("[name=findings]").fill("随机问 5 名住校生，补助全部到卡，与回单一致。")
        page.locator("[name=method][value=on_site]").check()
        page.locator("[name=place]").fill("第五学区中心小学")
        page.locator("[name=at]").fill("2026-03-02T10:05")
        hand_in(page)
        page.wait_for_url(f"**/issues/{self.issue.pk}/")

    def the_office_asks(self) -> None:
        page = self.at(self.world.office)
        press(page, "问提出人")
        page.locator("main form[action$='/ask/'] button").click()
        page.wait_for_load_state()

    def the_parent_answers(self, answer: str) -> None:
        page = self.parent
        page.goto("/speak/receipt/")
        page.locator("[name=code]").fill(self.code.lower())
        press(page, "看看办得怎样")
        expect(page.locator("button[name=answer]")).to_have_count(2)
        page.locator(f"button[name=answer][value={answer}]").click()
        if answer == "dissatisfied":
            page.locator("[name=words]").fill("只补了一个月，还差四个月。")
            press(page, "发送")
        expect(page.get_by_role("status").first).to_be_visible()

    # ---------------------------------------------------------------- published, closed, looked back at

    def the_office_publishes(self) -> None:
        page = self.at(self.world.office)
        press(page, "公示")
        page.locator("[name=scope][value=public]").check()
        press(page, "看看会公布什么")
        expect(page.locator("article")).to_contain_text(TITLE)
        press(page, "就按这些发布")
        agree(page)
        page.wait_for_url("**/publication/*/")

    def the_leader_closes(self) -> None:
        page = self.at(self.world.team_leader)
        press(page, "销号")
        press(page, "销号，生成销号单")
        agree(page)
        page.wait_for_url("**/certificates/*/")
        expect(page.locator("h1")).to_contain_text("销号单")
        press(page, "核验")
        expect(page.locator("p[role=status]")).to_contain_text("SHA-256")

    def it_held(self) -> None:
        page = self.at(self.world.second_supervisor)
        page.get_by_role("link", name="回头看", exact=True).last.click()
        page.locator("[name=place]").fill("第五学区中心小学")
        page.locator("[name=findings]").fill("春季学期补助按月到卡，公示栏有名单。")
        press(page, "成果巩固")
        page.wait_for_load_state()

    def locked(self) -> str:
        """The sentences at the button that the leader of the team may not press."""
        page = self.at(self.world.team_leader)
        button = page.get_by_role("button", name="销号", exact=True).last
        expect(button).to_have_attribute("aria-disabled", "true")
        said = page.locator(f"#{(button.get_attribute('aria-describedby') or '').split()[0]}").inner_text()
        button.click(force=True)
        assert self.issue.status != Status.CLOSED
        return said


@pytest.fixture
def journey(town: World, windows: Windows, tmp_path: Path) -> Journey:
    return Journey(town, windows, tmp_path)


def walk(steps: list[tuple[Callable[[], None], str]], journey: Journey) -> None:
    """Take the steps; after each the ledger must stand where the loop says."""
    for step, status in steps:
        step()
        assert journey.issue.status == status, step.__name__


def to_verified(journey: Journey) -> None:
    """From the first word of a parent to the supervisor's word."""
    journey.the_parent_speaks()
    walk(
        [
            (journey.the_office_registers, Status.REGISTERED),
            (journey.the_office_assigns, Status.ASSIGNED),
            (journey.the_liaison_plans, Status.ASSIGNED),
            (journey.the_deputy_approves, Status.PLANNED),
            (journey.the_liaison_works, Status.RECTIFYING),
            (journey.the_head_claims, Status.CLAIMED),
            (journey.the_supervisor_verifies, Status.VERIFIED),
            (journey.the_office_asks, Status.VERIFIED),
        ],
        journey,
    )


def test_one_voice_from_opinion_to_look_back(journey: Journey):
    to_verified(journey)
    journey.the_parent_answers("satisfied")
    journey.the_office_publishes()
    assert journey.issue.status == Status.IN_NOTICE
    assert "公示" in journey.locked()
    pass_days(journey.world, 14)
    journey.the_leader_closes()
    assert journey.issue.status == Status.CLOSED
    pass_days(journey.world, 40)
    journey.it_held()
    assert journey.issue.look_backs.get().done_by == journey.world.second_supervisor
    page = journey.at(journey.world.office)
    page.goto(f"/issues/{journey.issue.pk}/history/")
    told = page.locator("main").inner_text()
    people = "office liaison deputy head supervisor team_leader second_supervisor".split()
    assert [name for name in people if journey.world.people[name].title not in told] == []


def test_a_dissatisfied_parent_sends_it_back(journey: Journey):
    voice = story.to_verified(journey.world, voices=1).voices.get()
    journey.code = story.CODES[voice.opinion_id]
    journey.the_office_asks()
    journey.the_parent_answers("dissatisfied")
    assert "不满意" in journey.locked()
    page = journey.at(journey.world.team_leader)
    press(page, "退回返工")
    page.locator("[name=reason]").fill("提出人说只补了一个月，逐月补齐后再申请。")
    page.locator("form.bh-form button.bh-btn-primary").click()
    page.wait_for_url(f"**/issues/{journey.issue.pk}/")
    assert (journey.issue.status, journey.issue.cycle) == (Status.RECTIFYING, 2)
    journey.parent.goto("/speak/receipt/")
    journey.parent.locator("[name=code]").fill(journey.code)
    press(journey.parent, "看看办得怎样")
    expect(journey.parent.locator("main")).to_contain_text("整改")
    expect(journey.parent.locator("button[name=answer]")).to_have_count(0)
