"""One migration operation that makes all first tables of a stage at once."""

from collections.abc import Sequence
from typing import ClassVar

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import CreateModel
from django.db.migrations.state import ProjectState


class CreateTables(Operation):
    """The operations of a first migration as one step: tables come into being in their last form.

    Django draws all models anew after each operation. With some hundred of them a fresh database took 37 s of
    processor time (and every worker of the tests makes one); drawn once per stage it takes two.
    """

    reversible = True
    serialization_expand_args: ClassVar[list[str]] = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add everything to a state that nobody has drawn yet."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Make each table with all its columns, keys and constraints."""
        for operation in self._tables():
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Drop the tables, the last one first."""
        for operation in reversed(self._tables()):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """One line for `migrate`."""
        return f"Create {len(self._tables())} tables"

    def _tables(self) -> list[CreateModel]:
        return [operation for operation in self.operations if isinstance(operation, CreateModel)]
