"""The facts of this stage: accounts, units, posts and grants. Passwords are never part of a fact."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from bihuan.audit.facts import Fact

COLUMNS = {
    "name": gettext_lazy("Name"),
    "short_name": gettext_lazy("Short name"),
    "code": gettext_lazy("Code"),
    "kind": gettext_lazy("Kind"),
    "title": pgettext_lazy("person", "Title"),
    "unit": gettext_lazy("Unit"),
    "phone": gettext_lazy("Telephone"),
}
"""What the record calls the columns of a unit and of an account."""


@dataclass(frozen=True, kw_only=True)
class UnitFact(Fact):
    """A fact in the history of one unit."""

    unit: int
    name: str

    def stream(self) -> str:
        return f"unit:{self.unit}"


@dataclass(frozen=True, kw_only=True)
class UnitCreated(UnitFact):
    """A unit entered the tree."""

    kind: ClassVar[str] = "people.unit_created"
    sentence: ClassVar[str] = gettext_noop("Added the unit “%(name)s” under: %(parent)s.")

    parent: str


@dataclass(frozen=True, kw_only=True)
class UnitChanged(UnitFact):
    """Name, short name, code or kind of a unit changed."""

    kind: ClassVar[str] = "people.unit_changed"
    sentence: ClassVar[str] = gettext_noop("Changed the unit “%(name)s” (before: %(before)s): %(changed)s.")
    codes: ClassVar = {"changed": COLUMNS}

    before: str
    changed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class UnitMoved(UnitFact):
    """A unit, with everything below it, moved to another place in the tree."""

    kind: ClassVar[str] = "people.unit_moved"
    sentence: ClassVar[str] = gettext_noop("Moved “%(name)s” with %(count)s units from “%(before)s” to “%(after)s”.")

    before: str
    after: str
    count: int


@dataclass(frozen=True, kw_only=True)
class UnitDeactivated(UnitFact):
    """A unit takes no new work."""

    kind: ClassVar[str] = "people.unit_deactivated"
    sentence: ClassVar[str] = gettext_noop("Took the unit “%(name)s” out of use.")


@dataclass(frozen=True, kw_only=True)
class UnitActivated(UnitFact):
    """A unit takes work again."""

    kind: ClassVar[str] = "people.unit_activated"
    sentence: ClassVar[str] = gettext_noop("Put the unit “%(name)s” to use again.")


@dataclass(frozen=True, kw_only=True)
class UnitsImported(Fact):
    """Units came from a spreadsheet; `digest` is that of the file, which stays in the store."""

    kind: ClassVar[str] = "people.units_imported"
    sentence: ClassVar[str] = gettext_noop("Imported %(count)s units from “%(file)s”.")

    count: int
    file: str
    digest: str

    def stream(self) -> str:
        return "units"


@dataclass(frozen=True, kw_only=True)
class PersonFact(Fact):
    """A fact in the history of one person's account."""

    person: int
    title: str

    def stream(self) -> str:
        return f"person:{self.person}"


@dataclass(frozen=True, kw_only=True)
class PersonCreated(PersonFact):
    """An account was opened."""

    kind: ClassVar[str] = "people.person_created"
    sentence: ClassVar[str] = gettext_noop("Opened the account “%(username)s” of %(title)s, %(unit)s.")

    username: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class PersonChanged(PersonFact):
    """Title, unit or telephone of a person changed."""

    kind: ClassVar[str] = "people.person_changed"
    sentence: ClassVar[str] = gettext_noop("Changed the account of %(title)s: %(changed)s.")
    codes: ClassVar = {"changed": COLUMNS}

    changed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PersonDeactivated(PersonFact):
    """An account can no longer sign in."""

    kind: ClassVar[str] = "people.person_deactivated"
    sentence: ClassVar[str] = gettext_noop("Took the account of %(title)s out of use.")


@dataclass(frozen=True, kw_only=True)
class PersonActivated(PersonFact):
    """An account can sign in again."""

    kind: ClassVar[str] = "people.person_activated"
    sentence: ClassVar[str] = gettext_noop("Put the account of %(title)s to use again.")


@dataclass(frozen=True, kw_only=True)
class PeopleImported(Fact):
    """Accounts came from a spreadsheet; `digest` is that of the file, which stays in the store."""

    kind: ClassVar[str] = "people.people_imported"
    sentence: ClassVar[str] = gettext_noop("Imported %(count)s accounts from “%(file)s”.")

    count: int
    file: str
    digest: str

    def stream(self) -> str:
        return "people"


@dataclass(frozen=True, kw_only=True)
class InitialPasswordSet(PersonFact):
    """An administrator gave the account an initial password, which must be changed at the next sign-in."""

    kind: ClassVar[str] = "people.initial_password_set"
    sentence: ClassVar[str] = gettext_noop("Gave the account of %(title)s an initial password.")


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(PersonFact):
    """A person chose a new password."""

    kind: ClassVar[str] = "people.password_changed"
    sentence: ClassVar[str] = gettext_noop("%(title)s chose a new password.")


@dataclass(frozen=True, kw_only=True)
class SignedIn(PersonFact):
    """A person signed in. Where from is not kept."""

    kind: ClassVar[str] = "people.signed_in"
    sentence: ClassVar[str] = gettext_noop("%(title)s signed in.")


@dataclass(frozen=True, kw_only=True)
class AccountLocked(PersonFact):
    """Too many wrong passwords: the account waits."""

    kind: ClassVar[str] = "people.account_locked"
    sentence: ClassVar[str] = gettext_noop("The account of %(title)s waits after %(failures)s wrong passwords.")

    failures: int


@dataclass(frozen=True, kw_only=True)
class RoleGranted(PersonFact):
    """A person received a role over a part of the tree."""

    kind: ClassVar[str] = "people.role_granted"
    sentence: ClassVar[str] = gettext_noop("Granted %(title)s the role “%(role)s” over %(unit)s.")
    codes: ClassVar = {"role": ("people.Grant.role",)}

    grant: int
    role: str
    unit: str
    source: str


@dataclass(frozen=True, kw_only=True)
class GrantEnded(PersonFact):
    """A role of a person ended."""

    kind: ClassVar[str] = "people.grant_ended"
    sentence: ClassVar[str] = gettext_noop("Ended the role “%(role)s” of %(title)s over %(unit)s.")
    codes: ClassVar = {"role": ("people.Grant.role",)}

    grant: int
    role: str
    unit: str
    source: str


@dataclass(frozen=True, kw_only=True)
class PostFilled(UnitFact):
    """A post received a holder, or lost it (empty `holder`)."""

    kind: ClassVar[str] = "people.post_filled"
    sentence: ClassVar[str] = gettext_noop("The post “%(post)s” in “%(name)s” is held by: %(holder)s.")

    post: str
    holder: str


@dataclass(frozen=True, kw_only=True)
class PostRemoved(UnitFact):
    """A post was struck from a unit."""

    kind: ClassVar[str] = "people.post_removed"
    sentence: ClassVar[str] = gettext_noop("Removed the post “%(post)s” from “%(name)s”.")

    post: str


@dataclass(frozen=True, kw_only=True)
class RecordCheckAsked(Fact):
    """The audit administrator had the whole record checked."""

    kind: ClassVar[str] = "people.record_check_asked"
    sentence: ClassVar[str] = gettext_noop("Had the whole record checked.")

    def stream(self) -> str:
        return "record"
