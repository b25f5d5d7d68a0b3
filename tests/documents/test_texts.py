"""Running text: headings, label lines, brackets, notices by deadline."""

from datetime import date

import pytest

from bihuan.documents import DraftRecord, Reading, SecrecyMarked, read
from bihuan.documents.plain import as_json
from tests.documents.books import deadlines
from tests.documents.papers import text, word


def reading(*lines: str) -> Reading:
    return read(text(*lines), name="方案.txt", deadline_reader=deadlines, isolated=False)


def records(*lines: str) -> tuple[DraftRecord, ...]:
    return reading(*lines).records


LABELLED = (
    "某局整改方案",
    "一、制度方面",
    "（一）关于“值班记录缺页”的问题",
    "责任领导：某副局长　　责任科室：办公室、人事科",
    "整改目标：记录完整率100%。",
    "整改时限：立行立改。",
    "整改措施：",
    "1．补齐记录。",
    "2．每月检查。",
    "（二）关于““三公”台账不清”的问题",
    "责任单位：财务科（牵头），各科室",
    "整改时限：2030年9月底前",
    "整改措施：一是核对台账；二是按季公布。",
    "督导单位：督导室",
    "二、有关要求",
    "（一）提高认识。各科室要高度重视。",
)


def test_headings_with_label_lines() -> None:
    one, other = records(*LABELLED)
    assert (one.no.value, one.problem.value) == ("（一）", "值班记录缺页")
    assert one.category.value == "一、制度方面"
    assert one.responsible_persons.value == ("某副局长",)
    assert one.responsible_units.value == ("办公室", "人事科")
    assert one.goal.value == "记录完整率100%"
    assert one.immediate
    assert one.measures.value == ("补齐记录", "每月检查")
    assert one.problem.positions[0].line == 3
    assert other.problem.value == "“三公”台账不清"
    assert other.lead_unit.value == "财务科"
    assert other.deadline_date.value == date(2030, 9, 30)
    assert other.supervising_unit.value == "督导室"


def test_the_same_text_as_a_word_file_has_paragraphs() -> None:
    one, _ = read(word(*LABELLED), name="方案.docx", deadline_reader=deadlines, isolated=False).records
    assert one.measures.value == ("补齐记录", "每月检查")
    assert one.problem.positions[0].paragraph == 3


def test_labels_with_blanks_and_odd_colons() -> None:
    (record,) = records("1.值班记录缺页", "责 任 单 位 ∶办公室", "整 改 时限:立行立改", "整改措施：补齐")
    assert record.responsible_units.value == ("办公室",)
    assert record.immediate


def test_sentence_status_measures_and_units_in_brackets() -> None:
    one, other = records(
        "一、管理方面",
        "（一）往来款长期挂账。",
        "该问题已完成整改。一是逐笔核实；二是按程序核销。（财务科、办公室负责，列第一位者为牵头科室，下同）",
        "（二）资产未入账。",
        "该问题正在整改，预计明年完成。一是清查；二是入账。完成时限：2030年9月底前。（总务处负责）",
        "下一步，我局将持续巩固成果。",
        "某某局",
        "2030年6月18日",
    )
    assert one.progress_status.value == "已完成整改"
    assert one.measures.value == ("逐笔核实", "按程序核销")
    assert (one.lead_unit.value, one.responsible_units.value) == ("财务科", ("财务科", "办公室"))
    assert one.deadline_text.value is None
    assert other.deadline_text.value == "2030年9月底前"
    assert other.measures.value == ("清查", "入账")
    assert other.lead_unit.value == "总务处"


def test_tasks_with_units_in_brackets_and_several_groups() -> None:
    one, other = records(
        "二、主要任务",
        "（一）改善条件。加强场地规划。（体育局、教育局负责）完善安保服务。（公安局牵头，体育局配合）",
        "（二）对成效明显的镇（乡、街道），优先安排资金。（负责部门：财政局；适用范围：全县各镇，另有规定的除外）",
        "各单位要加强组织领导，务求实效。",
    )
    assert one.problem.value == "改善条件"
    assert one.measures.value == ("加强场地规划", "完善安保服务")
    assert one.responsible_units.value == ("体育局", "教育局", "公安局")
    assert other.problem.value == "对成效明显的镇（乡、街道），优先安排资金"
    assert other.responsible_units.value == ("财政局",)
    assert other.measures.value == (other.problem.value,)


def test_a_letter_of_reply_names_who_gave_the_opinion() -> None:
    one, other = records(
        "一、关于通村公路年久失修问题。你镇请求，尽快安排维修。",
        "交通局会同财政局研究提出：已列入明年计划。",
        "二、关于电网改造问题。（略）",
    )
    assert one.problem.value == "关于通村公路年久失修问题"
    assert one.responsible_units.value == ("交通局",)
    assert one.measures.value == ("已列入明年计划",)
    assert other.measures.value == ()


def test_headings_over_headings_are_groups() -> None:
    found = records(
        "1.关于“党建弱化”问题的整改",
        "（1）关于“记录不全”",
        "一是补齐。二是检查。已完成整改。",
        "（2）关于“学习走过场”",
        "一是定计划。二是抓考核。正在整改，2030年9月底前完成。",
    )
    assert [record.problem.value for record in found] == ["记录不全", "学习走过场"]
    assert found[0].progress_status.value == "已完成整改"
    assert found[1].deadline_text.value == "2030年9月底前完成"


def test_numbers_of_several_levels_in_running_text() -> None:
    one, _ = records(
        "序号14（市序号9、县序号8）：污水设施不正常运行。",
        "责任单位：水利局",
        "整改措施：修复管网。",
        "序号15（市序号10、县序号9）",
        "问题：砂石厂扬尘。",
        "整改措施：安装喷淋。",
    )
    assert one.problem.value == "污水设施不正常运行"
    assert [(label, number.value) for label, number in one.outside_numbers] == [("市序号", "9"), ("县序号", "8")]


def test_pairs_of_fault_and_remedy_even_where_the_label_is_missing() -> None:
    found = records("隐患1：消防栓无水。", "整改措施：检修水泵。", "隐患2：软管老化。", "更换软管。")
    assert [record.measures.value for record in found] == [("检修水泵",), ("更换软管",)]


def test_a_notice_whose_sections_are_labels() -> None:
    (record,) = records(
        "某县垃圾填埋场渗滤液外溢问题整改完成情况公示",
        "一、整改目标",
        "渗滤液全量处理。",
        "二、整改时限",
        "2030年9月底前",
        "三、整改措施",
        "（一）扩建处理站。",
        "（二）清运积存。",
        "四、整改完成情况",
        "已完成整改。",
    )
    assert record.problem.value == "某县垃圾填埋场渗滤液外溢"
    assert record.goal.value == "渗滤液全量处理"
    assert record.measures.value == ("扩建处理站", "清运积存")
    assert record.deadline_date.value == date(2030, 9, 30)
    assert record.progress_status.value == "已完成整改"


def test_a_notice_without_issues_is_read_by_its_deadlines() -> None:
    one, other, third = records(
        "关于开展排查的通知",
        "一、总体要求",
        "坚持问题导向。",
        "二、工作安排",
        "1.摸底排查。各地要全面排查。该项工作于2030年9月底前完成。",
        "2.全面整改。对于手续不全的，原则上于2030年9月底前完成；对于需要重建的，立行立改。",
    )
    assert (one.problem.value, one.deadline_date.value) == ("摸底排查", date(2030, 9, 30))
    assert other.problem.value == "对于手续不全的"
    assert third.problem.value == "对于需要重建的"
    assert one.problem.confidence < 0.7


def test_an_ordinary_letter_holds_no_issues() -> None:
    assert records("某某同志：", "来信收悉，感谢您的关心。", "某某局") == ()


@pytest.mark.parametrize("mark", ["机密★1年", "秘密", "密级：机密", "绝 密"])
def test_a_secrecy_marking_is_refused(mark: str) -> None:
    with pytest.raises(SecrecyMarked) as refused:
        reading(mark, *LABELLED)
    assert "涉密文件不得上传" in refused.value.sentence


def test_talk_of_secrets_is_no_marking() -> None:
    assert len(records("1.泄露商业秘密问题突出", "责任单位：办公室", "整改措施：签订保密协议")) == 1


def test_an_announced_count_that_the_list_does_not_keep() -> None:
    found = reading("整改中做到责任科室、责任人、整改措施、整改时限“五明确”。", "另有三个、四个“三到位”。")
    assert [warning.what for warning in found.warnings] == ["enumeration_mismatch"]
    assert "5项" in found.warnings[0].sentence


def test_everything_can_be_printed_as_json() -> None:
    plain = as_json(reading(*LABELLED))
    first = plain["records"][0]
    assert first["deadline_text"] == "立行立改"
    assert first["positions"]["problem"] == ["第3行"]
    assert plain["layout"] == "headings"
