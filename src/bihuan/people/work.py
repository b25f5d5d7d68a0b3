"""What the background work of this stage carries."""

from dataclasses import dataclass

RECORD_CHECK = "people.record_check"


@dataclass(frozen=True)
class RecordCheck:
    """Check the whole record; nothing needs to be said."""
