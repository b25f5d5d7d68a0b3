"""The small readers: columns, measures, units, persons, periods, numbers."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.documents import Meaning, guess_column
from bihuan.documents.formats.numbers import shown_date, shown_number
from bihuan.documents.items import split_items
from bihuan.documents.periods import leading_period
from bihuan.documents.prose.sentences import deadline_phrase
from bihuan.documents.roles import read_persons, read_units
from bihuan.documents.source import address
from bihuan.documents.tables.who import split_mixed
from bihuan.documents.words import chinese_number, is_none


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("序　号", Meaning.NUMBER),
        ("市序号", Meaning.OUTSIDE_NUMBER),
        ("存在的主要问题", Meaning.PROBLEM),
        ("巡察反馈问题", Meaning.PROBLEM),
        ("隐患描述", Meaning.PROBLEM),
        ("整改任务", Meaning.PROBLEM),
        ("问题类别", Meaning.CATEGORY),
        ("隐患类别", Meaning.CATEGORY),
        ("问题来源", Meaning.SOURCE),
        ("整改类型", Meaning.KIND),
        ("整改举措", Meaning.MEASURES),
        ("整改建议", Meaning.MEASURES),
        ("整 改 标 准", Meaning.GOAL),
        ("办结时限", Meaning.DEADLINE),
        ("计划完成时间", Meaning.DEADLINE),
        ("完成时间（年月日）", Meaning.DEADLINE),
        ("销号日期", Meaning.CLOSED_ON),
        ("实际完成时间", Meaning.CLOSED_ON),
        ("排查时间", Meaning.START),
        ("责任科（处）室", Meaning.UNITS),
        ("牵头股室", Meaning.LEAD_UNIT),
        ("协办单位", Meaning.COOPERATING),
        ("责任单位及责任人", Meaning.UNITS_AND_PERSONS),
        ("包案领导", Meaning.LEADER),
        ("责 任 人", Meaning.PERSONS),
        ("督办科室", Meaning.SUPERVISING),
        ("验收单位", Meaning.ACCEPTANCE),
        ("是否销号", Meaning.STATUS),
        ("整改进展情况", Meaning.PROGRESS),
        ("佐证材料", Meaning.EVIDENCE),
        ("涉及金额（万元）", Meaning.AMOUNT),
        ("被检查单位", Meaning.SITE),
        ("备　注", Meaning.NOTE),
    ],
)
def test_headers_as_offices_write_them(header: str, meaning: Meaning) -> None:
    found = guess_column(header)
    assert found is not None
    assert found.meaning is meaning
    assert header.strip() in found.reason


@pytest.mark.parametrize(
    "header", ["问题数", "完成率", "姓名", "整改前照片", "原因分析", "", "消防演练方案三年没有修订"]
)
def test_headers_that_say_nothing_of_an_issue(header: str) -> None:
    assert guess_column(header) is None


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1.修订制度；2.组织培训。", ("修订制度", "组织培训")),
        ("1、修订制度\n2、组织培训", ("修订制度", "组织培训")),
        ("（1）修订制度，投入1.5万元；（2）培训2.5天", ("修订制度，投入1.5万元", "培训2.5天")),
        ("①修订制度②组织培训③公布结果", ("修订制度", "组织培训", "公布结果")),
        ("一是修订制度；二是组织培训。", ("修订制度", "组织培训")),
        ("我科一是修订制度。二是组织培训。", ("修订制度", "组织培训")),
        ("已成立专班统一推进。1.修订制度。2.组织培训。", ("已成立专班统一推进", "修订制度", "组织培训")),
        ("主要措施：1.修订制度；2.组织培训", ("修订制度", "组织培训")),
        ("修订制度；组织培训。", ("修订制度", "组织培训")),
        ("修订制度，组织培训。", ("修订制度，组织培训",)),
        ("修订制度\n组织培训", ("修订制度", "组织培训")),
        ("——", ()),
        ("", ()),
    ],
)
def test_measures_in_one_cell(text: str, items: tuple[str, ...]) -> None:
    assert split_items(text) == items


@given(st.lists(st.text("甲乙丙丁戊己庚辛", min_size=2, max_size=8), min_size=2, max_size=9))
def test_numbered_measures_come_back_as_they_were(items: list[str]) -> None:
    assert split_items("".join(f"{n}.{item}；" for n, item in enumerate(items, 1))) == tuple(items)
    assert split_items("；".join(items) + "。") == tuple(items)


@pytest.mark.parametrize(
    ("text", "lead", "responsible", "cooperating"),
    [
        ("人事科、财务科", None, ("人事科", "财务科"), ()),
        ("人事科，财务科；总务处", None, ("人事科", "财务科", "总务处"), ()),
        ("人事科牵头，财务科、总务处配合", "人事科", ("人事科",), ("财务科", "总务处")),
        ("人事科（牵头）、财务科", "人事科", ("人事科", "财务科"), ()),
        ("牵头单位：人事科；配合单位：财务科、总务处", "人事科", ("人事科",), ("财务科", "总务处")),
        ("人事科会同有关部门负责", None, ("人事科",), ()),
        ("农业农村部、文化和旅游部等和各省级人民政府负责", None, ("农业农村部", "文化和旅游部", "各省级人民政府"), ()),
        ("教育局和财政局", None, ("教育局", "财政局"), ()),
        ("住房和城乡建设局", None, ("住房和城乡建设局",), ()),
        ("各镇（街道、园区）", None, ("各镇（街道、园区）",), ()),
        ("人事科 财务科", None, ("人事科", "财务科"), ()),
        ("各有关单位", None, ("各有关单位",), ()),
        ("/", None, (), ()),
    ],
)
def test_units_and_their_roles(
    text: str, lead: str | None, responsible: tuple[str, ...], cooperating: tuple[str, ...]
) -> None:
    units = read_units(text)
    assert (units.lead, units.responsible, units.cooperating) == (lead, responsible, cooperating)


def test_the_first_of_a_list_leads_where_the_document_says_so() -> None:
    assert read_units("人事科、财务科", first_leads=True).lead == "人事科"


def test_persons() -> None:
    assert read_persons("某局长、某主任\n某 某") == ("某局长", "某主任", "某某")
    assert read_persons("无") == ()


def test_units_and_persons_in_one_cell() -> None:
    assert split_mixed("人事科 某科长") == (["人事科"], ["某科长"])
    assert split_mixed("总务处：某主任、甲某") == (["总务处"], ["某主任", "甲某"])


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("3月：征求意见", "3月"),
        ("4~12月：推进落实", "4~12月"),
        ("1月至4月 修改办法", "1月至4月"),
        ("12月-：接受检查", "12月-"),
        ("全年 做好监督", "全年"),
        ("3月，公布清单", "3月"),
        ("修订制度，3月完成", None),
        ("2030人参加", None),
    ],
)
def test_periods_that_open_a_line(text: str, period: str | None) -> None:
    assert leading_period(text) == period


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("正在研究办法，预计2030年6月底前印发。", "预计2030年6月底前印发"),
        ("该项工作于2030年4月底前完成。", "2030年4月底前完成"),
        ("其余要在2个月内整改到位；", "2个月内整改到位"),
        ("2030年4月，某县印发了办法。", None),
        ("在两年之内对企业实行直通车。", None),
    ],
)
def test_deadlines_in_sentences(text: str, phrase: str | None) -> None:
    assert deadline_phrase(text) == phrase


@pytest.mark.parametrize("text", ["", " ", "无", "——", "/", "（略）", "N/A", "——　", "暂无。"])
def test_ways_to_write_none(text: str) -> None:
    assert is_none(text)


@given(st.integers(1, 99))
def test_chinese_numbers(number: int) -> None:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    words = ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")
    assert chinese_number(words) == chinese_number(str(number)) == number


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("yyyy-mm-dd", "2030-03-05"),
        ("yyyy/m/d", "2030/3/5"),
        ('yyyy"年"m"月"d"日";@', "2030年3月5日"),
        ("[$-804]yyyy\\年m\\月", "2030年3月"),
        ("General", "2030-03-05"),
    ],
)
def test_dates_under_their_format(number_format: str, shown: str) -> None:
    assert shown_date(datetime(2030, 3, 5), number_format) == shown  # noqa: DTZ001 - cells have no time zone
    assert shown_date(date(2030, 3, 5), number_format) == shown


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (12.0, "General", "12"),
        (27.7, "General", "27.7"),
        (334.6, "0.00", "334.60"),
        (0.125, "0.0%", "12.5%"),
        (4207.68, "#,##0.00", "4,207.68"),
    ],
)
def test_numbers_under_their_format(value: float, number_format: str, shown: str) -> None:
    assert shown_number(value, number_format) == shown


def test_addresses() -> None:
    assert [address(0, 0), address(9, 25), address(1, 26), address(0, 701), address(0, 702)] == [
        "A1",
        "Z10",
        "AA2",
        "ZZ1",
        "AAA1",
    ]
