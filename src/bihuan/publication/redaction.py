"""Numbers that name a person are masked before anything is published. Names are not: a person has to read for those.

What is looked for: identity numbers (GB 11643: 18 characters, formerly 15), telephone numbers, bank cards
(ISO/IEC 7812: 16 to 19 digits), number plates (GA 36), e-mail and chat accounts. Full-width digits, spaces and strokes
do not hide one.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MASK = "＊＊＊＊"


class Kind(TextChoices):
    """What was masked."""

    IDENTITY = "identity", _("identity number")
    PHONE = "phone", _("telephone number")
    CARD = "card", _("bank card")
    PLATE = "plate", _("number plate")
    ACCOUNT = "account", _("e-mail or chat account")


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without what names a person, and what was taken out, in order."""

    text: str
    masked: tuple[Kind, ...] = ()


_RUN = re.compile(r"(?<![\d.])\d(?:[ \-－—]?\d){6,20}[Xx]?(?![\d.]\d)")
_NEAR_PHONE = re.compile(r"(?:电话|手机|热线|座机|[Tt]el)[^\d\n]{0,6}$")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-Z][·•\- ]?"
    r"(?=[A-Z]{0,5}\d)[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]"
)
_ACCOUNT = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:QQ|qq|微信号?|[Ww]e[Cc]hat)[号:： ]{0,3}[A-Za-z0-9_-]{5,20}", re.ASCII
)
_BIRTHDAY = re.compile(r"(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")


def redact(text: str) -> Redacted:
    """Mask every number that names a person."""
    masked: list[Kind] = []

    def mask(kind: Kind) -> str:
        masked.append(kind)
        return MASK

    def number(match: re.Match[str]) -> str:
        kind = _kind_of(match[0], before=match.string[: match.start()])
        return mask(kind) if kind else match[0]

    text = _ACCOUNT.sub(lambda _match: mask(Kind.ACCOUNT), text)
    text = _PLATE.sub(lambda _match: mask(Kind.PLATE), text)
    return Redacted(_RUN.sub(number, text), tuple(masked))


def _kind_of(run: str, *, before: str) -> Kind | None:
    digits = "".join(c for c in unicodedata.normalize("NFKC", run).upper() if c.isalnum())
    size = len(digits)
    if _is_identity(digits):
        return Kind.IDENTITY
    if 16 <= size <= 19:
        return Kind.CARD
    if re.fullmatch(r"(?:86)?1[3-9]\d{9}", digits) or re.fullmatch(r"0\d{9,11}", digits):
        return Kind.PHONE
    return Kind.PHONE if size in (7, 8) and _NEAR_PHONE.search(before) else None


def _is_identity(digits: str) -> bool:
    if len(digits) == 18:
        return bool(_BIRTHDAY.fullmatch(digits[6:14]))
    return len(digits) == 15 and bool(_BIRTHDAY.fullmatch(digits[6:12]))
