"""A phase look-back: a plan reviewed, a talk held, a unit held back by a numbered notice, made good, gone on."""

from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from bihuan.campaigns.models import Phase, RequiredPaper, RequiredTalk
from bihuan.supervision.models import PaperVersion, Standing, SupervisionNotice
from bihuan.supervision.services.phases import open_phase
from tests.browser.conftest import PHONE, Windows
from tests.browser.test_journey import hand_in, press
from tests.world import DAY, World


def test_a_unit_held_back_makes_good_and_goes_on(town: World, windows: Windows, tmp_path: Path) -> None:
    standing = _a_phase(town)
    here = f"/supervision/standings/{standing.pk}/"
    liaison, supervisor = windows.of(town.liaison, width=PHONE), windows.of(town.supervisor)
    _the_plan_is_reviewed(liaison, supervisor, here, tmp_path)
    _it_is_held_back(supervisor, standing, here)
    _the_unit_replies(liaison, here)
    _it_is_made_good_and_goes_on(liaison, supervisor, here)


def _a_phase(town: World) -> Standing:
    phase = town.campaign.phases.get(position=1)
    Phase.objects.filter(pk=phase.pk).update(look_back_on=DAY, waits_for_talks=True)
    RequiredPaper.objects.create(phase=phase, position=1, name="活动方案")
    RequiredTalk.objects.create(phase=phase, position=1, name="一线教职工")
    open_phase(phase, [town.finance], by=town.office)
    return Standing.objects.get()


def _the_plan_is_reviewed(liaison: Page, supervisor: Page, here: str, folder: Path) -> None:
    liaison.goto(here)
    expect(liaison.locator(".bh-gate")).to_contain_text("《活动方案》尚未报送")
    file = folder / "活动方案.txt"
    file.write_text("一、指导思想。\n二、方法步骤。\n", encoding="utf-8")
    press(liaison, "提交")
    liaison.set_input_files("[name=file]", file)
    hand_in(liaison)
    expect(liaison.locator("#main")).to_contain_text("第 1 版")
    version = PaperVersion.objects.get()
    supervisor.goto(f"/supervision/papers/{version.pk}/remark/?at=1")
    expect(supervisor.locator("blockquote")).to_contain_text("二、方法步骤")
    supervisor.fill("[name=words]", "写清时间和责任人。")
    hand_in(supervisor)
    supervisor.locator("button[value=pass]").click()
    expect(supervisor.locator("#main")).to_contain_text("审核通过")


def _it_is_held_back(supervisor: Page, standing: Standing, here: str) -> None:
    supervisor.goto(f"{here}talks/new/")
    supervisor.check("[name=group]")
    supervisor.fill("[name=notes]", "反映补助到账慢。")
    hand_in(supervisor)
    supervisor.goto(f"{here}hold/")
    supervisor.check("[name=outcome][value=catch_up]")
    supervisor.fill("[name=words]", "缺两次学习，须补课。")
    supervisor.fill("[name=reply_due]", (DAY + timedelta(days=7)).isoformat())
    hand_in(supervisor)
    expect(supervisor.locator("#main")).to_contain_text("补课")
    assert SupervisionNotice.objects.get(unit=standing.unit).kind == "catch_up"
    supervisor.goto(f"/supervision/phases/{standing.phase_id}/?status=held")
    expect(supervisor.locator("#list-standings")).to_contain_text("计财科")


def _the_unit_replies(liaison: Page, here: str) -> None:
    liaison.goto(here)
    expect(liaison.locator("aside.bh-aside")).to_contain_text("已被暂缓转段")  # the button stays, locked, and says why
    liaison.goto(f"/supervision/notices/{SupervisionNotice.objects.get().pk}/reply/")
    liaison.fill("[name=reply]", "已补课两次，附签到表。")
    hand_in(liaison)


def _it_is_made_good_and_goes_on(liaison: Page, supervisor: Page, here: str) -> None:
    supervisor.goto(f"/supervision/notices/{SupervisionNotice.objects.get().pk}/")
    press(supervisor, "认可回复，办结")
    supervisor.goto(f"{here}make-good/")
    supervisor.fill("[name=words]", "查看了补课签到和记录。")
    hand_in(supervisor)
    liaison.goto(here)
    press(liaison, "转入下一环节")
    expect(liaison.locator("#main")).to_contain_text("已转段")
    assert list(Standing.objects.order_by("pk").values_list("status", flat=True)) == ["advanced", "under_way"]
