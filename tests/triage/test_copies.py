import pytest

from bihuan.triage import copied

OWN = {
    "甲": "这次整改让我看到，校门口的护栏不是装上就完了。放学时段家长的车停到了公交站里，护栏把孩子逼到了机动车道上，我和交警一起改了三次位置。",
    "乙": "食堂的问题出在验收。早上六点半送来的菜没有人签字，中午出了问题说不清是谁收的，现在改成两个人当面称重、拍照、签名。",
    "丙": "家长反映作业太多，我先量了一遍：五年级一个班周三晚上要写两小时十分钟，其中抄写占了七十分钟，抄写全部停掉以后降到五十分钟。",
}
SLOGAN = "坚持以人民为中心的发展思想，坚持问题导向和目标导向相统一，认真贯彻落实上级决策部署。"


def test_own_texts_are_nobodys_copies():
    assert copied(OWN) == []


def test_a_copied_text_is_found_behind_another_opening_with_its_passages():
    texts = {**OWN, "丁": "作为一名党员干部，我深有体会。" + OWN["乙"] + "今后我将继续努力。"}
    (copy,) = copied(texts)
    assert (copy.key, copy.source) == ("丁", "乙")
    assert 0.6 < copy.share < 0.9
    assert "早上六点半送来的菜没有人签字" in copy.passages[0]
    assert "乙" in copy.reason


def test_of_two_equal_texts_the_later_is_the_copy():
    assert [(one.key, one.source, one.share) for one in copied({**OWN, "戊": OWN["甲"]})] == [("戊", "甲", 1.0)]


def test_slogans_that_everybody_quotes_are_not_copied():
    crowd = {f"第{n}位": SLOGAN + f"{chr(0x4E00 + n * 37)}" * 30 for n in range(9)}
    assert copied(crowd, least=0.3) == []


def test_against_a_stock_only_the_stock_counts_and_a_text_is_no_copy_of_itself():
    assert copied({"新": OWN["甲"], "又": OWN["甲"]}, {"旧": OWN["丙"]}) == []
    assert [one.source for one in copied({"新": OWN["甲"]}, OWN)] == ["甲"]
    assert copied({"甲": OWN["甲"]}, OWN) == []


@pytest.mark.parametrize("texts", [{}, {"空": ""}, {"短": "加强管理", "也短": "加强管理"}])
def test_nothing_and_too_little_are_no_copies(texts):
    assert copied(texts) == []
