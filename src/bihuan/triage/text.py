"""What every part of the engine reads: one message, and its letters in a form that can be compared."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_NOISE = re.compile(
    r"_x000d_"  # a carriage return as spreadsheets write it
    r"|https?://[\w./?=&%#:~+-]+"  # an address says nothing about the matter and differs by page
    r"|[\u200b-\u200f\u2028-\u202e\ufeff]"  # marks that nobody sees
)
_SPACE = re.compile(r"\s+")
_LETTERS = re.compile(r"[^\W_]+")
_JAMO = range(0x1100, 0x1200)
_IN_COMPANY = frozenset({"Cf", "Cs", "Mn", "Mc", "Me"})
SHORT = 12
"""Below this many letters a text alone says too little; its title is then read with it."""

csv.field_size_limit(1 << 24)


@dataclass(frozen=True, slots=True)
class Message:
    """One opinion as the engine sees it. `time` is ISO 8601 or empty; nothing about the writer is kept."""

    id: str
    text: str
    title: str = ""
    time: str = ""

    @property
    def whole(self) -> str:
        """Title and text, for whatever asks what is mentioned anywhere."""
        return f"{self.title} {self.text}" if self.title else self.text


def normalise(text: str) -> str:
    """Fold width and case, drop addresses of pages and invisible marks, and make every gap one space.

    >>> normalise("Ａ３区　青园路_x000D_ HTTPS://example.org/1 积水")
    'a3区 青园路 积水'
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return _SPACE.sub(" ", _NOISE.sub(" ", text)).strip()


class InCompanyError(ValueError):
    """How a letter folds depends on its neighbours."""


class _Alone(dict[int, str]):
    """What becomes of each letter that folds by itself; "" for what is no letter."""

    def __missing__(self, point: int) -> str:
        letter = chr(point)
        plain = unicodedata.normalize("NFKC", letter)
        category = unicodedata.category(letter)
        if category in _IN_COMPANY or point in _JAMO or any(map(unicodedata.combining, plain)):
            raise InCompanyError
        self[point] = folded = _carefully(letter)
        return folded


ALONE = _Alone()


@lru_cache(maxsize=2048)  # every candidate pair asks for the same few texts several times in a row
def letters(text: str) -> str:
    """Only letters and digits of the normalised text: punctuation and spacing never make two texts differ."""
    if has_noise(text):
        return _carefully(text)
    try:
        return text.translate(ALONE)  # a third of the time of normalising
    except InCompanyError:
        return _carefully(text)


def has_noise(text: str) -> bool:
    """Whether more than single letters may have to be dropped: addresses of pages, `_x000D_`."""
    return "://" in text or "_x" in text or "_X" in text


def _carefully(text: str) -> str:
    return "".join(_LETTERS.findall(normalise(text)))


def content(message: Message) -> str:
    """The letters that decide whether two messages are near-duplicates: the text, with the title if it is short."""
    body = letters(message.text)
    return body if len(body) >= SHORT else letters(message.title) + body


def read_messages(path: Path) -> Iterator[Message]:
    """Read a CSV file with the columns id, text and perhaps title, time; other columns are passed over.

    Raises `ValueError` with a sentence when a needed column is missing.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        missing = {"id", "text"} - set(rows.fieldnames or ())
        if missing:
            raise ValueError(f"{path.name}: the first row names no column {' or '.join(sorted(missing))}")
        for row in rows:
            yield Message(row["id"], row["text"] or "", row.get("title") or "", row.get("time") or "")
