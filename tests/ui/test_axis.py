"""A day has the same width everywhere, and what lies outside the phases is not drawn."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.ui.axis import Mark, Phase, lay_out

DAYS = st.dates(date(2014, 1, 1), date(2015, 12, 31))
PHASES = st.lists(st.tuples(DAYS, st.integers(0, 200)), min_size=1, max_size=5).map(
    lambda found: [Phase(str(at), "", day, day + timedelta(length)) for at, (day, length) in enumerate(found)]
)


def percent(text: str) -> float:
    return float(text.removesuffix("%"))


@given(PHASES, DAYS)
def test_every_phase_lies_on_the_axis_in_proportion_to_its_days(phases, today):
    axis = lay_out(phases, [], today)
    days = (max(p.last for p in phases) - min(p.first for p in phases)).days + 1
    for span in axis.spans:
        assert percent(span.left) + percent(span.width) <= 100.02
        length = (span.phase.last - span.phase.first).days + 1
        assert percent(span.width) == pytest.approx(length * 100 / days, abs=0.02)


@given(PHASES, DAYS)
def test_a_phase_is_over_running_or_ahead(phases, today):
    for span in lay_out(phases, [], today).spans:
        running = span.phase.first <= today <= span.phase.last
        assert (span.state == "now") == running
        assert (span.state == "done") == (span.phase.last < today)


def test_what_lies_outside_is_not_drawn():
    phase = Phase("one", "", date(2014, 6, 1), date(2014, 6, 30))
    axis = lay_out([phase], [Mark("before", date(2014, 5, 31)), Mark("in", date(2014, 6, 30))], date(2014, 7, 1))
    assert [mark.label for mark in axis.marks] == ["in"]
    assert axis.today is None


def test_crowded_labels_stand_in_three_rows():
    phase = Phase("one", "", date(2014, 1, 1), date(2014, 12, 31))
    marks = [
        Mark("请进来", date(2014, 3, 1)),
        Mark("go out", date(2014, 3, 5)),
        Mark("面对面", date(2014, 3, 9)),
        Mark("d", date(2014, 9, 1)),
    ]
    assert [mark.row for mark in lay_out([phase], marks, date(2014, 3, 1)).marks] == [0, 1, 2, 0]


def test_a_narrow_phase_says_less():
    wide = Phase("第一环节", "学习教育、听取意见", date(2014, 3, 1), date(2014, 5, 31), "已结束")
    narrow = Phase("第二环节", "查摆问题、开展批评", date(2014, 6, 1), date(2014, 6, 19), "已结束")
    sliver = Phase("第三环节", "整改落实、建章立制", date(2014, 6, 21), date(2014, 6, 30), "还剩 5 个工作日")
    said = [(span.title, span.note) for span in lay_out([wide, narrow, sliver], [], date(2014, 6, 25)).spans]
    assert said == [("学习教育、听取意见", "已结束"), ("查摆问题、开展批评", ""), ("", "")]
