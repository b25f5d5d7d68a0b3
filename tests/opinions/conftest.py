"""The cast plays here."""

from tests.world import world

__all__ = ["world"]
