"""Reading and checking the record."""

import hashlib
import json
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from bihuan.audit.models import ChainHead, Event, Seal
from bihuan.common.text import canonical, digest


def history(stream: str) -> QuerySet[Event]:
    """Everything that happened to one object, newest first."""
    return Event.objects.filter(stream=stream).order_by("-seq")


def faults() -> Iterator[str]:
    """Walk all chains and seals; yield a sentence for each fault. Empty means: nothing was changed or removed."""
    heads = {head.stream: head for head in ChainHead.objects.all()}
    seen: dict[str, tuple[int, str]] = {}
    for event in Event.objects.order_by("stream", "seq").iterator(chunk_size=2000):
        seq, previous = seen.get(event.stream, (0, ""))
        yield from _faults_of_link(event, seq=seq, previous=previous)
        seen[event.stream] = (event.seq, event.hash)
    for stream, (seq, value) in seen.items():
        head = heads.pop(stream, None)
        if head is None or (head.seq, head.hash) != (seq, value):
            yield f"{stream}: the chain ends at {seq}, its head says {head.seq if head else 'nothing'}"
    for stream, head in heads.items():
        if head.seq:
            yield f"{stream}: all {head.seq} events are gone"
    yield from _faults_of_seals()


def _faults_of_link(event: Event, *, seq: int, previous: str) -> Iterator[str]:
    where = f"{event.stream} #{event.seq}"
    if event.seq != seq + 1:
        yield f"{where}: {event.seq - seq - 1} events before it are missing"
    if event.prev_hash != previous:
        yield f"{where}: does not follow the event before it"
    if event.hash != digest(event.prev_hash, str(event.seq), event.payload):
        yield f"{where}: its content was changed"
    said = json.loads(event.payload)
    columns = (event.stream, event.seq, event.kind, event.at.isoformat(), event.actor_id, event.actor_label)
    if columns[:3] + columns[4:] != (said["stream"], said["seq"], said["kind"], said["by"], said["label"]):
        yield f"{where}: its columns differ from its content"


def _faults_of_seals() -> Iterator[str]:
    previous = ""
    latest: dict[str, tuple[int, str]] = {}
    for seal in Seal.objects.order_by("pk").iterator():
        if seal.prev_hash != previous or seal.hash != digest(seal.prev_hash, seal.heads):
            yield f"seal {seal.pk}: was changed, or a seal before it is missing"
        previous = seal.hash
        latest.update({stream: (seq, value) for stream, seq, value in json.loads(seal.heads)})
    for stream, (seq, value) in latest.items():
        if not Event.objects.filter(stream=stream, seq=seq, hash=value).exists():
            yield f"{stream}: the event #{seq} that a seal vouches for is gone or changed"


def count() -> int:
    """How many events the record holds."""
    return Event.objects.count()


def last_seal() -> str:
    """Hash of the newest seal, to be printed in reports and kept outside: the anchor of the record."""
    newest = Seal.objects.order_by("-pk").first()
    return newest.hash if newest else ""


def digest_of(rows: list[list[str | int | None]]) -> str:
    """Digest of a batch, for the one event of a bulk job."""
    return digest(canonical(rows))


class DigestOfRows:
    """The same digest, of rows that come little by little and are never all there at once."""

    def __init__(self) -> None:
        self._sum = hashlib.sha256(b"[")
        self._between = ""

    def add(self, rows: Iterable[list[str | int | None]]) -> None:
        """Take in the next rows."""
        for row in rows:
            self._sum.update(f"{self._between}{canonical(row)}".encode())
            self._between = ","

    def hex(self) -> str:
        """The digest of all rows."""
        self._sum.update(b"]")
        return self._sum.hexdigest()
