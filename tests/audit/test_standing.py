"""A guard counts as standing only if it does what the code says."""

import pytest
from django.db import connection

from bihuan.audit import guards


@pytest.mark.django_db
def test_a_guard_that_does_something_else_is_missing():
    assert guards.missing() == []
    name = next(name for name in guards.expected() if "auditevent_no_delete" in name)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(f"CREATE TRIGGER {name} BEFORE DELETE ON audit_event BEGIN SELECT 1; END")
        else:
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'"
            )
    assert guards.missing() == [name]
