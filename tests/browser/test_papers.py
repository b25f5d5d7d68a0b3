"""A report in a real browser: seen, written, downloaded, read again, and found out after a record has changed."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bihuan.documents.writing import preview
from bihuan.jobs import worker
from bihuan.ledger.services.registering import IssueDetails, register
from tests import walk
from tests.browser.conftest import Windows
from tests.world import World


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
