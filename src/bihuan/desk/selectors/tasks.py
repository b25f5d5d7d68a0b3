"""One thing that waits for somebody, whichever stage it comes from."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Task:
    """One thing to do: the verb, what about, why it waits, by when, and the page where it is done."""

    verb: str
    label: str
    subject: str
    why: str
    due: date | None
    url: str
