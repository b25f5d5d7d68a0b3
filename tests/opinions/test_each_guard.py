"""Each guard is needed: with it the deed is refused, and with this one guard away the deed is done."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.utils import IntegrityError

from bihuan.audit.guards import Rule
from bihuan.common.clock import now
from bihuan.opinions import services
from bihuan.opinions.answering_guards import ANSWERING_RULES
from bihuan.opinions.asking_guards import RULES as ASKING
from bihuan.opinions.guards import RULES
from bihuan.opinions.matter_guards import MATTER_RULES
from bihuan.opinions.models import Disposition, Message, Opinion, Receipt
from tests.opinions.voices import speak
from tests.world import DAY, World

Deed = Callable[[World, Opinion], object]


def sql(statement: str) -> Deed:
    """A statement about the one opinion of the test."""

    def deed(world: World, opinion: Opinion) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement.format(opinion=opinion.pk))

    return deed


def answered(deed: Deed) -> Deed:
    """The deed after the opinion was answered."""

    def after(world: World, opinion: Opinion) -> object:
        services.answer(opinion, reply="已办。", by=world.office)
        return deed(world, opinion)

    return after


def taken_back(deed: Deed) -> Deed:
    """The deed after an answer was taken back."""

    def after(world: World, opinion: Opinion) -> object:
        services.take_back(opinion, by=world.office)
        return deed(world, opinion)

    return answered(after)


def begins_ended(world: World, opinion: Opinion) -> None:
    opinion.pk, opinion.number, opinion.status = None, 77, "answered"
    opinion.save(force_insert=True)


def second_ending(world: World, opinion: Opinion) -> None:
    Disposition.objects.create(
        opinion=opinion, kind="answered", reply="再办。", by=world.office, at=now(), day=DAY, taken_back_at=now()
    )


def replaced(table: str) -> Deed:
    return sql(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


def removed(model: type) -> Deed:
    return lambda world, opinion: model.objects.all()._raw_delete("default")


DEEDS: dict[str, Deed] = {
    "opinion_words_stay": sql("UPDATE opinions_opinion SET text = '一切都好' WHERE id = {opinion}"),
    "opinion_stays": removed(Opinion),
    "opinion_not_replaced": replaced("opinions_opinion"),
    "opinion_begins_open": begins_ended,
    "opinion_ends_with_words": sql("UPDATE opinions_opinion SET status = 'answered' WHERE id = {opinion}"),
    "disposition_words_stay": answered(sql("UPDATE opinions_disposition SET reply = '没说过'")),
    "disposition_taken_back_after_opinion": answered(sql("UPDATE opinions_disposition SET taken_back_at = at")),
    "disposition_of_open_opinion": answered(second_ending),
    "disposition_stays": answered(removed(Disposition)),
    "disposition_not_replaced": taken_back(replaced("opinions_disposition")),
    "opinionsreceipt_no_update": lambda w, o: Receipt.objects.update(code_digest="0"),
    "opinionsreceipt_no_delete": removed(Receipt),
    "opinionsreceipt_no_replace": replaced("opinions_receipt"),
    "opinionsmessage_no_update": lambda w, o: Message.objects.update(text="没问过"),
    "opinionsmessage_no_delete": removed(Message),
    "opinionsmessage_no_replace": replaced("opinions_message"),
}
ELSEWHERE = {id(rule) for rules in (ANSWERING_RULES, ASKING, MATTER_RULES) for rule in rules}
"""Rules that have a list of deeds of their own."""
ROWS = {rule.name: rule for rule in RULES if isinstance(rule, Rule) and id(rule) not in ELSEWHERE}


def outcome(deed: Deed, world: World, opinion: Opinion) -> str:
    """What the database says to the deed; a foreign key may still refuse it, which is not the guard's doing."""
    try:
        with transaction.atomic():
            deed(world, Opinion.objects.get(pk=opinion.pk))
    except IntegrityError as error:
        return str(error)
    return "done"


def test_every_guard_has_its_deed() -> None:
    assert set(DEEDS) == set(ROWS)


@pytest.mark.parametrize("name", DEEDS)
def test_the_guard_and_nothing_else_stands_in_the_way(world: World, name: str) -> None:
    if "replace" in name and connection.vendor != "sqlite":
        pytest.skip("only SQLite replaces rows; elsewhere the primary key refuses")
    opinion, _ = speak(world)
    services.say(opinion, text="哪天？", by=None)
    with pytest.raises(DatabaseError, match="guard: "), transaction.atomic():
        DEEDS[name](world, Opinion.objects.get(pk=opinion.pk))
    with transaction.atomic(), connection.cursor() as cursor:
        where = "" if connection.vendor == "sqlite" else f" ON {ROWS[name].table}"
        cursor.execute(f"DROP TRIGGER guard_{name}{where}")
        assert "guard: " not in outcome(DEEDS[name], world, opinion)
        transaction.set_rollback(True)
