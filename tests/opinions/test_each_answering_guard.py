"""Each guard of answering, ways in and sealed letters is needed: with it the deed is refused, without it it is done."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.utils import IntegrityError

from bihuan.audit.guards import Rule
from bihuan.opinions import services
from bihuan.opinions.answering_guards import ANSWERING_RULES
from bihuan.opinions.models import Source
from bihuan.opinions.services import answering, sealed
from bihuan.opinions.services.verdicts import give_verdict
from bihuan.opinions.tickets import new_ticket
from bihuan.people.roles import Role
from tests.opinions.test_ways_in import ROWS as ROWS_OF_A_SHEET
from tests.opinions.test_ways_in import sheet, take
from tests.opinions.voices import speak
from tests.world import World, enlist

DEEDS = {
    "opinionsattachment_no_update": "UPDATE opinions_attachment SET position = 9",
    "opinionsverdict_no_update": "UPDATE opinions_verdict SET grade = 5",
    "opinionsmoretime_no_update": "UPDATE opinions_moretime SET reason = '忘了'",
    "opinionssource_no_update": "UPDATE opinions_source SET place = ''",
    "opinionshandover_no_update": "UPDATE opinions_handover SET taken = 0",
    "charge_stays": "UPDATE opinions_charge SET reason = '推给别人'",
    "charge_is_kept": "DELETE FROM opinions_charge",
    "keeper_stays": "UPDATE opinions_keeper SET person_id = appointed_by_id + 1",
    "keeper_is_kept": "DELETE FROM opinions_keeper",
    "tip_off_stays": "UPDATE opinions_tipoff SET about_unit_id = NULL, number = 77",
    "tip_off_is_kept": "DELETE FROM opinions_tipoff WHERE number = 2",
    "tip_off_part_stays": "UPDATE opinions_tipoffpart SET tip_off_id = (SELECT max(id) FROM opinions_tipoff)",
    "tip_off_part_is_kept": "DELETE FROM opinions_tipoffpart",
}
TABLES = ("attachment", "verdict", "moretime", "source", "handover")
DEEDS |= {f"opinions{table}_no_delete": f"DELETE FROM opinions_{table}" for table in TABLES}
DEEDS |= {
    f"opinions{table}_no_replace": f"INSERT OR REPLACE INTO opinions_{table} SELECT * FROM opinions_{table}"
    for table in TABLES
}
GUARDS = {rule.name: rule for rule in ANSWERING_RULES if isinstance(rule, Rule)}


@pytest.fixture
def everything(world: World) -> World:
    """One row in every table that is guarded."""
    opinion, _code = speak(world, files=[(b"a plain text", "text/plain")])
    answering.take_charge(opinion, by=world.office)
    answering.give_more_time(opinion, until=opinion.received_on.replace(day=20), reason="等回单", by=world.leader)
    services.answer(opinion, reply="已办。", by=world.office)
    give_verdict(opinion, solved=True, grade=4)
    take(world, sheet(*ROWS_OF_A_SHEET[:1]))
    keeper = enlist("纪检干部", world.inspectorate, Role.MEMBER)
    sealed.appoint_keeper(world.campaign, person=keeper, by=world.leader)
    tip_off, _code = sealed.receive_tip_off(world.campaign, text="收了礼金。", ticket=new_ticket(), unit=world.school)
    sealed.say_sealed(tip_off, text="已收到。", by=keeper)
    sealed.receive_tip_off(world.campaign, text="还有一件。", ticket=new_ticket())
    assert Source.objects.exists()
    return world


def test_every_guard_has_its_deed() -> None:
    assert set(DEEDS) == set(GUARDS)


def test_the_guard_and_nothing_else_stands_in_the_way(everything: World) -> None:
    """All of them on one set of rows: each deed is refused, done once its own guard is away, and taken back."""
    wrong = []
    for name, statement in DEEDS.items():
        if "replace" in name and connection.vendor != "sqlite":
            continue  # only SQLite replaces rows; elsewhere the primary key refuses
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
            wrong.append(f"{name} is not there")
        except DatabaseError as error:
            if "guard: " not in str(error):
                wrong.append(f"{name}: {error}")
        with transaction.atomic(), connection.cursor() as cursor:
            where = "" if connection.vendor == "sqlite" else f" ON {GUARDS[name].table}"
            cursor.execute(f"DROP TRIGGER guard_{name}{where}")
            try:
                with transaction.atomic():
                    cursor.execute(statement)
            except IntegrityError as error:
                if "guard: " in str(error):
                    wrong.append(f"{name} is not the only one: {error}")
            transaction.set_rollback(True)
    assert wrong == []
