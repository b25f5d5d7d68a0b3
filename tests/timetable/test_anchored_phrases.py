"""Relative phrases: without a date of their own, with one once somebody says what they count from."""

from datetime import date

import pytest

from bihuan.timetable.deadlines import read_deadline

ANCHORED = [
    ("30日内", "2024-03-31"),
    ("收到之日起10个工作日内", "2024-03-15"),
    ("1个月内", "2024-04-01"),
    ("半年内", "2024-09-01"),
    ("一年内", "2025-03-01"),
    ("两周内", "2024-03-15"),
    ("48小时内", "2024-03-03"),
    ("本月底前", "2024-03-31"),
    ("本月15日前", "2024-03-15"),
    ("月底前", "2024-03-31"),
    ("下月10日前", "2024-04-10"),
    ("下个月底", "2024-04-30"),
    ("本周内", "2024-03-03"),
    ("下周五前", "2024-03-08"),
    ("周三前", "2024-03-06"),
    ("周五前", "2024-03-01"),
    ("本季度末", "2024-03-31"),
    ("下季度", "2024-06-30"),
    ("次日", "2024-03-02"),
    ("今日", "2024-03-01"),
    ("15日前", "2024-03-15"),
    ("2024年6月底前，收到后10日内", "2024-06-30"),
]


@pytest.mark.parametrize(("text", "day"), ANCHORED, ids=[row[0] for row in ANCHORED])
def test_with_an_anchor_relative_phrases_have_a_date(text: str, day: str):
    read = read_deadline(text, year=2024, anchor=date(2024, 3, 1))
    assert str(read.date) == day
    assert "relative" in read.flags
    assert "needs_review" not in read.flags
