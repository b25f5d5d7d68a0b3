"""What a reading carries beside date and flags, and what holds for any text at all."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bihuan.timetable.deadlines import Milestone, read_deadline
from bihuan.timetable.notation import plain
from bihuan.timetable.numerals import value
from bihuan.timetable.recurrences import Recurrence, Rhythm
from bihuan.timetable.workdays import WorkdayCalendar


def read(text: str, **more):
    return read_deadline(text, year=2024, **more)


def test_stages_keep_their_words():
    assert read("2024年3月底前完成排查；6月底前完成整改").stages == (
        Milestone(date(2024, 3, 31), "完成排查"),
        Milestone(date(2024, 6, 30), "完成整改"),
    )
    assert read("3月：启动，12月：组织验收").stages == (
        Milestone(date(2024, 3, 31), "启动"),
        Milestone(date(2024, 12, 31), "组织验收"),
    )
    assert [step.words for step in read("完成排查：3月底前；完成整改：6月底前").stages] == ["完成排查", "完成整改"]
    assert read("2024年6月底前").stages == ()


def test_stages_counted_from_an_event_get_dates_from_the_anchor():
    steps = read("1个月内完成方案，3个月内完成整改", anchor=date(2024, 1, 31)).stages
    assert steps == (Milestone(date(2024, 2, 29), "完成方案"), Milestone(date(2024, 4, 30), "完成整改"))


def test_the_closing_date_is_a_field_of_its_own():
    both = read("2024年6月底前完成整改，12月底前销号")
    assert (both.date, both.closing) == (date(2024, 6, 30), date(2024, 12, 31))
    one = read("立即整改，2024年12月底前销号")
    assert (one.date, one.closing) == (date(2024, 12, 31), date(2024, 12, 31))
    together = read("2024年6月底前完成整改并销号")
    assert (together.date, together.closing) == (date(2024, 6, 30), date(2024, 6, 30))
    labelled = read("整改时限：2024年6月底；销号时限：2024年9月底")
    assert (labelled.date, labelled.closing) == (date(2024, 6, 30), date(2024, 9, 30))
    assert read("2024年6月底前完成整改").closing is None


def test_an_ambiguous_phrase_gives_both_readings():
    assert read("2024年6月前").readings == (date(2024, 5, 31), date(2024, 6, 30))
    assert read("2025年前").readings == (date(2024, 12, 31), date(2025, 12, 31))
    assert read("元旦前").readings == (date(2024, 1, 1), date(2025, 1, 1))
    assert read("2024年6月底前").readings == ()


def test_a_range_keeps_its_first_day():
    assert read("2024年3月至6月").start == date(2024, 3, 1)
    assert read("12-1月").start == date(2024, 12, 1)
    assert read("2024年3月起").start == date(2024, 3, 1)


def test_the_event_is_named():
    assert read("自收到审计报告、审计决定之日起六十日内").event == "收到审计报告、审计决定之日"
    assert read("反馈后2个月内").event == "反馈"
    assert read("30日内").event == ""


def test_the_anchor_settles_a_feast_at_the_turn_of_the_year():
    settled = read("春节前", anchor=date(2024, 9, 1))
    assert settled.date == date(2025, 1, 29)
    assert "ambiguous" not in settled.flags


def test_workdays_follow_the_given_calendar():
    free_monday = WorkdayCalendar({date(2024, 3, 4): False})
    assert read("1个工作日内", anchor=date(2024, 3, 1)).date == date(2024, 3, 4)
    assert read("1个工作日内", anchor=date(2024, 3, 1), calendar=free_monday).date == date(2024, 3, 5)


def test_a_month_too_short_ends_on_its_last_day():
    assert read("1个月内", anchor=date(2024, 1, 31)).date == date(2024, 2, 29)
    assert read("一年内", anchor=date(2024, 2, 29)).date == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每年2月底前", Recurrence(Rhythm.YEAR, "每年2月底前", months=(2,), day=31)),
        ("每年6月、12月", Recurrence(Rhythm.YEAR, "每年6月、12月", months=(6, 12))),
        ("每月25日前", Recurrence(Rhythm.MONTH, "每月25日前", day=25)),
        ("每季度首月10日前", Recurrence(Rhythm.QUARTER, "每季度首月10日前", months=(1,), day=10)),
        ("每周二中午12时前", Recurrence(Rhythm.WEEK, "每周二中午12时前", weekday=2)),
        ("每两周", Recurrence(Rhythm.WEEK, "每2周", every=2)),
        ("每三年一次", Recurrence(Rhythm.YEAR, "每3年", every=3)),
        ("一月一调度", Recurrence(Rhythm.MONTH, "1月一调度")),
        ("定期", Recurrence(Rhythm.UNSTATED, "定期")),
    ],
)
def test_rhythms(text: str, expected: Recurrence):
    assert read(text).recurrence == expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("每年2月底前", ["2024-02-29"]),
        ("每年6月、12月", ["2024-06-30", "2024-12-31"]),
        ("每半年", ["2024-06-30", "2024-12-31"]),
        ("每季度首月10日前", ["2024-01-10", "2024-04-10", "2024-07-10", "2024-10-10"]),
        ("每年", ["2024-12-31"]),
        ("每学期", []),
    ],
)
def test_a_rhythm_lists_its_days(text: str, days: list[str]):
    recurrence = read(text).recurrence
    assert recurrence is not None
    assert [str(day) for day in recurrence.dates(date(2024, 1, 1), date(2024, 12, 31))] == days


def test_a_weekly_rhythm_lists_its_days():
    recurrence = read("每周二").recurrence
    assert recurrence is not None
    tuesdays = list(recurrence.dates(date(2024, 3, 1), date(2024, 3, 20)))
    assert tuesdays == [date(2024, 3, 5), date(2024, 3, 12), date(2024, 3, 19)]


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("二〇二四", 2024), ("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31), ("一百二十", 120), ("十十", None)],
)
def test_numerals(numeral: str, number: int | None):
    assert value(numeral) == number


def test_words_that_only_look_like_numerals_stay():
    assert plain("统一部署，周二上报，第一时间") == "统一部署,周二上报,第一时间"


def test_a_campaign_without_a_sensible_year_is_refused():
    with pytest.raises(ValueError, match="between 1900 and 2200"):
        read_deadline("年底前", year=24)


# Pieces of deadlines in any order find more odd corners than random letters do.
PIECES = [
    "2024年",
    "二〇二四年",
    "24年",
    "6月",
    "十二月",
    "12",
    "31日",
    "底",
    "前",
    "内",
    "之内",
    "起",
    "后",
    "至",
    "到",
    "~",
    "--",
    "——",
    "",
    "每",
    "年",
    "月",
    "周",
    "季度",
    "第三",
    "上半年",
    "一",
    "二",
    "两",
    "半",
    "个",
    "工作日",
    "日",
    "天",
    "立行立改",
    "长期坚持",
    "力争",
    "原则上",
    "条件成熟",
    "，",
    "。",
    "；",
    "、",
    "（",
    "）",
    "/",
    ".",
    ":",
    "国庆",
    "“十四五”",
    "本月",
    "下周五",
    "次年",
    "销号",
    "完成",
    "每周二",
    "12时",
    "元旦",
    "30",
    "9999",
    "99999",
    "0",
    "以来",
    "存在",
    "有效期",
    "《",
    "》",
    "T+",
    "Q4",
    "旬",
    "中",
    "初",
    "末",
    "全年",
    "定期",
    "\x00",
    "\n",
    "🙂",
]
phrases = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
anchors = st.none() | st.dates()


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), phrases), st.integers(1900, 2200), anchors)
def test_no_text_is_refused(text: str, year: int, anchor: date | None):
    found = read_deadline(text, year=year, anchor=anchor)
    assert found.text == text
    assert found.date is None or isinstance(found.date, date)
    says = found.date or found.offset or found.recurrence or found.flags
    assert says
    if found.date is None and not found.flags - {"soft", "no_year"}:
        pytest.fail("nothing was read, and nobody is asked")


@settings(deadline=None)
@given(phrases, anchors)
def test_an_anchor_takes_nothing_away(text: str, anchor: date | None):
    bare, anchored = read_deadline(text, year=2024), read_deadline(text, year=2024, anchor=anchor)
    assert anchored.offset == bare.offset
    assert "needs_review" not in anchored.flags - bare.flags


@settings(deadline=None)
@given(
    st.dates(date(1990, 1, 1), date(2189, 12, 31)),
    st.sampled_from(["%Y年%m月%d日前", "%Y.%m.%d", "%Y-%m-%d", "%Y/%m/%d前"]),
)
def test_every_written_day_is_read_back(day: date, form: str):
    assert read_deadline(day.strftime(form), year=2024).date == day


@pytest.mark.parametrize(
    "piece", ["9", "2024年", "12月", "一", "每", "(", "3-", "待", "按", "自", "第", "30日", "2024.6.30、"]
)
def test_ten_thousand_characters_take_no_time(piece: str):
    text = (piece * 10_000)[:10_000]
    began = time.process_time()
    read_deadline(text, year=2024)
    assert time.process_time() - began < 0.5  # far above the usual, far below what backtracking would take
