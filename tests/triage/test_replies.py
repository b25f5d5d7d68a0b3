"""Hints about replies: what strikes a careful reader, and what must not."""

import pytest

from bihuan.triage.replies import look_at_reply

QUESTION = "寄宿生补助去年秋季到现在没到卡，什么时候能发？"


def kinds(question: str, reply: str) -> list[str]:
    return [hint.kind + hint.asked for hint in look_at_reply(question, reply)]


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        (QUESTION, "经与银行核对，去年秋季寄宿生补助将于3月15日前发到卡上。"),
        ("食堂价格为什么比外面贵？", "经查，食堂价格高是因为原料由两家公司供应，现已重新比价，下周起公示。"),
        ("能不能延长校车线路到河口村？", "可以，3月起校车线路延长到河口村。"),
        ("校服要多少钱？", "校服夏装每套120元，自愿购买。"),
        ("谢谢", "不客气。"),
    ],
)
def test_a_reply_that_answers_is_left_alone(question: str, reply: str) -> None:
    assert kinds(question, reply) == []


@pytest.mark.parametrize(
    ("question", "reply", "hint"),
    [
        (QUESTION, "您好，来信收悉。我们高度重视，将积极协调有关部门尽快落实补助，感谢您的理解与支持。", "stock"),
        (QUESTION, "我区空气质量优良天数居全市前列，绿化工作成绩显著。", "elsewhere"),
        (QUESTION, "寄宿生补助正在和银行核对，会发到卡上。", "unansweredwhen"),
        ("校服要多少钱？请公开。", "校服由家长委员会商定，会公开的。", "unansweredhow_much"),
        ("食堂为什么天天是土豆？", "食堂菜谱由学校安排。", "unansweredwhy"),
    ],
)
def test_a_reply_that_does_not_is_pointed_out_with_its_proof(question: str, reply: str, hint: str) -> None:
    assert hint in kinds(question, reply)
    assert all(one.proof for one in look_at_reply(question, reply))
