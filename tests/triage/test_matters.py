import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bihuan.triage import Matters, Message, named_things, suggested_name
from bihuan.triage.evidence import SIGNS
from bihuan.triage.linker import Linker
from bihuan.triage.matters import merge

LIFT = [
    Message(
        "l1",
        "锦绣家园3栋的电梯一个月坏了五次，老人被困在里面两次，物业只会说在等配件。",
        "锦绣家园电梯总是坏",
        "2021-03-01 08:00:00",
    ),
    Message(
        "l2",
        "我住锦绣家园3栋，电梯又停运了，老人下不了楼，物业说配件没到，请督促尽快修好电梯。",
        "锦绣家园3栋电梯停运",
        "2021-03-04 09:00:00",
    ),
    Message("l3", "请关注锦绣家园的电梯安全，多次故障困人，业主要求更换电梯。", "锦绣家园电梯故障困人", "2021-03-09"),
]
MEAL = [
    Message(
        "m1", "白沙小学食堂的饭菜是冷的，孩子吃了肚子疼，家长要求公布供餐公司。", "白沙小学食堂饭菜冷", "2021-03-02"
    ),
    Message(
        "m2",
        "白沙小学食堂供餐质量差，饭菜冷，好几个孩子肚子疼，请查一查供餐公司。",
        "反映白沙小学食堂供餐",
        "2021-03-03",
    ),
]
LONE = [Message("x", "咨询护照遗失以后怎样补办，需要带哪些材料。", "护照补办", "2021-03-03"), Message("y", "", "", "")]
ALL = LIFT + MEAL + LONE


def test_opinions_on_one_thing_become_one_matter_and_the_rest_stay_alone():
    found = Matters().group(ALL)
    assert set(found) == {one.id for one in ALL}
    assert len({found[one.id] for one in LIFT}) == 1
    assert found["m1"] == found["m2"] == "m1"
    assert found["x"] == "x"
    assert found["l1"] != found["m1"]


def test_what_people_decided_is_kept_to():
    matters = Matters()
    matters.confirm(["l1", "l2"], "电梯")
    matters.confirm(["l3"], "更换电梯")
    matters.confirm(["x", "m1"], "一起")
    found = matters.group(ALL)
    assert found["l1"] == found["l2"] == "电梯"
    assert found["l3"] == "更换电梯"
    assert found["x"] == found["m1"] == "一起"


def test_the_same_template_about_another_school_stays_another_matter():
    text = "{0}食堂的饭菜是冷的，孩子吃了肚子疼，家长要求公布供餐公司，学校至今没有答复，请有关部门查一查。"
    a, b = (Message(place, text.format(place), f"{place}食堂饭菜冷") for place in ("白沙小学", "青山小学"))
    found = Matters().group([a, b, *LIFT])
    assert found[a.id] != found[b.id]


def test_no_sign_speaks_against_its_meaning_however_odd_the_decisions():
    rng = np.random.default_rng(1)
    signs = rng.random((80, len(SIGNS)))
    learned = Linker.learned(signs, signs[:, 0] < 0.4)
    assert (learned.weights[:-5] >= 0).all()
    assert (learned.weights[-5:] <= 0).all()


def test_without_a_split_or_a_merge_there_is_nothing_to_learn():
    assert Linker.learned(np.ones((3, len(SIGNS))), np.array([True] * 3)).offset == Linker.plain().offset


def test_names_for_the_hot_list():
    assert "电梯" in suggested_name(LIFT)
    assert any("锦绣家园" in thing for thing in named_things(LIFT))


pairs = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(0, 1)), max_size=25)


@settings(max_examples=60)
@given(pairs, st.dictionaries(st.integers(0, 7), st.sampled_from("ab"), max_size=4))
def test_merging_loses_nobody_and_keeps_judged_matters_apart(ties, judged):
    unique = {(min(a, b), max(a, b)): value for a, b, value in ties if a != b}
    a, b = (np.array([pair[k] for pair in unique], dtype=np.int64) for k in (0, 1))
    merged = list(merge(8, a, b, np.array(list(unique.values())), judged=judged))
    assert sorted(row for members in merged for row in members) == list(range(8))
    for members in merged:
        assert len({judged[row] for row in members if row in judged}) <= 1
    for matter in set(judged.values()):
        assert sum(any(judged.get(row) == matter for row in members) for members in merged) == 1


@pytest.mark.parametrize("time", ["", "gestern", "2021-03-01 08:00:00"])
def test_any_time_is_borne(time):
    assert Matters().group([Message("a", "甲乙丙丁戊", "", time), Message("b", "甲乙丙丁己", "", time)])
