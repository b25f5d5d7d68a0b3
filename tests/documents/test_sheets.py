"""Workbooks as offices keep them: headers, sections, totals, merged cells, several sheets."""

from datetime import date

from openpyxl import Workbook

from bihuan.documents import Meaning
from tests.documents.books import HEADER, book, reading, records, row, saved

LONG = "值班记录缺页，交接签字不全"
OTHER = "公用钥匙由一人保管，没有登记"


def test_a_plain_sheet_gives_every_field_with_its_cell() -> None:
    (record,) = records(HEADER, row(1, LONG))
    assert (record.no.value, record.problem.value) == ("1", LONG)
    assert record.problem.positions[0].cell == "B2"
    assert record.problem.positions[0].sheet == "台账"
    assert record.measures.value == ("修订制度", "组织培训")
    assert record.responsible_units.value == ("人事科",)
    assert record.responsible_persons.value == ("科长",)
    assert record.deadline_date.value == date(2030, 9, 30)
    assert record.progress_status.value == "正在整改"
    assert record.problem.confidence > 0.9


def test_blanks_inside_headers_and_titles_above_do_not_matter() -> None:
    title = ["某某学校2031年整改台账"]
    spaced = [" 序  号", "问　题", "整 改 措 施", "责任科室", "责 任 人", "整改\n时限", "进展"]
    (record,) = records(title, [], spaced, row(1, LONG, 整改时限="6月底前"))
    assert record.problem.value == LONG
    assert record.deadline_date.value == date(2031, 6, 30)


def test_the_year_of_a_meeting_is_not_the_year_of_the_deadline() -> None:
    found = reading(book(("台账", [["2029年度民主生活会整改清单"], HEADER, row(1, LONG, 整改时限="6月底前")])))
    assert found.records[0].deadline_date.value is None
    assert [warning.what for warning in found.warnings] == ["deadline_no_year"]


def test_sections_subtotals_notes_and_blank_rows_are_no_issues() -> None:
    rows = [
        HEADER,
        ["一、制度方面（1个）"],
        row(1, LONG),
        ["小计", None, "1个"],
        [],
        ["二、管理方面（1个）"],
        row(2, OTHER),
        ["合  计", None, "2个"],
        ["填表人：办公室　　审核人：主任"],
    ]
    found = reading(book(("台账", rows), merges=("A2:G2", "A6:G6", "A9:G9")))
    assert [record.no.value for record in found.records] == ["1", "2"]
    assert found.records[1].category.value == "二、管理方面（1个）"
    assert found.warnings == ()


def test_a_header_of_two_rows_and_a_unit_merged_down() -> None:
    rows = [
        ["序号", "学校", "隐患情况", None, "整改", None, "验收单位"],
        [None, None, "隐患描述", "隐患类别", "整改措施", "责任单位", None],
        [1, "甲小学", LONG, "安全", "更换门锁", "总务处", "教委"],
        [2, None, OTHER, "安全", "建立登记", "总务处", "教委"],
    ]
    one, other = records(*rows, merges=("A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2", "B3:B4"))
    assert (one.problem.value, one.category.value) == (LONG, "安全")
    assert one.responsible_units.value == ("总务处",)
    assert other.site_unit.value == "甲小学"
    assert other.acceptance_unit.value == "教委"


def test_one_issue_over_several_rows_collects_measures_units_and_the_last_deadline() -> None:
    rows = [
        ["序号", "问题", "整改措施", "完成时限", "责任部门"],
        [1, LONG, "1.补齐记录。", "立行立改", "办公室"],
        [None, None, "2.每月检查。", "2030年9月底前", "人事科"],
        [2, OTHER, "收回钥匙", "立行立改", "总务处"],
    ]
    one, other = records(*rows, merges=("A2:A3", "B2:B3"))
    assert one.measures.value == ("补齐记录", "每月检查")
    assert one.responsible_units.value == ("办公室", "人事科")
    assert one.deadline_text.value == "2030年9月底前"
    assert [step.deadline_text for step in one.milestones] == ["立行立改", "2030年9月底前"]
    assert other.immediate
    assert other.milestones == ()


def test_sheets_by_unit_take_the_unit_from_the_line_above_and_summaries_are_left_out() -> None:
    header = ("序号", "反馈问题", "整改措施", "完成时限", "是否销号")
    found = reading(
        book(
            ("填表说明", [["填 表 说 明"], ["1.问题表述须与反馈意见一致。"]]),
            ("汇总", [["责任科室", "问题数", "已销号"], ["人事科", 1, 0], ["财务科", 2, 0]]),
            (
                "人事科",
                [
                    ["责任科室：人事科　　填报时间：2030年1月5日"],
                    header,
                    [1, LONG, "补齐", "2030年9月底前", "未销号"],
                ],
            ),
            ("财务科", [["责任科室：财务科"], header, [1, OTHER, "登记", "2030年9月底前", "未销号"]]),
        )
    )
    assert [record.responsible_units.value for record in found.records] == [("人事科",), ("财务科",)]
    assert found.year == 2030
    (warning,) = found.warnings
    assert (warning.what, warning.record_no) == ("total_mismatch", "汇总")
    assert "财务科写的是 2，明细有 1 条" in warning.sentence


def test_dates_are_shown_as_their_format_shows_them_and_keep_the_real_date() -> None:
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["序号", "问题", "整改措施", "整改时限"])
    sheet.append([1, LONG, "补齐", date(2030, 3, 5)])
    sheet["D2"].number_format = 'yyyy"年"m"月"d"日"'
    (record,) = reading(saved(workbook)).records
    assert record.deadline_text.value == "2030年3月5日"
    assert record.deadline_iso == "2030-03-05"
    assert record.deadline_date.value == date(2030, 3, 5)


def test_hidden_rows_count_and_say_so() -> None:
    workbook = Workbook()
    sheet = workbook.active
    for cells in (HEADER, row(1, LONG), row(2, OTHER)):
        sheet.append(list(cells))
    sheet.row_dimensions[3].hidden = True
    one, other = reading(saved(workbook)).records
    assert (one.hidden, other.hidden) == (False, True)


def test_hidden_sheets_are_not_read() -> None:
    workbook = Workbook()
    workbook.active.append(list(HEADER))
    workbook.active.append(row(1, LONG))
    spare = workbook.create_sheet("草稿")
    spare.append(list(HEADER))
    spare.append(row(1, OTHER))
    spare.sheet_state = "hidden"
    assert [record.problem.value for record in reading(saved(workbook)).records] == [LONG]


def test_lead_and_cooperating_units_by_column_and_by_verb() -> None:
    header = ["编号", "问题", "整改措施", "责任单位", "督导单位"]
    (record,) = records(header, ["A-1", LONG, "补齐", "人事科牵头，财务科、总务处配合", "——"])
    assert record.lead_unit.value == "人事科"
    assert record.responsible_units.value == ("人事科",)
    assert record.cooperating_units.value == ("财务科", "总务处")
    assert record.supervising_unit.value is None
    header = ["编号", "问题", "主办科室", "协办科室", "办理措施"]
    (record,) = records(header, ["A-1", LONG, "人事科", "无", "补齐"])
    assert (record.lead_unit.value, record.cooperating_units.value) == ("人事科", ())


def test_several_numbers_for_one_issue() -> None:
    (record,) = records(["省序号", "县序号", "问题", "整改措施"], ["十二", 3, LONG, "补齐"])
    assert record.no.value == "3"
    assert [(label, number.value) for label, number in record.outside_numbers] == [
        ("省序号", "十二"),
        ("县序号", "3"),
    ]


def test_columns_that_are_not_understood_are_kept() -> None:
    found = reading(book(("台账", [[*HEADER, "经办窗口"], [*row(1, LONG), "三号窗"]])))
    (extra,) = found.records[0].extras
    assert (extra.header, extra.value, extra.position.cell) == ("经办窗口", "三号窗", "H2")
    assert [column.header for column in found.columns if column.meaning is None] == ["经办窗口"]


def test_a_person_corrects_what_a_column_means() -> None:
    rows = [["序号", "短板", "怎么改", "谁来改"], [1, LONG, "补齐", "人事科"]]
    assert records(*rows) == ()
    corrections = {"短 板": Meaning.PROBLEM, "怎么改": Meaning.MEASURES, "谁来改": Meaning.UNITS}
    found = reading(book(("台账", rows)), columns=corrections)
    assert found.records[0].responsible_units.value == ("人事科",)
    assert {column.reason for column in found.columns if column.meaning is Meaning.PROBLEM} == {"由人指定"}


def test_a_correction_to_nothing_keeps_the_column_as_an_extra() -> None:
    found = reading(book(("台账", [HEADER, row(1, LONG)])), columns={"责任人": None})
    assert found.records[0].responsible_persons.value == ()
    assert [extra.value for extra in found.records[0].extras] == ["科长"]


def test_two_tables_in_one_sheet_each_have_their_own_header() -> None:
    swapped = ("序号", "整改时限", "存在问题", "整改措施")
    found = records(HEADER, row(1, LONG), ["责任单位：财务科"], swapped, [1, "立行立改", OTHER, "登记"])
    assert [record.problem.value for record in found] == [LONG, OTHER]
    assert [record.responsible_units.value for record in found] == [("人事科",), ("财务科",)]
    assert found[1].immediate


def test_a_numbered_row_without_a_problem_is_pointed_out() -> None:
    found = reading(book(("台账", [HEADER, row(1, LONG), row(2, "")])))
    assert len(found.records) == 1
    assert [warning.what for warning in found.warnings] == ["problem_missing"]
    assert "台账!A3" in found.warnings[0].sentence


def test_a_workbook_without_a_ledger_yields_no_records() -> None:
    found = reading(book(("名单", [["姓名", "电话"], ["某人", "123"]])))
    assert found.records == ()


def test_a_long_plain_sheet_is_read_without_formats_but_whole() -> None:
    rows = [row(number, f"第{number}号钥匙没有登记") for number in range(1, 9002)]
    found = records(HEADER, *rows)
    assert len(found) == 9001
    assert found[-1].problem.positions[0].cell == "B9002"


def test_a_table_on_its_side_has_one_record_a_column() -> None:
    lines = [row(n, words) for n, words in enumerate((LONG, OTHER), 1)]
    first, second = records(*zip(HEADER, *lines, strict=True))
    assert (first.problem.value, second.problem.value) == (LONG, OTHER)
    assert second.problem.positions[0].cell == "C2"  # where it stands in the file
    assert second.measures.value == ("修订制度", "组织培训")
    (form,) = records(*zip(HEADER, lines[0], strict=True))  # one value beside each label is a form
    assert form.problem.value == LONG


def test_ledgers_beside_one_another_are_read_one_after_the_other() -> None:
    left, middle, right = row(1, LONG), row(1, OTHER), row(1, "消防通道堆放杂物，无人清理")
    found = records([*HEADER, "", *HEADER, *HEADER], [*left, "", *middle, *right])
    assert [one.problem.value for one in found] == [LONG, OTHER, "消防通道堆放杂物，无人清理"]
    assert [one.problem.positions[0].cell for one in found] == ["B2", "J2", "Q2"]
