"""What the casts of both demonstrations have in common."""

from dataclasses import dataclass

from bihuan.people.models import Person, Unit

PASSWORD = "bihuan-demo-2014"  # noqa: S105 - printed at the start: the demo listens on this machine only


@dataclass(frozen=True)
class SignIn:
    """An account that the start prints: name, title, and what one can see with it."""

    username: str
    title: str
    sees: str


@dataclass
class Cast:
    """Units by name and persons by user name."""

    root: Unit
    units: dict[str, Unit]
    persons: dict[str, Person]

    def __getitem__(self, username: str) -> Person:
        return self.persons[username]
