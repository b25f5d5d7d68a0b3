"""A comparison shows every line of both texts, in order, and marks exactly what differs."""

from hypothesis import given
from hypothesis import strategies as st

from bihuan.supervision.comparing import Pair, compare

TEXTS = st.lists(st.sampled_from(["责任科室", "责任人", "措施1", "措施2", "时限", ""]), max_size=8)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_their_columns(old: list[str], new: list[str]) -> None:
    pairs = compare(old, new)
    assert [pair.old for pair in pairs if pair.old is not None] == old
    assert [pair.new for pair in pairs if pair.new is not None] == new


@given(TEXTS)
def test_the_same_text_has_no_change(text: list[str]) -> None:
    assert not any(pair.changed for pair in compare(text, text))


def test_a_changed_line_stands_beside_its_old_self() -> None:
    assert compare(["一", "二", "三"], ["一", "二改", "三", "四"]) == [
        Pair("一", "一"),
        Pair("二", "二改"),
        Pair("三", "三"),
        Pair(None, "四"),
    ]
