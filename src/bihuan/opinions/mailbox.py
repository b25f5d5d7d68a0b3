"""The office's mailbox over IMAP: letters are read, taken in once, and marked as seen. None is deleted."""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

TIMEOUT = 30


class MailboxFault(Exception):
    """The mailbox cannot be read: a wrong address, a refused name, no answer. The message holds no secret."""


@dataclass(frozen=True)
class Mailbox:
    """One address: `imaps://NAME:PASSWORD@HOST[:PORT]/FOLDER?to=CAMPAIGN/CHANNEL`."""

    host: str
    port: int
    name: str
    password: str
    folder: str
    campaign: str
    channel: str
    encrypted: bool

    def __str__(self) -> str:
        return f"{self.name}@{self.host}/{self.folder}"


def mailbox_at(address: str) -> Mailbox:
    """Read one address of BIHUAN_MAILBOXES.

    Raises:
        MailboxFault: it is not written as it must be.
    """
    parts = urlsplit(address)
    to = parse_qs(parts.query).get("to", [""])[0].split("/")
    if parts.scheme not in ("imap", "imaps") or not parts.hostname or len(to) != 2:
        raise MailboxFault("BIHUAN_MAILBOXES: write imaps://NAME:PASSWORD@HOST/FOLDER?to=CAMPAIGN/CHANNEL")
    encrypted = parts.scheme == "imaps"
    return Mailbox(
        host=parts.hostname,
        port=parts.port or (993 if encrypted else 143),
        name=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        campaign=to[0],
        channel=to[1],
        encrypted=encrypted,
    )


class Letters:
    """Unseen letters of an open folder; each is marked as seen once its voice is safe."""

    def __init__(self, server: imaplib.IMAP4) -> None:
        self.server = server

    def __iter__(self) -> Iterator[tuple[bytes, bytes]]:
        """Number and content of each unseen letter. Reading marks nothing (BODY.PEEK)."""
        _status, found = self.server.uid("SEARCH", "UNSEEN")
        for uid in (found[0] or b"").split():
            _status, parts = self.server.uid("FETCH", uid.decode(), "(BODY.PEEK[])")
            for part in parts:
                if isinstance(part, tuple):
                    yield uid, part[1]

    def seen(self, uid: bytes) -> None:
        """Mark one as seen."""
        self.server.uid("STORE", uid.decode(), "+FLAGS", "(\\Seen)")


@contextmanager
def opened(mailbox: Mailbox) -> Iterator[Letters]:
    """Sign in and open the folder.

    Raises:
        MailboxFault: it cannot be reached, or refuses.
    """
    try:
        server = (
            imaplib.IMAP4_SSL(mailbox.host, mailbox.port, timeout=TIMEOUT, ssl_context=ssl.create_default_context())
            if mailbox.encrypted
            else imaplib.IMAP4(mailbox.host, mailbox.port, timeout=TIMEOUT)
        )
        server.login(mailbox.name, mailbox.password)
        status, _count = server.select(f'"{mailbox.folder}"')
        if status != "OK":
            raise MailboxFault(f"{mailbox}: there is no such folder")
    except (OSError, imaplib.IMAP4.error) as wrong:
        raise MailboxFault(f"{mailbox}: {wrong}") from wrong
    try:
        yield Letters(server)
        server.logout()
    except (OSError, imaplib.IMAP4.error) as wrong:
        raise MailboxFault(f"{mailbox}: {wrong}") from wrong
    finally:
        with suppress(OSError):  # closed already, by either side
            server.shutdown()
