import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bihuan.triage import Desk, Message, layers
from tests.triage.test_matters import ALL, LIFT, MEAL
from tests.triage.voices import about, of_three_classes

SCHOOLS = ("青山小学", "白沙小学", "红旗中学")
REPEATS = [
    about(school, id=f"{school}{n}", before=hello) for school in SCHOOLS for n, hello in enumerate(("", "您好！"))
]
STOCK = [*ALL, *REPEATS, *of_three_classes()[0]]
NEW = Message("n", "锦绣家园电梯又坏了，物业不修，老人下不了楼。", "锦绣家园电梯故障", "2021-03-10")


class Shelf(dict[str, Message]):
    """Messages by id, as a database would hand them over."""

    def __call__(self, ids):
        return {one: self[one] for one in ids if one in self}


def filled(messages=STOCK, *, by=None):
    desk = Desk(Shelf({one.id: one for one in messages}))
    for start in range(0, len(messages), by or len(messages)):
        desk.add(messages[start : start + (by or len(messages))])
    return desk


@pytest.fixture(scope="module")
def desk():
    return filled()


def test_a_new_message_finds_its_near_duplicates_and_those_of_another_school(desk):
    found = desk.duplicates(about("青山小学", id="n", after="谢谢！"))
    assert {one.id_b: one.verdict for one in found if one.verdict == "duplicate"}.keys() == {"青山小学0", "青山小学1"}
    assert {one.id_b[:4] for one in found if one.verdict == "other_matter"} == {"白沙小学", "红旗中学"}


def test_a_new_message_is_offered_the_matter_of_its_kin_with_a_reason(desk):
    best, *_ = desk.matters(NEW)
    assert best.nearest in {one.id for one in LIFT}
    assert best.matter == best.nearest
    assert best.chance > 0.5
    assert best.reason
    assert desk.matters(Message("z", "zzz")) == []


def test_the_template_of_another_school_is_never_offered_as_a_matter(desk):
    named = {link.nearest[:4] for link in desk.matters(about("红旗中学", id="n"))}
    assert named == {"红旗中学"}


def test_a_message_does_not_find_itself(desk):
    assert all(one.id_b != "l1" for one in desk.duplicates(LIFT[0]))
    assert all(link.nearest != "l1" for link in desk.matters(LIFT[0]))


def test_adding_twice_does_nothing_twice():
    desk = filled(LIFT)
    desk.add([*LIFT, LIFT[0]])
    assert len(desk) == len(LIFT)
    assert "l1" in desk
    assert "m1" not in desk


@settings(max_examples=4, deadline=None)
@given(st.permutations(REPEATS + LIFT + MEAL), st.integers(1, 5))
def test_one_by_one_finds_what_all_at_once_finds(messages, by):
    probe = about("白沙小学", id="n")
    whole, step = filled(messages), filled(messages, by=by)
    assert {(m.id_b, m.verdict) for m in step.duplicates(probe)} == {
        (m.id_b, m.verdict) for m in whole.duplicates(probe)
    }
    assert step.matters(NEW)[0].nearest == whole.matters(NEW)[0].nearest


def test_late_comers_are_found_before_and_after_they_are_sorted_in(monkeypatch):
    monkeypatch.setattr(layers, "TAIL", 3)
    desk = filled(by=4)
    assert all(one.id in desk for one in STOCK)
    assert desk.matters(NEW)[0].nearest in {one.id for one in LIFT}
    assert len(desk.duplicates(about("青山小学", id="n"))) == len(REPEATS)


def test_what_is_forgotten_is_not_found_until_it_comes_again():
    desk = filled(REPEATS)
    desk.forget(["青山小学0", "nobody"])
    assert "青山小学0" not in desk
    assert len(desk) == len(REPEATS) - 1
    assert "青山小学0" not in {one.id_b for one in desk.duplicates(about("青山小学", id="n"))}
    desk.add(REPEATS)
    assert "青山小学0" in {one.id_b for one in desk.duplicates(about("青山小学", id="n"))}


def test_what_no_longer_exists_is_left_out():
    shelf = Shelf({one.id: one for one in LIFT})
    desk = Desk(shelf)
    desk.add(LIFT)
    del shelf["l1"]
    assert all(link.nearest != "l1" for link in desk.matters(NEW))


def test_the_last_word_on_a_matter_counts():
    desk = filled()
    desk.settle(["l1", "l2", "l3"], "电梯")
    assert desk.matters(NEW)[0].matter == "电梯"
    desk.settle(["l2"], "更换")
    desk.settle(["l3"], "")
    assert [desk.matter(one) for one in ("l1", "l2", "l3")] == ["电梯", "更换", "l3"]


def test_it_learns_from_merges_and_splits_and_says_when_there_is_nothing_to_learn():
    desk = filled()
    assert not desk.learn()
    desk.settle(["l1", "l2", "l3"], "电梯")
    assert not desk.learn()
    desk.settle(["l3"], "更换电梯")
    before = desk.matters(NEW)[0].chance
    assert desk.learn()
    assert desk.matters(NEW)[0].chance != before


def test_a_desk_comes_back_from_its_folder_without_any_text(tmp_path):
    desk = filled()
    desk.settle(["l1"], "电梯")
    desk.forget(["m1"])
    desk.save(tmp_path / "desk")
    files = [path for path in (tmp_path / "desk").rglob("*") if path.is_file()]
    assert not any("护栏".encode() in path.read_bytes() for path in files)
    late = Message("late", NEW.text, NEW.title)
    again = Desk.open(tmp_path / "desk", Shelf({one.id: one for one in [*STOCK, late]}))
    assert [(one.matter, one.nearest) for one in again.matters(NEW)] == [
        (one.matter, one.nearest) for one in desk.matters(NEW)
    ]
    assert again.duplicates(REPEATS[0]) == desk.duplicates(REPEATS[0])
    assert "m1" not in again
    again.add([late])
    assert "late" in {one.id_b for one in again.duplicates(NEW)}


def test_a_second_save_writes_only_what_is_new_and_leaves_nothing_behind(tmp_path):
    desk = filled()
    desk.save(tmp_path)
    first = {path.name for path in tmp_path.iterdir()}
    desk.add([NEW])
    desk.save(tmp_path)
    second = {path.name for path in tmp_path.iterdir()}
    assert len(first & second) == 2  # the large segment and the manifest
    assert len(second) == 4
    assert "n" in Desk.open(tmp_path, {})


def test_an_empty_folder_gives_an_empty_desk(tmp_path):
    desk = Desk.open(tmp_path / "none", {})
    assert len(desk) == 0
    assert desk.matters(NEW) == desk.duplicates(NEW) == []
