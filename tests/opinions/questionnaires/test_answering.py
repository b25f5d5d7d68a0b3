"""One person, one answer, and nothing that joins the two."""

from collections import Counter

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from bihuan.audit.models import Event
from bihuan.common.workflow import Refused
from bihuan.opinions.models import Choice, Questionnaire, Sheet, Slip, SlipBatch, SpentForm, Words
from bihuan.opinions.services.questionnaires.answering import enter_papers, hand_in, print_slips, slip_is_good
from bihuan.opinions.services.questionnaires.opening import close_questionnaire, count_forms
from tests.opinions.questionnaires.paper import MEALS, SERVICES, WHO, fill, opened, read
from tests.world import World

ANSWERING = (Sheet, Choice, Words)
ENTITLED = (Slip, SlipBatch, SpentForm)


def columns(model: type) -> set[str]:
    """Every column of a table."""
    return {field.column for field in model._meta.concrete_fields}


def test_no_column_of_an_answer_leads_anywhere_but_to_the_question() -> None:
    """Exactly these; a column for a person, a moment, a slip or an address has to be put in here by hand."""
    assert columns(Sheet) == {"id", "version_id", "on_paper", "shaken"}
    assert columns(Choice) == {"id", "sheet_id", "question_id", "item_id", "option_id"}
    assert columns(Words) == {"id", "sheet_id", "question_id", "text"}
    assert columns(Slip) == {"id", "questionnaire_id", "digest"}
    assert columns(SpentForm) == {"id", "questionnaire_id", "digest"}
    assert columns(SlipBatch) == {"id", "questionnaire_id", "label", "count", "printed_on"}


def test_no_other_table_points_at_an_answer_or_a_slip() -> None:
    inside = set(ANSWERING)
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            target = field.related_model if field.is_relation else None
            assert target not in {Slip, SpentForm, SlipBatch}, model
            assert target not in inside or model in inside, model


def test_a_slip_is_good_once_and_leaves_nothing(world: World) -> None:
    version = opened(world, admission=Questionnaire.Admission.SLIP)
    codes = print_slips(version.questionnaire, label="家长代表", count=3, by=world.office)
    filled = fill(read(version).asked, [(WHO, "家长")])
    assert slip_is_good(version.questionnaire, codes[0].lower().replace("-", " "))
    hand_in(version, filled, form="a", slip=codes[0])
    assert not slip_is_good(version.questionnaire, codes[0])
    with pytest.raises(Refused):
        hand_in(version, filled, form="b", slip=codes[0])
    with pytest.raises(Refused):
        hand_in(version, filled, form="c", slip="")
    assert (Sheet.objects.count(), Slip.objects.count()) == (1, 2)
    kept = [row for model in (*ANSWERING, *ENTITLED, Event) for row in model.objects.values_list()]
    assert not [code for code in codes if code in repr(kept) or code.replace("-", "") in repr(kept)]


def test_a_form_sent_twice_counts_once(world: World) -> None:
    version = opened(world)
    for _ in range(2):
        hand_in(version, fill(read(version).asked, [(WHO, "家长")]), form="the same")
    assert Sheet.objects.count() == 1


def test_an_answer_leaves_no_fact(world: World) -> None:
    version = opened(world)
    before = Event.objects.count()
    for number in range(7):
        hand_in(version, fill(read(version).asked, [(WHO, "家长")]), form=str(number))
    assert Event.objects.count() == before


def places(table: str) -> list[tuple[int, str]]:
    """Rows as they lie on the disk: on PostgreSQL with the transaction that wrote them, on SQLite by running number."""
    where = "rowid, 0" if connection.vendor == "sqlite" else "(ctid::text::point)[0], xmin::text"
    order = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {where}, text FROM {table} ORDER BY {order}")
        return [(str(transaction), text) for _place, transaction, text in cursor.fetchall()]


def test_where_the_answers_lie_does_not_tell_who_came_first(world: World) -> None:
    """Forty people one after the other; neither the order on the disk nor the transactions give it back."""
    version = opened(world)
    asked = read(version).asked
    for number in range(40):
        with transaction.atomic():
            hand_in(version, fill(asked, [(WHO, "家长")], words=f"{number:02}"), form=str(number))
    rows = places("opinions_words")
    told = [int(text) for _transaction, text in rows]
    assert sorted(told) == list(range(40))
    inside = [told[start : start + 5] for start in range(0, 40, 5)]
    assert any(batch != sorted(batch) for batch in inside), "inside every batch the order of arrival stands"
    if connection.vendor == "postgresql":
        assert set(Counter(transaction for transaction, _text in rows).values()) == {5}, "one transaction per batch"
    keys = list(Words.objects.order_by("pk").values_list("text", flat=True))
    assert keys != sorted(keys)


def test_fewer_than_a_group_are_not_counted_yet(world: World) -> None:
    version = opened(world)
    asked = read(version).asked
    for number in range(4):
        hand_in(version, fill(asked, [(WHO, "家长")]), form=str(number))
    assert not Sheet.objects.filter(shaken=True).exists()
    hand_in(version, fill(asked, [(WHO, "教师")]), form="fifth")
    assert Sheet.objects.filter(shaken=True).count() == 5
    assert Choice.objects.count() == 5


def test_closing_counts_the_last_ones_and_takes_no_more(world: World) -> None:
    version = opened(world)
    asked = read(version).asked
    hand_in(version, fill(asked, [(WHO, "家长"), (MEALS, "满意")]), form="one")
    close_questionnaire(version.questionnaire, by=world.office)
    assert Sheet.objects.get().shaken
    with pytest.raises(Refused):
        hand_in(version, fill(asked, [(WHO, "家长")]), form="two")
    with pytest.raises(DatabaseError, match="guard: "), transaction.atomic():
        Sheet.objects.create(version=version)


def test_paper_forms_go_in_together_and_not_more_than_came_back(world: World) -> None:
    version = opened(world)
    asked = read(version).asked
    papers = [fill(asked, [(WHO, "教师"), (SERVICES, "招生:满意")]) for _ in range(6)]
    with pytest.raises(Refused):
        enter_papers(version, papers, by=world.office)
    count_forms(version.questionnaire, issued=10, returned=6, by=world.office)
    version.questionnaire.refresh_from_db()
    assert enter_papers(version, papers, by=world.office) == 6
    with pytest.raises(Refused, match="6"):
        enter_papers(version, papers[:1], by=world.office)
    assert Sheet.objects.filter(on_paper=True, shaken=True).count() == 6
    with pytest.raises(Refused):
        enter_papers(version, papers[:1], by=world.liaison)
