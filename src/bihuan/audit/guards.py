"""Rules that the database itself keeps, on SQLite and PostgreSQL, from one table.

A stage lists its `Rule`s in `guards.py`; they are rendered to triggers, installed after every migration and
checked at the start of the server. They hold against raw SQL, `QuerySet.update()` and bulk writes. The same
condition text serves both databases. On PostgreSQL a rule that reads other rows first locks the one row they all
hang on (an issue, a person), or two sessions could each miss what the other is about to commit (write skew).
"""

import importlib
import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from django.apps import AppConfig, apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.utils import DatabaseError

Event = Literal["INSERT", "UPDATE", "DELETE"]


@dataclass(frozen=True)
class Rule:
    """Refuse `event` on `table` when `when` holds (SQL over NEW and OLD).

    `locks` is the id of the row that serialises writers of what `when` reads, `of` the table of that row.
    """

    name: str
    table: str
    event: Event
    when: str
    message: str
    locks: str = ""
    of: str = "ledger_issue"

    def render(self, vendor: str) -> list[str]:
        """The statements that create the trigger."""
        if vendor == "sqlite":
            return [
                f"CREATE TRIGGER guard_{self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW WHEN {self.when} "
                f"BEGIN SELECT RAISE(ABORT, 'guard: {self.message}'); END"
            ]
        lock = f"PERFORM 1 FROM {self.of} WHERE id = {self.locks} FOR UPDATE;" if self.locks else ""
        row = "OLD" if self.event == "DELETE" else "NEW"
        return [
            f"CREATE OR REPLACE FUNCTION guard_{self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {lock} "
            f"IF {self.when} THEN RAISE EXCEPTION 'guard: {self.message}' USING ERRCODE = '23514'; END IF; "
            f"RETURN {row}; END $$",
            f"CREATE TRIGGER guard_{self.name} BEFORE {self.event} ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION guard_{self.name}()",
        ]


@dataclass(frozen=True)
class NoReplace(Rule):
    """SQLite only: `INSERT OR REPLACE` fires no DELETE trigger. `when` finds the row that would be replaced.

    PostgreSQL has no such statement, and there the look-up would keep the plan it made while the table was empty: a
    large import became quadratic (measured: 5 ms a row after 60,000).
    """

    def render(self, vendor: str) -> list[str]:
        """The statements that create the trigger; none on PostgreSQL."""
        return super().render(vendor) if vendor == "sqlite" else []


@dataclass(frozen=True)
class NoTruncate:
    """PostgreSQL only: a guarded table is never emptied at one stroke (SQLite has no TRUNCATE)."""

    name: str
    table: str

    def render(self, vendor: str) -> list[str]:
        """The statements that create the trigger; none on SQLite."""
        if vendor == "sqlite":
            return []
        return [
            f"CREATE OR REPLACE FUNCTION guard_{self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION 'guard: {self.table} is never emptied' USING ERRCODE = '23514'; END $$",
            f"CREATE TRIGGER guard_{self.name} BEFORE TRUNCATE ON {self.table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION guard_{self.name}()",
        ]


AnyRule = Rule | NoTruncate


def append_only(table: str, *, keys: tuple[str, ...], what: str) -> list[AnyRule]:
    """No change, no removal, and no `INSERT OR REPLACE`, which SQLite carries out without any DELETE trigger.

    `keys` are the conditions under which a new row would replace an old one, over the columns of `table`.
    """
    short = table.replace("_", "")
    same = " OR ".join(f"EXISTS (SELECT 1 FROM {table} kept WHERE {key})" for key in keys)
    return [
        Rule(f"{short}_no_update", table, "UPDATE", "1 = 1", f"{what} is never changed"),
        Rule(f"{short}_no_delete", table, "DELETE", "1 = 1", f"{what} is never removed"),
        NoReplace(f"{short}_no_replace", table, "INSERT", same, f"{what} is never replaced"),
        NoTruncate(f"{short}_no_truncate", table),
    ]


def rules() -> list[AnyRule]:
    """All rules of all installed stages."""
    found: list[AnyRule] = []
    for app in apps.get_app_configs():
        if app.name.startswith("bihuan.") and importlib.util.find_spec(f"{app.name}.guards"):
            module = importlib.import_module(f"{app.name}.guards")
            found.extend(getattr(module, "RULES", ()))
    return found


def present(alias: str = DEFAULT_DB_ALIAS) -> dict[str, str]:
    """The guards that stand in the database and are switched on, each with what it does there."""
    connection = connections[alias]
    query = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%'"
        if connection.vendor == "sqlite"
        else "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
        " WHERE tgname LIKE 'guard_%' AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())


def expected(alias: str = DEFAULT_DB_ALIAS) -> dict[str, str]:
    """The guards that this database must have: on SQLite the trigger, on PostgreSQL the body of its function."""
    vendor = connections[alias].vendor
    rendered = {f"guard_{rule.name}": rule.render(vendor) for rule in rules()}
    return {
        name: statements[0] if vendor == "sqlite" else statements[0].split("$$")[1]
        for name, statements in rendered.items()
        if statements
    }


def missing(alias: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Guards that should stand and do not, or do something else; the server refuses to start while there are any."""
    there = present(alias)
    return sorted(name for name, does in expected(alias).items() if there.get(name) != does)


def drop(alias: str = DEFAULT_DB_ALIAS) -> None:
    """Take every guard away; only for migrations and for emptying a test database."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in present(alias):
                cursor.execute(f"DROP TRIGGER {name}")
            return
        cursor.execute("SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'guard_%'")
        for name, table in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name} ON {table}")


def install(alias: str = DEFAULT_DB_ALIAS) -> None:
    """Put every guard in its place, anew."""
    drop(alias)
    connection = connections[alias]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for rule in rules():
            if rule.table in tables:  # half-way through a chain of migrations some tables are still to come
                for statement in rule.render(connection.vendor):
                    cursor.execute(statement)


_suspended: set[str] = set()


def before_migrations(*, using: str, plan: object = (), **_: Any) -> None:
    """SQLite re-makes a table to alter it, and loses or breaks its triggers: take them off first."""
    if plan and connections[using].vendor == "sqlite" and using not in _suspended:
        drop(using)


def after_migrations(*, using: str, sender: AppConfig, **_: Any) -> None:
    """Install once per migrate run, with the last app's signal."""
    last = [app for app in apps.get_app_configs() if app.models_module is not None][-1]
    if sender.name == last.name and using not in _suspended:
        install(using)


@contextmanager
def suspended(alias: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Without guards, for emptying a test database; they stand again afterwards, whatever happens.

    Raises:
        DatabaseError: the database is not a test database.
    """
    name = str(connections[alias].settings_dict["NAME"])
    if not (name.rsplit("/", 1)[-1].startswith(("test_", "file:")) or ":memory:" in name or "mode=memory" in name):
        raise DatabaseError("guards are only suspended in a test database")
    _suspended.add(alias)
    try:
        drop(alias)
        yield
    finally:
        _suspended.discard(alias)
        install(alias)


RULES = [
    *append_only(
        "audit_event",
        keys=("kept.id = NEW.id", "kept.stream = NEW.stream AND kept.seq = NEW.seq"),
        what="a recorded fact",
    ),
    *append_only("audit_seal", keys=("kept.id = NEW.id",), what="a seal"),
]
