"""The database itself keeps what was published, on SQLite and PostgreSQL."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from bihuan.publication.models import Publication
from bihuan.publication.services import publish, withdraw
from tests import walk
from tests.world import DAY, World

pytestmark = pytest.mark.django_db


def blocked(act) -> str:
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        act()
    return str(caught.value)


@pytest.mark.parametrize(
    "change",
    [
        {"snapshot": "{}"},
        {"sha256": "0" * 64},
        {"scope": "public"},
        {"kind": "result"},
        {"version": 9},
        {"published_on": date(2020, 1, 1)},
    ],
)
def test_what_was_published_is_never_changed(world: World, change: dict) -> None:
    row = publish(walk.to_verified(world), kind="notice", scope="system", by=world.office)
    assert "never changed" in blocked(lambda: Publication.objects.filter(pk=row.pk).update(**change))


def test_it_is_never_removed_nor_replaced(world: World) -> None:
    row = publish(walk.to_verified(world), kind="notice", scope="system", by=world.office)
    assert "never removed" in blocked(lambda: Publication.objects.filter(pk=row.pk).delete())
    if connection.vendor == "sqlite":
        statement = "INSERT OR REPLACE INTO publication_publication SELECT * FROM publication_publication WHERE id = %s"
        with connection.cursor() as cursor:
            assert "never replaced" in blocked(lambda: cursor.execute(statement, [row.pk]))


def test_a_withdrawal_stays(world: World) -> None:
    issue, _closure = walk.to_closed(world)
    row = publish(issue, kind="result", scope="public", by=world.office)
    withdraw(row, reason="写错了", by=world.office)
    rows = Publication.objects.filter(pk=row.pk)
    assert "does not come back" in blocked(lambda: rows.update(withdrawn_on=None, withdrawn_because=""))
    assert "does not come back" in blocked(lambda: rows.update(withdrawn_because="别的理由"))


def _columns(world: World, issue, **more) -> dict:
    return {
        "campaign": world.campaign,
        "issue": issue,
        "version": 7,
        "cycle": issue.cycle,
        "scope": "public",
        "snapshot": "{}",
        "sha256": "0" * 64,
        "published_by": world.office,
        "published_on": DAY,
        **more,
    }


def test_no_result_of_an_open_issue_and_no_notice_without_its_period(world: World) -> None:
    issue = walk.to_verified(world)
    assert "only of a closed issue" in blocked(
        lambda: Publication.objects.create(**_columns(world, issue, kind="result"))
    )
    assert "only with its period" in blocked(
        lambda: Publication.objects.create(**_columns(world, issue, kind="notice"))
    )
