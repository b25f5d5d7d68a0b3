"""One e-mail → words, sender and pictures. Its headers hold hours and addresses of computers: none of them is kept."""

import email
import email.policy
import html
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr

from django.core.files.base import ContentFile

from bihuan.common.workflow import Refused
from bihuan.files.traceless import LARGEST_MB, traceless
from bihuan.opinions.policies import LONGEST

_TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL | re.IGNORECASE)
_BREAKS = re.compile(r"<(?:br|/p|/div|/tr|/li)\b[^>]*>", re.IGNORECASE)
_QUOTED = re.compile(r"^(>.*|-{3,} ?(?:原始邮件|Original Message).*)$", re.MULTILINE)


@dataclass(frozen=True)
class Letter:
    """What of a message is taken in. `identity` is its Message-ID, of which only a digest is kept."""

    identity: str
    words: str
    sender: str
    files: tuple[tuple[bytes, str], ...]
    left_out: int
    automatic: bool


def read_letter(raw: bytes) -> Letter:
    """Read a message. What is too long for a voice comes along as a text file; nothing is cut away."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - what the default policy makes
    words = _words(message)
    subject = " ".join(str(message["subject"] or "").split())
    text = f"{subject}\n{words}".strip() if subject and subject not in words else words.strip()
    files, left_out = _files(message)
    if len(text) > LONGEST:
        files.append((text.encode(), "text/plain"))
        text = text[: LONGEST - 1] + "…"
    name, address = parseaddr(str(message["from"] or ""))
    return Letter(
        identity=str(message["message-id"] or "").strip(),
        words=text,
        sender=" ".join(filter(None, (name, address))),
        files=tuple(files),
        left_out=left_out,
        automatic=_is_automatic(message),
    )


def _is_automatic(message: EmailMessage) -> bool:
    """Answers of machines and bounces are no voices (RFC 3834)."""
    submitted = str(message["auto-submitted"] or "no").lower()
    return not submitted.startswith("no") or str(message["return-path"] or "").strip() == "<>"


def _words(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    content = str(part.get_content())
    if part.get_content_type() == "text/html":
        content = html.unescape(_TAGS.sub("", _BREAKS.sub("\n", content)))
    lines = [line.rstrip() for line in _QUOTED.sub("", content).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _files(message: EmailMessage) -> tuple[list[tuple[bytes, str]], int]:
    found: list[tuple[bytes, str]] = []
    left_out = 0
    for part in message.iter_attachments():
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes) or len(content) > LARGEST_MB << 20:
            left_out += 1
            continue
        try:
            found.append(traceless(ContentFile(content, name=part.get_filename() or "")))
        except Refused:
            left_out += 1
    return found, left_out
