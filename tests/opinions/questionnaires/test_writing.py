"""A questionnaire is written by the office, stands once it is open, and goes on as a new version."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from bihuan.audit.guards import Rule
from bihuan.common.workflow import Refused, Stale
from bihuan.opinions.asking_guards import RULES
from bihuan.opinions.models import (
    Choice,
    Condition,
    Item,
    Option,
    Question,
    Section,
    Sheet,
    SlipBatch,
    Version,
    Words,
)
from bihuan.opinions.services.questionnaires import building
from bihuan.opinions.services.questionnaires.answering import hand_in, print_slips
from bihuan.opinions.services.questionnaires.opening import (
    close_questionnaire,
    open_version,
    reopen_questionnaire,
)
from bihuan.opinions.services.questionnaires.scales import Measure, declare_scale
from tests.opinions.questionnaires.paper import POINTS, WHO, begin, fill, opened, read, write
from tests.world import World


def draft(version: Version, kind: str = "single", text: str = "几月去的？", **more: object) -> building.QuestionDraft:
    return building.QuestionDraft(version.sections.get(), kind, text, **{"options": ("三月", "四月"), **more})


def test_a_version_in_use_is_never_changed(world: World) -> None:
    version = opened(world)
    question = version.questions.first()
    for deed in (
        lambda: building.write_question(version, draft=draft(version), by=world.office),
        lambda: building.remove_question(question, by=world.office),
        lambda: building.move_question(question, up=False, by=world.office),
        lambda: building.write_section(version, title="又一节", by=world.office),
        lambda: building.remove_section(version.sections.get(), by=world.office),
    ):
        with pytest.raises(Refused, match="1"):
            deed()


def test_the_next_version_is_a_copy_with_its_conditions_and_people_answer_the_old_one_meanwhile(world: World) -> None:
    version = opened(world)
    fresh = building.revise(version.questionnaire, by=world.office)
    old, new = read(version), read(fresh)
    assert old.digest == new.digest
    copied = new.asked[2].conditions
    assert copied == {option.pk for option in new.asked[1].options if option.label == "办事慢"}
    hand_in(version, fill(old.asked, [(WHO, "家长")]), form="meanwhile")
    with pytest.raises(Refused):
        building.revise(version.questionnaire, by=world.office)
    building.write_question(fresh, draft=draft(fresh), by=world.office)
    open_version(fresh, by=world.office)
    assert [one.question.text for one in read(fresh).asked][-1] == "几月去的？"
    assert len(read(version).asked) == 6


def test_writing_a_question_anew_keeps_the_conditions_that_hang_on_it(world: World) -> None:
    version = write(world, begin(world))
    question = version.questions.get(position=2)
    words = draft(version, "multiple", "您遇到过什么？", options=("态度差", "办事慢", "收费不清"))
    building.write_question(version, question=question, draft=words, by=world.office)
    asked = read(version).asked
    assert [option.label for option in asked[1].options] == ["态度差", "办事慢", "收费不清"]
    assert asked[2].conditions == {option.pk for option in asked[1].options if option.label == "办事慢"}


def test_questions_change_places_also_over_the_edge_of_a_section(world: World) -> None:
    version = write(world, begin(world))
    second = building.write_section(version, title="结尾", by=world.office)
    last = version.questions.get(position=6)
    building.move_question(last, up=False, by=world.office)
    last.refresh_from_db()
    assert last.section == second
    building.move_question(last, up=True, by=world.office)
    last.refresh_from_db()
    assert (last.section.position, last.position) == (1, 6)
    building.move_question(last, up=True, by=world.office)
    last.refresh_from_db()
    assert last.position == 5


def test_what_cannot_be_answered_is_not_opened(world: World) -> None:
    questionnaire = begin(world)
    version = questionnaire.versions.get()
    with pytest.raises(Refused):
        open_version(version, by=world.office)
    write(world, questionnaire)
    building.move_question(version.questions.get(position=3), up=True, by=world.office)
    with pytest.raises(Refused, match="哪个环节慢"):
        open_version(version, by=world.office)
    for wrong in (
        draft(version, options=("只有一个",)),
        draft(version, options=("三月", "三月")),
        draft(version, "scale"),
        draft(version, "multiple", splits=True),
    ):
        with pytest.raises(Refused):
            building.write_question(version, draft=wrong, by=world.office)


def test_it_opens_closes_and_opens_again(world: World) -> None:
    version = opened(world)
    questionnaire = version.questionnaire
    with pytest.raises(Stale):
        reopen_questionnaire(questionnaire, by=world.office)
    close_questionnaire(questionnaire, by=world.office)
    reopen_questionnaire(questionnaire, by=world.office)
    hand_in(version, fill(read(version).asked, [(WHO, "学生")]), form="again")
    assert Sheet.objects.count() == 1


def test_whoever_is_judged_does_not_choose_the_measure(world: World) -> None:
    for person in (world.office, world.head, world.liaison):
        with pytest.raises(Refused):
            declare_scale(world.campaign, Measure("宽松的", POINTS, 10, 1), by=person)
    assert declare_scale(world.campaign, Measure("四级", POINTS, 85, 20), by=world.team_leader).threshold_percent == 85


def replaced(table: str) -> Callable[[], object]:
    def deed() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")

    return deed


def _gone(model: type) -> Callable[[], object]:
    return lambda: model.objects.all()._raw_delete("default")


def _more_of_the_same(model: type) -> Callable[[], object]:
    def deed() -> None:
        row = model.objects.first()
        row.pk = None
        for name in ("position", "label"):
            if hasattr(row, name):
                setattr(row, name, 99)
        if model is Condition:
            row.option = Option.objects.last()
        row.save(force_insert=True)

    return deed


FROZEN = {"section": Section, "question": Question, "option": Option, "item": Item, "condition": Condition}
DEEDS: dict[str, Callable[[], object]] = {
    **{f"{name}_not_added": _more_of_the_same(model) for name, model in FROZEN.items()},
    **{
        f"{name}_not_changed": (lambda model=model: model.objects.update(id=F("id") + 1000))
        for name, model in FROZEN.items()
    },
    **{f"{name}_not_removed": _gone(model) for name, model in FROZEN.items()},
    "version_stands_still": lambda: Version.objects.update(frozen_on=None),
    "version_in_use_stays": _gone(Version),
    "sheet_needs_an_open_questionnaire": lambda: Sheet.objects.create(version=Version.objects.first(), shaken=True),
    "sheet_is_only_shaken": lambda: Sheet.objects.update(shaken=False),
    "sheet_stays": _gone(Sheet),
    "choice_joins_a_fresh_sheet": lambda: Choice.objects.create(
        sheet=Sheet.objects.first(), question=Question.objects.last(), option=Option.objects.last()
    ),
    "choice_never_changed": lambda: Choice.objects.update(option=Option.objects.last()),
    "choice_stays": _gone(Choice),
    "words_joins_a_fresh_sheet": lambda: Words.objects.create(
        sheet=Sheet.objects.first(), question=Question.objects.first(), text="添上的"
    ),
    "words_never_changed": lambda: Words.objects.update(text="都很好"),
    "words_stays": _gone(Words),
    "slip_stays_as_printed": lambda: version_slips().update(digest="0"),
    "opinionsslipbatch_no_update": lambda: SlipBatch.objects.update(count=1),
    "opinionsslipbatch_no_delete": _gone(SlipBatch),
    "opinionsslipbatch_no_replace": replaced("opinions_slipbatch"),
}


def version_slips() -> object:
    return Version.objects.first().questionnaire.slips.all()


def test_every_guard_of_questionnaires_has_its_deed() -> None:
    mine = {rule.name for rule in RULES if isinstance(rule, Rule) and not rule.name.startswith(("talk", "opening"))}
    assert mine == set(DEEDS)


def test_each_guard_stands_and_nothing_else_is_in_the_way(world: World) -> None:
    version = opened(world, admission="slip")
    codes = print_slips(version.questionnaire, label="代表", count=6, by=world.office)
    for number, code in enumerate(codes[:5]):
        hand_in(version, fill(read(version).asked, [(WHO, "家长")], words="好"), form=str(number), slip=code)
    rows = {rule.name: rule for rule in RULES if isinstance(rule, Rule)}
    for name, deed in DEEDS.items():
        if "replace" in name and connection.vendor != "sqlite":
            continue  # only SQLite replaces rows
        with pytest.raises(DatabaseError, match="guard: "), transaction.atomic():
            deed()
        with transaction.atomic(), connection.cursor() as cursor:
            where = "" if connection.vendor == "sqlite" else f" ON {rows[name].table}"
            cursor.execute(f"DROP TRIGGER guard_{name}{where}")
            try:
                with transaction.atomic():
                    deed()
            except DatabaseError as error:
                assert "guard: " not in str(error), name  # noqa: PT017 - a key may still refuse it
            transaction.set_rollback(True)
