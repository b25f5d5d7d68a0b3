"""The workbook: what the list shows, with ids that last, and readable by our own import."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from bihuan.documents import read
from bihuan.ledger.exports import write_workbook
from bihuan.ledger.models import Issue
from bihuan.ledger.sheets import UNFIT, Sheet, write_sheet
from tests import walk


def rows_of(content):
    page = load_workbook(BytesIO(content)).active
    return [[cell.value for cell in row] for row in page.iter_rows()]


def body(answer):
    return b"".join(answer.streaming_content)


@pytest.fixture
def issue(world):
    return walk.to_started(world)


def test_the_workbook_holds_what_the_list_shows(world, issue, as_person):
    answer = as_person(world.office).get("ledger:export", query="?status=rectifying")
    head, line = rows_of(body(answer))
    record = dict(zip(head, line, strict=True))
    assert (record["系统编号"], record["编号"]) == (issue.pk, issue.number)
    assert (record["牵头单位"], record["配合单位"]) == ("计财科", "学生资助中心")
    assert record["整改措施"] == "1. 补发去年秋季学期补助"
    assert (record["整改时限"], record["时限（系统读作）"]) == ("2026年4月底前", "2026-04-30")
    assert "attachment" in answer["Content-Disposition"]
    assert rows_of(body(as_person(world.office).get("ledger:export", query="?status=closed")))[1:] == []


def test_scope_holds_in_exports_too(world, issue, as_person):
    assert len(rows_of(body(as_person(world.zone_liaison).get("ledger:export")))) == 1
    answer = as_person(world.zone_liaison).post("ledger:export-selection", pk=[issue.pk])
    assert len(rows_of(body(answer))) == 1
    chosen = as_person(world.office).post("ledger:export-selection", pk=[issue.pk])
    assert len(rows_of(body(chosen))) == 2


def test_an_address_that_is_not_understood_exports_nothing(world, issue, as_person):
    assert as_person(world.office).get("ledger:export", query="?status=nonsense").status_code == 409


def test_our_own_reader_understands_the_export(world, issue):
    with write_workbook(Issue.objects.all(), world.campaign) as file:
        (record,) = read(file.read(), name="导出.xlsx").records
    assert record.problem.value == issue.original_text
    assert record.lead_unit.value == "计财科"
    assert record.deadline_text.value == "2026年4月底前"


def test_a_broken_export_leaves_no_file(world, issue, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("bihuan.ledger.exports.rows_of", lambda issues: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_workbook(Issue.objects.all(), world.campaign)
    assert list(tmp_path.iterdir()) == []


def written(*rows, name="台账", footer=""):
    file = BytesIO()
    write_sheet(file, Sheet(name, [("甲", 10), ("乙", 20)], footer), rows)
    return file


def test_a_sheet_takes_any_words(tmp_path):
    odd = "a<b>&\"'\x00\x0b\ud7ff 全角　 换行\n第二行"
    page = load_workbook(written((1, odd), ("", "x" * 40_000), name="a/b[1]:*?' 很长" * 5, footer="甲&乙")).active
    assert page["B2"].value == odd.replace("\x00", "").replace("\x0b", "")
    assert (page["A3"].value, len(page["B3"].value)) == (None, 32_767)
    assert page["A2"].value == 1
    assert page.print_title_rows == "$1:$1"
    assert page.freeze_panes == "C2"


@given(st.lists(st.tuples(st.integers(-(10**9), 10**9), st.text(max_size=30)), max_size=8))
def test_what_is_written_is_read_again(rows):
    read_back = rows_of(written(*rows).getvalue())[1:]
    for (number, words), (cell, text) in zip(rows, read_back, strict=True):
        assert cell == number
        assert (text or "") == UNFIT.sub("", words).replace("\r\n", "\n").replace("\r", "\n")
