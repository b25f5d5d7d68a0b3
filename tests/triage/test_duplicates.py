from hypothesis import given, settings
from hypothesis import strategies as st

from bihuan.triage import Duplicates, Match, Message, groups, layers
from bihuan.triage.hands import hands
from bihuan.triage.sketch import BANDS, ROWS, sketch
from tests.triage.voices import about, of_three_classes

SCHOOLS = ["青山小学", "白沙小学", "红旗中学"]
GREETINGS = ["", "您好！", "尊敬的书记："]


def many():
    return [about(school, id=f"{school}{n}", before=hello) for school in SCHOOLS for n, hello in enumerate(GREETINGS)]


def found(matches):
    return {(frozenset((one.id_a, one.id_b)), one.verdict) for one in matches}


def filled(messages, *, by=None):
    index = Duplicates({one.id: one for one in messages})
    for start in range(0, len(messages), by or len(messages) or 1):
        index.add(messages[start : start + (by or len(messages))])
    return index


def test_every_pair_is_found_with_its_verdict():
    matches = list(filled(many()).pairs())
    assert len(matches) == 36
    assert {one.verdict for one in matches if one.id_a[:4] == one.id_b[:4]} == {"duplicate"}
    assert {one.verdict for one in matches if one.id_a[:4] != one.id_b[:4]} == {"other_matter"}


def test_several_processes_find_the_same():
    messages = {one.id: one for one in many()}
    with hands(2) as spread:
        index = Duplicates(messages, spread=spread)
        index.add(messages.values())
        assert list(index.pairs()) == list(filled(many()).pairs())


def test_strangers_are_not_compared():
    assert list(filled(of_three_classes()[0][::13]).pairs()) == []


@settings(max_examples=6, deadline=None)
@given(st.permutations(many()), st.integers(1, 4))
def test_one_by_one_finds_what_all_at_once_finds(messages, by):
    whole = found(filled(messages).pairs())
    step = filled(messages, by=by)
    asked = {pair for one in messages for pair in found(step.query(one))}
    assert found(filled(messages, by=by).pairs()) == whole == asked


def test_late_comers_are_sorted_in_and_found(monkeypatch):
    monkeypatch.setattr(layers, "TAIL", 2)
    index = filled(many(), by=1)
    assert len(index.query(about("青山小学", id="new"))) == 9


def test_empty_texts_resemble_nothing():
    blank = [Message(str(n), "……") for n in range(3)]
    assert list(filled(blank).pairs()) == []
    assert filled([]).query(blank[0]) == []


def test_the_banding_finds_what_it_promises():
    assert 1 - (1 - 0.5**ROWS) ** BANDS > 0.996
    assert sketch(["甲乙丙丁戊己"], [""]).keys.shape == (1, BANDS)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.booleans()), max_size=20))
def test_groups_are_what_chains_of_duplicates_tie(ties):
    ids = [str(n) for n in range(10)]
    matches = [Match(str(a), str(b), "duplicate" if same else "other_matter", 1, (), "") for a, b, same in ties]
    grouped = groups(matches, ids)
    assert all(grouped[one.id_a] == grouped[one.id_b] for one in matches if one.verdict == "duplicate")
    assert grouped == groups(reversed(matches), ids)
    assert all(grouped[leader] == leader for leader in grouped.values())
    tied = sum(one != leader for one, leader in grouped.items())
    assert tied <= sum(same for *_, same in ties)
