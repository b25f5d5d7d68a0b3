"""What the database refuses by itself, however somebody comes to it."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.utils import IntegrityError

from bihuan.audit import guards
from bihuan.common.clock import now
from bihuan.opinions import services
from bihuan.opinions.guards import RULES
from bihuan.opinions.models import Disposition, Message, Opinion, Receipt
from bihuan.opinions.selectors import intake_faults
from tests.opinions.voices import become_issue, speak
from tests.world import DAY, World

Sql = tuple[str, list]


def run(sql: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def refused(sql: str, *values: object) -> str:
    with pytest.raises(DatabaseError, match="guard: ") as caught:
        run(sql, *values)
    return str(caught.value)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", "换一句好听的"),
        ("about_words", "别处"),
        ("number", 99),
        ("heads", 500),
        ("received_on", "2026-01-01"),
    ],
)
def test_what_was_said_is_never_changed(world: World, column: str, value: object) -> None:
    opinion, _ = speak(world)
    assert "never changed" in refused(f"UPDATE opinions_opinion SET {column} = %s WHERE id = %s", value, opinion.pk)


def test_who_is_anonymous_stays_so(world: World) -> None:
    opinion, _ = speak(world)
    refused("UPDATE opinions_opinion SET anonymous = %s WHERE id = %s", False, opinion.pk)


def test_an_opinion_is_never_moved_to_another_channel(world: World) -> None:
    opinion, _ = speak(world)
    refused("UPDATE opinions_opinion SET channel_id = %s WHERE id = %s", world.symposium.pk, opinion.pk)


def test_bulk_writes_meet_the_same_guards(world: World) -> None:
    opinion, _ = speak(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        Opinion.objects.filter(pk=opinion.pk).update(text="改过")
    opinion.text = "改过"
    with pytest.raises(DatabaseError), transaction.atomic():
        Opinion.objects.bulk_update([opinion], ["text"])
    with pytest.raises(DatabaseError), transaction.atomic():
        opinion.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        Opinion.objects.filter(pk=opinion.pk)._raw_delete("default")


def test_no_ending_without_words_of_the_same_kind(world: World) -> None:
    opinion, _ = speak(world)
    for status in ("answered", "refused", "forwarded", "became_issue"):
        refused("UPDATE opinions_opinion SET status = %s WHERE id = %s", status, opinion.pk)
    Disposition.objects.create(opinion=opinion, kind="answered", reply="已办。", by=world.office, at=now(), day=DAY)
    refused("UPDATE opinions_opinion SET status = 'forwarded' WHERE id = %s", opinion.pk)
    run("UPDATE opinions_opinion SET status = 'answered' WHERE id = %s", opinion.pk)


def test_one_ending_does_not_turn_into_another(world: World) -> None:
    opinion, _ = speak(world)
    services.answer(opinion, reply="已办。", by=world.office)
    refused("UPDATE opinions_opinion SET status = 'became_issue' WHERE id = %s", opinion.pk)


def test_an_ending_is_not_taken_back_behind_the_opinion(world: World) -> None:
    opinion = become_issue(world)
    refused("UPDATE opinions_disposition SET taken_back_at = %s WHERE opinion_id = %s", now(), opinion.pk)


def test_an_ending_taken_back_does_not_come_back(world: World) -> None:
    opinion, _ = speak(world)
    services.answer(opinion, reply="已办。", by=world.office)
    services.take_back(opinion, by=world.office)
    refused("UPDATE opinions_disposition SET taken_back_at = NULL WHERE opinion_id = %s", opinion.pk)


@pytest.mark.parametrize("column", ["reply", "forwarded_to", "kind"])
def test_what_the_speaker_was_told_is_never_changed(world: World, column: str) -> None:
    opinion, _ = speak(world)
    services.answer(opinion, reply="已办。", by=world.office)
    refused(f"UPDATE opinions_disposition SET {column} = 'refused' WHERE opinion_id = %s", opinion.pk)
    with pytest.raises(DatabaseError, match="guard: "), transaction.atomic():
        Disposition.objects.update(reason=world.refusal)


def test_an_opinion_that_ended_gets_no_second_ending(world: World) -> None:
    opinion, _ = speak(world)
    services.answer(opinion, reply="已办。", by=world.office)
    with pytest.raises(DatabaseError, match="guard: "), transaction.atomic():
        Disposition.objects.create(
            opinion=opinion,
            kind="answered",
            reply="再办。",
            by=world.office,
            at=now(),
            day=DAY,
            taken_back_at=now(),
        )


def test_an_opinion_begins_by_waiting(world: World) -> None:
    opinion, _ = speak(world)
    opinion.pk, opinion.number, opinion.status = None, 2, "answered"
    with pytest.raises(DatabaseError, match="guard: "), transaction.atomic():
        opinion.save(force_insert=True)


@pytest.mark.parametrize("table", ["opinion", "disposition", "receipt", "message"])
def test_nothing_is_removed(world: World, table: str) -> None:
    opinion, _ = speak(world)
    services.say(opinion, text="哪天？", by=None)
    services.answer(opinion, reply="已办。", by=world.office)
    refused(f"DELETE FROM opinions_{table}")


def test_receipts_and_words_of_the_dialogue_are_never_changed(world: World) -> None:
    opinion, _ = speak(world)
    services.say(opinion, text="哪天？", by=None)
    with pytest.raises(DatabaseError, match="guard: "), transaction.atomic():
        Receipt.objects.update(code_digest="0" * 64)
    with pytest.raises(DatabaseError, match="guard: "), transaction.atomic():
        Message.objects.update(text="没问过")


REPLACED: dict[str, Callable[[World, Opinion], object]] = {
    "opinion": lambda world, one: Opinion(
        pk=one.pk, campaign=world.campaign, number=1, channel=world.mailbox, text="换掉", received_on=one.received_on
    ),
    "receipt": lambda world, one: Receipt(opinion=one, code_digest="0" * 64),
    "message": lambda world, one: Message(
        pk=Message.objects.get().pk, opinion=one, from_speaker=True, text="换掉", on=one.received_on
    ),
    "disposition": lambda world, one: Disposition(
        pk=Disposition.objects.get().pk, opinion=one, kind="answered", reply="换掉", by=world.office, at=now(), day=DAY
    ),
}


@pytest.mark.parametrize("table", REPLACED)
def test_nothing_is_replaced(world: World, table: str) -> None:
    """`INSERT OR REPLACE` removes the old row of SQLite without any DELETE trigger."""
    opinion, _ = speak(world)
    services.say(opinion, text="哪天？", by=None)
    services.answer(opinion, reply="已办。", by=world.office)
    if connection.vendor == "sqlite":
        columns = "*"
        refused(f"INSERT OR REPLACE INTO opinions_{table} SELECT {columns} FROM opinions_{table}")
    else:
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            REPLACED[table](world, opinion).save(force_insert=True)


def test_every_rule_stands_in_the_database(world: World) -> None:
    standing = guards.present()
    for rule in RULES:
        if rule.render(connection.vendor):
            assert f"guard_{rule.name}" in standing


def test_a_word_changed_behind_the_guards_is_found_by_the_seal(world: World) -> None:
    speak(world)
    opinion, _ = speak(world)
    services.seal_intake(world.campaign)
    with guards.suspended():
        Opinion.objects.filter(pk=opinion.pk).update(text="一切都好")
        assert "A-1" in next(iter(intake_faults(world.campaign)))
        Receipt.objects.filter(opinion=opinion)._raw_delete("default")
        Opinion.objects.filter(pk=opinion.pk)._raw_delete("default")
        assert "2" in next(iter(intake_faults(world.campaign)))
