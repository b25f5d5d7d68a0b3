"""What came back: each figure with its base, 不了解 outside it, few people never shown."""

from bihuan.opinions.selectors.questionnaires.figures import questionnaire_figures
from bihuan.opinions.selectors.questionnaires.results import results, satisfaction
from bihuan.opinions.selectors.questionnaires.suppression import hidden_groups
from bihuan.opinions.services.questionnaires.urn import Filled, drop_in, shake
from tests.opinions.questionnaires.paper import MEALS, SEEN, SERVICES, WHICH, WHO, fill, opened, read
from tests.world import World


def filled(version: object, *people: tuple[str, ...], words: str = "") -> list[Filled]:
    """Each person by the wordings chosen, in the order of the questions; '' for none."""
    asked = read(version).asked
    return [
        fill(asked, [(place, label) for place, label in zip((WHO, SEEN, MEALS), person, strict=False) if label], words)
        for person in people
    ]


def test_every_question_has_its_own_base(world: World) -> None:
    version = opened(world)
    people = [("家长", "办事慢", "满意")] * 6 + [("教师", "以上都没有", "不满意")] * 2 + [("家长", "", "不了解")] * 3
    drop_in(version, filled(version, *people, ("学生", "", "")))
    shake(version, least=5)
    outcomes = results(version, campaign=world.campaign).outcomes
    meals = outcomes[MEALS].tallies[0]
    assert (meals.base, meals.outside, outcomes[MEALS].answered) == (8, 3, 11)
    assert (meals.judgement.percent, meals.judgement.reached) == (75.0, False)
    assert meals.judgement.score == (6 * 100 + 2 * 30) / 8
    assert outcomes[SEEN].tallies[0].base == 8
    assert [bar.percent for bar in outcomes[SEEN].tallies[0].bars] == [75.0, 0.0, 25.0]
    assert (outcomes[WHO].reached, outcomes[WHO].answered) == (12, 12)
    assert (outcomes[WHICH].reached, outcomes[WHICH].answered) == (6, 0), "asked only of those who found it slow"


def test_a_matrix_is_counted_thing_by_thing_and_the_goal_needs_enough_answers(world: World) -> None:
    version = opened(world)
    asked = read(version).asked
    drop_in(version, [fill(asked, [(SERVICES, "招生:满意"), (SERVICES, "资助:不满意")]) for _ in range(4)])
    drop_in(version, [fill(asked, [(SERVICES, "招生:基本满意")])])
    shake(version, least=5)
    told = {str(tally.item): tally.judgement for question, tally in satisfaction(version, campaign=world.campaign)}
    assert (told["招生"].base, told["招生"].reached) == (5, True)
    assert (told["资助"].base, told["资助"].enough) == (4, False)
    figures = {path: value for path, _label, value, *_page in questionnaire_figures(world.campaign)}
    root = f"inquiry.questionnaires.{version.questionnaire.code}"
    assert figures == {f"{root}.answers": 5, f"{root}.q5_1.satisfied_percent": 100}


def test_nothing_is_said_about_fewer_than_the_policy_allows(world: World) -> None:
    version = opened(world)
    drop_in(version, filled(version, *[("家长", "", "满意")] * 3))
    shake(version, least=1)
    found = results(version, campaign=world.campaign)
    assert (found.outcomes, found.sheets) == ((), 0)
    people = [("家长", "", "满意")] * 9 + [("教师", "", "不满意")] * 2 + [("学生", "", "满意")] * 7
    drop_in(version, filled(version, *people))
    shake(version, least=5)
    groups = {str(group.option): group for group in results(version, campaign=world.campaign).groups}
    assert groups["教师"].judgements is None
    assert groups["学生"].judgements is None, "otherwise the teachers are the rest"
    assert groups["家长"].judgements[0].base == 12
    assert groups["家长"].judgements[1] is None


def test_hidden_groups_are_never_the_rest_that_can_be_subtracted() -> None:
    assert hidden_groups({"a": 30, "b": 3, "c": 9}, least=5) == {"b", "c"}
    assert hidden_groups({"a": 30, "b": 3, "c": 2}, least=5) == {"b", "c"}
    assert hidden_groups({"a": 30, "b": 5, "c": 0}, least=5) == set()
    assert hidden_groups({"a": 4}, least=5) == {"a"}
