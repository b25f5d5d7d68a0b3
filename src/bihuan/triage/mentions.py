"""What a message names, and what its title says, read once for all comparisons."""

import re
from dataclasses import dataclass

from bihuan.triage.grams import gram_set
from bihuan.triage.names import distinguishing, names
from bihuan.triage.text import Message, letters

_OPENING = 60
_NUMBERED = re.compile("[0-9一二三四五六七八九十]+(?:号线|线|路|期|栋|组|幼|中|小)")
_WORD = 4

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a message names and says in its title."""

    anywhere: frozenset[Key]
    opening: frozenset[Key]
    districts: frozenset[str]
    numbers: frozenset[str]
    words: frozenset[str]


def mentions(message: Message) -> Mentions:
    """Read names, districts, numbers and title words of a message."""
    title, body = letters(message.title), letters(message.text)
    opening = distinguishing(title) + distinguishing(body[:_OPENING])
    return Mentions(
        frozenset(name.key for name in opening + distinguishing(body)),
        frozenset(name.key for name in opening),
        frozenset(name.core for name in names(title + " " + body) if name.kind == "county"),
        frozenset(_NUMBERED.findall(title)),
        gram_set(title, _WORD),
    )
