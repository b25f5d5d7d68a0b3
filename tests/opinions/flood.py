"""Many phones at once against the real server: what they send, at which pace, and which receipts they were given."""

import http.client
import re
import threading
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from secrets import token_hex

from bihuan.opinions.proofs import solve
from bihuan.opinions.tickets import new_ticket, stub_of

CODE = re.compile(rb"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}")
AGENT, REFERRER, FORWARDED = "TraceablePhone/9.1", "https://neighbour.example/thread/4711", "203.0.113.77"
ADDRESS = "127.0.0.77"
"""Every phone connects from here; the server listens on another address of this machine."""
TOKEN = "c" * 32
"""Of the double-submitted cookie: both halves come from the phone."""


@dataclass(frozen=True)
class Form:
    """One form that was handed out, with its calculation done."""

    ticket: str
    proof: str

    @classmethod
    def handed_out(cls, count: int) -> "list[Form]":
        """Forms as the server hands them out: the same key signs them here."""
        tickets = [new_ticket() for _ in range(count)]
        return [cls(ticket, solve(stub_of(ticket))) for ticket in tickets]


@dataclass
class Phone:
    """One phone with one connection, opened again when it breaks."""

    port: int
    path: str = "/speak/spring/mailbox/"
    _line: http.client.HTTPConnection | None = None

    def speak(self, form: Form, text: str, files: Sequence[tuple[str, bytes]] = ()) -> str | None:
        """Send the last page of the form; return the receipt code, or None when nothing was acknowledged."""
        fields = {
            "at": "check",
            "go": "send",
            "ticket": form.ticket,
            "proof": form.proof,
            "text": text,
            "about_words": "",
            "group": "-",
            "named": "no",
            "csrfmiddlewaretoken": TOKEN,
        }
        found = CODE.search(self.post(self.path, fields, files))
        return found.group().decode() if found else None

    def post(self, path: str, fields: dict[str, str], files: Sequence[tuple[str, bytes]] = ()) -> bytes:
        """The answer, or nothing when the line broke."""
        body, kind = _multipart(fields, files)
        headers = {
            "Content-Type": kind,
            "Cookie": f"csrftoken={TOKEN}",
            "User-Agent": AGENT,
            "Referer": REFERRER,
            "X-Forwarded-For": FORWARDED,
        }
        try:
            line = self._line or http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=20, source_address=(ADDRESS, 0)
            )
            self._line = line
            line.request("POST", path, body=body, headers=headers)
            return line.getresponse().read()
        except (OSError, http.client.HTTPException):
            if self._line:
                self._line.close()
            self._line = None
            return b""


def _multipart(fields: dict[str, str], files: Sequence[tuple[str, bytes]]) -> tuple[bytes, str]:
    edge = token_hex(8)
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields.items()
    ]
    for name, content in files:
        head = f'--{edge}\r\nContent-Disposition: form-data; name="attached"; filename="{name}"\r\n'
        parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + content + b"\r\n")
    return b"".join([*parts, f"--{edge}--\r\n".encode()]), f"multipart/form-data; boundary={edge}"


@dataclass
class Flood:
    """What came of a flood: receipts that were acknowledged, waits in seconds, and how many got no answer."""

    receipts: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    unanswered: int = 0
    took: float = 0

    def run(self, port: int, forms: Iterable[Form], *, per_second: float, phones: int = 8) -> "Flood":
        """Send every form at its moment, however long earlier ones take: an open loop, as people are."""
        local, lock, begin = threading.local(), threading.Lock(), time.perf_counter()

        def one(number: int, form: Form) -> None:
            time.sleep(max(0, begin + number / per_second - time.perf_counter()))
            if not hasattr(local, "phone"):
                local.phone = Phone(port)
            sent = begin + number / per_second
            code = local.phone.speak(form, f"第{number}位家长：补助还没到卡上。")
            with lock:
                if code is None:
                    self.unanswered += 1
                else:
                    self.receipts.append(code)
                    self.waits.append(time.perf_counter() - sent)

        with ThreadPoolExecutor(phones) as pool:
            list(pool.map(one, *zip(*enumerate(forms), strict=True)))
        self.took = time.perf_counter() - begin
        return self
