"""Roles: who gives them, and what the database keeps even against raw SQL."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from bihuan.common.clock import today
from bihuan.common.workflow import Refused
from bihuan.people.models import Grant, Person
from bihuan.people.roles import ADMINISTRATORS, Role
from bihuan.people.selectors import holds, roles_of
from bihuan.people.services import derive_grant, end_derived_grants, end_grant, grant_role
from tests.world import enlist

pytestmark = pytest.mark.django_db


def fresh(person: Person) -> Person:
    """The person as the next request will see him."""
    return Person.objects.get(pk=person.pk)


def test_the_security_administrator_gives_and_ends_roles(world):
    grant = grant_role(world.clerk, Role.LIAISON, over=world.finance, by=world.security_admin)
    assert holds(fresh(world.clerk), [Role.LIAISON], over=world.finance)
    end_grant(grant, by=world.security_admin)
    assert not holds(fresh(world.clerk), [Role.LIAISON], over=world.finance)


def test_nobody_else_gives_or_ends_roles(world):
    grant = Grant.objects.filter(person=world.liaison).get()
    for person in set(world.people.values()) - {world.security_admin}:
        with pytest.raises(Refused):
            grant_role(world.clerk, Role.LIAISON, over=world.finance, by=person)
        with pytest.raises(Refused):
            end_grant(grant, by=person)


def test_not_outside_his_part_of_the_tree(world):
    with pytest.raises(Refused):
        grant_role(world.clerk, Role.LIAISON, over=world.elsewhere, by=world.security_admin)


def test_nobody_gives_himself_a_role_or_ends_his_own(world):
    with pytest.raises(Refused):
        grant_role(world.security_admin, Role.SECURITY_ADMIN, over=world.finance, by=world.security_admin)
    enlist("安全管理员乙", world.district, Role.SECURITY_ADMIN)
    with pytest.raises(Refused):
        end_grant(Grant.objects.get(person=world.security_admin), by=world.security_admin)


def test_the_last_administrator_of_a_kind_keeps_the_role(world):
    with pytest.raises(Refused, match="审计管理员"):
        end_grant(Grant.objects.get(person=world.audit_admin), by=world.security_admin)
    second = enlist("审计管理员乙", world.district, Role.AUDIT_ADMIN)
    end_grant(Grant.objects.get(person=second), by=world.security_admin)


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_an_administrator_gets_no_second_role(world, role):
    holder = {
        Role.SYSTEM_ADMIN: world.system_admin,
        Role.SECURITY_ADMIN: world.security_admin,
        Role.AUDIT_ADMIN: world.audit_admin,
    }[role]
    for second in set(Role) - {role}:
        with pytest.raises(Refused):
            grant_role(holder, second, over=world.finance, by=None)


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_whoever_has_a_role_becomes_no_administrator(world, role):
    with pytest.raises(Refused):
        grant_role(world.liaison, role, over=world.district, by=None)


def test_after_the_end_of_the_other_role_he_may(world):
    end_grant(Grant.objects.get(person=world.liaison), by=world.security_admin)
    grant_role(world.liaison, Role.AUDIT_ADMIN, over=world.district, by=world.security_admin)
    assert roles_of(fresh(world.liaison)) == {Role.AUDIT_ADMIN}


def test_a_role_is_given_once(world):
    with pytest.raises(Refused):
        grant_role(world.liaison, Role.LIAISON, over=world.finance, by=world.security_admin)


def test_grants_of_a_team_come_and_go_with_it(world):
    first = derive_grant(world.clerk, Role.SUPERVISOR, over=world.third_zone, source="team:3", by=world.office)
    again = derive_grant(world.clerk, Role.SUPERVISOR, over=world.third_zone, source="team:3", by=world.office)
    assert first == again
    with pytest.raises(Refused, match="team:3"):
        end_grant(first, by=world.security_admin)
    with pytest.raises(Refused):
        derive_grant(world.audit_admin, Role.SUPERVISOR, over=world.third_zone, source="team:3", by=world.office)
    assert end_derived_grants("team:3", by=world.office) == 1
    assert end_derived_grants("team:3", by=world.office) == 0
    assert not roles_of(fresh(world.clerk))


# ---------------------------------------------------------------- the database


def refused_by_database(sql: str, *params: object) -> str:
    """Run raw SQL that must fail, and return what the database said."""
    with pytest.raises(DatabaseError) as failure, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
    return str(failure.value)


INSERT = (
    "INSERT INTO people_grant (person_id, role, unit_id, scope, campaign_id, since, until, source)"
    " VALUES (%s, %s, %s, 'below', NULL, %s, %s, '')"
)


@pytest.mark.parametrize(
    ("held", "second"), [("system_admin", "audit_admin"), ("audit_admin", "office"), ("liaison", "security_admin")]
)
def test_raw_sql_gives_no_second_role_to_an_administrator(world, held, second):
    person = world.people[held]
    said = refused_by_database(INSERT, person.pk, second, world.district.pk, today(), None)
    assert "guard: an administrator holds no second role" in said


def test_raw_sql_may_give_it_for_another_time(world):
    Grant.objects.filter(person=world.liaison).update(until=date(2026, 1, 31))
    with connection.cursor() as cursor:
        cursor.execute(INSERT, (world.liaison.pk, "audit_admin", world.district.pk, date(2026, 2, 1), None))
    said = refused_by_database(
        "UPDATE people_grant SET until = NULL WHERE person_id = %s AND role = 'liaison'", world.liaison.pk
    )
    assert "no second role" in said


def test_bulk_create_meets_the_same_guard(world):
    with pytest.raises(DatabaseError), transaction.atomic():
        Grant.objects.bulk_create([Grant(person=world.system_admin, role=Role.OFFICE, unit=world.district)])


@pytest.mark.parametrize(
    "change",
    [
        "role = 'office'",
        "unit_id = unit_id + 1",
        "person_id = person_id + 1",
        "scope = 'own'",
        "campaign_id = 7",
        "source = 'team:1'",
        "since = '2020-01-01'",
    ],
)
def test_a_grant_never_becomes_another(world, change):
    said = refused_by_database(f"UPDATE people_grant SET {change} WHERE person_id = {world.liaison.pk}")
    assert "a grant only ends" in said


def test_a_grant_is_never_removed(world):
    assert "ends by a date" in refused_by_database("DELETE FROM people_grant")
    with pytest.raises(DatabaseError), transaction.atomic():
        Grant.objects.all().delete()


def test_a_grant_is_never_replaced(world):
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks still to come is not emptied anyway
        assert "guard" in refused_by_database("TRUNCATE people_grant CASCADE")
        return
    grant = Grant.objects.get(person=world.liaison)
    said = refused_by_database(
        "INSERT OR REPLACE INTO people_grant (id, person_id, role, unit_id, scope, since, source)"
        " VALUES (%s, %s, 'office', %s, 'below', '2026-01-01', '')",
        grant.pk,
        world.liaison.pk,
        world.district.pk,
    )
    assert "ends by a date" in said


def test_a_grant_holds_through_its_last_day(world):
    Grant.objects.filter(person=world.liaison).update(until=today())
    assert roles_of(fresh(world.liaison)) == {Role.LIAISON}
    Grant.objects.filter(person=world.liaison).update(until=today() - timedelta(days=1))
    assert not roles_of(fresh(world.liaison))
