"""The index of words: a full-text table without content on SQLite, a `tsvector` on PostgreSQL; see `ledger.search`."""

from django.db import migrations

MAKE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE ledger_issuegrams USING fts5("
        "g, content='', detail=none, tokenize='unicode61 remove_diacritics 0')"
    ],
    "postgresql": [
        "CREATE TABLE ledger_issuegrams (issue_id bigint PRIMARY KEY, grams tsvector NOT NULL)",
        "CREATE INDEX ledger_issuegrams_grams ON ledger_issuegrams USING gin (grams)",
    ],
}


def make(_apps, editor):
    for statement in MAKE[editor.connection.vendor]:
        editor.execute(statement)


def drop(_apps, editor):
    editor.execute("DROP TABLE ledger_issuegrams")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_tables")]
    operations = [migrations.RunPython(make, drop)]
