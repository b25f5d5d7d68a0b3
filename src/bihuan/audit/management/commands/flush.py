"""`flush` with the guards in mind: refused in production, possible in a test database."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.flush import Command as Flush
from django.db.utils import DatabaseError

from bihuan.audit import guards


class Command(Flush):
    help = "Empty a test database. A real one holds a record that is never removed."

    def handle(self, **options: Any) -> None:
        try:
            with guards.suspended(options["database"]):
                super().handle(**options)
        except DatabaseError as error:
            raise CommandError(str(error)) from error
