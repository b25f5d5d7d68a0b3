"""What holds for every issue of a file or table: read from titles and the lines above."""

from dataclasses import dataclass

from bihuan.documents.model import NOTHING, Field


@dataclass(frozen=True, slots=True)
class Ground:
    """The common ground of the issues."""

    unit: Field[str | None] = NOTHING
    """The responsible unit named above a table that has no column for it."""
    first_leads: bool = False
    """The document says that the first unit of a list leads."""
