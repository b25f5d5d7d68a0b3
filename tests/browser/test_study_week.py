"""A study secretary's week: a plan with its four fixed, a session with a code scanned by phone, a copied reflection, the garden."""

import re

from playwright.sync_api import Page, expect

from bihuan.study.models import Attendance, Reflection, StudyPlan, StudySession
from bihuan.study.services.comparing import compare_reflections
from tests.browser.conftest import PHONE, Windows
from tests.browser.test_journey import hand_in, press
from tests.study.school import WORDS
from tests.world import DAY, World


def test_a_week_of_a_study_secretary(town: World, windows: Windows) -> None:
    """Monday the plan, Tuesday its approval, Wednesday the session, Thursday the reflections, Friday the garden."""
    secretary = windows.of(town.liaison)
    _monday_writes_the_plan(secretary, town)
    _tuesday_it_is_approved(windows, town)
    _wednesday_people_sign_in(secretary, windows, town)
    _thursday_a_copy_is_pointed_out(secretary, windows, town)
    _friday_the_garden_shows_it(windows, town)


def _monday_writes_the_plan(page: Page, town: World) -> None:
    page.goto("/study/plans/new/")
    page.fill("[name=title]", "计财科学习计划")
    hand_in(page)
    expect(page.locator("#main")).to_contain_text("计划还没有专题")
    plan = StudyPlan.objects.get()
    for person, part in ((town.head, "chair"), (town.clerk, "member")):
        page.goto(f"/study/plans/{plan.pk}/people/new/")
        page.fill("[name=person]", person.title)
        page.check(f"[name=part][value={part}]")
        hand_in(page)
    page.goto(f"/study/plans/{plan.pk}/change/")
    page.fill("[name=aim]", "学懂弄通")
    page.fill("[name=starts_on]", DAY.isoformat())
    page.fill("[name=ends_on]", "2026-06-30")
    hand_in(page)
    page.goto(f"/study/plans/{plan.pk}/topics/new/")
    page.fill("[name=title]", "群众观点")
    page.fill("[name=content]", "原文第一章")
    page.fill("[name=planned_on]", DAY.isoformat())
    page.fill("[name=leader]", town.head.title)
    hand_in(page)
    expect(page.locator("#main")).to_contain_text("四项均已落实")
    press(page, "提交")
    expect(page.locator("#main")).to_contain_text("已报送")


def _tuesday_it_is_approved(windows: Windows, town: World) -> None:
    page = windows.of(town.office)
    page.goto(f"/study/plans/{StudyPlan.objects.get().pk}/decide/")
    page.check("[name=decision][value=approve]")
    hand_in(page)
    expect(page.locator("#main")).to_contain_text("实施中")


def _wednesday_people_sign_in(page: Page, windows: Windows, town: World) -> None:
    page.goto(f"/study/plans/{StudyPlan.objects.get().pk}/sessions/new/")
    page.select_option("[name=kind]", "exchange")
    page.fill("[name=title]", "第一次座谈")
    page.fill("[name=held_on]", DAY.isoformat())
    hand_in(page)
    press(page, "开放签到")
    code = page.locator(".bh-code").inner_text()
    session = StudySession.objects.get()
    phone = windows.of(town.clerk, width=PHONE)
    phone.goto(f"/study/sessions/{session.pk}/here/?code={code}")
    press(phone, "我到了")
    expect(phone.locator("#main")).to_contain_text("扫码签到")
    assert Attendance.objects.get().person == town.clerk
    page.goto(f"/study/sessions/{session.pk}/attendance/?mark=missing")
    expect(page.locator("#main")).to_contain_text(town.head.title)
    page.goto(f"/study/sessions/{session.pk}/minutes/")
    page.fill("[name=summary]", "学习原文，联系实际讨论。")
    hand_in(page)
    expect(page.locator("#main")).to_contain_text("已举办")


def _thursday_a_copy_is_pointed_out(page: Page, windows: Windows, town: World) -> None:
    for person in (town.clerk, town.head):
        window = windows.of(person, width=PHONE)
        window.goto("/study/reflections/new/")
        window.fill("[name=title]", f"{person.title}的心得")
        window.fill("[name=text]", WORDS)
        window.check("[name=may_show]")
        hand_in(window)
        expect(window.locator("#main")).to_contain_text("心得已提交")
    compare_reflections(town.campaign)
    page.goto("/study/reflections/?status=submitted&alike=1")
    page.get_by_role("link", name=re.compile("经办人的心得")).first.click()
    page.get_by_role("link", name=re.compile("100 %")).first.click()
    expect(page.locator("mark").first).to_be_visible()
    for reflection in Reflection.objects.filter(author=town.clerk):
        page.goto(f"/study/reflections/{reflection.pk}/review/")
        page.check("[name=decision][value=accept]")
        hand_in(page)
        expect(page.locator("#main")).to_contain_text("审阅意见已记录")


def _friday_the_garden_shows_it(windows: Windows, town: World) -> None:
    member = windows.of(town.member, width=PHONE)
    member.goto("/study/garden/")
    expect(member.locator("#main")).to_contain_text("计财科经办人的心得")
    expect(member.locator("#main")).not_to_contain_text("计财科负责人的心得")
