"""A supervisor's day: a school without network, a finding on the ledger, a notice, its reply, a verification."""

import io
from datetime import timedelta

from PIL import Image
from playwright.sync_api import Page, expect

from bihuan.campaigns.models import FocusProblem, ObjectKind
from bihuan.ledger.models import Issue
from bihuan.ledger.services.assigning import assign
from bihuan.people.roles import Role
from bihuan.supervision.models import SupervisionNotice, Visit, VisitEntry
from bihuan.supervision.services.teams import add_area, add_member, form_team
from tests import walk
from tests.browser.conftest import PATIENCE, PHONE, Windows
from tests.browser.test_journey import hand_in, press
from tests.world import DAY, World, enlist

DONE = "全部记录已上传。"


def test_a_day_of_a_supervisor(town: World, windows: Windows) -> None:
    """Morning at the desk, forenoon in the school, afternoon the answer."""
    _teams_and_lists(town)
    phone = windows.of(town.supervisor, width=PHONE)
    visit = _plans_a_visit(windows.of(town.supervisor), town)
    _fills_in_the_list_without_a_network(phone, visit)
    issue = _finds_it_on_the_ledger(town)
    _sends_a_notice_and_reads_the_reply(windows, town, issue)
    _verifies_on_the_phone(phone, town)


def _teams_and_lists(town: World) -> None:
    team = form_team(town.campaign, number=1, name="督导一组", by=town.office)
    add_area(team, town.district, by=town.office)
    add_member(team, town.supervisor, part="member", by=town.office)
    kind = ObjectKind.objects.create(campaign=town.campaign, code="schools", name="学校")
    for place, text in enumerate(("收费是否公示", "校车有无隐患", "来信有无回音"), start=1):
        FocusProblem.objects.create(object_kind=kind, position=place, text=text)


def _plans_a_visit(page: Page, town: World) -> Visit:
    page.goto("/supervision/visits/new/")
    page.fill("[name=unit]", town.school.name)
    page.fill("[name=planned_on]", DAY.isoformat())
    page.check("[name=announced][value=no]")
    page.check(f"[name=visitors][value='{town.supervisor.pk}']")
    page.fill("[name=purpose]", "看收费和校车")
    hand_in(page)
    expect(page.locator("#main")).to_contain_text("暗访")
    page.goto(f"/supervision/visits/month/?month={DAY:%Y-%m}")
    expect(page.locator("#main")).to_contain_text(town.school.name)
    return Visit.objects.get()


def _fills_in_the_list_without_a_network(phone: Page, visit: Visit) -> None:
    phone.goto("/supervision/visits/today/")
    phone.get_by_role("link", name="检查清单").click()
    phone.locator("[data-opens-offline=true]").wait_for()
    phone.context.set_offline(True)
    phone.reload()
    fees, bus, _letters, _else = phone.locator("form[data-note]").all()
    fees.get_by_label("正常").check()
    fees.get_by_role("button").last.click()
    bus.get_by_label("发现问题").check()
    bus.get_by_label("记录").fill("校车超员两人，无随车照管人员。")
    bus.get_by_label("立为问题").check()
    bus.locator("[name=photos]").set_input_files([_photo("车厢.jpg"), _photo("车门.jpg")])
    bus.get_by_role("button").last.click()
    expect(phone.locator("li[data-waits]")).to_have_count(2)
    expect(phone.locator("[data-visiting-state]")).to_contain_text("2 条")
    phone.reload()
    expect(phone.locator("li[data-waits]")).to_have_count(2)
    assert not VisitEntry.objects.exists()
    phone.context.set_offline(False)
    expect(phone.locator("[data-visiting-state]")).to_have_text(DONE, timeout=PATIENCE)
    expect(phone.locator("li[data-waits]")).to_have_count(0)
    phone.reload()
    kept = [(one.answer, one.photos.count()) for one in VisitEntry.objects.order_by("pk")]
    assert kept == [("in_order", 0), ("wanting", 2)], "nothing lost, nothing twice"
    phone.goto(f"/supervision/visits/{visit.pk}/conclude/")
    phone.fill("[name=conclusion]", "收费已公示；校车超员须立即整改。")
    hand_in(phone)
    expect(phone.locator("#main")).to_contain_text("已作结论")


def _photo(name: str) -> dict[str, object]:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "#a33").save(made, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": made.getvalue() + name.encode()}


def _finds_it_on_the_ledger(town: World) -> Issue:
    issue = Issue.objects.get()
    assert issue.original_text == "校车超员两人，无随车照管人员。"
    return assign(issue, lead=town.fifth_zone, by=town.office)


def _sends_a_notice_and_reads_the_reply(windows: Windows, town: World, issue: Issue) -> None:
    page = windows.of(town.supervisor)
    page.goto(f"/issues/{issue.pk}/")
    expect(page.locator("#main")).to_contain_text("督查中发现")
    page.goto(f"/supervision/issues/{issue.pk}/notice/")
    page.check("[name=kind][value=rectify]")
    page.fill("[name=text]", "立即停止超员，配齐照管人员。")
    page.fill("[name=reply_due]", (DAY + timedelta(days=7)).isoformat())
    hand_in(page)
    notice = SupervisionNotice.objects.get()
    head = windows.of(enlist("第五学区负责人", town.fifth_zone, Role.HEAD))
    head.goto(f"/supervision/notices/{notice.pk}/reply/")
    head.fill("[name=reply]", "已分流两人，随车照管员到岗。")
    hand_in(head)
    page.goto(f"/supervision/notices/{notice.pk}/")
    expect(page.locator("#main")).to_contain_text("照管员到岗")
    press(page, "认可回复，办结")


def _verifies_on_the_phone(phone: Page, town: World) -> None:
    claimed = walk.to_claimed(town, voices=0)
    phone.goto(f"/supervision/issues/{claimed.pk}/verify/")
    phone.check("[name=result][value=passed]")
    phone.fill("[name=findings]", "逐车查看，均未超员。")
    phone.check("[name=method][value=on_site]")
    phone.fill("[name=place]", "校门口")
    hand_in(phone)
    claimed.refresh_from_db()
    assert claimed.status == "verified"
