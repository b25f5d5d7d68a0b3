"""Small facts about how clerks write: blanks, numbering, full-width letters, words for "none"."""

import re
import unicodedata
from functools import lru_cache

NONE_WORDS = frozenset({"", "无", "暂无", "没有", "空", "略", "不涉及", "na", "n/a", "none", "null", "nan"})
"""Ways to write "none" besides dashes and slashes (reference: four of them in one sheet)."""

LONGEST_NONE = 20

DASHES = "-‐‑‒–—―─－~～﹣"
CHINESE_DIGITS = "一二三四五六七八九十百零〇"

_SPACE = re.compile(r"[\s\u3000\xa0]+")
_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}


@lru_cache(maxsize=8192)
def squeeze(text: str) -> str:
    """Without any blank and with half-width letters: the form in which labels and headers are compared."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).replace("∶", ":")


def tidy(text: str) -> str:
    """One line, single blanks, nothing at the ends; the characters themselves stay as written."""
    return _SPACE.sub(" ", text).strip()


def is_none(text: str) -> bool:
    """Whether a cell says that there is nothing."""
    if not text:
        return True
    if len(text) > LONGEST_NONE:
        return text.isspace()
    return _says_none(text)


@lru_cache(maxsize=8192)
def _says_none(text: str) -> bool:
    bare = squeeze(text).strip("()[]。.").lower()
    return bare in NONE_WORDS or not bare.strip(DASHES + "/\\|·*_")


def meant(text: str) -> str | None:
    """The text, or None where the cell says "none"."""
    tidied = tidy(text)
    return None if is_none(tidied) else tidied


def without_stop(text: str) -> str:
    """Without the punctuation that ends a list item or a cell."""
    return text.strip().rstrip("。；;，,、.．").rstrip()


@lru_cache(maxsize=1024)
def chinese_number(text: str) -> int | None:
    """十二 → 12, 二十 → 20, 3 → 3; None where it is no number below 1000."""
    if text.isdecimal():
        return int(text)
    if not text or any(char not in _DIGITS and char not in "十百" for char in text):
        return None
    total = part = 0
    for char in text:
        if char == "百":
            total, part = total + (part or 1) * 100, 0
        elif char == "十":
            total, part = total + (part or 1) * 10, 0
        else:
            part = _DIGITS[char]
    return total + part


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters, letters only: for likeness of two short texts."""
    letters = re.sub(r"[\W\d_]+", "", text)
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of common pairs (Dice, 0 to 1)."""
    together = len(one) + len(other)
    return 2 * len(one & other) / together if together else 0.0
