"""The checker of narrative reports: what it finds, and as important, what it leaves alone."""

import datetime
import os
from pathlib import Path

import pytest

from bihuan.documents.checking import Claim, Earlier, Kind, Known, Report, check, check_text
from bihuan.documents.checking.lines import lines_of
from bihuan.documents.checking.tables import tables_that_do_not_tie
from bihuan.documents.source import Grid, Merge, Source
from tests.documents.papers import text, word

WRONG: tuple[tuple[Kind, str], ...] = (
    (
        Kind.SUM,
        "共梳理出问题52个，其中：领导干部作风问题6个，基层干部作风问题7个，群众利益问题15个，服务群众问题25个。",
    ),
    (Kind.SUM, "全年受理投诉1200件，其中投诉类300件，咨询类500件，求助类300件。"),
    (Kind.SUM, "反馈问题25个，已完成整改19个，正在整改5个。"),
    (Kind.SUM, "巡察反馈问题40项，其中已完成35项，正在推进6项。"),
    (Kind.SUM, "涉及金额251023.54万元，其中：直属单位类215587.84万元，乡镇类35445.70万元。"),
    (Kind.PART, "梳理问题30个，其中已销号31个。"),
    (Kind.SUM, "收到意见120条，其中书面意见80条，口头意见50条。"),
    (Kind.SUM, "共查处案件12起（其中违纪类5起、违法类4起、其他类2起）。"),
    (Kind.SUM, "上半年立案3起，下半年立案4起，共计8起。"),
    (Kind.PART, "梳理问题36个，已整改52个。"),
    (Kind.SUM, "共收到意见建议200条，已办结150条，其余40条正在办理。"),
    (Kind.PERCENT, "督查事项50件，办结40件，占85%。"),
    (Kind.PERCENT, "共有问题25个，已完成19个，完成率78%。"),
    (Kind.PERCENT, "信访量由500件下降到407件，下降20%。"),
    (Kind.PERCENT, "满意率由82.5%提高到91.3%，提高9.8个百分点。"),
    (Kind.PERCENT, "会议费由100万元压缩到57万元，降幅达33%。"),
    (Kind.PERCENT, "群众满意率达102%。"),
    (Kind.PERCENT, "非常满意60%、满意25%、不满意20%。"),
    (Kind.PERCENT, "信访量下降了2倍。"),
    (Kind.ENUMERATION, "做到责任领导、责任科室、责任人、整改时限“五明确”。"),
    (Kind.ENUMERATION, "落实“四个到位”（思想到位、责任到位、措施到位）。"),
    (Kind.ENUMERATION, "坚持“三不放过”：原因不查清不放过、责任人不处理不放过。"),
    (Kind.ENUMERATION, "存在以下三个方面的问题：一是学习不深；二是作风不实。"),
    (Kind.ENUMERATION, "形成学校、年级三级管理体系。"),
    (Kind.ENUMERATION, "严肃整治“四风”：形式主义、官僚主义、享乐主义。"),
    (Kind.DATE, "会议于2014年2月30日召开。"),
    (Kind.DATE, "于2014年5月16日（星期四）召开座谈会。"),
    (Kind.DATE, "活动自2014年3月25日至3月20日开展。"),
    (Kind.DATE, "3月25日至20日召开座谈会。"),
    (Kind.DATE, "自2015年至2013年连续三年。"),
    (Kind.WORDING, "征求意见近80余条。"),
    (Kind.WORDING, "区教育局区教育局印发方案。"),
    (Kind.WORDING, "不足30多人参加。"),
)
RIGHT = (
    "共梳理出问题52个，其中：领导干部作风问题6个，基层干部作风问题6个，群众利益问题15个，服务群众问题25个。",
    "共有教师100人，其中党员60人，高级职称50人。",
    "梳理问题52个，其中重点问题6个、难点问题3个。",
    "发放问卷520份，收回500份，其中有效问卷490份。",
    "全区有学校123所，其中小学80所、初中30所，幼儿园等其他学校若干。",
    "共查办案件12起，处理15人，其中党纪处分10人，政务处分5人。",
    "反馈问题25个，已完成整改19个，正在整改6个。",
    "累计排查隐患36处，上年结转20处，已整改52处。",
    "召开会议5次，培训300人次，发放资料2000份，共计投入资金8万元。",
    "征求意见54条，其中涉及学校管理20条，涉及师德师风18条，涉及后勤服务12条等。",
    "督查事项50件，办结40件，占80%。",
    "涉及资金251023.54万元，其中直属单位215587.84万元，占85.88%。",
    "问题697个，完成688个，完成率98.71%。",
    "信访量由500件下降到407件，下降18.6%。",
    "会议减少18.6%，活动减少20%，文件减少32%。",
    "办学规模占全市的20%，其中小学40所，占32%。",
    "满意率由82.5%提高到91.3%，提高8.8个百分点。",
    "任务完成率达120%。",
    "非常满意60%、满意25%、不满意15%。",
    "做到责任领导、责任科室、责任人、整改措施、整改时限“五明确”。",
    "深入学习“十四五”规划和党的二十大精神。",
    "学习领会“两个确立”的决定性意义，增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
    "落实“四个到位”（思想到位、责任到位、措施到位、督查到位）。",
    "严肃整治“四风”：形式主义、官僚主义、享乐主义和奢靡之风。",
    "坚持“三查三看”：查思想、查作风、查纪律，看态度、看行动、看成效。",
    "存在以下三个方面的问题：一是学习不深；二是作风不实；三是落实不力。",
    "学校、家庭、社会三方协同。",
    "区委、区教委、学区三级督导力量。",
    "领导干部和教职工两类对象。",
    "党的十九届二中、三中全会精神。",
    "小学一、二年级两个年级。",
    "每个学校书记、校长各1名。",
    "语文、数学、英语等12个学科。",
    "书记、副书记带队，分8个组赴各校督查。",
    "第一、第二、第三阶段工作顺利完成。",
    "会议于2016年2月29日召开。",
    "于2014年5月16日（星期五）召开座谈会。",
    "活动自2014年11月至3月开展，历时五个月。",
    "自2013年9月1日至7月15日为一个学年。",
    "3月25日、26日召开座谈会。",
    "近3年来，100余人参加培训。",
    "干部干部队伍建设。",
    "一个一个地解决，一件一件地落实。",
    "加强党的建设，推进党风廉政建设和反腐败工作，开展“两学一做”学习教育。",
    "从严从实开展“三会一课”（支部党员大会、支部委员会、党小组会、党课）。",
    "打好污染防治、脱贫攻坚、防范化解重大风险三大攻坚战。",
    "建立健全制度14项，其中修订8项，新建6项。",
    "完善教学、科研、管理和服务四项制度。",
    "认真、扎实地推进课程、教学两项工作。",
    "投入资金300万元，新建校舍2栋，改造3栋。",
    "办理建议35件、提案20件，合计55件，满意率100%。",
    "解决了3个方面的突出问题，得到群众好评，一是增加了学位。",
)


@pytest.mark.parametrize(("kind", "sentence"), WRONG)
def test_what_cannot_be_right_is_found_once(kind: Kind, sentence: str) -> None:
    assert [finding.kind for finding in check_text(sentence).findings] == [kind]


@pytest.mark.parametrize("sentence", RIGHT)
def test_what_may_be_meant_otherwise_is_left_alone(sentence: str) -> None:
    assert not check_text(sentence).findings


# ---------------------------------------------------------------- the two published reports

TRUE_FINDINGS = {
    "qijiang-2014.txt": (
        (Kind.WORDING, "近100余", "近 says not quite a hundred, 余 says more than a hundred"),
        (Kind.ENUMERATION, "六明确", "announces six clear points and names five"),
        (Kind.WORDING, "区教委区教委", "the commission is written twice in a row"),
    ),
    "guigang-2006.txt": (
        (Kind.NUMBERING, "(四)", "after (一) and (二) comes (四): the third section is missing"),
        (Kind.NUMBERING, "三是", "the points before it are lost: no 一是, no 二是 under this heading"),
        (Kind.NUMBERING, "2、", "the same gap: the first numbered point of the chapter is missing"),
        (Kind.WORDING, "为全市教育系统第", "the paragraph stops in the middle of a word"),
        (Kind.WORDING, "放。二是各县市区", "the last paragraph stops after its first words"),
    ),
}
"""By hand, from reading both reports twice: everything in them that contradicts itself, and why."""

INNOCENT = (
    "设置教育综合改革、党建工作、基建后勤,职业教育、学前教育与民办教育,学校安全等5个专题,开展5场座谈会。",  # 、 and , nest
    "即教委机关、学区、直属单位和学校两个层级、领导干部和教职工两类对象,",  # three offices are one level
    "与400余名校级干部、400余名中层干部、200余名一线教职员工、200余名退离休教师谈心,走访群众1300余人次。",  # not a sum
    "做到“三必审”“四必谈”:甲方案必审、乙方案必审、丙方案必审,领导必谈、中层必谈、一线必谈、退休必谈。",
    "围绕突出问题,针对服务不强、质量不高等6类问题整治。",  # 等: examples, not a list
    "建立健全14项规章制度,包括学习制度、调研制度、考核制度等。",
    "召开“两代表一委员”代表、家长代表、退休教师代表3场座谈会。",
)
"""The shapes in the two reports that look like faults and are none, in our own words."""


@pytest.mark.parametrize("sentence", INNOCENT)
def test_shapes_of_the_reports_that_are_no_faults(sentence: str) -> None:
    assert not check_text(sentence).findings


@pytest.mark.parametrize("name", TRUE_FINDINGS)
def test_the_published_reports_have_exactly_the_true_findings(name: str) -> None:
    """The reports are not ours to keep: `BIHUAN_REFERENCE` names the folder that holds them."""
    path = Path(os.environ.get("BIHUAN_REFERENCE", "reference")) / name
    if not path.exists():
        pytest.skip("the published reports are not on this computer")
    report = check(path, name=name, isolated=False)
    found = [(finding.kind, report.words(finding.places[0])) for finding in report.findings]
    expected = TRUE_FINDINGS[name]
    assert len(found) == len(expected)
    for (kind, words), (true_kind, quote, _reason) in zip(found, expected, strict=True):
        assert (kind, quote in words) == (true_kind, True)


# ---------------------------------------------------------------- across lines


def kinds(*lines: str) -> list[Kind]:
    return [finding.kind for finding in check_text("\n".join(lines)).findings]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("一、总体", "二、做法", "四、打算"), "缺“三”"),
        (("一、总体", "（一）甲", "（三）乙", "二、做法"), "缺“（二）”"),
        (("一、总体", "1.甲", "2.乙", "2.丙"), "出现了两次"),
        (("一、总体", "（二）甲", "（三）乙"), "前面没有“（一）”"),
        (("一是抓学习。三是抓落实。",), "“一是”之后是“三是”"),
        (("一是抓学习。", "二是抓整改。", "四是抓督查。"), "“二是”之后是“四是”"),
        (("第一章 总则", "第三章 附则"), "缺“第二章”"),
    ],
)
def test_numbers_that_skip_repeat_or_begin_late(lines: tuple[str, ...], sentence: str) -> None:
    (finding,) = check_text("\n".join(lines)).findings
    assert finding.kind == Kind.NUMBERING
    assert sentence in finding.sentence


@pytest.mark.parametrize(
    "lines",
    [
        ("一、总体", "（一）甲", "1.子", "2.丑", "（二）乙", "1.子", "二、做法", "（一）丙"),
        ("一、总体", "1.甲", "2.乙", "二、做法", "3.丙", "4.丁"),  # one series through all chapters
        ("一、总体", "二、做法", "附件1", "一、范围", "二、时间"),
        ("目录", "一、总体", "二、做法", "一、总体", "二、做法"),
        ("一是抓学习：一是读原文，二是写心得。二是抓整改。",),
        ("一、总体", "一是甲。", "二是乙。", "二、做法", "一是丙。", "二是丁。"),
        ("3.5亿元用于校舍建设。", "12345热线受理8件。"),
    ],
)
def test_numbers_that_begin_anew_or_go_on_are_left_alone(lines: tuple[str, ...]) -> None:
    assert not kinds(*lines)


def test_more_closed_than_found_in_one_kind_is_seen_across_paragraphs() -> None:
    found = "共梳理出问题20个，其中：机关作风问题8个，服务群众问题7个，师德师风问题5个。"
    closed = "目前已整改问题{}个，其中机关作风问题6个，服务群众问题{}个，师德师风问题5个。"
    assert not kinds(found, closed.format(18, 7))
    assert kinds(found, closed.format(20, 9)) == [Kind.PART]


def test_phases_and_chronicles_run_forward() -> None:
    assert kinds("第一阶段（3月1日至4月10日）学习。", "第二阶段（2月20日至5月1日）查摆。") == [Kind.DATE]
    assert not kinds("第一阶段（11月1日至12月10日）学习。", "第二阶段（1月5日至2月1日）查摆。")
    days = ["3月1日动员。", "3月9日座谈。", "3月5日走访。", "3月20日汇总。"]
    assert kinds(*days) == [Kind.DATE]
    assert not kinds(days[0], days[2], days[1], days[3])


def test_a_report_does_not_know_what_came_after_it() -> None:
    assert kinds("截至2014年7月1日，已整改36个。", "2014年6月12日") == [Kind.DATE]
    assert not kinds("截至2014年6月10日，已整改36个。", "2014年6月12日")


PASSAGE = "我们组织各校逐校开展食堂采购台账核查，邀请家长代表现场监督验收，对发现的缺项当场登记、限期补齐并逐一回访，确保每一笔采购都有据可查。"


def test_copied_passages_name_their_origin_and_formulas_do_not_count() -> None:
    earlier = [Earlier("2013年报告", f"前言。{PASSAGE}结语。")]
    (finding,) = check_text(f"今年以来，{PASSAGE}", earlier=earlier).findings
    assert finding.kind == Kind.COPY
    assert "2013年报告" in finding.sentence
    assert not check_text("坚持问题导向，逐校开展食堂采购台账核查，成效明显。", earlier=earlier).findings


def test_a_passage_pasted_twice_is_seen() -> None:
    twice = PASSAGE + "同时建立周查月评制度，结果张榜公布，接受监督举报并按时回复反映人。"
    assert kinds(twice, "中间一段。", twice) == [Kind.COPY]


# ---------------------------------------------------------------- figures and tables

KNOWN = (
    Known("issues", "问题总数", 52, (Claim(r"梳理出问题(?P<n>\d+)个"),)),
    Known("participants", "参会人数", 64, (Claim(r"代表(?P<n>\d+)(?:余|多)?人", context="请进来"),)),
)


@pytest.mark.parametrize(
    ("sentence", "contradictions"),
    [
        ("共梳理出问题52个。", 0),
        ("共梳理出问题53个。", 1),
        ("一是“请进来”。邀请代表60余人。", 0),
        ("一是“请进来”。邀请代表80余人。", 1),
        ("一是“请进来”。二是“走出去”。邀请代表80余人。", 0),
    ],
)
def test_figures_are_compared_with_the_records(sentence: str, contradictions: int) -> None:
    found = check_text(sentence, known=KNOWN).findings
    assert [finding.kind for finding in found] == [Kind.RECORD] * contradictions


def grid(*rows: list[str], merges: tuple[Merge, ...] = ()) -> Source:
    return Source("docx", [Grid([*rows], merges=[*merges])])


def in_tables(source: Source) -> list[str]:
    return [finding.sentence for finding in tables_that_do_not_tie(source.grids, lines_of(source))]


def test_totals_of_tables_tie_by_column_and_by_row() -> None:
    head = ["类别", "登记", "销号", "销号率"]
    body = [["作风", "6", "5", "83.33%"], ["利益", "15", "10", "66.67%"]]
    assert not in_tables(grid(head, *body, ["合计", "21", "15", "71.43%"]))
    (wrong,) = in_tables(grid(head, *body, ["合计", "22", "15", "71.43%"]))
    assert "22" in wrong
    assert "21" in wrong
    rows = grid(["单位", "甲类", "乙类", "合计"], ["一校", "2", "3", "5"], ["二校", "4", "1", "6"])
    assert len(in_tables(rows)) == 1


def test_a_number_in_merged_cells_counts_once() -> None:
    merged = grid(["项目", "金额"], ["甲", "5"], ["乙", ""], ["丙", "7"], ["合计", "12"], merges=(Merge(1, 1, 2, 1),))
    assert not in_tables(merged)


# ---------------------------------------------------------------- files


def report_of(*blocks: str) -> Report:
    return check(word(*blocks), name="报告.docx", isolated=False)


def test_places_lead_to_the_words_in_a_word_file() -> None:
    report = report_of("总体情况", "做到责任人、措施、时限“四明确”。")
    (finding,) = report.findings
    (place,) = finding.places
    assert report.words(place) == "做到责任人、措施、时限“四明确”"
    assert str(report.lines[place.line].position) == "第2段"


def test_full_width_digits_and_half_width_marks_are_read_alike() -> None:
    report = check(text("共有问题５２个,其中:甲类问题６个,乙类问题４５个。"), name="a.txt")
    (finding,) = report.findings
    assert report.words(finding.places[0]) == "５２个"


def test_every_weekday_of_a_week_is_told_right() -> None:
    monday = datetime.date(2014, 5, 12)
    for n, name in enumerate("一二三四五六日"):
        day = monday + datetime.timedelta(days=n)
        assert not kinds(f"于{day.year}年{day.month}月{day.day}日（星期{name}）召开。")
