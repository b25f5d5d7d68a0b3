"""Each guard of matters is needed: with it the deed is refused, and with this one guard away it is done."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.utils import IntegrityError

from bihuan.audit.guards import Rule
from bihuan.campaigns.models import Campaign
from bihuan.opinions.matter_guards import MATTER_RULES
from bihuan.opinions.models import Matter, MatterVoice
from bihuan.opinions.services.triage_matters import merge, undo
from tests.opinions.voices import speak
from tests.world import DAY, World

ACT = "(SELECT MAX(id) FROM opinions_regrouping)"
NEW_TIE = "INSERT INTO opinions_mattervoice (matter_id, opinion_id, tied_by_id, ended_by_id, dissent) "
DEEDS = {
    "opinionsregrouping_no_update": "UPDATE opinions_regrouping SET reason = '别的理由'",
    "opinionsregrouping_no_delete": "DELETE FROM opinions_regrouping",
    "opinionsregrouping_no_replace": "INSERT OR REPLACE INTO opinions_regrouping SELECT * FROM opinions_regrouping",
    "tie_stays": "UPDATE opinions_mattervoice SET ended_by_id = NULL",
    "tie_is_kept": "DELETE FROM opinions_mattervoice",
    "tie_not_replaced": "INSERT OR REPLACE INTO opinions_mattervoice SELECT * FROM opinions_mattervoice",
    "tie_within_a_campaign": NEW_TIE
    + f"SELECT (SELECT MAX(id) FROM opinions_matter), MIN(id), {ACT}, {ACT}, '' FROM opinions_opinion",
}
GUARDS = {rule.name: rule for rule in MATTER_RULES if isinstance(rule, Rule)}


@pytest.fixture
def undone(world: World) -> World:
    """Two voices were put together and taken apart again; another campaign has a matter too."""
    _matter, done = merge(world.campaign, [speak(world)[0], speak(world)[0]], name="路灯", by=world.office)
    undo(done, by=world.office)
    other = Campaign.objects.get(pk=world.campaign.pk)
    other.pk, other.code, other._state.adding = None, "autumn", True
    other.save()
    Matter.objects.create(campaign=other, number=1, name="食堂", made_on=DAY)
    return world


def outcome(statement: str) -> str:
    """What the database says; a foreign key may still refuse it, which is not the guard's doing."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError as error:
        return str(error)
    return "done"


def test_every_guard_has_its_deed() -> None:
    assert set(DEEDS) == set(GUARDS)


@pytest.mark.parametrize("name", DEEDS)
def test_the_guard_and_nothing_else_stands_in_the_way(undone: World, name: str) -> None:
    if "replace" in name and connection.vendor != "sqlite":
        pytest.skip("only SQLite replaces rows; elsewhere the primary key refuses")
    assert not MatterVoice.objects.filter(ended_by=None).exists()
    with pytest.raises(DatabaseError, match="guard: "), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(DEEDS[name])
    with transaction.atomic(), connection.cursor() as cursor:
        where = "" if connection.vendor == "sqlite" else f" ON {GUARDS[name].table}"
        cursor.execute(f"DROP TRIGGER guard_{name}{where}")
        assert "guard: " not in outcome(DEEDS[name])
        transaction.set_rollback(True)
