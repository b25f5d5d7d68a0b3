import numpy as np
import pytest

from bihuan.triage import Classifier, Message, cross_validated
from bihuan.triage.features import read
from bihuan.triage.fields import FIELDS
from bihuan.triage.topics import spread
from bihuan.triage.trust import Trust
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


def test_one_suggestion_says_what_many_say_and_names_what_comes_next(model):
    message = Message("n", "公交车的间隔太长，车上垃圾的臭味也没人管。")
    said = model.suggest(message)
    assert said == next(model.predict([message]))
    assert {said.label, *(label for label, _ in said.others)} == set(model.labels)
    assert all(chance <= said.confidence for _, chance in said.others)


def test_the_version_tells_what_was_learned_and_survives_the_file(model, tmp_path):
    messages, labels = of_three_classes()
    model.save(tmp_path / "model.npz")
    assert Classifier.load(tmp_path / "model.npz").version == model.version
    assert Classifier().fit(messages, labels).version == model.version
    assert Classifier().fit(messages[1:], labels[1:]).version != model.version


def test_a_file_of_another_version_is_refused_with_a_sentence(tmp_path):
    np.savez(tmp_path / "old.npz", labels=np.array(["教育"]))
    with pytest.raises(ValueError, match="重新训练"):
        Classifier.load(tmp_path / "old.npz")


def test_what_no_class_was_ever_about_fits_worse_and_is_left_to_a_person():
    rng = np.random.default_rng(0)
    known = np.column_stack((rng.normal(1, 0.3, (600, 2)), rng.normal(0, 1, (600, 6))))
    strangers = known[:400] - np.array([0.4, 0.8, 0, 0, 0, 2, 0, 0])
    trust = Trust.learned(known, rng.random(600) < 0.9, strangers)
    assert trust.fit(known).mean() > trust.fit(strangers).mean() + 0.4
    assert trust.is_strange(known).mean() < 0.1 < trust.is_strange(strangers).mean()
    assert trust.confidence(strangers).mean() < trust.confidence(known).mean()


def test_words_of_the_fields_are_counted_wherever_they_stand_and_never_across_texts():
    school, split, nothing = spread(*read(["学校食堂的饭菜", "食", "堂？！"]))
    assert school[list(FIELDS).index("school_meals")] > 0
    assert not split.any()
    assert not nothing.any()
