"""The record keeps codes; each reader hears them in his own language."""

import pytest
from django.apps import apps
from django.utils.translation import override

from bihuan.audit.facts import KINDS, sentence_of

MARKED = {"issue": 1, "position": 2, "status": "done"}


def test_a_code_is_said_in_the_language_of_the_reader():
    with override("en"):
        assert sentence_of("ledger.measure_marked", MARKED) == "measure 2: done"
    with override("zh-hans"):
        assert sentence_of("ledger.measure_marked", MARKED) == "措施 2：已完成"


def test_the_words_of_an_older_release_stay_as_they_were_written():
    with override("en"):
        assert sentence_of("ledger.measure_marked", MARKED | {"status": "已完成"}) == "measure 2: 已完成"


def test_a_list_of_codes_and_an_empty_list_are_said_too():
    with override("zh-hans"):
        changed = sentence_of(
            "people.unit_changed", {"name": "计财科", "before": "财务科", "changed": ["name", "kind"]}
        )
        assert "名称、类型" in changed.replace("单位名称", "名称").replace("单位类型", "类型")
        assert "—" in sentence_of("ledger.issue_assigned", {"lead": "计财科", "supporting": []})


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_words_of_every_code_exist(kind: str):
    fact = KINDS[kind]
    if "codes" in vars(fact):  # those of a family may name fields that only some of its facts have
        assert set(fact.codes) <= set(fact.__dataclass_fields__)
    for words in fact.codes.values():
        for path in words if isinstance(words, tuple) else ():
            app, model, column = path.split(".")
            assert apps.get_model(app, model)._meta.get_field(column).flatchoices, path
