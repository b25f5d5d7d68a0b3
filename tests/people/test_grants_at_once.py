"""Two clerks give one person two roles in the same moment: the guard sees what the other one is about to commit."""

import time
from collections.abc import Iterator
from threading import Thread

import pytest
from django.db import DatabaseError, connection, transaction

from bihuan.people.models import Grant
from bihuan.people.roles import Role
from tests.world import World


@pytest.fixture
def two_connections(transactional_db: None) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer")


def waiting() -> Iterator[bool]:
    """Whether another session waits for a lock of this database, asked again and again for two seconds."""
    for _ in range(100):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT EXISTS (SELECT 1 FROM pg_stat_activity"
                " WHERE datname = current_database() AND wait_event_type = 'Lock')"
            )
            yield cursor.fetchone()[0]
        time.sleep(0.02)


@pytest.mark.usefixtures("two_connections")
def test_an_administrator_gets_no_second_role_in_the_same_moment(world: World):
    said: list[str] = []

    def give_the_other_role() -> None:
        try:
            Grant.objects.create(person_id=world.clerk.pk, role=Role.LIAISON, unit_id=world.finance.pk)
            said.append("given")
        except DatabaseError as refusal:
            said.append(str(refusal))
        finally:
            connection.close()

    other = Thread(target=give_the_other_role)
    with transaction.atomic():
        Grant.objects.create(person=world.clerk, role=Role.AUDIT_ADMIN, unit=world.district)
        other.start()
        # The other session either waits for the person, or has given the role already, which is the fault.
        next((True for seen in waiting() if seen or said), None)
    other.join()
    assert "no second role" in said[0]
    assert Grant.objects.filter(person=world.clerk).count() == 1
