import pytest

from bihuan.triage import Classifier, Message, cross_validated
from tests.triage.voices import of_three_classes


@pytest.fixture(scope="module")
def model():
    return Classifier().fit(*of_three_classes())


def test_a_new_message_gets_its_class_with_words_and_examples(model):
    (said,) = model.predict([Message("n", "学校食堂的饭菜越来越差，孩子回家总说没吃饱，请查一查。")])
    assert said.label == "教育"
    assert not said.abstain
    assert any("食堂" in phrase or "饭菜" in phrase for phrase in said.phrases)
    assert all(one.startswith("教育") for one in said.examples)
    assert "关键词句" in said.reason


def test_a_message_of_no_class_is_left_to_a_person(model):
    (said,) = model.predict([Message("n", "咨询护照遗失补办需要带哪些证件。")])
    assert said.abstain
    assert "请人工判断" in said.reason


def test_confidence_is_higher_where_more_speaks_for_the_class(model):
    clear, thin = model.predict(
        [Message("a", "公交车的间隔太长，早高峰等了四十分钟，司机总是绕路。"), Message("b", "想问一下情况。")]
    )
    assert clear.confidence > thin.confidence
    assert 0 <= thin.confidence <= 1


def test_a_model_comes_back_from_its_file_without_any_text(model, tmp_path):
    messages, _ = of_three_classes()
    model.save(tmp_path / "model.npz")
    again = Classifier.load(tmp_path / "model.npz")
    assert list(again.predict(messages[:9])) == list(model.predict(messages[:9]))


def test_cross_validation_answers_for_every_message_in_order():
    messages, labels = of_three_classes()
    answers = cross_validated(messages, labels, folds=3)
    assert [one.id for one in answers] == [one.id for one in messages]
    assert sum(a.label == b for a, b in zip(answers, labels, strict=True)) > 0.9 * len(labels)


def test_one_class_is_nothing_to_learn_from():
    with pytest.raises(ValueError, match="至少要有两类"):
        Classifier().fit([Message("a", "甲")], ["教育"])


def test_empty_messages_are_answered_too(model):
    assert [one.abstain for one in model.predict([Message("e", ""), Message("p", "！！")])] == [True, True]
