"""Documents in, documents out, in a real browser: a messy ledger comes in, the office's own forms go out."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from bihuan.documents.writing import preview
from bihuan.jobs import worker
from bihuan.ledger.models import Issue
from bihuan.ledger.services.registering import IssueDetails, register
from tests import walk
from tests.browser.conftest import Windows
from tests.documents.test_books import form_of_office, saved
from tests.ledger.imports.conftest import workbook
from tests.world import World

MESSY = (
    ("1", "补助发放不及时", "补发补助", "计财", "2026年4月底前"),
    ("2", "校服价格不公开", "公开价格", "不知哪个科", "2026年5月底前"),
    ("3", "食堂账目不清", "按周公布", "计财科", "尽快吧"),
    ("4", "教室漏雨", "修补屋面", "计财科", "2026年6月底前"),
)


def check(page: Page, report: Path) -> None:
    """Upload a report and wait for what was found in it."""
    page.goto("/reports/check/")
    page.set_input_files("input[type=file]", str(report))
    page.get_by_role("button", name="核对", exact=True).click()
    page.locator("#findings").wait_for()


def test_a_report_is_written_downloaded_and_checked_again(
    town: World, windows: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "office", lambda: None)  # pages have a test of their own
    walk.to_closed(town)
    page = windows.of(town.office)
    page.goto("/reports/new/situation/")
    expect(page.locator("article.paper")).to_contain_text("整改率")
    page.get_by_role("button", name="生成 Word 文件").click()
    page.wait_for_url("**/reports/papers/*/")
    worker.drain()
    page.reload()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 Word 文件").click()
    report = tmp_path / "报告.docx"
    download.value.save_as(report)
    check(page, report)
    expect(page.locator("mark")).to_have_count(0)
    register(town.campaign, text="门卫室没有灯", details=IssueDetails(source="督查发现"), by=town.office)
    check(page, report)
    expect(page.locator("#findings")).to_contain_text("记录现为 2")
    expect(page.locator("mark").first).to_be_visible()


def test_a_messy_ledger_is_mended_imported_and_exported_in_the_offices_form(
    town: World, windows: Windows, tmp_path: Path
) -> None:
    page = windows.of(town.office)
    messy, form = tmp_path / "乱台账.xlsx", tmp_path / "表样.xlsx"
    messy.write_bytes(workbook(*MESSY, heads=("编号", "存在问题", "整改措施", "责任单位", "整改时限")))
    form.write_bytes(saved(form_of_office()))
    page.goto("/issues/import/")
    page.set_input_files("input[type=file]", str(messy))
    page.locator("main form [type=submit]").click()
    page.goto(f"{page.url.split('?')[0]}review/")
    for words, field, value in (
        ("补助发放不及时", "lead_unit", "计财科"),
        ("校服价格不公开", "lead_unit", "计财科"),
        ("食堂账目不清", "deadline_text", "2026年6月底前"),
    ):
        record = page.locator(".bh-review-record", has_text=words)
        if record.locator("details:not([open])").count():
            record.locator("summary").click()
        record.locator(f"[name$='|{field}']").fill(value)
    page.locator(".bh-review-record", has_text="教室漏雨").locator("[name=accept]").uncheck()
    page.get_by_role("button", name="导入所勾选的").click()
    page.wait_for_url("**/import/done/*/")
    expect(page.locator("main")).to_contain_text("教室漏雨")
    assert Issue.objects.filter(lead_unit=town.finance).count() == 3

    page.goto("/reports/workbooks/")
    page.fill("[name=name]", "区委表样")
    page.set_input_files("input[type=file]", str(form))
    page.locator("main form [type=submit]").last.click()
    page.get_by_role("button", name="启用").click()
    page.wait_for_url("**/reports/workbooks/into/issues/")
    with page.expect_download() as download:
        page.get_by_role("button", name="生成工作簿").click()
    book = load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert {book.active[f"B{row}"].value for row in (4, 5, 6)} == {line[1] for line in MESSY[:3]}
    assert book.active["A7"].value == "填表人："
