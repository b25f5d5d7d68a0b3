"""Tables in Word, PDF, web pages and text files."""

import io

import docx
import pytest

from bihuan.documents import Reading, Unreadable, read
from tests.documents.books import HEADER, deadlines
from tests.documents.papers import pdf, text, word

LONG = "值班记录缺页，交接签字不全"
OTHER = "公用钥匙由一人保管，没有登记"


def reading(content: bytes, name: str) -> Reading:
    return read(content, name=name, deadline_reader=deadlines, isolated=False)


def test_word_tables_with_section_rows_and_a_leader_merged_down() -> None:
    document = docx.Document()
    document.add_paragraph("2031年整改清单")
    table = document.add_table(rows=4, cols=4)
    rows = [
        ["序号", "问题", "整改措施", "责任领导"],
        ["一、学习方面", "", "", ""],
        ["1", LONG, "补齐", "某副局长"],
        ["2", OTHER, "登记", ""],
    ]
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, cells, strict=True):
            cell.text = value
    table.cell(1, 0).merge(table.cell(1, 3))
    table.cell(2, 3).merge(table.cell(3, 3))
    stream = io.BytesIO()
    document.save(stream)
    found = reading(stream.getvalue(), "清单.docx")
    assert [record.problem.value for record in found.records] == [LONG, OTHER]
    assert [record.responsible_persons.value for record in found.records] == [("某副局长",), ("某副局长",)]
    assert {record.category.value for record in found.records} == {"一、学习方面"}
    assert found.year == 2031
    place = found.records[0].problem.positions[0]
    assert (place.table, place.row, place.column) == (1, 3, 2)


def test_word_forms_with_one_issue_each() -> None:
    form = [
        ["编    号", "改〔2030〕1号", "问题来源", "专项检查"],
        ["问题描述", LONG, "责 任 人", "某主任"],
        ["责任单位", "人事科\n办公室", "整改时限", "2030年9月底前"],
        ["整改措施", "(1)补齐；\n(2)检查。", "销号意见", "同意销号"],
        ["完成情况", "正在采购记录本。", "审核意见", "（盖章）"],
    ]
    found = reading(word("审核表", form, "审核表", form), "审核表.docx")
    one, _ = found.records
    assert found.layout == "form"
    assert (one.no.value, one.problem.value) == ("改〔2030〕1号", LONG)
    assert one.responsible_units.value == ("人事科", "办公室")
    assert one.measures.value == ("补齐", "检查")
    assert one.progress_status.value == "同意销号"
    assert one.problem.positions[0].row == 2
    assert "status_contradicts_progress" in {warning.what for warning in found.warnings}


def test_automatic_numbers_of_word_are_read() -> None:
    document = docx.Document()
    for item in ("值班记录缺页", "公用钥匙没有登记"):
        document.add_paragraph(item, style="List Number")
        document.add_paragraph("责任单位：办公室")
        document.add_paragraph("整改措施：补齐。")
    stream = io.BytesIO()
    document.save(stream)
    assert [record.no.value for record in reading(stream.getvalue(), "方案.docx").records] == ["1", "2"]


def test_a_pdf_table_that_is_cut_by_the_page() -> None:
    head = ["编号", "问题", "整改措施", "完成时限"]
    found = reading(
        pdf(
            [head, ["A01", "值班记录缺页，交接\n签字不全", "1.补齐记录；\n2.每月", "立行立改"]],
            [head, ["", "且无人复核", "检查。", ""], ["A02", OTHER, "登记", "2030年9月\n底前"]],
        ),
        "台账.pdf",
    )
    one, other = found.records
    assert one.problem.value == "值班记录缺页，交接签字不全且无人复核"
    assert one.measures.value == ("补齐记录", "每月检查")
    assert other.deadline_text.value == "2030年9月底前"
    assert other.problem.positions[0].page == 2


def test_a_pdf_without_text_is_said_to_be_a_scan() -> None:
    with pytest.raises(Unreadable, match="扫描"):
        reading(pdf([[""]]), "扫描.pdf")


def test_web_tables_with_spans_between_page_furniture() -> None:
    page = f"""<html><head><meta charset="gb2312"><script>var x = "整改措施";</script></head><body>
      <table class="layout"><tr><td>首页</td><td>政务公开</td></tr></table>
      <h1>2031年问题清单公示</h1>
      <table><thead><tr><th rowspan=2>序&nbsp;号</th><th rowspan=2>主要问题</th><th colspan=2>整改安排</th>
      <th rowspan=2>责任单位</th></tr><tr><th>整改措施</th><th>整改时限</th></tr></thead>
      <tr><td>1</td><td><p>{LONG}</p></td><td>1.补齐；<br>2.检查。</td><td>6月底前</td><td rowspan=2>人事科、办公室</td></tr>
      <tr><td>2</td><td>{OTHER}</td><td><p>登记。</p></td><td>&nbsp;</td></tr></table>
      <table><tr><td>主办：某县政府</td></tr></table></body></html>"""
    one, other = reading(page.encode("gb18030"), "公示.html").records
    assert one.measures.value == ("补齐", "检查")
    assert str(one.deadline_date.value) == "2031-06-30"
    assert other.responsible_units.value == ("人事科", "办公室")
    assert other.deadline_text.value is None


def test_text_tables_whose_merged_cells_left_blanks() -> None:
    found = reading(
        text(
            "工作任务\t任务分解/时序进度\t考核要点",
            "完善制度\t3月：修订办法\t办法印发",
            "\t4~6月：组织培训\t培训记录",
            "\t\t7月：总结上报",
            "开展检查\t全年 每月抽查\t检查台账",
        ),
        "任务.txt",
    )
    one, other = found.records
    assert one.measures.value == ("3月：修订办法", "4~6月：组织培训", "7月：总结上报")
    assert one.deadline_text.value == "7月"
    assert [step.goal for step in one.milestones] == ["办法印发", "培训记录", "7月：总结上报"]
    assert (other.goal.value, other.deadline_text.value) == ("检查台账", "全年")


def test_text_tables_with_a_header_of_two_rows() -> None:
    lines = ("序号\t问题\t整改\t\t备注", "\t\t措施\t时限\t", f"1\t{LONG}\t补齐\t立行立改\t")
    (record,) = reading(text(*lines), "台账.txt").records
    assert record.measures.value == ("补齐",)
    assert record.immediate


def test_comma_separated_files_in_the_national_encoding() -> None:
    content = f'序号,问题,整改措施\n1,"{LONG}",补齐\n'.encode("gb18030")
    (record,) = reading(content, "台账.csv").records
    assert record.problem.value == LONG
    assert record.problem.positions[0].cell == "B2"


def test_markdown_tables() -> None:
    lines = ("| 序号 | 问题 | 整改措施 |", "| --- | --- | --- |", f"| 1 | {LONG} | 补齐 |")
    assert [record.problem.value for record in reading(text(*lines), "台账.md").records] == [LONG]


def test_the_header_repeated_on_every_page_is_no_issue() -> None:
    rows = [list(HEADER), ["1", LONG, "补齐", "人事科", "某", "立行立改", "未完成"]]
    found = reading(pdf(rows, [list(HEADER), ["2", OTHER, "登记", "人事科", "某", "立行立改", "未完成"]]), "台账.pdf")
    assert len(found.records) == 2
