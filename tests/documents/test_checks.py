"""Warnings: each fault is found, its innocent twin is not."""

import pytest

from bihuan.documents import ReadingWarning
from tests.documents.books import HEADER, book, reading, row

LONG = "值班记录缺页，交接签字不全"
OTHER = "公用钥匙由一人保管，没有登记"
THIRD = "消防演练方案三年没有修订"


def warnings(*rows: list[object], header: tuple[str, ...] = HEADER) -> list[ReadingWarning]:
    return list(reading(book(("台账", [header, *rows]))).warnings)


def codes(*rows: list[object], header: tuple[str, ...] = HEADER) -> list[tuple[str, str | None]]:
    return [(warning.what, warning.record_no) for warning in warnings(*rows, header=header)]


def test_a_clean_ledger_has_no_warnings() -> None:
    assert codes(row(1, LONG), row(2, OTHER, 整改措施="收回钥匙，逐把登记并公布")) == []


def test_the_same_problem_twice_names_the_later_record_and_both_numbers() -> None:
    (found,) = warnings(row(1, LONG), row(2, OTHER, 整改措施="登记"), row(3, LONG, 责任单位="财务科"))
    assert (found.what, found.record_no) == ("duplicate_problem", "3")
    assert "第3条" in found.sentence
    assert "第1条" in found.sentence
    assert "责任单位不同" in found.sentence


def test_the_same_problem_at_two_sites_is_no_duplicate() -> None:
    header = ("序号", "学校", "隐患描述", "整改措施", "责任单位")
    rows = [[1, "甲小学", LONG, "补齐", "总务处"], [2, "乙小学", LONG, "补齐", "总务处"]]
    assert codes(*rows, header=header) == []


def test_measures_copied_from_another_row_are_told_from_the_original() -> None:
    keys = "公用钥匙逐把登记，交接双方签字，每月由办公室核对一次"
    assert codes(row(1, LONG, 整改措施=keys), row(2, OTHER, 整改措施=keys)) == [("measure_of_other_row", "1")]


def test_a_phrase_that_many_rows_share_is_no_copy() -> None:
    phrase = "已向提出人说明现行政策依据"
    assert codes(*(row(n, text, 整改措施=phrase) for n, text in enumerate((LONG, OTHER, THIRD), 1))) == []


@pytest.mark.parametrize(
    ("status", "evidence", "expected"),
    [("已销号", "", True), ("已销号", "照片", False), ("已整改待验收", "", False), ("未销号", "", False)],
)
def test_closed_without_evidence(status: str, evidence: str, expected: bool) -> None:
    header = ("序号", "问题", "整改措施", "整改状态", "佐证材料")
    found = codes([1, LONG, "补齐", status, evidence], header=header)
    assert found == ([("closed_without_evidence", "1")] if expected else [])


def test_a_ledger_without_a_column_for_evidence_asks_for_none() -> None:
    assert codes(row(1, LONG, 进展情况="已销号")) == []


def test_a_deadline_before_the_day_of_discovery() -> None:
    header = ("序号", "问题", "整改措施", "排查时间", "整改时限")
    found = warnings([1, LONG, "补齐", "2030-10-08", "2030年9月底前"], header=header)
    assert [(each.what, each.record_no) for each in found] == [("deadline_before_start", "1")]
    assert "2030-09-30" in found[0].sentence


def test_an_ambiguous_deadline_gets_no_date() -> None:
    found = reading(book(("台账", [HEADER, row(1, LONG, 整改时限="2030年8月前")])))
    assert found.records[0].deadline_date.value is None
    assert [warning.what for warning in found.warnings] == ["deadline_ambiguous"]


def test_status_against_progress() -> None:
    header = ("序号", "问题", "整改措施", "销号意见", "完成情况")
    text = "正在履行采购程序，预计下月开工。"
    assert codes([1, LONG, "补齐", "同意销号", text], header=header) == [("status_contradicts_progress", "1")]
    assert codes([1, LONG, "补齐", "整改中", text], header=header) == []


def test_a_total_of_money_that_does_not_tie() -> None:
    header = ("序号", "问题", "涉及金额", "整改措施")
    rows = [[1, LONG, 10.5, "补齐"], [2, OTHER, 20, "登记"]]
    (found,) = warnings(*rows, ["合计", None, 40.5], header=header)
    assert (found.what, found.record_no) == ("total_mismatch", "合计")
    assert "相差 10.0" in found.sentence
    assert warnings(*rows, ["合计", None, 30.5], header=header) == []


def test_a_section_that_announces_another_number() -> None:
    found = codes(["一、制度方面（2个）"], row(1, LONG))
    assert [what for what, _ in found] == ["total_mismatch"]


def test_gaps_and_repetitions_in_numbers() -> None:
    found = codes(row(1, LONG), row(2, OTHER, 整改措施="登记"), row(4, THIRD, 整改措施="修订"))
    assert found == [("number_gap", "4")]
    found = codes(row(1, LONG), row(2, OTHER, 整改措施="登记"), row(2, THIRD, 整改措施="修订"))
    assert found == [("number_repeated", "2")]


def test_personal_data_is_pointed_out() -> None:
    found = warnings(row(1, "来信人电话13800000000反映值班记录缺页"))
    assert [each.what for each in found] == ["personal_data"]
    assert "手机号" in found[0].sentence
