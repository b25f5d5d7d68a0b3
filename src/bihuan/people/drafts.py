"""What a spreadsheet asks for, checked and ready to be written: the bridge between imports and services."""

from dataclasses import dataclass


@dataclass(frozen=True)
class UnitDraft:
    """A unit to be added. `above` is the row of its parent in the same file, `parent` an existing unit's id."""

    row: int
    name: str
    short_name: str
    code: str
    kind: str
    level: int
    parent: int | None = None
    above: int | None = None


@dataclass(frozen=True)
class PersonDraft:
    """An account to be opened, and the post its holder gets (empty: none)."""

    row: int
    username: str
    title: str
    unit: int
    phone: str
    post: str


@dataclass(frozen=True)
class Origin:
    """The spreadsheet that an import came from."""

    name: str
    digest: str
